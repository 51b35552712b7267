"""Lay the blocks of an article out as lines for a width. Pure; nothing is painted here.

Each line stands at a place, (block, character): so the same words are found again at any width.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum, auto
from typing import NamedTuple

import msgspec
from rich.cells import cell_len, set_cell_size

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.pictures.fitting import Cells
from newsreader.tui.frames import NO_FRAMES, PLACES, Framed, Frames, cells_of, row_places
from newsreader.tui.tables import TableRow, cell_ranges, fit_table
from newsreader.wrapping import wrap, wrap_code

NARROWEST = 8
"""Cells that an article is laid out for at least."""
BAR = 2
"""Cells of a quote's bar and the blank behind it."""
CODE_PADDING = 2
"""Cells left of code, inside its surface."""
_MOST_LISTS = 12
"""Lists inside each other beyond this are drawn as if at this depth: indenting further serves nobody."""
_TERM_INDENT = 3
"""Cells before what a term means."""
_RECORD_INDENT = 2
"""Cells before all but the first cell of a record."""
_LEAST_ROOM = 4
"""Cells below which text gets no sign before it."""
_DASHES = ("—", "–", "―", "-")


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
    PICTURE = auto()
    IMAGE = auto()
    CREDIT = auto()
    EMBED = auto()


class Line(NamedTuple):
    """One line of the laid-out article."""

    role: Role
    block: int
    """Index of the block; of a GAP that of the block below it."""
    at: int
    """The character of the block that it stands at; it rises from line to line. What stands above the words has
    negative ones. An image counts on from its alt to its caption and its credit."""
    start: int = 0
    end: int = 0
    """Characters that it shows: of the block's text; of `alt`, `credit` and `embed_words` for IMAGE, CREDIT and EMBED.
    Of TABLE: `start` is the line within the row; past the last one it is blank. Of PICTURE: the row of it."""
    indent: int = 0
    """Cells left of these: quote bars, blanks, and the lead."""
    lead: str = ""
    """What stands in the last of these cells: an item's marker, a dash, a sign, the name of a column."""


class Layout(msgspec.Struct):
    """An article laid out for `width` cells."""

    width: int
    frames: Frames = NO_FRAMES
    lines: list[Line] = msgspec.field(default_factory=list)
    tables: dict[int, TableRow] = msgspec.field(default_factory=dict)
    """By block: rows of tables that fit."""
    pictures: dict[int, Framed] = msgspec.field(default_factory=dict)
    """By block: those of images that are shown."""

    def line_of(self, block: int, character: int) -> int:
        """Return the index of the line that shows this place, or the last one before it."""
        place = (block, character)
        found = bisect_right(self.lines, place, key=_place) - 1
        # The name of a column may take several lines, which all stand at its cell.
        return bisect_left(self.lines, _place(self.lines[found]), key=_place) if found >= 0 else 0

    def line_showing(self, block: int, character: int) -> int:
        """Return the index of the line on which a character is painted, within the row of a table too."""
        row = self.tables.get(block)
        if row is None:
            return self.line_of(block, character)
        ranges = (enumerate(cell) for cell in row.cells)
        number = next((at for cell in ranges for at, (start, end) in cell if start <= character <= end), 0)
        return self.line_of(block, 0) + number

    def place_of(self, line: int) -> tuple[int, int] | None:
        """Return the (block, character) that a line stands at; None past the end."""
        return _place(self.lines[line]) if line < len(self.lines) else None


def _place(line: Line) -> tuple[int, int]:
    return line.block, line.at


def lay_out(blocks: Blocks, width: int, frames: Frames = NO_FRAMES) -> Layout:
    """Return the lines of the blocks at `width` cells, or NARROWEST where that is more."""
    layout = Layout(max(width, NARROWEST), frames)
    list_indents = _list_indents(blocks)
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if layout.lines:
            above = PLACES if block.kind is BlockKind.IMAGE else 0
            layout.lines += _gaps(index, _gap(blocks[index - 1], block), above)
        bars = quote_bars(block, layout.width) * BAR
        indent = bars + min(list_indents[index], layout.width // 2 - bars)
        if block.kind is BlockKind.ROW:
            end = _table_end(blocks, index)
            _lay_table(layout, blocks, index, end, indent)
            index = end
        else:
            lead = _marker(block.marker, indent - bars)
            lines = _lay_block(block, index, indent, layout.width - indent, lead)
            if (cells := cells_of(block, frames, layout.width - indent)) is not None:
                _lay_picture(layout, index, cells, indent)
                # Who sees the picture and its caption needs no other words for it.
                lines = [line for line in lines if line.role is not Role.IMAGE] if block.text else lines
            layout.lines += lines
            index += 1
    return layout


def quote_bars(block: Block, width: int) -> int:
    """Return how many bars stand beside a block: one a quote, as long as they leave the text its room."""
    return min(block.quote, width // 4 // BAR)


def image_words(block: Block) -> str:
    """Return what stands for a picture."""
    return block.alt or "picture"


def embed_words(block: Block) -> str:
    """Return what stands for something embedded."""
    return block.text or block.url or "embedded"


def shown_text(block: Block) -> str:
    """Return what is shown of a block, such that places count its characters; an image's parts are parted by tabs."""
    if block.kind is BlockKind.IMAGE:
        return "\t".join((image_words(block), block.text, block.credit))
    return embed_words(block) if block.kind is BlockKind.EMBED else block.text


def words_at(block: Block) -> int:
    """Return the place of the first character of a block's text: a caption stands behind what the picture is."""
    return len(image_words(block)) + 1 if block.kind is BlockKind.IMAGE else 0


def _gaps(index: int, count: int, above: int = 0) -> list[Line]:
    """Return blank lines above a block and so many places; -1 is left to the upper edge of code."""
    return [Line(Role.GAP, index, number - count - 1 - above) for number in range(count)]


def _gap(previous: Block, block: Block) -> int:
    """Return the blank lines between two blocks."""
    if block.kind is BlockKind.LIST_ITEM and previous.kind is BlockKind.LIST_ITEM and block.marker:
        return 0 if previous.marker else 1
    if block.kind is BlockKind.DEFINITION and previous.kind in (BlockKind.TERM, BlockKind.DEFINITION):
        return 0
    if block.kind is BlockKind.ATTRIBUTION and block.quote == previous.quote:
        return 0
    return 2 if block.kind is BlockKind.HEADING and block.level <= 2 and previous.kind is not BlockKind.HEADING else 1


def _list_indents(blocks: Blocks) -> list[int]:
    """Return for each block the cells that the lists around it take. The items of a list share the widest marker's."""
    indents: list[list[list[int]]] = []
    lists: list[list[int]] = []
    for block in blocks:
        depth = min(max(block.depth, int(bool(block.marker))), _MOST_LISTS)
        lists = [*lists[:depth], *([3] for _ in range(depth - len(lists)))]
        if block.marker:
            lists[-1][0] = max(lists[-1][0], cell_len(block.marker) + 2)
        is_definition = block.kind is BlockKind.DEFINITION
        indents.append([*lists, [_TERM_INDENT]] if is_definition else lists)
    return [sum(cells for [cells] in each) for each in indents]


def _marker(marker: str, cells: int) -> str:
    """Return an item's marker and a blank behind it, in so many cells at most."""
    return set_cell_size(marker, min(cell_len(marker), cells - 1)) + " " if marker and cells > 1 else ""


def _lay_block(block: Block, index: int, indent: int, room: int, lead: str) -> list[Line]:
    match block.kind:
        case BlockKind.RULE:
            return [Line(Role.RULE, index, 0, indent=indent, lead=lead)]
        case BlockKind.CODE:
            return _lay_code(block, index, indent, room)
        case BlockKind.IMAGE:
            return _lay_image(block, index, indent, room)
        case BlockKind.EMBED:
            return _led(Role.EMBED, embed_words(block), index, indent, room, "▷  ")
        case BlockKind.ATTRIBUTION if block.text.strip() and not block.text.lstrip().startswith(_DASHES):
            return _led(Role.TEXT, block.text, index, indent, room, "— ")
    return _wrapped(Role.TEXT, block.text, index, indent, room, lead)


def _lay_code(block: Block, index: int, indent: int, room: int) -> list[Line]:
    ranges = wrap_code(block.text, room - 2 * CODE_PADDING)
    return [
        Line(Role.CODE_EDGE, index, -1, indent=indent),
        *(Line(Role.CODE, index, start, start, end, indent) for start, end in ranges),
        Line(Role.CODE_EDGE, index, len(block.text) + 1, indent=indent),
    ]


def _lay_picture(layout: Layout, index: int, cells: Cells, indent: int) -> None:
    layout.pictures[index] = Framed(cells, len(layout.lines))
    layout.lines += [Line(Role.PICTURE, index, at, row, indent=indent) for row, at in enumerate(row_places(cells))]


def _lay_image(block: Block, index: int, indent: int, room: int) -> list[Line]:
    words = image_words(block)
    lines = _led(Role.IMAGE, words, index, indent, room, "▨  ")
    if block.text:
        lines += _wrapped(Role.TEXT, block.text, index, indent, room, above=words_at(block))
    if block.credit:
        lines += _wrapped(Role.CREDIT, block.credit, index, indent, room, above=len(words) + len(block.text) + 2)
    return lines


def _led(role: Role, text: str, index: int, indent: int, room: int, sign: str) -> list[Line]:
    """Return the lines of text behind a sign, which hangs before them where there is room."""
    cells = cell_len(sign)
    if room - cells < _LEAST_ROOM:
        return _wrapped(role, text, index, indent, room)
    return _wrapped(role, text, index, indent + cells, room - cells, sign)


def _wrapped(
    role: Role, text: str, index: int, indent: int, room: int, lead: str = "", *, above: int = 0
) -> list[Line]:
    ranges = wrap(text, room)
    first, last = ranges[0]
    lines = [Line(role, index, above + first, first, last, indent, lead)]
    lines += [Line(role, index, above + start, start, end, indent) for start, end in ranges[1:]]
    return lines


def _table_end(blocks: Blocks, start: int) -> int:
    end = start + 1
    while end < len(blocks) and blocks[end].kind is BlockKind.ROW and not _starts_table(blocks, end):
        end += 1
    return end


def _starts_table(blocks: Blocks, index: int) -> bool:
    """A header row behind a plain one begins another table."""
    return blocks[index].level > 0 and blocks[index - 1].level == 0


def _lay_table(layout: Layout, blocks: Blocks, start: int, end: int, indent: int) -> None:
    room = layout.width - indent
    fitted = fit_table(blocks[start:end], room)
    if fitted is None:
        _lay_records(layout, blocks, start, end, indent, room)
        return
    # Where many cells have several lines, blank ones keep the rows apart.
    is_airy = 3 * sum(row.height > 1 for row in fitted) > len(fitted)
    for index, row in enumerate(fitted, start):
        layout.tables[index] = row
        layout.lines += [Line(Role.TABLE, index, at, number, indent=indent) for number, at in enumerate(row.places)]
        behind = len(blocks[index].text) + 1
        if row.is_header and index + 1 < end and blocks[index + 1].level == 0:
            layout.lines.append(Line(Role.TABLE_RULE, index, behind, indent=indent))
        elif is_airy and index + 1 < end:
            layout.lines.append(Line(Role.TABLE, index, behind, row.height, indent=indent))


def _lay_records(layout: Layout, blocks: Blocks, start: int, end: int, indent: int, room: int) -> None:
    """Too many columns: one line a cell, named by its column, and a gap between rows."""
    header = start
    while header + 1 < end and blocks[header + 1].level > 0:
        header += 1
    has_names = blocks[header].level > 0 and header + 1 < end
    names = [" ".join(cell.split()) for cell in blocks[header].cells] if has_names else []
    is_first = True
    for index in range(start, end):
        if has_names and index == header:
            continue
        lines = _record(blocks[index].text, index, names if index > header else [], indent, room)
        if lines and not is_first:
            layout.lines += _gaps(index, 1)
        layout.lines += lines
        is_first = is_first and not lines


def _record(text: str, index: int, names: list[str], indent: int, room: int) -> list[Line]:
    lines: list[Line] = []
    for column, (first, last) in enumerate(cell_ranges(text)):
        if not text[first:last].strip():
            continue
        hang = _RECORD_INDENT if lines else 0
        name = names[column] if column < len(names) else ""
        name = f"{name.rstrip(':')}: " if name else ""
        for start, end in wrap(name + text[first:last], room - hang):
            lead = name[start:end]
            begin, stop = (first + max(each - len(name), 0) for each in (start, end))
            lines.append(Line(Role.RECORD, index, begin, begin, stop, indent + hang + cell_len(lead), lead))
    return lines
