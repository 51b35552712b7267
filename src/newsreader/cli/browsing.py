"""The command that opens the pages of articles in the browser."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import click

from newsreader.cli.asking import chosen, chosen_ids
from newsreader.cli.marking import report
from newsreader.cli.opening import now, opened, settings_of
from newsreader.cli.output import complain, say
from newsreader.errors import ArticleNotFound, NewsreaderError
from newsreader.model import Headline
from newsreader.paths import Paths
from newsreader.programs import opening
from newsreader.programs.opening import NothingOpens
from newsreader.settings import OpenerSettings
from newsreader.store import Store

_MOST = 20
"""Pages that are opened at once: a query that is a little too wide must not bury the desktop."""


@click.command("open")
@chosen
@click.option("--read", "is_read_then", is_flag=True, help="Mark them read, too.")
@click.pass_obj
def open_(paths: Paths, ids: tuple[int, ...], query: str | None, is_read_then: bool) -> int:
    """Open the pages of articles: with your opener for the address, else in the browser ($BROWSER, or the desktop's).

    At most 20 at once. One whose article has no page, or no address of the web, is named and the others are opened.
    """
    with opened(paths) as store:
        headlines = _chosen(store, list(dict.fromkeys(chosen_ids(store, ids, query))))
        openers = settings_of(paths, store).openers
        shown = [each.id for each in headlines if _is_opened(each, openers)]
        if is_read_then and shown:
            report(store.marks.set_read(shown, True, now=now()))
    return 0 if len(shown) == len(headlines) else 1


def _chosen(store: Store, ids: list[int]) -> list[Headline]:
    """Return the articles, if all are there and they are not too many."""
    if len(ids) > _MOST:
        raise NewsreaderError(
            f"{len(ids):,} pages are too many to open at once. Take {_MOST} of them: add limit:{_MOST} to the query."
        )
    headlines = store.articles.headlines(ids)
    if missing := set(ids) - {each.id for each in headlines}:
        raise ArticleNotFound(f"There is no article {min(missing)}. List them with: newsreader list")
    if not headlines:
        say("Nothing to open: the query finds no article.")
    return headlines


def _is_opened(headline: Headline, openers: Mapping[str, OpenerSettings]) -> bool:
    """Open the page of an article; where that cannot be, say why."""
    if headline.url is None:
        complain(f"Article {headline.id} has no page to open. Read it with: newsreader show {headline.id}")
        return False
    try:
        command, needs_terminal = opening.way_to_open(headline.url, openers, os.environ)
        if needs_terminal:
            if not sys.stdout.isatty():
                raise NothingOpens(f"{command[0]} needs a terminal to draw in.")
            opening.run_in_terminal(command)
        else:
            opening.start(command)
    except NothingOpens as error:
        complain(f"Article {headline.id}: {error}")
        return False
    say(f"Opened {headline.url}")
    return True


COMMANDS = (open_,)
