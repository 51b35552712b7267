"""Lay out a table in so many terminal cells. Must not know blocks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from newsreader.writing.lines import lines_at

_GAP = "  "
_LEAST_COLUMN = 6
"""Cells below which a column is not worth having: the table then becomes a list."""
_MOST_COLUMNS = 40
"""Wider tables become lists: no terminal shows so many columns."""


def table_lines(rows: Sequence[Sequence[str]], *, headers: Sequence[bool], width: int) -> list[str]:
    """Return the table's lines, a rule below its header rows. What is too wide for columns is listed row by row."""
    if not any(cell for row in rows for cell in row):
        return []
    columns = max(map(len, rows))
    filled = [[*row, *[""] * (columns - len(row))] for row in rows]
    if columns > _MOST_COLUMNS:
        return _as_list(filled, width)
    widths = _share([max(map(cell_len, column)) for column in zip(*filled, strict=True)], width)
    if widths is None:
        return _as_list(filled, width)
    lines: list[str] = []
    for number, row in enumerate(filled):
        lines += _row_lines(row, widths)
        if headers[number] and not (number + 1 < len(rows) and headers[number + 1]):
            lines.append(_GAP.join("-" * cells for cells in widths))
    return lines


def _share(wanted: list[int], width: int) -> list[int] | None:
    """Return the columns' widths, the widest cut down until all fit, or None where that leaves too little."""
    widths = [max(1, cells) for cells in wanted]
    room = width - cell_len(_GAP) * (len(widths) - 1)
    if sum(widths) <= room:
        return widths
    # Columns up to an even share keep what they want; the others divide what is left.
    flexible = set(range(len(widths)))
    left = room
    while flexible:
        share = left // len(flexible)
        fitting = {column for column in flexible if widths[column] <= share}
        if not fitting:
            break
        left -= sum(widths[column] for column in fitting)
        flexible -= fitting
    if flexible and left // len(flexible) < _LEAST_COLUMN:
        return None
    for column in flexible:
        widths[column] = left // len(flexible)
    return widths


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [lines_at(text, cells) or [""] for text, cells in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(map(len, cells))):
        parts = [cell[number] if number < len(cell) else "" for cell in cells]
        padded = [part + " " * (cells - cell_len(part)) for part, cells in zip(parts, widths, strict=True)]
        lines.append(_GAP.join(padded).rstrip())
    return lines


def _as_list(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    lines: list[str] = []
    for row in rows:
        lines += lines_at(" | ".join(cell for cell in row if cell), width)
    return lines
