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

    @property
    def height(self) -> int:
        """Lines that the row takes."""
        return max(map(len, self.cells))

    @property
    def places(self) -> list[int]:
        """The character of the row's text that each line stands at: those of its longest cell."""
        longest = max(self.cells, key=len)
        return [0, *(start for start, _ in longest[1:])]


def fit_table(rows: Sequence[Block], width: int) -> list[TableRow] | None:
    """Return the rows laid out within `width` cells, or None where the columns would get too narrow to read."""
    widths = _column_widths([row.cells for row in rows], width)
    if widths is None:
        return None
    fitted = []
    for row in rows:
        cells = tuple(
            tuple((first + start, first + end) for start, end in wrap(row.text[first:last], column))
            for (first, last), column in zip(cell_ranges(row.text), widths, strict=False)
        )
        fitted.append(TableRow(widths, cells, row.level > 0))
    return fitted


def cell_ranges(text: str) -> list[Range]:
    """Return where each tab-parted cell of a row's text begins and ends."""
    ranges: list[Range] = []
    at = 0
    for cell in text.split("\t"):
        ranges.append((at, at + len(cell)))
        at += len(cell) + 1
    return ranges


def _column_widths(rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...] | None:
    columns = max(map(len, rows))
    room = width - GUTTER * (columns - 1)
    if room < columns:
        return None
    wanted = [1] * columns
    for row in rows:
        for column, cell in enumerate(row):
            wanted[column] = max(wanted[column], *map(_cells, cell.split("\n")))
    if sum(wanted) <= room:
        return tuple(wanted)
    # Columns that need little keep it; the wide ones share what is left.
    fitted = list(wanted)
    for place, column in enumerate(sorted(range(columns), key=wanted.__getitem__)):
        fitted[column] = min(wanted[column], room // (columns - place))
        room -= fitted[column]
    if any(cells < min(need, _NARROWEST) for cells, need in zip(fitted, wanted, strict=True)):
        return None
    return tuple(fitted)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
