"""Fit a table into a width: columns as wide as they need, then narrower, then each row as a small record. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len

from newsreader.blocks import Block
from newsreader.wrapping import Range, wrap

GUTTER = 3
"""Cells between two columns: a blank, a rule, a blank."""
_NARROWEST = 8
"""Below this a column of wrapped words is no longer read with pleasure."""


class TableRow(msgspec.Struct, frozen=True):
    """One row, laid out: for each cell the ranges of the block's text, line by line."""

    widths: tuple[int, ...]
    cells: tuple[tuple[Range, ...], ...]
    is_header: bool
    is_first: bool
    is_last: bool

    @property
    def height(self) -> int:
        """Lines that the row takes."""
        return max((len(cell) for cell in self.cells), default=1)


def fit_table(rows: Sequence[Block], width: int) -> list[TableRow] | None:
    """Return the rows laid out within `width` cells, or None where the columns would get too narrow to read."""
    columns = max(len(row.cells) for row in rows)
    widths = _column_widths(rows, columns, width)
    if widths is None:
        return None
    fitted = []
    for number, row in enumerate(rows):
        ranges = cell_ranges(row.text)
        cells = tuple(
            tuple((first + start, first + end) for start, end in wrap(row.text[first:last], column))
            for (first, last), column in zip(ranges, widths, strict=False)
        )
        fitted.append(TableRow(widths, cells, row.level > 0, number == 0, number == len(rows) - 1))
    return fitted


def cell_ranges(text: str) -> list[Range]:
    """Return where each tab-parted cell of a row's text begins and ends."""
    ranges: list[Range] = []
    at = 0
    for cell in text.split("\t"):
        ranges.append((at, at + len(cell)))
        at += len(cell) + 1
    return ranges


def _column_widths(rows: Sequence[Block], columns: int, width: int) -> tuple[int, ...] | None:
    room = width - GUTTER * (columns - 1)
    wanted = [1] * columns
    for row in rows:
        for column, cell in enumerate(row.cells):
            wanted[column] = max(wanted[column], cell_len(cell))
    if sum(wanted) <= room:
        return tuple(wanted)
    # Columns that need little keep it; the wide ones share what is left.
    share, open_columns = room, sorted(range(columns), key=lambda column: wanted[column])
    fitted = list(wanted)
    for place, column in enumerate(open_columns):
        fitted[column] = min(wanted[column], share // (columns - place))
        share -= fitted[column]
    if min(fitted, default=1) < 1 or any(f < min(w, _NARROWEST) for f, w in zip(fitted, wanted, strict=True)):
        return None
    return tuple(fitted)
