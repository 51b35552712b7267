"""A short piece of a text around the first words that a query found in it. Must not know how it is painted."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from newsreader.query.highlighting import highlights
from newsreader.query.matching import wanted_words
from newsreader.query.needles import Span, is_in, spans_in
from newsreader.query.tree import Field, Query, Words
from newsreader.text import clean

_AROUND = 200
"""Characters kept on either side of the hit: a line of the widest window."""
_BEFORE = 14
"""Characters shown before the hit, at most: enough to read it, and it stays in sight where there is little room."""


class Snippet(msgspec.Struct, frozen=True):
    """One line of text."""

    text: str
    spans: tuple[Span, ...]
    """Where the words stand in it that the query looks for."""


def missing_words(query: Query, title: str) -> list[Words]:
    """Return the words that the query looks for in texts and that the title does not hold."""
    wanted = dict.fromkeys(wanted_words(query.where, Field.ANY, Field.TEXT))
    return [words for words in wanted if words.field is Field.TEXT or not is_in(words, title)]


def snippet(query: Query, words: Iterable[Words], texts: Iterable[str]) -> Snippet | None:
    """Return what stands around the first of these words in the texts, or None where none of them does."""
    words = tuple(words)
    for text in texts:
        if any(is_in(each, text) for each in words):
            line = clean(text, len(text))
            starts = [span[0] for each in words for span in spans_in(each, line)]
            if starts:
                return _around(query, line, min(starts))
    return None


def _around(query: Query, line: str, hit: int) -> Snippet:
    start = max(hit - _BEFORE, 0)
    if start:
        # Whole words only, where there are any; the hit itself is never cut.
        blank = line.find(" ", start, hit)
        start = hit if blank < 0 and line[start - 1 : hit].isascii() else max(blank + 1, start)
    piece = ("…" if start else "") + line[start : hit + _AROUND]
    return Snippet(piece, tuple(highlights(query, piece, Field.TEXT)))
