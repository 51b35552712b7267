"""Marking, and taking it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def take_chosen(screen: ReadingScreen) -> list[int]:
    """Return the ids that are selected, if keys act on the list, and select nothing any more: they were meant once."""
    chosen = screen.article_list.chosen if screen.place is Place.ARTICLES else []
    if chosen:
        screen.article_list.clear_chosen()
    return chosen


def _star(screen: ReadingScreen, count: int | None) -> None:
    if chosen := take_chosen(screen):
        screen.write(partial(screen.store.marks.toggle_starred_together, chosen, now=screen.now()), "Marked")
    elif (article_id := screen.article_id) is not None:
        screen.write(partial(screen.store.marks.toggle_starred, article_id, now=screen.now()))


def _toggle_read(screen: ReadingScreen, count: int | None) -> None:
    if chosen := take_chosen(screen):
        screen.write(partial(screen.store.marks.toggle_read_together, chosen, now=screen.now()), "Marked")
    elif (article_id := screen.article_id) is not None:
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
