"""The links of an article: numbered, found on the screen, and named by letters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, product
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.blocks import Blocks, SpanKind
from newsreader.text import safe_link
from newsreader.tui.layout import Layout, Line, Role, shown_text, words_at
from newsreader.tui.tables import GUTTER

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""


class Link(NamedTuple):
    """A link, at characters from `start` up to `end` of what its block shows."""

    block: int
    start: int
    end: int
    words: str
    address: str
    """One of http or https that is safe to open."""


class Spot(NamedTuple):
    """Where a link begins on the screen."""

    line: int
    """Of the layout."""
    column: int
    """Cells from the left edge of the text."""
    link: Link


def links_of(blocks: Blocks) -> list[Link]:
    """Return the links in the order in which they are read."""
    links: dict[tuple[int, int], Link] = {}
    for number, block in enumerate(blocks):
        above = words_at(block)
        for span in block.spans:
            address = safe_link(span.target) if span.kind is SpanKind.LINK else None
            if address is not None:
                words = " ".join(block.text[span.start : span.end].split())
                link = Link(number, above + span.start, above + span.end, words, address)
                links.setdefault(link[:2], link)
    return [links[place] for place in sorted(links)]


def spots(links: Iterable[Link], blocks: Blocks, layout: Layout, lines: range) -> list[Spot]:
    """Return where those links begin that do so within these lines of the layout."""
    found: list[Spot] = []
    shown = {layout.lines[number].block for number in lines}
    for link in links:
        if link.block in shown and (number := layout.line_showing(*link[:2])) in lines:
            line = layout.lines[number]
            if line.block == link.block:
                found.append(Spot(number, _column(line, shown_text(blocks[line.block]), layout, link.start), link))
    return found


def _column(line: Line, text: str, layout: Layout, place: int) -> int:
    """Return the cell at which a label stands: the blank before the link where there is one, else on its first."""
    before, start = line.indent, line.at
    if line.role is Role.TABLE:
        row = layout.tables[line.block]
        for cell, width in zip(row.cells, row.widths, strict=False):
            if line.start < len(cell) and cell[line.start][0] <= place <= cell[line.start][1]:
                start = cell[line.start][0]
                break
            before += width + GUTTER
    words = text[start:place].replace("\t", " ")
    return before + cell_len(words) - (not words or words[-1] == " ")


def labels(count: int) -> list[str]:
    """Return so many labels, none of which is the beginning of another: letters, or pairs where these are too few."""
    length = 1
    while len(_LETTERS) ** length < count:
        length += 1
    return list(islice(map("".join, product(_LETTERS, repeat=length)), count))


def open_labels(spots: Sequence[Spot], typed: str) -> dict[str, Spot]:
    """Return the labels that still go with what was typed."""
    return {label: spot for label, spot in zip(labels(len(spots)), spots, strict=True) if label.startswith(typed)}
