"""Say which words of a text a query found, for those who paint them. Must not know how."""

from __future__ import annotations

from newsreader.query.matching import wanted_words
from newsreader.query.needles import Span, spans_in
from newsreader.query.patterns import MAX_SUBJECT, compile_pattern
from newsreader.query.tree import And, Field, Node, Or, Pattern, Query

_ANY = (Field.TITLE, Field.AUTHOR, Field.TEXT)
"""Where words without a field are looked for."""


def highlights(query: Query, text: str, field: Field) -> list[Span]:
    """Return the stretches of a text of an article that the query asks for, by start, none overlapping."""
    fields = (Field.ANY, field) if field in _ANY else (field,)
    spans = [span for words in dict.fromkeys(wanted_words(query.where, *fields)) for span in spans_in(words, text)]
    if field in (Field.TITLE, Field.AUTHOR):
        for source in dict.fromkeys(_wanted_patterns(query.where, field)):
            spans += [match.span() for match in compile_pattern(source).finditer(text[:MAX_SUBJECT])]
    return _merged(spans)


def _wanted_patterns(node: Node | None, field: Field) -> list[str]:
    match node:
        case And(parts=parts) | Or(parts=parts):
            return [source for part in parts for source in _wanted_patterns(part, field)]
        case Pattern(field=found, source=source) if found in (Field.ANY, field):
            return [source]
        case _:
            return []


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start == end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
