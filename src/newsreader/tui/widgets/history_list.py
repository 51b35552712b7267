"""What the user did, the last thing first: what, when, how much, and whether it is undone."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style

from newsreader.store.history import Batch
from newsreader.text import clean
from newsreader.tui.format import clock_time, fit
from newsreader.tui.widgets.row_list import RowList

_PAGE = 100
"""Batches that are read at once."""
_INDENT = 4
"""Cells before the words: bar, blank, mark, blank."""


class HistoryList(RowList):
    """Two lines a batch. They are read as they come into sight: there may be a hundred thousand."""

    title_ink = "kicker"
    row_height = 2

    def __init__(
        self,
        read: Callable[[Sequence[int]], Sequence[Batch]],
        clock: Callable[[], int],
        *,
        id: str,  # noqa: A002 - Textual's own word
    ) -> None:
        """`read` returns the batches with these ids."""
        super().__init__(id=id)
        self._read = read
        self._clock = clock
        self._ids = array("q")
        self._batches: dict[int, Batch] = {}
        self.title = "What you did"

    @property
    def chosen(self) -> Batch | None:
        """The batch under the cursor."""
        return self._batch(self.cursor)

    def show(self, ids: array[int]) -> None:
        """List these batches, as they are now; the cursor stays in its row."""
        self._ids = ids
        self._batches.clear()
        self.note = f"{len(ids):,}"
        self.cursor = max(min(self.cursor, len(ids) - 1), 0)
        self.rows_changed()

    def row_count(self) -> int:
        """Return how many there are."""
        return len(self._ids)

    def line_at(self, line: int) -> list[Segment]:
        """Return what stands where nothing was done yet."""
        if self._ids or line:
            return []
        return [Segment("  Nothing yet: stars, marks and changes of feeds are listed here.", self.inks["quiet"])]

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return what was done, or below it when, how much and what became of it."""
        bar = Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"])
        room = max(width - _INDENT - 1, 0)
        batch = self._batch(index)
        if batch is None:
            return [bar, Segment(" " * (width - 1), base)]
        if part:
            facts = [clock_time(batch.at, self._clock())]
            facts += [f"{batch.fields:,} changes"] if batch.fields > 1 else []
            facts += ["undone"] if batch.is_undone else []
            return [bar, Segment(" " * (_INDENT - 1) + fit(" · ".join(facts), room) + " ", base + self.inks["meta"])]
        label = clean(batch.label)
        ink = "meta" if batch.is_undone else "strong"
        return [
            bar,
            Segment(" ↶ " if batch.is_undone else "   ", base + self.inks["accent"]),
            Segment(fit(label[:1].upper() + label[1:], room) + " ", base + self.inks[ink]),
        ]

    def _batch(self, index: int) -> Batch | None:
        if not 0 <= index < len(self._ids):
            return None
        batch_id = self._ids[index]
        if batch_id not in self._batches:
            page = index - index % _PAGE
            self._batches |= {each.id: each for each in self._read(self._ids[page : page + _PAGE])}
        return self._batches.get(batch_id)
