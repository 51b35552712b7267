"""A list of rows painted line by line: the half-million rows of a view cost as much as the thirty on the screen."""

from __future__ import annotations

from itertools import islice

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.tui.widgets.pane import Pane

_STRIPS_KEPT = 4096

_Key = tuple[int, int, bool, bool, bool]
"""Of a painted line: its row, which line of it, whether the cursor stands there, whether keys act on it, and whether
the thumb of the scrollbar is beside it."""


class RowList(Pane):
    """Rows of one height with a cursor. Subclasses say how many there are and paint a row's lines."""

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the chosen row."""

    row_height = 1
    """Lines that each row takes."""
    in_words = False
    """Is a row's state said in words, for a screen reader."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._strips: dict[_Key, Strip] = {}

    def row_count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return the segments of line `part` of a row, `width` cells together; `base` carries the background.

        Below 0 it is a line of what stands above the row.
        """
        raise NotImplementedError

    def can_choose(self, index: int) -> bool:
        """May the cursor stand on this row."""
        return 0 <= index < self.row_count()

    def line_of(self, index: int) -> int:
        """Return the first line of a row; of the one behind the last: how many lines there are."""
        return index * self.row_height

    def place_at(self, line: int) -> tuple[int, int]:
        """Return the row that a line belongs to, and which of its lines it is; below 0 for what stands above it."""
        return divmod(line, self.row_height)

    def lines_above(self, index: int) -> int:
        """Return how many lines stand above a row that belong to it: a heading."""
        return 0

    def rows_changed(self) -> None:
        """Paint everything again: the rows are others, or more, or fewer."""
        self._strips.clear()
        self.set_lines(self.line_of(self.row_count()))
        self.refresh()

    def row_changed(self, index: int) -> None:
        """Paint one row again."""
        for key in [key for key in self._strips if key[0] == index]:
            del self._strips[key]
        self._repaint_row(index)

    def repaint_differing(self) -> None:
        """Paint what is in sight anew, but only those lines that look otherwise than before."""
        before, self._strips = self._strips, {}
        if not self.outer_size:
            return
        top, thumb = self.scroll_offset.y, self._thumb()
        for line in range(top, top + self.window_lines):
            key, strip = self._kept_line(line, has_thumb=line - top in thumb)
            if key is None:
                break  # below the last row
            if strip == before.get(key):
                self._strips[key] = before[key]  # the screen has cut and coloured this one already
            else:
                self.repaint_lines(line, 1)

    def move(self, steps: int) -> None:
        """Move the cursor by so many rows that it may stand on; stops at either end."""
        direction = 1 if steps > 0 else -1
        target = index = self.cursor
        for _ in range(abs(steps)):
            index += direction
            while 0 <= index < self.row_count() and not self.can_choose(index):
                index += direction
            if not 0 <= index < self.row_count():
                break
            target = index
        self.cursor = target

    def move_to_edge(self, is_end: bool) -> None:
        """Move the cursor to the first or last row that it may stand on."""
        count = self.row_count()
        order = range(count - 1, -1, -1) if is_end else range(count)
        self.cursor = next((index for index in order if self.can_choose(index)), self.cursor)

    def move_to_number(self, number: int) -> None:
        """Move the cursor to the row of this number, counted from 1 over those it may stand on; at most the last."""
        rows = (index for index in range(self.row_count()) if self.can_choose(index))
        self.cursor = max(islice(rows, number), default=self.cursor)

    def move_page(self, share: float, times: int = 1) -> None:
        """Move the cursor by this share of a page so many times; negative is up."""
        rows = max(1, int(abs(share) * self.window_lines / self.row_height) - (1 if abs(share) == 1 else 0))
        self.move(times * (rows if share > 0 else -rows))

    def show_cursor(self) -> None:
        """Scroll so that the cursor's row is in sight, and a heading above it."""
        above = self.lines_above(self.cursor)
        if above + self.row_height > self.window_lines:
            above = 0  # rather the row
        self.show_lines(self.line_of(self.cursor) - above, self.row_height + above)

    def watch_is_active(self) -> None:
        """The cursor's tint tells where keys go."""
        self._repaint_row(self.cursor)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows and follow."""
        self._repaint_row(old)
        self._repaint_row(new)
        self.show_cursor()

    def content_line(self, line: int) -> Strip:
        """Return the line painted anew."""
        index, part = self.place_at(line)
        if index >= self.row_count():
            return super().content_line(line)
        is_cursor = self._is_cursor(index, part)
        ground = self.inks["cursor-here" if self.is_active else "cursor"] if is_cursor else None
        base = self.base + ground if ground else self.base
        width = self.text_width
        segments = self.paint(index, part, width, base, is_cursor)
        if ground is not None and ground.reverse:  # dimmed or coloured in parts it would look torn
            even = Style(color=base.color or Color.default(), dim=False)
            segments = [Segment(text, (style or base) + even) for text, style, _ in segments]
        return Strip(segments, width)

    def whole_line(self, line: int, *, has_thumb: bool) -> Strip:
        """Return the line as it was painted last: the screen has cut and coloured it by then, wherever it moves."""
        return self._kept_line(line, has_thumb=has_thumb)[1]

    def _kept_line(self, line: int, *, has_thumb: bool) -> tuple[_Key | None, Strip]:
        """Return the line with what it is kept by; None where no row is."""
        index, part = self.place_at(line)
        if index >= self.row_count():
            return None, super().whole_line(line, has_thumb=has_thumb)
        is_cursor = self._is_cursor(index, part)
        key = (index, part, is_cursor, is_cursor and self.is_active, has_thumb)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[key] = super().whole_line(line, has_thumb=has_thumb)
        return key, strip

    def _is_cursor(self, index: int, part: int) -> bool:
        return part >= 0 and index == self.cursor and self.can_choose(index)

    def line_at(self, line: int) -> list[Segment]:
        """Return what stands below the last row: nothing."""
        return []

    def _repaint_row(self, index: int) -> None:
        self.repaint_lines(self.line_of(index), self.row_height)

    def notify_style_update(self) -> None:
        """Forget painted rows: theme or sheet changed."""
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Rows are painted for a width."""
        self._strips.clear()
        self.refresh()
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse."""
        line = self.line_under(event)
        if line is None:
            return
        index, part = self.place_at(line)
        if part >= 0 and self.can_choose(index):
            self.cursor = index
