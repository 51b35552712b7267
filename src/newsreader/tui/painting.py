"""Turn laid-out lines into segments. Knows styles by name and blocks by content, but no widget and no screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.tui.inks import Inks
from newsreader.tui.layout import CODE_PADDING, Layout, Line, Role
from newsreader.tui.tables import GUTTER

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
    BlockKind.EMBED: "image",
    BlockKind.TERM: "strong",
    BlockKind.ATTRIBUTION: "meta",
    BlockKind.NOTE: "meta",
}
_STRIKE = Style(strike=True)


def paint_line(line: Line, blocks: Sequence[Block], layout: Layout, inks: Inks) -> list[Segment]:
    """Return the segments of one line, indentation included; at most `layout.width` cells."""
    if line.role is Role.GAP:
        return []
    if line.block < 0:
        return [Segment(" " * (layout.width - line.indent), inks["code-block"])]
    block = blocks[line.block]
    margin = _margin(line, block, inks)
    room = layout.width - line.indent
    match line.role:
        case Role.RULE:
            return [*margin, Segment("· · ·".center(room), inks["faint"])]
        case Role.CODE | Role.CODE_EDGE:
            text = " " * CODE_PADDING + block.text[line.start : line.end].replace("\t", " ")
            return [*margin, Segment(set_cell_size(text, room), inks["code-block"])]
        case Role.TABLE:
            return [*margin, *_table_line(line, block, layout, inks)]
        case Role.TABLE_RULE:
            widths = layout.tables[line.block].widths
            return [*margin, Segment("─┼─".join("─" * width for width in widths), inks["faint"])]
        case Role.IMAGE:
            sign = "▨  " if line.is_first else "   "
            text = sign + (block.alt or "picture")[line.start : line.end]
            return [*margin, Segment(set_cell_size(text, room), inks["image"])]
        case Role.CREDIT:
            return [*margin, Segment(block.credit[line.start : line.end], inks["meta"])]
    return [*margin, *_spanned(block, line.start, line.end, _base_ink(block, inks), inks)]


def _margin(line: Line, block: Block, inks: Inks) -> list[Segment]:
    """Return the quote bars and the marker or blanks left of a line."""
    segments = [Segment("▎ " * block.quote, inks["accent"])] if block.quote else []
    rest = line.indent - 2 * block.quote
    if rest <= 0:
        return segments
    marker = block.marker if line.is_first else ""
    blanks = max(rest - cell_len(marker) - 1, 0)
    return [*segments, Segment((" " * blanks + marker + " ")[-rest:], inks["accent"])]


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
        return [Segment(block.text[start:end], base)]
    edges = {start, end}
    for span in spans:
        edges.update((max(start, span.start), min(end, span.end)))
    cuts = sorted(edges)
    return [Segment(block.text[first:last], _mixed(base, spans, first, inks)) for first, last in pairwise(cuts)]


def _mixed(base: Style, spans: Sequence[Span], at: int, inks: Inks) -> Style:
    style = base
    for span in spans:
        if span.start <= at < span.end:
            if span.kind in _SPAN_INKS:
                style += inks[_SPAN_INKS[span.kind]]
            elif span.kind is SpanKind.STRIKE:
                style += _STRIKE
    return style


def _table_line(line: Line, block: Block, layout: Layout, inks: Inks) -> list[Segment]:
    row = layout.tables[line.block]
    base = _base_ink(block, inks)
    segments: list[Segment] = []
    for column, width in enumerate(row.widths):
        if column:
            segments.append(Segment(" │ ".center(GUTTER), inks["faint"]))
        ranges = row.cells[column] if column < len(row.cells) else ()
        inked = _spanned(block, *ranges[line.start], base, inks) if line.start < len(ranges) else []
        used = sum(cell_len(segment.text) for segment in inked)
        segments += [*inked, Segment(" " * max(width - used, 0), base)]
    return segments
