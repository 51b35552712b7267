"""Marking, and taking it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _star(screen: ReadingScreen, count: int | None) -> None:
    if (article_id := screen.article_id) is not None:
        screen.write(partial(screen.store.marks.toggle_starred, article_id, now=screen.now()))


def _toggle_read(screen: ReadingScreen, count: int | None) -> None:
    if (article_id := screen.article_id) is not None:
        screen.write(partial(screen.store.marks.toggle_read, article_id, now=screen.now()))


def _undo(screen: ReadingScreen, count: int | None) -> None:
    screen.write(partial(screen.store.journal.undo, now=screen.now()), "Undid")


def _redo(screen: ReadingScreen, count: int | None) -> None:
    screen.write(partial(screen.store.journal.redo, now=screen.now()), "Redid")


MARKING: dict[str, Action] = {
    "mark.star": _star,
    "mark.read": _toggle_read,
    "mark.undo": _undo,
    "mark.redo": _redo,
}
