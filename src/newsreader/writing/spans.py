"""Turn a block's spans, which may overlap, into a tree, which markup needs. Must not know any output format."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsreader.blocks import Block, Span, SpanKind
from newsreader.text import safe_link


@dataclass(slots=True)
class Styled:
    """A stretch of text with one style; what is inside it may have further ones, but code has none."""

    kind: SpanKind
    target: str = ""
    """Where a link leads: always fit to be opened."""
    children: list[Node] = field(default_factory=list)


Node = str | Styled


def tree_of(text: str, spans: Iterable[Span]) -> list[Node]:
    """Return the text as strings and styled stretches, properly nested and without blanks at a stretch's ends.

    Where spans cross, the later one is parted. Links that lead nowhere safe are dropped, their words stay.
    """
    tree = _Tree(text)
    for number, span in enumerate(spans):
        tree.push(span, number)
    return tree.build()


def words_of(nodes: Iterable[Node]) -> str:
    """Return the text of the nodes without any style."""
    return "".join(node if isinstance(node, str) else words_of(node.children) for node in nodes)


def cells_of(row: Block) -> list[tuple[str, list[Span]]]:
    """Return the cells of a ROW, each with its share of the row's spans."""
    cells, start = [], 0
    coming = sorted(row.spans, key=lambda span: span.start, reverse=True)
    here: list[Span] = []
    for text in row.cells:
        end = start + len(text)
        while coming and coming[-1].start < end:
            here.append(coming.pop())
        here = [span for span in here if span.end > start]
        shares = [
            Span(max(span.start, start) - start, min(span.end, end) - start, span.kind, span.target) for span in here
        ]
        cells.append((text, shares))
        start = end + 1
    return cells


@dataclass(slots=True)
class _Level:
    end: int
    kind: SpanKind | None
    children: list[Node]
    number: int = -1


class _Tree:
    """The spans still to be placed, by start and longest first, and the stretches that are open around them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._written = 0
        self._open = [_Level(len(text), None, [])]
        self._waiting: list[tuple[int, bool, int, int, Span]] = []

    def push(self, span: Span, number: int) -> None:
        """Let the span wait its turn, without the blanks at its ends."""
        words = self._text[max(0, span.start) : max(0, span.end)]
        start = max(0, span.start) + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        target = safe_link(span.target) if span.kind is SpanKind.LINK else ""
        if end > start and target is not None:
            trimmed = Span(start, end, span.kind, target)
            # Code goes inside whatever begins with it, since markup inside code would be shown as such.
            heapq.heappush(self._waiting, (start, span.kind is SpanKind.CODE, -end, number, trimmed))

    def build(self) -> list[Node]:
        """Place all spans and return the tree."""
        while self._waiting:
            *_, number, span = heapq.heappop(self._waiting)
            self._close_until(span.start)
            self._place(span, number)
        self._close_until(len(self._text))
        self._write_until(len(self._text))
        return self._open[0].children

    def _place(self, span: Span, number: int) -> None:
        top = self._open[-1]
        if top.kind is SpanKind.CODE and span.kind is not SpanKind.CODE:
            self.push(Span(span.start, top.end, SpanKind.CODE), top.number)
            top.end = len(self._text[: span.start].rstrip())
            self._close_until(span.start)
        same = next((level for level in self._open if level.kind is span.kind), None)
        end = min(span.end, (same or self._open[-1]).end)
        self.push(Span(end, span.end, span.kind, span.target), number)
        if same is None:
            styled = Styled(span.kind, span.target)
            self._write_until(span.start)
            self._open[-1].children.append(styled)
            self._open.append(_Level(end, span.kind, styled.children, number))

    def _close_until(self, position: int) -> None:
        while len(self._open) > 1 and self._open[-1].end <= position:
            self._write_until(self._open[-1].end)
            self._open.pop()

    def _write_until(self, position: int) -> None:
        if position > self._written:
            self._open[-1].children.append(self._text[self._written : position])
            self._written = position
