"""A list with headings between its rows."""

from __future__ import annotations

from rich.segment import Segment

from newsreader.tui.dividers import Dividers
from newsreader.tui.format import fit
from newsreader.tui.widgets.row_list import RowList


class DividedList(RowList):
    """Subclasses say where the headings stand, by `dividers`, and paint them with `heading_line`."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.dividers = Dividers(row_height=self.row_height)

    def line_of(self, index: int) -> int:
        """Return the first line of a row, below its heading."""
        return self.dividers.line_of(index)

    def place_at(self, line: int) -> tuple[int, int]:
        """Return the row of a line, and which of its lines it is; below 0 for its heading and the blank above that."""
        return self.dividers.place_at(line)

    def lines_above(self, index: int) -> int:
        """Return how many lines of heading stand above a row."""
        return self.dividers.lines_above(index)

    def heading_line(self, index: int, part: int, width: int) -> list[Segment]:
        """Return a line of what stands above a row."""
        if part < -1:
            return [Segment(" " * width, self.base)]
        return [Segment(fit("   " + self.dividers.heading(index).upper(), width), self.base + self.inks["section"])]
