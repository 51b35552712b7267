"""The settings: name and value of each, what it means, and whether the file sets it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events

from newsreader.text import clean
from newsreader.tui.dividers import Dividers
from newsreader.tui.format import fit
from newsreader.tui.setting_rows import Row
from newsreader.tui.widgets.divided_list import DividedList
from newsreader.wrapping import wrap

_INDENT = 3
"""Cells before the text of a row: bar and blanks."""
_LABEL = 26
"""Cells for the names; in narrow windows half the width."""
_NARROW = 80
"""Below so many cells what a setting means gets two lines."""
_LOW = 6
"""Below so many lines of the window it is left out."""


class SettingsList(DividedList):
    """Two lines a setting, or three where there is little room, or one; with headings between the groups."""

    title_ink = "kicker"
    row_height = 2

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self.title = "Settings"

    @property
    def chosen(self) -> Row | None:
        """The setting under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Row]) -> None:
        """List these; the cursor stays on its setting, or goes to the first."""
        chosen = self.chosen.path if self.chosen is not None else None
        self._rows = rows
        self._lay_out()
        self.cursor = next((index for index, row in enumerate(rows) if row.path == chosen), 0)
        self.show_cursor()

    def choose(self, path: tuple[str, ...]) -> None:
        """Put the cursor on a setting, where it is listed."""
        self.cursor = next((index for index, row in enumerate(self._rows) if row.path == path), self.cursor)

    def row_count(self) -> int:
        """Return how many are listed."""
        return len(self._rows)

    def line_at(self, line: int) -> list[Segment]:
        """Return what stands there where no setting fits what is searched."""
        if self._rows or line != 0:
            return []
        return [Segment(" " * _INDENT + "No setting has all these words.", self.inks["quiet"])]

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room, meanings get more lines, or none."""
        self._lay_out()

    def _lay_out(self) -> None:
        is_low = self.window_lines < _LOW
        self.row_height = 1 if is_low else 3 if self.size.width < _NARROW else 2
        before = [None, *(row.group for row in self._rows)]
        headings = [(index, row.group) for index, row in enumerate(self._rows) if row.group != before[index]]
        self.dividers = Dividers(tuple(headings), row_height=self.row_height, height=1 if is_low else 2)
        self.rows_changed()

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return name and value, or what it means, or a line of the heading above."""
        if part < 0:
            return self.heading_line(index, part, width)
        row = self._rows[index]
        bar = Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"])
        room = max(width - _INDENT - 1, 0)
        line = self._head_of(row, room, base) if part == 0 else self._meaning_of(row, part - 1, room, base)
        return [bar, Segment(" " * (_INDENT - 1), base), *line, Segment(" " * (width - _INDENT - room), base)]

    def _head_of(self, row: Row, room: int, base: Style) -> list[Segment]:
        label = min(_LABEL, room // 2)
        origin = "file" if row.valued.is_set else ""
        value = max(room - label - cell_len(origin), 0)
        return [
            Segment(fit(row.label, label - 1) + " " if label > 1 else "", base + self.inks["strong"]),
            Segment(fit(clean(row.value), value + (label if label <= 1 else 0)), base + self.inks["key"]),
            Segment(origin, base + self.inks["meta"]),
        ]

    def _meaning_of(self, row: Row, number: int, room: int, base: Style) -> list[Segment]:
        complaint = row.valued.complaint
        text, ink = (str(complaint), "error") if complaint is not None else (row.meaning, "meta")
        return [Segment(fit(_line(clean(text), room, number, of=self.row_height - 1), room), base + self.inks[ink])]


def _line(text: str, width: int, number: int, *, of: int) -> str:
    """Return one of so many lines of a text; the last one holds all the rest, to be cut."""
    ranges = wrap(text, max(width, 1))
    if number >= len(ranges):
        return ""
    start, end = ranges[number]
    return text[start : end if number < of - 1 else None]
