"""The links of an article: numbered, found on the screen, and named by letters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.text import safe_link
from newsreader.tui.layout import Layout, Line, shown_text, words_at
from newsreader.tui.runs import column_of, grapheme_at, runs_of

_BRACKETS = " []()"
_NOTE_WORDS = 200
"""Characters of a note that are shown before one goes there."""
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""


class Link(NamedTuple):
    """A link, at characters from `start` up to `end` of what its block shows."""

    block: int
    start: int
    end: int
    words: str
    address: str
    """One of http or https that is safe to open; empty where it leads to a note of the same text."""
    note: int = -1
    """The block of that note."""
    shown: str = ""
    """Where it leads, to be shown: the address, or the words of the note."""


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
    notes = _notes(blocks)
    for number, block in enumerate(blocks):
        marks = [link for span in block.spans if (link := _mark(blocks, number, span, notes))] if notes else []
        for link in (*marks, *_addresses(number, block)):
            # What a mark itself links to is its note, too.
            if link.note >= 0 or not any(mark.start <= link.start and link.end <= mark.end for mark in marks):
                links.setdefault(link[:2], link)
    return [links[place] for place in sorted(links)]


def _addresses(number: int, block: Block) -> Iterator[Link]:
    above = words_at(block)
    for span in block.spans:
        address = safe_link(span.target) if span.kind is SpanKind.LINK else None
        if address is not None:
            words = " ".join(block.text[span.start : span.end].split())
            yield Link(number, above + span.start, above + span.end, words, address, shown=address)


def _mark(blocks: Blocks, number: int, span: Span, notes: Mapping[str, Sequence[int]]) -> Link | None:
    """Return the link to the note that a raised mark means: the next one below, for a text may count anew."""
    block = blocks[number]
    if span.kind is not SpanKind.SUPERSCRIPT or block.kind is BlockKind.NOTE:
        return None
    words = block.text[span.start : span.end].strip(_BRACKETS)
    note = next((at for at in notes.get(words, ()) if at > number), None)
    if note is None:
        return None
    above = words_at(block)
    shown = f"note {words}: {blocks[note].text[:_NOTE_WORDS]}"
    return Link(number, above + span.start, above + span.end, words, "", note, shown)


def _notes(blocks: Blocks) -> dict[str, list[int]]:
    """Return the notes of the text by their marks."""
    notes: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.NOTE and block.marker:
            notes.setdefault(block.marker.rstrip("."), []).append(number)
    return notes


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
    runs = runs_of(line, layout)
    run = next((each for each in runs if each.start <= place <= each.end), runs[0])
    before = text[run.start : place]
    return column_of(run, text, place, line.role) - (not before or before[-1] in " \t\n")


def link_at(links: Iterable[Link], blocks: Blocks, layout: Layout, line: int, column: int) -> Link | None:
    """Return the link in a cell of a line of the layout."""
    at = layout.lines[line]
    text = shown_text(blocks[at.block])
    places = [grapheme_at(run, text, column, at.role) for run in runs_of(at, layout)]
    place = next((start for start, end in places if start < end), None)
    return next(
        (link for link in links if link.block == at.block and place is not None and link.start <= place < link.end),
        None,
    )


def labels(count: int) -> list[str]:
    """Return so many labels, none of which is the beginning of another: letters, or pairs where these are too few."""
    length = 1
    while len(_LETTERS) ** length < count:
        length += 1
    return list(islice(map("".join, product(_LETTERS, repeat=length)), count))


def open_labels(spots: Sequence[Spot], typed: str) -> dict[str, Spot]:
    """Return the labels that still go with what was typed."""
    return {label: spot for label, spot in zip(labels(len(spots)), spots, strict=True) if label.startswith(typed)}
