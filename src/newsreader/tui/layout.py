"""Lay the blocks of an article out as lines for a width. Pure; nothing is painted here.

A line names its block and the characters it shows, so a place in an article is (block, character) at any width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

import msgspec
from rich.cells import cell_len

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.tui.tables import TableRow, cell_ranges, fit_table
from newsreader.wrapping import Range, wrap, wrap_code

QUOTE_INDENT = 2
"""Cells of a quote's bar and the blank behind it."""
CODE_PADDING = 2
"""Cells left of code, inside its surface."""


class Role(Enum):
    """How a line is painted."""

    GAP = auto()
    TEXT = auto()
    CODE = auto()
    CODE_EDGE = auto()
    TABLE = auto()
    TABLE_RULE = auto()
    RECORD = auto()
    RULE = auto()
    IMAGE = auto()
    CREDIT = auto()


class Line(NamedTuple):
    """One line of the laid-out article."""

    role: Role
    block: int = -1
    """Index of the block; -1 for gaps."""
    start: int = 0
    """Character of the block's text (of its alt or credit for IMAGE and CREDIT; of TABLE: the line within the row)."""
    end: int = 0
    indent: int = 0
    """Cells left of the text: quote bars, list indentation, marker."""
    is_first: bool = False
    """Is it the first line of its block, which shows the marker."""


class Layout(msgspec.Struct):
    """An article laid out for `width` cells."""

    width: int
    lines: list[Line] = msgspec.field(default_factory=list)
    tables: dict[int, TableRow] = msgspec.field(default_factory=dict)
    """By block: rows of tables that fit."""

    def line_of(self, block: int, character: int) -> int:
        """Return the index of the line that shows this place, or the last one before it."""
        places = [(line.block, line.start) for line in self.lines if line.block >= 0]
        numbers = [number for number, line in enumerate(self.lines) if line.block >= 0]
        found = bisect_right(places, (block, character)) - 1
        return numbers[found] if found >= 0 else 0

    def place_of(self, line: int) -> tuple[int, int] | None:
        """Return the (block, character) that is shown first from `line` on; None past the end."""
        for candidate in self.lines[line:]:
            if candidate.block >= 0:
                return candidate.block, candidate.start
        return None


def lay_out(blocks: Blocks, width: int) -> Layout:
    """Return the lines of the blocks at `width` cells."""
    layout = Layout(width)
    list_indents: dict[int, int] = {}
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if layout.lines:
            layout.lines += [Line(Role.GAP)] * _gap(blocks[index - 1], block)
        indent = block.quote * QUOTE_INDENT + _list_indent(block, list_indents)
        room = max(width - indent, 4)
        if block.kind is BlockKind.ROW:
            end = _table_end(blocks, index)
            _lay_table(layout, blocks, index, end, indent, room)
            index = end
            continue
        layout.lines += _lay_block(block, index, indent, room)
        index += 1
    return layout


def _gap(previous: Block, block: Block) -> int:
    """Return the blank lines between two blocks."""
    tight = {BlockKind.LIST_ITEM, BlockKind.TERM, BlockKind.DEFINITION}
    if block.kind is BlockKind.LIST_ITEM and previous.kind is BlockKind.LIST_ITEM and block.marker:
        return 0
    if block.kind is BlockKind.DEFINITION and previous.kind in tight:
        return 0
    if block.kind is BlockKind.ATTRIBUTION and block.quote == previous.quote:
        return 0
    return 2 if block.kind is BlockKind.HEADING and block.level <= 2 and previous.kind is not BlockKind.HEADING else 1


def _list_indent(block: Block, indents: dict[int, int]) -> int:
    """Return the cells before the text of a block in a list; `indents` remembers those of the open lists."""
    if block.kind is BlockKind.DEFINITION:
        return 3
    if block.depth == 0:
        indents.clear()
        return 0
    outer = indents.get(block.depth - 1, 0)
    if block.marker:
        indents[block.depth] = outer + max(3, cell_len(block.marker) + 2)
    return indents.get(block.depth, outer + 3)


def _lay_block(block: Block, index: int, indent: int, room: int) -> list[Line]:
    match block.kind:
        case BlockKind.RULE:
            return [Line(Role.RULE, index, indent=indent)]
        case BlockKind.CODE:
            inner = [
                Line(Role.CODE, index, start, end, indent)
                for start, end in wrap_code(block.text, room - 2 * CODE_PADDING)
            ]
            return [Line(Role.CODE_EDGE, index, 0, 0, indent), *inner, Line(Role.CODE_EDGE, -1, 0, 0, indent)]
        case BlockKind.IMAGE:
            return _lay_image(block, index, indent, room)
    return _text_lines(Role.TEXT, wrap(block.text, room), index, indent)


def _lay_image(block: Block, index: int, indent: int, room: int) -> list[Line]:
    # Two cells for the picture sign and a blank; without any words the sign stands alone.
    lines = _text_lines(Role.IMAGE, wrap(block.alt or "picture", room - 3), index, indent)
    if block.text:
        lines += _text_lines(Role.TEXT, wrap(block.text, room), index, indent)
    if block.credit:
        lines += _text_lines(Role.CREDIT, wrap(block.credit, room), index, indent)
    return lines


def _text_lines(role: Role, ranges: Sequence[Range], index: int, indent: int) -> list[Line]:
    return [Line(role, index, start, end, indent, number == 0) for number, (start, end) in enumerate(ranges)]


def _table_end(blocks: Blocks, start: int) -> int:
    end = start
    while end < len(blocks) and blocks[end].kind is BlockKind.ROW and (end == start or not _starts_table(blocks, end)):
        end += 1
    return end


def _starts_table(blocks: Blocks, index: int) -> bool:
    """A header row behind a plain one begins another table."""
    return blocks[index].level > 0 and blocks[index - 1].level == 0


def _lay_table(layout: Layout, blocks: Blocks, start: int, end: int, indent: int, room: int) -> None:
    fitted = fit_table(blocks[start:end], room)
    if fitted is None:
        _lay_records(layout, blocks, start, end, indent, room)
        return
    for index, row in enumerate(fitted, start):
        layout.tables[index] = row
        layout.lines += [Line(Role.TABLE, index, number, 0, indent, number == 0) for number in range(row.height)]
        is_head_end = row.is_header and index + 1 < end and blocks[index + 1].level == 0
        if is_head_end:
            layout.lines.append(Line(Role.TABLE_RULE, index, row.height, 0, indent))


def _lay_records(layout: Layout, blocks: Blocks, start: int, end: int, indent: int, room: int) -> None:
    """Too many columns: one line a cell, a gap between rows. The header's row is listed first, as it stands."""
    for index in range(start, end):
        if index > start:
            layout.lines.append(Line(Role.GAP))
        for first, last in cell_ranges(blocks[index].text):
            if first == last:
                continue
            ranges = [(first + a, first + b) for a, b in wrap(blocks[index].text[first:last], room - 2)]
            layout.lines += _text_lines(Role.RECORD, ranges, index, indent + 2)
