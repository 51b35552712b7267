"""Sorting articles out: for later, hidden, hidden until a time, tagged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.tui.actions.action import Action
from newsreader.tui.actions.marking import take_chosen
from newsreader.tui.commands import Place
from newsreader.tui.writer import Pace

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def meant(screen: ReadingScreen) -> list[int]:
    """Return the articles that a key acts on: those that are selected, else that under the cursor."""
    if chosen := take_chosen(screen):
        return chosen
    if screen.article_id is None:
        raise NotPossible("There is no article here.")
    return [screen.article_id]


def _later(screen: ReadingScreen, count: int | None) -> None:
    if screen.place is Place.FEEDS:
        raise NotPossible("Articles are put on the list for later, feeds are not. Tab goes to the articles.")
    ids = meant(screen)
    verb = "Marked" if len(ids) > 1 else ""
    screen.write(partial(screen.store.sorting.toggle_later, ids, now=screen.now()), verb, Pace.LARGE)


def _hide(screen: ReadingScreen, count: int | None) -> None:
    screen.write(partial(screen.store.sorting.toggle_hidden, meant(screen), now=screen.now()), "Marked", Pace.LARGE)


def _snooze(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.sorting import ask_time

    ask_time(screen, meant(screen))


def _tag(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.sorting import ask_tag

    ask_tag(screen, meant(screen))


SORTING: dict[str, Action] = {
    "mark.later": _later,
    "mark.hide": _hide,
    "mark.snooze": _snooze,
    "mark.tag": _tag,
}
