"""Which characters stand in which cells of a laid-out line: what letters, clicks and selections go by. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from newsreader.tui.layout import CODE_PADDING, Layout, Line, Role
from newsreader.tui.tables import GUTTER
from newsreader.wrapping import TAB, spread_tabs

_LEADING_WORDS = frozenset({Role.TEXT, Role.RECORD, Role.IMAGE, Role.EMBED, Role.CREDIT})


class Run(NamedTuple):
    """Characters that a line shows side by side: from `start` up to `end` of what its block shows."""

    column: int
    """The cell of the first one, counted from the left edge of the text."""
    start: int
    end: int


def runs_of(line: Line, layout: Layout) -> list[Run]:
    """Return the runs of a line from left to right: one, or one a cell of a table; none where there are no words."""
    if line.role in _LEADING_WORDS:
        return [Run(line.indent, line.at, line.at + line.end - line.start)]
    if line.role is Role.CODE:
        return [Run(line.indent + CODE_PADDING, line.start, line.end)]
    if line.role is not Role.TABLE:
        return []
    runs: list[Run] = []
    column = line.indent
    row = layout.tables[line.block]
    for cell, width in zip(row.cells, row.widths, strict=False):
        if line.start < len(cell):
            runs.append(Run(column, *cell[line.start]))
        column += width + GUTTER
    return runs


def column_of(run: Run, text: str, place: int, role: Role) -> int:
    """Return the cell at which a character begins; that behind the last one is right of it."""
    return run.column + _cells(text[run.start : min(max(place, run.start), run.end)], role)


def grapheme_at(run: Run, text: str, column: int, role: Role) -> tuple[int, int]:
    """Return the characters in a cell, first and behind the last; none at all beside the run."""
    used = run.column
    if column < used:
        return run.start, run.start
    for first, last, cells in _graphemes(text[run.start : run.end], role):
        used += cells
        if column < used:
            return run.start + first, run.start + last
    return run.end, run.end


def _cells(text: str, role: Role) -> int:
    return cell_len(spread_tabs(text) if role is Role.CODE else text.replace("\t", " "))


def _graphemes(text: str, role: Role) -> Iterator[tuple[int, int, int]]:
    used = 0
    # A tab has no width to Rich, so it would be taken for a mark on the letter before it.
    for first, last, cells in split_graphemes(text.replace("\t", " "))[0]:
        if role is Role.CODE and text[first] == "\t":
            cells = TAB - used % TAB
        used += cells
        yield first, last, cells
