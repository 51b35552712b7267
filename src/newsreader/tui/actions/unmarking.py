"""Taking marks away, whatever they are by now: what has no key, as its key is that of giving them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.tui.actions.action import Action
from newsreader.tui.actions.sorting import meant

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _unread(screen: ReadingScreen, count: int | None) -> None:
    marks = screen.store.marks
    screen.write(partial(marks.set_read, meant(screen), False, now=screen.now(), passes_gone=True), "Marked")


def _unstar(screen: ReadingScreen, count: int | None) -> None:
    marks = screen.store.marks
    screen.write(partial(marks.set_starred, meant(screen), False, now=screen.now(), passes_gone=True), "Marked")


def _unlater(screen: ReadingScreen, count: int | None) -> None:
    sorting = screen.store.sorting
    screen.write(partial(sorting.set_later, meant(screen), False, now=screen.now(), passes_gone=True), "Marked")


def _unhide(screen: ReadingScreen, count: int | None) -> None:
    screen.write(partial(screen.store.sorting.show, meant(screen), now=screen.now()), "Marked")


def _untag(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.commandline.asking import ask_line

    ask_line(screen, "untag ")


UNMARKING: dict[str, Action] = {
    "mark.unread": _unread,
    "mark.unstar": _unstar,
    "mark.unlater": _unlater,
    "mark.unhide": _unhide,
    "mark.untag": _untag,
}
