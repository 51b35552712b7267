"""The command that downloads the files of articles: episodes of podcasts, films, documents."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

import click
from rich.cells import cell_len

from newsreader.cli.asking import chosen, chosen_ids
from newsreader.cli.opening import opened, run_async, settings_of
from newsreader.cli.output import as_json, complain, fit, print_json, say
from newsreader.enclosures import Attached, amount
from newsreader.enclosures import chosen as chosen_file
from newsreader.errors import ArticleNotFound
from newsreader.paths import Paths
from newsreader.store import Store
from newsreader.text import clean

_TITLE = 40
"""Cells of a title that stands before how far it is."""


@click.command()
@chosen
@click.option("--all", "is_all", is_flag=True, help="All files of each article, not only the first that can be played.")
@as_json
@click.pass_obj
def download(paths: Paths, ids: tuple[int, ...], query: str | None, is_all: bool, as_json: bool) -> int:
    """Download what articles bring: the episodes of podcasts, films, documents.

    Without ids and query, go on with what broke off. Files are kept in downloads beside the database, or in the folder
    that the setting downloads.folder names; one that broke off is gone on with where it stopped, if its server can.
    A query that was stopped is gone on with by giving it again: what is kept is not fetched twice.
    """
    with opened(paths) as store:
        if ids or query is not None:
            files = _files(store, chosen_ids(store, ids, query), ids, is_all=is_all)
        else:
            files = _unfinished(store)
        return run_async(_download(store, paths, files, as_json)) if files else int(bool(ids))


def _unfinished(store: Store) -> list[Attached]:
    begun = store.downloads.unfinished()
    known = store.enclosures.of_articles({each.article_id for each in begun})
    wanted = {(each.article_id, each.number) for each in begun}
    found = [file for files in known.values() for file in files if (file.article_id, file.number) in wanted]
    if not found:
        say("Nothing broke off. Name articles by their ids, or with: --query has:enclosure")
    return found


def _files(store: Store, articles: Sequence[int], ids: Sequence[int], *, is_all: bool) -> list[Attached]:
    if missing := set(ids) - {each.id for each in store.articles.headlines(ids)}:
        raise ArticleNotFound(f"There is no article {min(missing)}. List them with: newsreader list")
    known = store.enclosures.of_articles(articles)
    for each in ids:
        if each not in known:
            complain(f"Article {each} brings no file.")
    if not known and not ids:
        say("Nothing to download: no article that the query finds brings a file.")
    by_article = [known[each] for each in dict.fromkeys(articles) if each in known]
    return [file for files in by_article for file in (files if is_all else [chosen_file(files)]) if file is not None]


async def _download(store: Store, paths: Paths, files: Sequence[Attached], as_json: bool) -> int:
    # Imported here: feeds, list and star need no HTTP and answer sooner without it.
    from newsreader.engine.downloads import Downloads, Kept
    from newsreader.engine.tools import opened_tools

    titles = {each.id: clean(each.title) for each in store.articles.headlines({file.article_id for file in files})}
    failed = 0
    async with opened_tools(store, paths.rules, settings=settings_of(paths)) as tools:
        downloads = Downloads(lambda: tools, paths.downloads)
        for file in files:
            title = titles.get(file.article_id, "")
            meter = _Meter(title)
            outcome = await downloads.download(file.article_id, file.number, meter.show, url=file.enclosure.url)
            meter.clear()
            path, size, reason = (
                (str(outcome.path), outcome.size, None) if isinstance(outcome, Kept) else (None, None, outcome.reason)
            )
            failed += reason is not None
            if as_json:
                named = {"id": file.article_id, "number": file.number, "url": file.enclosure.url}
                print_json({**named, "file": path, "bytes": size, "error": reason}, at_once=True)
            elif reason is None:
                say(f"{title}: kept as {path}")
            else:
                complain(f"{title}: {reason}")
    return 1 if failed else 0


class _Meter:
    """One line on a terminal that says how far a download is; nothing elsewhere."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._cells = 0
        """Of what is shown."""

    def show(self, here: int, size: int | None) -> None:
        """Say it in place of what was said before."""
        if sys.stderr.isatty():
            of = f" of {amount(size)}" if size else ""
            words = f"{fit(self._title, min(cell_len(self._title), _TITLE))}: {amount(here)}{of}"
            # One that broke would leave its first part on the screen each time.
            words = fit(words, min(cell_len(words), shutil.get_terminal_size().columns - 1))
            sys.stderr.write(f"\r{fit(words, max(cell_len(words), self._cells))}")
            sys.stderr.flush()
            self._cells = cell_len(words)

    def clear(self) -> None:
        """Leave nothing of it."""
        if self._cells:
            sys.stderr.write(f"\r{' ' * self._cells}\r")
            self._cells = 0


COMMANDS = (download,)
