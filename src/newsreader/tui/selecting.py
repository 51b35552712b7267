"""What the mouse selects of an article, and the text that is copied of it: paragraphs, not painted lines. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import msgspec

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.tui.article_head import HeadLine
from newsreader.tui.layout import Layout, Role, shown_text
from newsreader.tui.runs import Run, column_of, grapheme_at, runs_of
from newsreader.tui.tables import cell_ranges

Point = tuple[int, int]
"""A line of the article, head included, and a cell from the left edge of its text."""


class Selection(msgspec.Struct, frozen=True):
    """All from one cell up to another, both included; `anchor` is where the mouse went down."""

    anchor: Point
    head: Point

    def columns(self, line: int) -> tuple[int, int] | None:
        """Return the first cell of a line that is selected and the last one; None if the line is not touched."""
        first, last = sorted((self.anchor, self.head))
        if not first[0] <= line <= last[0]:
            return None
        return first[1] if line == first[0] else 0, last[1] if line == last[0] else 1 << 16


class Piece(NamedTuple):
    """Characters that are selected, on one line."""

    source: tuple[int, str]
    """Which text they are of: a text of the head (-1) or a block by its index, and the whole of it."""
    start: int
    end: int
    column: int
    """The cells they take: from this one up to `until`."""
    until: int
    is_apart: bool
    """Does an empty line stand above."""
    lead: str = ""
    """The marker of an item that is selected from its beginning."""


def pieces(selection: Selection, head: Sequence[HeadLine], blocks: Blocks, layout: Layout) -> list[Piece]:
    """Return what is selected, line by line."""
    found: list[Piece] = []
    is_apart = False
    lines = len(head) + len(layout.lines)
    first, last = sorted((selection.anchor[0], selection.head[0]))
    for number in range(max(first, 0), min(last + 1, lines)):
        here = line_pieces(selection, number, head, blocks, layout)
        found += [each._replace(is_apart=is_apart) for each in here]
        is_apart = not here
    return found


def line_pieces(
    selection: Selection, number: int, head: Sequence[HeadLine], blocks: Blocks, layout: Layout
) -> list[Piece]:
    """Return what is selected of one line."""
    columns = selection.columns(number)
    if columns is None or number >= len(head) + len(layout.lines):
        return []
    if number < len(head):
        _, text, start, end = head[number]
        found = _piece((-1, text), Run(0, start, end), columns, Role.TEXT)
        return [found] if found else []
    line = layout.lines[number - len(head)]
    block = blocks[line.block]
    text = shown_text(block)
    made = (_piece((line.block, text), run, columns, line.role) for run in runs_of(line, layout))
    lead = line.lead if block.marker and line.lead.strip() else ""
    return [each._replace(lead=lead if each.start == line.at else "") for each in made if each]


def _piece(source: tuple[int, str], run: Run, columns: tuple[int, int], role: Role) -> Piece | None:
    text = source[1]
    start = grapheme_at(run, text, columns[0], role)[0]
    end = grapheme_at(run, text, columns[1], role)[1]
    if start >= end:
        return None
    column, until = (column_of(run, text, place, role) for place in (start, end))
    return Piece(source, start, end, column, until, False)


def word_at(selection: Selection, head: Sequence[HeadLine], blocks: Blocks, layout: Layout) -> Selection:
    """Return the selection of the word around a cell; of what is between words just the cell."""
    line = selection.anchor[0]
    whole = line_pieces(Selection((line, 0), (line, 1 << 16)), line, head, blocks, layout)
    here = line_pieces(selection, line, head, blocks, layout)
    if not here:
        return selection
    piece = next(each for each in whole if each.start <= here[0].start < each.end)
    text = piece.source[1]
    start, end = here[0].start, here[0].end
    if _is_in_word(text, start):
        while start > piece.start and _is_in_word(text, start - 1):
            start -= 1
        while end < piece.end and _is_in_word(text, end):
            end += 1
    role = Role.TEXT if line < len(head) else layout.lines[line - len(head)].role
    run = Run(piece.column, piece.start, piece.end)
    first, behind = (column_of(run, text, place, role) for place in (start, end))
    return Selection((line, first), (line, behind - 1))


def _is_in_word(text: str, place: int) -> bool:
    """Is this character a letter, or a sign between two."""
    beside = text[max(place - 1, 0) : place + 2]
    return text[place].isalnum() or (text[place] in "'’_-" and beside[0].isalnum() and beside[-1].isalnum())


def block_at(selection: Selection, head: Sequence[HeadLine], layout: Layout) -> Selection:
    """Return the selection of the whole block around a cell, or of the text of the head."""
    first = last = selection.anchor[0]

    def key(line: int) -> object:
        return head[line].text if line < len(head) else layout.lines[line - len(head)].block

    count = len(head) + len(layout.lines)
    if first >= count:
        return selection
    while first and key(first - 1) == key(last):
        first -= 1
    while last + 1 < count and key(last + 1) == key(first):
        last += 1
    return Selection((first, 0), (last, 1 << 16))


def text_of(selected: Iterable[Piece], blocks: Blocks) -> str:
    """Return the text to be copied. Lines that were only wrapped are one; the cells of a row are parted by tabs."""
    copied = ""
    before: Block | None = None
    for source, group in groupby(selected, key=attrgetter("source")):
        parts = list(group)
        block = blocks[source[0]] if source[0] >= 0 else None
        if copied:
            are_rows = all(each is not None and each.kind is BlockKind.ROW for each in (before, block))
            copied += "\n\n" if parts[0].is_apart and not are_rows else "\n"
        copied += parts[0].lead + _joined(source[1], parts, block)
        before = block
    return copied


def _joined(text: str, parts: Sequence[Piece], block: Block | None) -> str:
    """Return the characters of one text, and what stands between them where that is not another cell."""
    if block is not None and block.kind is BlockKind.ROW:
        cells = (
            [part for part in parts if first <= part.start and part.end <= last] for first, last in cell_ranges(text)
        )
        return "\t".join(_slice(text, inside).replace("\n", " ") for inside in cells if inside)
    words = _slice(text, parts)
    # A picture's description, caption and credit are parted by tabs.
    return words.replace("\t", "\n") if block is not None and block.kind is BlockKind.IMAGE else words


def _slice(text: str, parts: Sequence[Piece]) -> str:
    return text[min(part.start for part in parts) : max(part.end for part in parts)]
