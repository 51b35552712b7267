"""For a screen reader: one column, states in words, and the terminal's cursor on the current row.

That lines and bars are gone is the work of `glyphs.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Offset
from textual.screen import Screen

from newsreader.tui.widgets.pane import HEAD_LINES, Pane
from newsreader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def speak(screen: ReadingScreen) -> None:
    """Have the lists of the reading screen say in words what they show by signs."""
    screen.feed_list.in_words = screen.article_list.in_words = True


def spoken_place(screen: Screen[Any]) -> Offset | None:
    """Return where the current row begins, or the text; None while something is typed, which has its own cursor."""
    if screen.focused is not None:
        return None
    pane = next((pane for pane in screen.query(Pane) if pane.is_active and pane.display), None)
    if pane is None:
        return None
    line = 0
    if isinstance(pane, RowList) and pane.row_count():
        line = pane.line_of(pane.cursor) - pane.scroll_offset.y
    last = max(pane.window_lines - 1, 0)
    return pane.region.offset + Offset(min(pane.left, pane.size.width), HEAD_LINES + min(max(line, 0), last))
