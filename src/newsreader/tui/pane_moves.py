"""What keys that move do to a pane: a list moves its cursor, a text scrolls. In the panes and over them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from newsreader.tui.widgets.pane import Pane
from newsreader.tui.widgets.row_list import RowList


def _move(direction: int, pane: Pane, count: int | None) -> None:
    steps = direction * (count or 1)
    if isinstance(pane, RowList):
        pane.move(steps)
    else:
        pane.scroll_lines(steps)


def _move_page(share: float, pane: Pane, count: int | None) -> None:
    if isinstance(pane, RowList):
        pane.move_page(share, count or 1)
    else:
        pane.scroll_pages(share * (count or 1))


def _move_to_edge(is_end: bool, pane: Pane, count: int | None) -> None:
    if isinstance(pane, RowList) and count:
        pane.move_to_number(count)
    elif isinstance(pane, RowList):
        pane.move_to_edge(is_end)
    else:
        pane.scroll_to_edge(is_end)


MOVES: Mapping[str, Callable[[Pane, int | None], None]] = {
    "cursor.down": partial(_move, 1),
    "cursor.up": partial(_move, -1),
    "cursor.top": partial(_move_to_edge, False),
    "cursor.bottom": partial(_move_to_edge, True),
    "cursor.page_down": partial(_move_page, 1),
    "cursor.page_up": partial(_move_page, -1),
    "cursor.half_down": partial(_move_page, 0.5),
    "cursor.half_up": partial(_move_page, -0.5),
}
"""By the id of the command; they take the count typed before it."""
