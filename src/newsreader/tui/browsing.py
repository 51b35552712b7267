"""Hand addresses to the browser, and say so: one, or those of all articles that are selected."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.programs import opening
from newsreader.programs.opening import NothingOpens
from newsreader.text import counted

if TYPE_CHECKING:
    from newsreader.model import Headline
    from newsreader.tui.screens.reading import ReadingScreen

_ASKS_ABOVE = 10
"""Pages that are opened at once without a question: a hundred windows bury a desktop."""
_MOST = 100


def browse(screen: ReadingScreen, address: str) -> None:
    """Open an address; a browser that draws in the terminal gets it until it ends. Raises NothingOpens."""
    if not _is_shown_in_terminal(screen, address):
        screen.say(f"Opened {address}")


def _is_shown_in_terminal(screen: ReadingScreen, address: str) -> bool:
    """Open an address and say whether it had the terminal. Raises NothingOpens."""
    command, needs_terminal = opening.way_to_open(address, screen.settings.openers, os.environ)
    if needs_terminal:
        with screen.app.suspend():
            opening.run_in_terminal(command)
    else:
        opening.start(command)
    return needs_terminal


def browse_chosen(screen: ReadingScreen, *, is_read_then: bool) -> None:
    """Open the pages of the articles that are selected, as they are listed; ask first where they are many."""
    headlines = screen.store.articles.headlines(screen.lister.in_order(screen.article_list.chosen))
    pages = [each for each in headlines if each.url is not None]
    if not pages:
        raise NotPossible("None of these articles has a page to open.")
    if len(pages) > _MOST:
        raise NotPossible(f"{len(pages):,} pages are too many at once; {_MOST} are the most.")
    open_all = partial(_open_all, screen, pages, len(headlines) - len(pages), is_read_then=is_read_then)
    if len(pages) <= _ASKS_ABOVE:
        open_all()
        return
    from newsreader.tui.question import Question

    def accept(typed: str) -> str | None:
        if typed.strip().lower() in ("y", "yes"):
            # By the screen itself: the prompt is gone by then.
            screen.call_next(open_all)
            return None
        return None if typed.strip().lower() in ("n", "no") else "Type y to open them all, n or Esc to leave it."

    question = Question(f"Open {len(pages):,} pages? ", accept, hint="y opens them all at once; n or Esc leaves it.")
    screen.status.ask(question)


def _open_all(screen: ReadingScreen, pages: Sequence[Headline], without: int, *, is_read_then: bool) -> None:
    screen.article_list.clear_chosen()
    opened: list[int] = []
    fault = ""
    for each in pages:
        try:
            _is_shown_in_terminal(screen, each.url or "")
            opened.append(each.id)
        except NothingOpens as error:
            fault = fault or str(error)
    if fault:
        screen.say(f"{len(pages) - len(opened):,} of {len(pages):,} pages were not opened: {fault}", is_error=True)
    else:
        words = f"Opened {counted(len(opened), 'page')}"
        none = f"; {without:,} of those selected {'has' if without == 1 else 'have'} none" if without else ""
        screen.say(f"{words}{none}.")
    if is_read_then and opened:
        from newsreader.tui.actions.marking import mark_ids

        mark_ids(screen, opened)
