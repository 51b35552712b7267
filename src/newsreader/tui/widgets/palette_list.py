"""The lines of the palette: what may be run or gone to, with its keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from newsreader.folding import fold
from newsreader.tui.commands import Command
from newsreader.tui.format import fit
from newsreader.tui.marking_words import marked
from newsreader.tui.palette import Offer
from newsreader.tui.widgets.row_list import RowList

_LEAST_LABEL = 12
"""Cells of the label below which there is no room for the note."""


class PaletteList(RowList):
    """One line an offer, the first one chosen. What is typed stands above it and is its head."""

    head_lines = 0

    class Clicked(Message):
        """An offer was clicked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.is_active = True
        self._offers: Sequence[Offer] = ()
        self._needles: list[str] = []

    @property
    def chosen(self) -> Offer | None:
        """The offer under the cursor."""
        return self._offers[self.cursor] if self._offers else None

    def show(self, offers: Sequence[Offer], query: str) -> None:
        """List these from the first on, with the words of the query marked."""
        self._offers, self._needles = offers, fold(query).split()
        self.cursor = 0
        self.rows_changed()
        self.scroll_to(y=0, animate=False, force=True)

    def row_count(self) -> int:
        """Return how many offers there are."""
        return len(self._offers)

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return bar, label and note of an offer."""
        offer = self._offers[index]
        note = offer.note if width - cell_len(offer.note) - 5 >= _LEAST_LABEL else ""
        room = max(width - 4 - cell_len(note), 0)
        label = fit(offer.label, room)
        is_command = isinstance(offer.target, Command)
        return [
            Segment("▌ " if is_cursor else "  ", base + self.inks["bar"]),
            *marked(label, self._needles, base + self.inks["strong" if is_cursor else "text"], self.inks["found"]),
            Segment(f" {note} ", base + self.inks["key" if is_command else "meta"]),
        ]

    def line_at(self, line: int) -> list[Segment]:
        """Say where there is nothing."""
        is_nothing = line == 0 and not self._offers
        return [Segment("  Nothing has these words.", self.inks["quiet"])] if is_nothing else []

    def on_click(self, event: events.Click) -> None:
        """Take the offer under the mouse."""
        line = self.line_under(event)
        if line is not None and 0 <= line < self.row_count():
            super().on_click(event)
            self.post_message(self.Clicked())
