"""Commands that change what is subscribed to: add and import."""

from __future__ import annotations

from pathlib import Path

import click

from newsreader.cli.opening import now, opened, run_async, settings_of
from newsreader.cli.output import complain, say
from newsreader.errors import NewsreaderError
from newsreader.paths import Paths
from newsreader.store import Store
from newsreader.text import clean, counted, folder_path


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--folder", default="", metavar="F", help="Put them into this folder; a/b is b inside a.")
@click.option("--no-fetch", is_flag=True, help="Subscribe without asking the server anything now.")
@click.pass_obj
def add(paths: Paths, urls: tuple[str, ...], folder: str, no_fetch: bool) -> int:
    """Subscribe to feeds by their addresses."""
    with opened(paths) as store:
        return run_async(_add(store, paths, urls, folder_path(folder), no_fetch))


async def _add(store: Store, paths: Paths, urls: tuple[str, ...], folder: str, no_fetch: bool) -> int:
    # Imported here: feeds, list and star need no HTTP and answer sooner without it.
    from newsreader.engine.adding import PAGES_AFTER_ADDING, Added, Kept, Known, add_feed, add_unfetched
    from newsreader.engine.pages import fetch_waiting_pages
    from newsreader.engine.tools import opened_tools

    status = 0
    fetched: list[int] = []
    async with opened_tools(store, paths.rules, settings=settings_of(paths)) as tools:
        for url in urls:
            if no_fetch:
                addition = add_unfetched(store, url, folder=folder, now=now())
            else:
                addition = await add_feed(tools, url, folder=folder)
            match addition:
                case Added(feed_id, title, articles):
                    say(f"Added {clean(title)} ({counted(articles, 'article')}).")
                    fetched.append(feed_id)
                case Kept(_, None):
                    say(f"Added {clean(url)}.")
                case Kept(_, warning):
                    say(f"Added {clean(url)}, but nothing came yet: {warning} Every refresh tries again.")
                case Known():
                    say(f"{clean(url)} is here already.")
                case refused:
                    status = complain(f"{clean(url)} is not added. {refused.reason}")
        if fetched:
            await fetch_waiting_pages(tools, fetched, limit=PAGES_AFTER_ADDING, report=lambda _: None)
    return status


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.opml")
@click.pass_obj
def import_(paths: Paths, file: Path) -> int:
    """Subscribe to all feeds of an OPML file, with their folders; all of them or, if the file is bad, none."""
    from newsreader.moving.opml import read_opml

    found = read_opml(_read(file))
    with opened(paths) as store:
        new = store.feeds.add_all(((feed.url, feed.title, feed.folder) for feed in found.feeds), now=now())
    known = len(found.feeds) - new
    here = f"; {known:,} {'was' if known == 1 else 'were'} here already" if known else ""
    repeated = f"; entries that name one of them again: {found.repeated:,}" if found.repeated else ""
    say(f"Imported {counted(new, 'feed')}{here}{repeated}.")
    for refused in found.refused:
        complain(f"Not imported: {refused.address or refused.title}: this address {refused.reason}.")
    if new:
        say("Fetch them now with: newsreader refresh")
    return 1 if found.refused else 0


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NewsreaderError(f"{file} cannot be read: {(error.strerror or str(error)).lower()}.") from error


COMMANDS = (add, import_)
