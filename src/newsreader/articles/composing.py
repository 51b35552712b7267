"""Put words and pictures together into typed blocks, in reading order. Must not know tags: `rendering` reads those."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from lxml import etree

from newsreader.articles.inline import Line
from newsreader.articles.passages import Passage, Role
from newsreader.blocks import Block, BlockKind, Span
from newsreader.text import MAX_TEXT, cut, look_over

MAX_BLOCKS = 30_000
_MAX_DEPTH = 8
"""Lists in lists and quotes in quotes that are told apart; deeper ones look like this one."""
_MAX_CAPTION = 300
_MARKED = frozenset({BlockKind.LIST_ITEM, BlockKind.NOTE, BlockKind.LEDE})


@dataclass(slots=True)
class Context:
    """What the text of an element becomes."""

    kind: BlockKind
    level: int = 0
    role: Role | None = None
    language: str = ""


@dataclass(slots=True)
class Numbering:
    """How the items of a list are marked."""

    is_ordered: bool
    number: int = 1
    step: int = 1

    def next_marker(self) -> str:
        """Return the mark of the next item."""
        marker = f"{self.number}." if self.is_ordered else "•"
        self.number += self.step
        return marker


class Composer:
    """The blocks so far and the one that is being collected."""

    def __init__(self, base: str | None, root: etree._Element) -> None:
        self.base = base
        self.passages: list[Passage] = []
        self.line = Line(*look_over(etree.tostring(root, encoding="utf-8", method="text", with_tail=False)))
        self.lists: list[Numbering] = []
        self.marker = ""
        """Of the list item begun last, until its first block takes it."""
        self.quote = 0
        self.in_row = False
        """Is a row of a table being collected, so that nothing inside it ends the block."""
        self.tables: list[bool] = []
        """Of each table around: does it hold facts."""
        self.is_full = False
        """Has the article reached the size that is kept of one (promise 9)."""
        self._contexts = [Context(BlockKind.PARAGRAPH)]
        self._figures: list[int] = []
        self._pictures: list[Passage] = []
        self._source = root
        self._room = MAX_TEXT

    @property
    def role(self) -> Role | None:
        """What pruning said of the element around."""
        return self._contexts[-1].role

    def finish(self) -> list[Passage]:
        """End the last block and return all of them."""
        self.flush()
        self._flush_pictures()
        return self.passages

    # -- text

    def add(self, text: str, source: etree._Element) -> None:
        """Add running text; `source` is the element that directly holds it."""
        line = self.line
        if text.isspace() and not line.verbatim:
            line.gap = True
            return
        if line.breaks > 1 and line.length and not line.verbatim and not self.in_row:
            self.flush()
        if not line.length:
            self._source = source
        line.add(text)

    def push(self, context: Context) -> None:
        """Begin an element whose text becomes something else than what is around it."""
        self.flush()
        self._contexts.append(context)

    def pop(self) -> None:
        """End the element begun last."""
        self.flush()
        self._contexts.pop()

    def flush(self) -> None:
        """End the block that is being collected."""
        line = self.line
        if not line.length:
            line.breaks, line.gap = 0, False
            return
        length, linked = line.length, line.linked
        text, spans = self._fitted(*line.take())
        if text and not text.isspace():
            context = self._contexts[-1]
            if context.role is Role.CAPTION or (self._figures and self._captions_figure(context, text)):
                self._caption(text, spans)
            elif context.role is Role.CREDIT:
                self._credit(text)
            else:
                self._text(context, text, spans, linked / length)
        if self._pictures and not self._figures:
            self._flush_pictures()

    def _fitted(self, text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
        """Return as much of the text as the article has room for, marked where that is not all."""
        if len(text) <= self._room:
            return text, spans
        text = cut(text, max(self._room, 1))
        return text, tuple(span for span in spans if span.end < len(text))

    def _captions_figure(self, context: Context, text: str) -> bool:
        """Tell whether text in a figure outside its caption belongs to the picture all the same."""
        is_plain = context.kind is BlockKind.PARAGRAPH and context.role is None and not self.quote and not self.lists
        return is_plain and len(text) < _MAX_CAPTION and self._picture_here() is not None

    def _text(self, context: Context, text: str, spans: tuple[Span, ...], linked: float) -> None:
        if self._figures:
            self._flush_pictures()
        kind = context.kind
        depth = min(len(self.lists), _MAX_DEPTH) if self.lists else 0
        quote = min(self.quote, _MAX_DEPTH) if self.quote else 0
        marker = self.marker if self.marker and kind in _MARKED else ""
        self._emit(Block(kind, text, spans, context.level, depth, quote, marker, context.language), linked)
        self.marker = ""

    def _emit(self, block: Block, linked: float = 0.0) -> None:
        self._room -= len(block.text) + 1
        self.passages.append(Passage(block, self._source, linked))
        self.is_full = self._room <= 0 or len(self.passages) > MAX_BLOCKS

    def rule(self, source: etree._Element) -> None:
        """Add a line across, unless nothing or another line stands before it."""
        self.flush()
        if self.passages and self.passages[-1].block.kind is not BlockKind.RULE:
            self._source = source
            self._emit(Block(BlockKind.RULE, depth=min(len(self.lists), _MAX_DEPTH)))

    def embed(self, label: str, address: str, source: etree._Element) -> None:
        """Add a line for something embedded."""
        if self.in_row:
            return
        self.flush()
        self._source = source
        self._emit(Block(BlockKind.EMBED, label, url=address))

    # -- pictures

    @property
    def in_figure(self) -> bool:
        """Is an element being read that holds pictures with their caption."""
        return bool(self._figures)

    def begin_figure(self) -> None:
        """Begin an element that holds pictures with their caption."""
        self.flush()
        self._figures.append(len(self.passages))

    def end_figure(self) -> None:
        """End it: its pictures stand where it ends."""
        self.flush()
        self._figures.pop()
        if not self._figures:
            self._flush_pictures()

    def picture(self, address: str, alt: str, source: etree._Element) -> None:
        """Add a picture: before the text that follows, or after the paragraph that it stands in."""
        if not self.line.length:
            self._source = source
        self._add_picture(Block(BlockKind.IMAGE, alt=alt, url=address), source)

    def _add_picture(self, block: Block, source: etree._Element) -> None:
        self._pictures.append(Passage(block, source))
        self._room -= len(block.text) + len(block.alt) + len(block.url) + 1
        if not self.line.length and not self._figures:
            self._flush_pictures()

    def _flush_pictures(self) -> None:
        self.passages += self._pictures
        self._pictures.clear()

    def _picture_here(self) -> tuple[list[Passage], int] | None:
        """Return where the picture stands that a caption or credit met now belongs to."""
        if self._pictures:
            # The caption of a figure with several pictures is told once, under the first.
            return self._pictures, 0 if self._figures else len(self._pictures) - 1
        index = self._figures[-1] if self._figures else len(self.passages) - 1
        if 0 <= index < len(self.passages) and self.passages[index].block.kind is BlockKind.IMAGE:
            return self.passages, index
        return None

    def _caption(self, text: str, spans: tuple[Span, ...]) -> None:
        place = self._picture_here()
        if place is None or (place[0][place[1]].block.text and not self._figures):
            self._add_picture(Block(BlockKind.IMAGE, text, spans), self._source)
            return
        passages, index = place
        picture = passages[index].block
        if picture.text:
            shift = len(picture.text) + 1
            moved = tuple(Span(span.start + shift, span.end + shift, span.kind, span.target) for span in spans)
            text, spans = f"{picture.text} {text}", picture.spans + moved
        self._replace(passages, index, msgspec.structs.replace(picture, text=text, spans=spans))

    def _credit(self, text: str) -> None:
        place = self._picture_here()
        if place is None or (place[0][place[1]].block.credit and not self._figures):
            self._add_picture(Block(BlockKind.IMAGE, credit=text), self._source)
            return
        passages, index = place
        picture = passages[index].block
        credit = f"{picture.credit} {text}" if picture.credit else text
        self._replace(passages, index, msgspec.structs.replace(picture, credit=credit))

    def _replace(self, passages: list[Passage], index: int, block: Block) -> None:
        before = passages[index]
        self._room -= len(block.text) + len(block.credit) - len(before.block.text) - len(before.block.credit)
        passages[index] = Passage(block, before.source)
