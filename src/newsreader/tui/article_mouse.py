"""The mouse on an article: it selects by dragging, opens links by a click, and shows where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.tui.links import Link
from newsreader.tui.selecting import Point, Selection, block_at, line_pieces, pieces, text_of, word_at

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from newsreader.tui.widgets.text_pane import TextPane

_SCROLL_EVERY_S = 0.05
"""While the mouse is held above or below the window, so often a line more comes into sight."""


class ArticleMouse:
    """What the mouse does and did on an article. The view tells it of events and asks it when painting."""

    def __init__(self, view: TextPane) -> None:
        self._view = view
        self.selection: Selection | None = None
        self._anchor: Point | None = None
        self._pointer = (0, 0)
        self._is_drag = False
        self._timer: Timer | None = None
        self._hovered: Link | None = None

    # Events

    def down(self, event: events.MouseDown) -> None:
        """Begin to select, if the mouse then moves."""
        self.clear()
        if event.button == 1:
            self._anchor = self._point(event.x, event.y)
            self._view.capture_mouse()

    def moved(self, event: events.MouseMove) -> None:
        """Select up to here, or show where the link under the mouse leads."""
        if self._anchor is None:
            self._hover(self.link_under(event))
            return
        self._pointer = (event.x, event.y)
        self._extend()
        if self._timer is None and self._direction():
            self._timer = self._view.set_interval(_SCROLL_EVERY_S, self._scroll)

    def up(self) -> None:
        """End selecting; what is selected stays."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._anchor is not None:
            self._anchor = None
            self._view.release_mouse()
            if self.selection is not None:
                self._view.post_message(self._view.SelectionChanged())

    def clicked(self, event: events.Click) -> Link | None:
        """Return the link that was clicked; a second click selects the word, a third one the paragraph."""
        was_drag, self._is_drag = self._is_drag, False
        if was_drag or event.button != 1:
            return None
        if event.chain > 1:
            at = Selection(point := self._point(event.x, event.y), point)
            parts = self._view.parts
            self._select(word_at(at, *parts) if event.chain == 2 else block_at(at, parts[0], parts[2]))
            self._view.post_message(self._view.SelectionChanged())
            return None
        return self.link_under(event)

    def left(self) -> None:
        """The mouse is elsewhere."""
        self._hover(None)

    def clear(self) -> None:
        """Select nothing any more."""
        self._anchor = None
        self._is_drag = False
        if self.selection is not None:
            self.selection = None
            self._view.refresh()
            self._view.post_message(self._view.SelectionChanged())

    def link_under(self, event: events.MouseEvent) -> Link | None:
        """Return the link under the mouse."""
        line, column = self._point(event.x, event.y)
        return self._view.link_at(line, column) if self._view.line_under(event) is not None else None

    # What the view asks

    @property
    def text(self) -> str:
        """What is to be copied; empty where nothing is selected."""
        if self.selection is None:
            return ""
        head, blocks, layout = self._view.parts
        return text_of(pieces(self.selection, head, blocks, layout), blocks)

    def painted(self, strip: Strip, line: int, left: int, style: Style) -> Strip:
        """Return a line of the article with what is selected of it."""
        if self.selection is None or self.selection.columns(line) is None:
            return strip
        for piece in line_pieces(self.selection, line, *self._view.parts):
            first, behind = left + piece.column, left + piece.until
            over = [Segment(each.text, (each.style or Style()) + style) for each in strip.crop(first, behind)]
            strip = Strip([*strip.crop(0, first), *over, *strip.crop(behind)])
        return strip

    def _point(self, x: int, y: int) -> Point:
        return self._view.line_of_row(y), max(x - self._view.left, 0)

    def _extend(self) -> None:
        if self._anchor is not None:
            head = self._point(*self._pointer)
            self._is_drag = self._is_drag or head != self._anchor
            if self._is_drag:
                self._select(Selection(self._anchor, head))

    def _select(self, selection: Selection) -> None:
        if selection != self.selection:
            self.selection = selection
            self._view.refresh()

    def _direction(self) -> int:
        row = self._view.line_of_row(self._pointer[1]) - self._view.scroll_offset.y
        return -1 if row < 0 else 1 if row >= self._view.window_lines else 0

    def _scroll(self) -> None:
        if direction := self._direction():
            self._view.scroll_lines(direction)
            self._extend()

    def _hover(self, link: Link | None) -> None:
        if link != self._hovered:
            self._hovered = link
            self._view.post_message(self._view.LinkHovered(link))
