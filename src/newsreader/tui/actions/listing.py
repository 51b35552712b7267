"""How the articles are listed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.settings import Density
from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _set_density(density: Density, screen: ReadingScreen, count: int | None) -> None:
    screen.article_list.set_density(density)


def _mark_all(screen: ReadingScreen, count: int | None) -> None:
    _mark_rows(screen, 0, screen.article_list.row_count())


def _mark_above(screen: ReadingScreen, count: int | None) -> None:
    _mark_rows(screen, 0, screen.article_list.cursor)


def _mark_below(screen: ReadingScreen, count: int | None) -> None:
    _mark_rows(screen, screen.article_list.cursor + 1, screen.article_list.row_count())


def _mark_rows(screen: ReadingScreen, start: int, end: int) -> None:
    """Mark the listed articles of these rows read, and no others, as one batch."""
    snapshot = screen.article_list.snapshot
    if snapshot is None:
        return
    if end == len(snapshot) and not snapshot.is_whole:
        screen.say("The list is still being read. Press it again in a moment.")
        return
    ids = snapshot.ids_between(start, end)
    screen.write(partial(screen.store.marks.set_read, ids, True, now=screen.now(), passes_gone=True), "Marked")


LISTING: dict[str, Action] = {
    "list.mark_read": _mark_all,
    "list.mark_above": _mark_above,
    "list.mark_below": _mark_below,
    **{f"list.{density}": partial(_set_density, density) for density in Density},
}
