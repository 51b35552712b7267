"""Turn laid-out lines into segments. Knows styles by name and blocks by content, but no widget and no screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size, split_graphemes
from rich.segment import Segment
from rich.style import Style

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.tui.inks import Inks
from newsreader.tui.layout import BAR, CODE_PADDING, Layout, Line, Role, embed_words, image_words, quote_bars
from newsreader.tui.tables import GUTTER
from newsreader.wrapping import spread_tabs

if TYPE_CHECKING:
    from newsreader.tui.picture_lines import Hung

_SPAN_INKS = {
    SpanKind.EMPHASIS: "emphasis",
    SpanKind.STRONG: "strong",
    SpanKind.CODE: "code",
    SpanKind.LINK: "link",
    SpanKind.MARK: "mark",
}
_BLOCK_INKS = {
    BlockKind.HEADING: "heading",
    BlockKind.LEDE: "strong",
    BlockKind.IMAGE: "caption",
    BlockKind.TERM: "strong",
    BlockKind.ATTRIBUTION: "meta",
    BlockKind.NOTE: "meta",
}
_LEAD_INKS = {Role.IMAGE: "image", Role.EMBED: "image", Role.RECORD: "meta"}
_STRIKE = Style(strike=True)
_RAISED = {
    SpanKind.SUPERSCRIPT: str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    SpanKind.SUBSCRIPT: str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
"""CO₂, 10⁶: where all of a span has such signs, it is shown by them."""


class Stretch(NamedTuple):
    """Characters of what a block shows, from `start` up to `end`, to be painted over in an ink."""

    start: int
    end: int
    ink: str


def paint_line(
    line: Line,
    blocks: Sequence[Block],
    layout: Layout,
    inks: Inks,
    stretches: Sequence[Stretch] = (),
    hung: Hung = "",
) -> list[Segment]:
    """Return the segments of one line, indentation included; at most `layout.width` cells.

    `stretches`: those of its block that stand out. `hung`: its picture.
    """
    block = blocks[line.block]
    if line.role is Role.GAP:
        # The bar goes on between the paragraphs of a quote.
        return _bars(min(quote_bars(each, layout.width) for each in (block, blocks[line.block - 1])), inks)
    margin = _margin(line, block, layout.width, inks)
    room = layout.width - line.indent
    match line.role:
        case Role.RULE:
            return [*margin, Segment("· · ·".center(room)[:room], inks["faint"])]
        case Role.CODE | Role.CODE_EDGE:
            return [*margin, *_code_line(line, block, room, inks, stretches)]
        case Role.TABLE:
            return [*margin, *_table_line(line, block, layout, inks, stretches)]
        case Role.TABLE_RULE:
            widths = layout.tables[line.block].widths
            return [*margin, Segment("─┼─".join("─" * width for width in widths), inks["faint"])]
        case Role.PICTURE:
            return [*margin, *_image_line(line, block, layout, inks, hung)]
        case Role.IMAGE | Role.EMBED:
            shown = _image_line(line, block, layout, inks, hung)
        case Role.CREDIT:
            shown = [Segment(_blanked(block.credit[line.start : line.end]), inks["meta"])]
        case _:
            shown = _spanned(block, line.start, line.end, _base_ink(block, inks), inks)
    return [*margin, *stretched(shown, line.at, stretches, inks)]


def _image_line(line: Line, block: Block, layout: Layout, inks: Inks, hung: Hung) -> list[Segment]:
    """Return a row of the picture, or the words that stand in its place."""
    from newsreader.tui.picture_lines import picture_row, with_hint

    if line.role is Role.PICTURE:
        return picture_row(line, block, layout, inks, hung)
    words = image_words(block) if line.role is Role.IMAGE else embed_words(block)
    is_last = line.role is Role.IMAGE and line.end == len(words)
    room = layout.width - line.indent
    return with_hint(_blanked(words[line.start : line.end]), room, inks, hung if is_last else "")


def stretched(segments: list[Segment], first: int, stretches: Sequence[Stretch], inks: Inks) -> list[Segment]:
    """Return segments, the characters of which stand from place `first` on, with the stretches painted over them."""
    text = "".join(segment.text for segment in segments)
    length = len(text.rstrip())
    clipped = ((max(start - first, 0), min(end - first, length), ink) for start, end, ink in stretches)
    over = [_around_graphemes(text, *each) for each in clipped if each[0] < each[1]]
    if not over:
        return segments
    edges = sorted({edge for start, end, _ in over for edge in (start, end)})
    painted: list[Segment] = []
    at = 0
    for segment in segments:
        end = at + len(segment.text)
        for begin, stop in pairwise((at, *(edge for edge in edges if at < edge < end), end)):
            ink = next((ink for start, last, ink in over if start < stop and begin < last), None)
            style = segment.style if ink is None else (segment.style or Style()) + inks[ink]
            painted.append(Segment(text[begin:stop], style))
        at = end
    return painted


def _around_graphemes(text: str, start: int, end: int, ink: str) -> Stretch:
    """Return a stretch that ends within no grapheme: its parts are wider than the whole."""
    if text.isascii():
        return Stretch(start, end, ink)
    edges = [first for first, _, _ in split_graphemes(text)[0]] + [len(text)]
    return Stretch(edges[bisect_right(edges, start) - 1], edges[bisect_left(edges, end)], ink)


def _code_line(line: Line, block: Block, room: int, inks: Inks, stretches: Sequence[Stretch]) -> list[Segment]:
    code = block.text[line.start : line.end]
    segments = [Segment(set_cell_size(" " * CODE_PADDING + spread_tabs(code), room), inks["code-block"])]
    if line.role is Role.CODE_EDGE:
        return segments
    from newsreader.tui.code import tokens_within  # most articles hold no code

    def column(place: int) -> int:
        """Return the character of the painted line at which that of the code stands."""
        return CODE_PADDING + len(spread_tabs(code[: max(place - line.start, 0)]))

    for over in (tokens_within(block.text, block.language, line.start, line.end), stretches):
        columns = [Stretch(column(start), column(end), ink) for start, end, ink in over]
        segments = stretched(segments, 0, columns, inks)
    return segments


def _blanked(text: str) -> str:
    """Return text with a blank for each tab, as `wrap` measures them."""
    return text.replace("\t", " ")


def _bars(count: int, inks: Inks) -> list[Segment]:
    return [Segment("▎ " * count, inks["accent"])] if count else []


def _margin(line: Line, block: Block, width: int, inks: Inks) -> list[Segment]:
    """Return what stands left of a line: quote bars, blanks, its lead."""
    bars = quote_bars(block, width)
    lead = _blanked(line.lead)
    blanks = line.indent - bars * BAR - cell_len(lead)
    segments = _bars(bars, inks)
    if blanks > 0:
        segments.append(Segment(" " * blanks))
    if lead:
        ink = "meta" if block.kind is BlockKind.ATTRIBUTION else _LEAD_INKS.get(line.role, "accent")
        segments.append(Segment(lead, inks[ink]))
    return segments


def _base_ink(block: Block, inks: Inks) -> Style:
    if block.kind is BlockKind.ROW and block.level > 0:
        return inks["strong"]
    if block.kind in _BLOCK_INKS:
        return inks[_BLOCK_INKS[block.kind]]
    return inks["quote" if block.quote else "text"]


def _spanned(block: Block, start: int, end: int, base: Style, inks: Inks) -> list[Segment]:
    """Return the characters from `start` to `end`, each in the inks of the spans over it."""
    spans = [span for span in block.spans if span.start < end and span.end > start]
    if not spans:
        return [Segment(_blanked(block.text[start:end]), base)]
    edges = {start, end}
    for span in spans:
        edges.update((max(start, span.start), min(end, span.end)))
    return [
        Segment(_raised(_blanked(block.text[first:last]), block, spans, first), _mixed(base, spans, first, inks))
        for first, last in pairwise(_between_graphemes(block.text, start, end, edges))
    ]


def _between_graphemes(text: str, start: int, end: int, edges: set[int]) -> list[int]:
    """Return the edges in order. One inside of a grapheme moves before it: its parts are wider than the whole."""
    if not text[start:end].isascii():
        firsts = [start + first for first, _, _ in split_graphemes(text[start:end])[0]]
        edges = {edge if edge == end else firsts[bisect_right(firsts, edge) - 1] for edge in edges}
    return sorted(edges)


def _mixed(base: Style, spans: Sequence[Span], at: int, inks: Inks) -> Style:
    style = base
    for span in spans:
        if span.start <= at < span.end:
            if span.kind in _SPAN_INKS:
                style += inks[_SPAN_INKS[span.kind]]
            elif span.kind is SpanKind.STRIKE:
                style += _STRIKE
    return style


def _raised(text: str, block: Block, spans: Sequence[Span], at: int) -> str:
    """Return text with raised or lowered signs where one of the spans says so."""
    for span in spans:
        if span.start <= at < span.end and span.kind in _RAISED:
            signs = _RAISED[span.kind]
            if all(ord(character) in signs for character in block.text[span.start : span.end]):
                return text.translate(signs)
    return text


def _table_line(line: Line, block: Block, layout: Layout, inks: Inks, stretches: Sequence[Stretch]) -> list[Segment]:
    row = layout.tables[line.block]
    base = _base_ink(block, inks)
    segments: list[Segment] = []
    for column, width in enumerate(row.widths):
        if column:
            segments.append(Segment("│".center(GUTTER), inks["faint"]))
        ranges = row.cells[column] if column < len(row.cells) else ()
        inked: list[Segment] = []
        if line.start < len(ranges):
            start, end = ranges[line.start]
            inked = stretched(_spanned(block, start, end, base, inks), start, stretches, inks)
        used = sum(cell_len(segment.text) for segment in inked)
        segments += inked
        if used < width:
            segments.append(Segment(" " * (width - used), base))
    return segments
