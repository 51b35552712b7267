"""The links of an article: number, words, and the address that they lead to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from newsreader.text import clean
from newsreader.tui.format import fit
from newsreader.tui.links import Link
from newsreader.tui.widgets.row_list import RowList

_INDENT = 7
"""Cells before the words: bar, number, blanks."""


class LinkList(RowList):
    """Two lines a link, and a blank one."""

    title_ink = "kicker"
    row_height = 3

    def __init__(self, links: Sequence[Link], *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._links = links
        self.title = "Links"
        self.note = f"{len(links):,}"

    @property
    def chosen(self) -> Link:
        """The link under the cursor."""
        return self._links[self.cursor]

    def row_count(self) -> int:
        """Return how many links there are."""
        return len(self._links)

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return words, address or gap of a link."""
        if part == 2:
            return [Segment(" " * width, self.base)]
        link = self._links[index]
        bar = Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"])
        number = f"{index + 1:>4}  " if part == 0 else " " * (_INDENT - 1)
        words, ink = (clean(link.words) or "(a picture)", "strong") if part == 0 else (clean(link.address), "source")
        text = fit(words, max(width - _INDENT - 1, 0)) + " "
        return [bar, Segment(number, base + self.inks["meta"]), Segment(text, base + self.inks[ink])]
