"""Fit a table into a width: columns as wide as they need, then narrower, then each row as a small record. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from rich.cells import cell_len

from newsreader.blocks import Block
from newsreader.wrapping import Range, wrap

GUTTER = 3
"""Cells between two columns: a blank, a rule, a blank."""
_NARROWEST = 8
"""Below this a column of wrapped words is no longer read with pleasure."""
_LONGEST_WORD = 16
"""Cells up to which a word keeps its column from getting narrower still."""
_HIGHEST = 12
"""Lines of a row, beyond which nobody compares its cells any more."""


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
    """Return the rows laid out within `width` cells, or None where they would be hard to read."""
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
        if fitted[-1].height > _HIGHEST:
            return None
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
    wanted = _widest(rows, columns, lambda cell: cell.split("\n"))
    if sum(wanted) <= room:
        return tuple(wanted)
    words = _widest(rows, columns, _words)
    least = [min(max(word, _NARROWEST), want) for word, want in zip(words, wanted, strict=True)]
    room -= sum(least)
    if room < 0:
        return None
    # Columns that lack little get it; the others share what is left.
    fitted = list(least)
    for place, column in enumerate(sorted(range(columns), key=lambda each: wanted[each] - least[each])):
        share = min(wanted[column] - least[column], room // (columns - place))
        fitted[column] += share
        room -= share
    return tuple(fitted)


def _widest(rows: Sequence[Sequence[str]], columns: int, parts: Callable[[str], Iterable[str]]) -> list[int]:
    """Return for each column the cells of its widest part."""
    widest = [1] * columns
    for row in rows:
        for column, cell in enumerate(row):
            widest[column] = max(widest[column], *map(_cells, parts(cell)), 1)
    return widest


def _words(cell: str) -> Iterator[str]:
    """Yield what should stand on one line: words, but of very long ones and of those that break anywhere not all."""
    for word in cell.split():
        yield word[:_LONGEST_WORD] if word.isascii() or cell_len(word) == len(word) else word[: _NARROWEST // 2]


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
