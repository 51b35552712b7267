"""The command that writes files: subscriptions as OPML, articles as text, Markdown, HTML or EPUB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from newsreader.cli.opening import opened
from newsreader.cli.output import say
from newsreader.cli.reading import selected_ids, selection
from newsreader.errors import NewsreaderError
from newsreader.model import Article
from newsreader.paths import Paths
from newsreader.store import Store
from newsreader.text import counted
from newsreader.whole_files import replace_file

SUFFIXES = (".opml", ".txt", ".md", ".html", ".epub")
MANY = 100
"""Articles exported where neither ids nor a limit are named."""
MAX_PICTURES = 100_000_000
"""Bytes of kept pictures that go into one file; the rest stay links. Mail and e-readers take no more anyway."""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.argument("ids", type=int, nargs=-1, metavar="[ID...]")
@click.option("--query", metavar="QUERY", help="Only those that a query finds.")
@selection
@click.pass_obj
def export(
    paths: Paths,
    file: Path,
    ids: tuple[int, ...],
    query: str | None,
    kind: str | None,
    feed_name: str | None,
    limit: int | None,
) -> None:
    """Write feeds or articles to a file, by its ending.

    FILE.opml takes all feeds with their folders. FILE.epub, .html, .md or .txt takes articles: those named by ID, or
    those that --query, --unread, --starred and --feed select, the first 100 unless --limit says otherwise. EPUB and
    HTML hold the pictures that are kept for reading offline.
    """
    is_selected = query is not None or kind is not None or feed_name is not None or limit is not None
    _check(file, is_named=bool(ids), is_selected=is_selected)
    more = ""
    with opened(paths) as store:
        if file.suffix.lower() == ".opml":
            document, what = _subscriptions(store)
        else:
            words = () if query is None else (query,)
            found = list(dict.fromkeys(ids)) or selected_ids(store, kind, feed_name, limit, words)
            chosen = found[:MANY] if limit is None and not ids else found
            document, what = _articles(store, paths.images, file, chosen)
            if len(found) > len(chosen):
                what, more = f"the first {len(chosen):,} of {counted(len(found), 'article')}", " --limit N takes more."
    try:
        replace_file(file, document)
    except FileNotFoundError as error:
        raise NewsreaderError(f"There is no folder {file.parent}. Make it, or choose another.") from error
    except OSError as error:
        raise NewsreaderError(f"{file} cannot be written: {(error.strerror or str(error)).lower()}.") from error
    say(f"Exported {what} to {file}.{more}")


def _check(file: Path, *, is_named: bool, is_selected: bool) -> None:
    """Raise for what would else be left out without a word."""
    if file.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"a file must end in one of {', '.join(SUFFIXES)}.", param_hint="FILE")
    if file.suffix.lower() == ".opml" and (is_named or is_selected):
        raise click.UsageError("An OPML file takes all feeds, no articles. Those go into .txt, .md, .html or .epub.")
    if is_named and is_selected:
        raise click.UsageError("Name articles by ID or select them, not both.")


def _subscriptions(store: Store) -> tuple[bytes, str]:
    from newsreader.moving.opml import write_opml
    from newsreader.moving.subscriptions import Subscription

    feeds = [feed for feed in store.feeds.all() if not feed.is_sample]
    listed = [
        Subscription(feed.url, "" if feed.title == feed.url else feed.title, feed.folder, feed.site) for feed in feeds
    ]
    return write_opml(listed, now=datetime.now(UTC)), counted(len(feeds), "feed")


def _articles(store: Store, images: Path, file: Path, ids: Sequence[int]) -> tuple[bytes, str]:
    articles = [store.articles.get(article_id) for article_id in ids]
    if not articles:
        raise NewsreaderError("There is nothing to export: no article is selected. See: newsreader list")
    pictures = _pictures(store, images, ids) if file.suffix.lower() in (".epub", ".html") else {}
    return _written(file, articles, pictures), counted(len(articles), "article")


def _pictures(store: Store, folder: Path, ids: Sequence[int]) -> dict[str, bytes]:
    """Return the kept pictures of these articles by their addresses; one that cannot be read stays a link."""
    found: dict[str, bytes] = {}
    room = MAX_PICTURES
    for article_id in ids:
        for url, name in store.images.files_of(article_id).items():
            if url in found:
                continue
            with suppress(OSError):
                body = (folder / name).read_bytes()
                room -= len(body)
                if room < 0:
                    return found
                if body.startswith((b"\xff\xd8\xff", b"\x89PNG")):  # losing power may leave an empty one
                    found[url] = body
    return found


def _written(file: Path, articles: Sequence[Article], pictures: Mapping[str, bytes]) -> bytes:
    match file.suffix.lower():
        case ".epub":
            from newsreader.writing.epub import epub

            return epub(articles, title=file.stem, now=datetime.now(UTC), pictures=pictures)
        case ".html":
            from newsreader.writing.html import html_pages

            return html_pages(articles, title=file.stem, pictures=pictures).encode()
        case ".md":
            from newsreader.writing.markdown import markdown_article

            return "\n\n".join(markdown_article(article) for article in articles).encode()
    from newsreader.writing.plain import plain_article

    return "\n\n\n".join(plain_article(article) for article in articles).encode()


COMMANDS = (export,)
