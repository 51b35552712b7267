"""How the articles are listed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from newsreader.errors import NotPossible
from newsreader.model import Order, ViewKind
from newsreader.settings import Density
from newsreader.tui.actions.action import Action
from newsreader.tui.actions.marking import mark_ids, mark_listed, mark_rows, take_chosen

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _set_density(density: Density, screen: ReadingScreen, count: int | None) -> None:
    screen.article_list.set_density(density)


def _mark_all(screen: ReadingScreen, count: int | None) -> None:
    if chosen := take_chosen(screen):
        mark_ids(screen, chosen)
    else:
        mark_listed(screen)


def _choose(screen: ReadingScreen, count: int | None) -> None:
    """Select the cursor's article, or no longer, and go on to the next; with a count so many."""
    for _ in range(count or 1):
        before = screen.article_list.cursor
        screen.article_list.toggle_chosen()
        screen.article_list.move(1)
        if screen.article_list.cursor == before:
            break


def _toggle_unread_only(screen: ReadingScreen, count: int | None) -> None:
    if screen.view.kind is ViewKind.UNREAD:
        raise NotPossible("This view lists only what is unread.")
    arrangement = screen.lister.arrangement
    screen.lister.reopen(msgspec.structs.replace(arrangement, unread_only=not arrangement.unread_only))


def _sort(order: Order, screen: ReadingScreen, count: int | None) -> None:
    """Sort by this, or the other way round if it is sorted by it."""
    arrangement = screen.lister.arrangement
    is_reversed = arrangement.order is order and not arrangement.is_reversed
    screen.lister.reopen(msgspec.structs.replace(arrangement, order=order, is_reversed=is_reversed))


def _by_rank(screen: ReadingScreen, count: int | None) -> None:
    screen.searching.switch_order()


def _show_new(screen: ReadingScreen, count: int | None) -> None:
    screen.lister.reopen()


def _mark_above(screen: ReadingScreen, count: int | None) -> None:
    mark_rows(screen, 0, screen.article_list.cursor)


def _mark_below(screen: ReadingScreen, count: int | None) -> None:
    mark_rows(screen, screen.article_list.cursor + 1, screen.article_list.row_count())


LISTING: dict[str, Action] = {
    "list.choose": _choose,
    "list.unread_only": _toggle_unread_only,
    "list.show_new": _show_new,
    **{f"list.by_{order}": partial(_sort, order) for order in Order},
    "list.by_rank": _by_rank,
    "list.mark_read": _mark_all,
    "list.mark_above": _mark_above,
    "list.mark_below": _mark_below,
    **{f"list.{density}": partial(_set_density, density) for density in Density},
}
