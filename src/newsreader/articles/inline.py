"""Collect the text of one block with its styled stretches, white space folded as a browser folds it.

Must not know HTML: it is told of text, line breaks and where spans open and close.
"""

from __future__ import annotations

from newsreader.blocks import Span, SpanKind
from newsreader.text import clean, clean_lines

_MAX_OPEN = 16
"""Spans open at once; deeper ones say nothing to a reader, and a hostile page opens a hundred thousand."""


class _OpenSpan:
    __slots__ = ("kind", "start", "target")

    def __init__(self, kind: SpanKind, target: str) -> None:
        self.kind = kind
        self.target = target
        self.start = -1


class Line:
    """The text of a block while it is collected."""

    def __init__(self, is_harmless: bool, is_plain: bool) -> None:
        """Both are what `text.look_over` says of all that will be added."""
        self.length = 0
        self.gap = False
        """Is white space due before the next word."""
        self.breaks = 0
        """Line breaks due before the next word."""
        self.linked = 0
        """Characters inside links so far, white space left out."""
        self.anchors = 0
        """Links open now, those without an address included."""
        self.verbatim = False
        """Does white space count, as in `pre`."""
        self._is_harmless = is_harmless
        self._is_plain = is_plain
        self._pieces: list[str] = []
        self._spans: list[Span] = []
        self._open: list[_OpenSpan | None] = []

    def add(self, text: str) -> None:
        """Add text as the source has it."""
        if self.verbatim:
            text = clean_lines(text)
            if text:
                self._put(text)
            return
        is_folded = (self._is_plain and "\n" not in text) or (
            text.isprintable() and (self._is_harmless or text.isascii())
        )
        if not is_folded or "  " in text:
            # The full stops keep the ends from being stripped: white space there parts the text from its neighbours.
            text = f".{text}."
            text = (" ".join(text.split()) if self._is_harmless else clean(text, len(text)))[1:-1]
        words = text.strip(" ")
        if not words:
            self.gap = self.gap or bool(text)
            return
        if text[0] == " ":
            self.gap = True
        self._put(words)
        self.gap = text[-1] == " "

    def _put(self, words: str) -> None:
        if self.length and (self.breaks or self.gap) and self._pieces[-1] != "\t":
            between = "\n" * min(self.breaks, 2) or " "
            self._pieces.append(between)
            self.length += len(between)
        self.gap, self.breaks = False, 0
        size = len(words)
        if self._open:
            self._begin_spans()
        if self.anchors:
            self.linked += size
        self._pieces.append(words)
        self.length += size

    def _begin_spans(self) -> None:
        for span in self._open:
            if span is not None and span.start < 0:
                span.start = self.length

    def tab(self) -> None:
        """Begin the next cell of a row."""
        self.gap, self.breaks = False, 0
        self._pieces.append("\t")
        self.length += 1

    def open(self, kind: SpanKind, target: str = "") -> None:
        """Begin a styled stretch with the next word."""
        self._open.append(_OpenSpan(kind, target) if len(self._open) < _MAX_OPEN else None)

    def close(self) -> None:
        """End the stretch that was begun last."""
        if self._open:
            self._end(self._open.pop())

    def _end(self, span: _OpenSpan | None) -> None:
        if span is not None and 0 <= span.start < self.length:
            self._spans.append(Span(span.start, self.length, span.kind, span.target))

    def take(self) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans, and begin anew; open spans go on in the next block."""
        for span in self._open:
            self._end(span)
            if span is not None:
                span.start = -1
        text = "".join(self._pieces)
        spans = self._spans
        if self.verbatim:
            text = text.strip("\n").rstrip()
            spans = []
        elif not (self._is_harmless or text.isascii()):
            spans = spans if clean_lines(text) == text else []
            text = clean_lines(text)
        self._pieces, self._spans = [], []
        self.length = self.linked = self.breaks = 0
        self.gap = False
        if len(spans) > 1:
            spans.sort(key=lambda span: (span.start, -span.end))
        return text, tuple(spans)
