"""Turn a line of Markdown, as markdown-it parses it, into words with spans. Must not know blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from newsreader.blocks import Span, SpanKind
from newsreader.text import safe_link

if TYPE_CHECKING:
    from markdown_it.token import Token

_STYLES = {
    "em": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "s": SpanKind.STRIKE,
    "link": SpanKind.LINK,
    "mark": SpanKind.MARK,
    "sup": SpanKind.SUPERSCRIPT,
    "sub": SpanKind.SUBSCRIPT,
}
_TAG = re.compile(r"<(/?)(mark|sup|sub)>")


class Words(msgspec.Struct, frozen=True):
    """Text with the spans over it."""

    text: str
    spans: tuple[Span, ...]

    def part(self, start: int, end: int) -> Words:
        """Return the words between the two positions, without the blanks at the ends."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        end = start + len(text)
        shares = (
            Span(max(span.start, start) - start, min(span.end, end) - start, span.kind, span.target)
            for span in self.spans
            if span.start < end and span.end > start
        )
        return Words(text, tuple(shares))

    def is_all(self, kind: SpanKind) -> bool:
        """Does one span of the kind cover all the words."""
        return any(span.kind is kind and span.end - span.start == len(self.text) > 0 for span in self.spans)

    def without(self, kind: SpanKind) -> Words:
        """Return the words without spans of the kind."""
        return Words(self.text, tuple(span for span in self.spans if span.kind is not kind))


def read_words(tokens: Iterable[Token]) -> Words:
    """Return the words of an inline token's children. Pictures among them are left out, a line's end is a blank."""
    text = ""
    spans: list[Span] = []
    opened: list[tuple[SpanKind, int, str]] = []
    for token in tokens:
        style, nesting = _style_of(token)
        if style and nesting > 0:
            opened.append((style, len(text), safe_link(str(token.attrs.get("href", ""))) or ""))
        elif style and nesting < 0 and opened:
            kind, start, target = opened.pop()
            if target or kind is not SpanKind.LINK:
                spans.append(Span(start, len(text), kind, target))
        elif token.type == "code_inline":
            spans.append(Span(len(text), len(text) + len(token.content), SpanKind.CODE))
        text += _text_of(token)
    return Words(text, tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


def _style_of(token: Token) -> tuple[SpanKind | None, int]:
    """Return the style that the token begins (1) or ends (-1)."""
    if token.type == "html_inline" and (tag := _TAG.fullmatch(token.content)):
        return _STYLES[tag[2]], -1 if tag[1] else 1
    return _STYLES.get(token.type.rpartition("_")[0]), token.nesting


def _text_of(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")
