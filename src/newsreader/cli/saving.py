"""The command that puts pages of the web on the list for later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from newsreader.cli.opening import opened, run_async, settings_of
from newsreader.cli.output import as_json, complain, print_json, say
from newsreader.model import TextState
from newsreader.paths import Paths
from newsreader.store import Store
from newsreader.store.sorting import tag_name
from newsreader.text import clean

if TYPE_CHECKING:
    from newsreader.engine.saving import SavedPage


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--tag", "tags", multiple=True, metavar="T", help="Give them this tag; may be said several times.")
@click.option("--no-fetch", is_flag=True, help="Ask no server now; the next refresh fetches the text.")
@as_json
@click.pass_obj
def save(paths: Paths, urls: tuple[str, ...], tags: tuple[str, ...], no_fetch: bool, as_json: bool) -> int:
    """Put pages on the list to be read later, with their text.

    A page whose text cannot be had is kept with the reason, and every refresh tries again while that may help. One that
    is here already, by itself or in a feed, goes on the list again. newsreader undo takes a page back.
    """
    for each in tags:
        if not tag_name(each):
            raise click.BadParameter("a tag needs a letter, digit or sign.", param_hint="--tag")
    with opened(paths) as store:
        return run_async(_save(store, paths, urls, tags, is_fetched=not no_fetch, as_json=as_json))


async def _save(
    store: Store, paths: Paths, urls: Sequence[str], tags: Sequence[str], *, is_fetched: bool, as_json: bool
) -> int:
    # Imported here: feeds, list and star need no HTTP and answer sooner without it.
    from newsreader.engine.robots import RobotsRules
    from newsreader.engine.saving import NotSaved, save_page
    from newsreader.engine.tools import opened_tools

    status = 0
    async with opened_tools(store, paths.rules, settings=settings_of(paths)) as tools:
        robots = RobotsRules(tools)
        for url in urls:
            saved = await save_page(tools, url, robots, tags=tags, is_fetched=is_fetched)
            if isinstance(saved, NotSaved):
                status = complain(f"{clean(url)} is not saved. {saved.reason}")
            else:
                status |= _report(saved, as_json)
    return status


def _report(saved: SavedPage, as_json: bool) -> int:
    headline, reason = saved.article.headline, clean(saved.article.text_reason or "")
    is_failed = headline.text_state is TextState.FAILED
    if as_json:
        print_json(
            {
                "id": headline.id,
                "url": headline.url,
                "title": clean(headline.title),
                "new": saved.is_new,
                "text_state": headline.text_state.value,
                "reason": reason or None,
            }
        )
        return 1 if is_failed else 0
    title = f"“{clean(headline.title)}”"
    said = f"Saved {title}" if saved.is_new else f"{title} is here already and on the list for later"
    if is_failed:
        return complain(f"{said}, without its text: {reason}")
    if headline.text_state is TextState.WAITING:
        say(f"{said}; its text is fetched later. {reason}".rstrip())
    else:
        say(f"{said} ({headline.words:,} words).")
    return 0


COMMANDS = (save,)
