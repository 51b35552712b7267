"""Addresses to choose from: number, words, and where they lead."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from newsreader.text import clean
from newsreader.tui.format import address_parts, fit
from newsreader.tui.widgets.row_list import RowList

_INDENT = 7
"""Cells before the words: bar, number, blanks."""


class AddressList(RowList):
    """Two lines an address, and a blank one."""

    title_ink = "kicker"
    row_height = 3

    def __init__(
        self,
        title: str,
        rows: Sequence[tuple[str, str]],
        *,
        id: str,  # noqa: A002 - Textual's own word
    ) -> None:
        """`rows` are words and addresses."""
        super().__init__(id=id)
        self._rows = rows
        self.title = title
        self.note = f"{len(rows):,}"

    def row_count(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return words, address or gap of a row."""
        if part == 2:
            return [Segment(" " * width, self.base)]
        bar = Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"])
        number = f"{index + 1:>4}  " if part == 0 else " " * (_INDENT - 1)
        text = fit(clean(self._rows[index][part]), max(width - _INDENT - 1, 0)) + " "
        parts = (text, "", "") if part == 0 else address_parts(text)
        inks = ("strong",) * 3 if part == 0 else ("source", "strong", "source")
        painted = [Segment(each, base + self.inks[ink]) for each, ink in zip(parts, inks, strict=True) if each]
        return [bar, Segment(number, base + self.inks["meta"]), *painted]
