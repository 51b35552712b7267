"""Break text into lines of so many terminal cells. Pure.

Lines are ranges of characters of the unchanged text, so that spans, finds and reading positions hold at any width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rich.cells import cell_len, split_graphemes

Range = tuple[int, int]
"""Characters from the first up to but not including the second."""

_PLAIN_UNIT = re.compile(r"\n|[^\S\n]+|\S+")
# Han, kana and full-width forms: a line may break before and after each of them. Hangul breaks at its blanks.
_ALONE = (
    r"\u2e80-\u2fdf\u3003-\u303f\u3041-\u31bf\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffdf"
    r"\U00020000-\U0003ffff"
)
# What must not begin a line, and what must not end one (after JIS X 4051). Curly quotes count only beside such
# characters: in other scripts they are apostrophes inside words.
_CLOSING = "、。，．・：；？！」』）】〉》〕］｝ー々〜…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_OPENING = "「『（【〈《〔［｛"
# Blanks where a line may break: not the no-break ones.
_BLANK = r" \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_UNIT = rf"""\n
    | [{_BLANK}]+
    | [{_OPENING}‘“]* (?![{_CLOSING}{_OPENING}]) [{_ALONE}] [\ufe00-\ufe0f\u3099\u309a]* [{_CLOSING}’”]*
    | [{_OPENING}]* [^\n{_BLANK}{_ALONE}{_OPENING}{_CLOSING}]+ [{_CLOSING}]*
    | [{_OPENING}{_CLOSING}]+"""


@cache
def _unit() -> re.Pattern[str]:
    # Its tables take milliseconds to build: not on the way to the first paint of a reader of Latin script.
    return re.compile(_UNIT, re.VERBOSE)


def wrap(text: str, width: int) -> list[Range]:
    """Return the lines of `text` at `width` cells (at least 2), greedy; newlines in it always break.

    A word wider than a line breaks between graphemes. Blanks at a break belong to no line; those at the beginning of
    the text's own lines stay.
    """
    width = max(width, 2)
    if text.isascii() and len(text) <= width and "\n" not in text:
        return [(0, len(text.rstrip()))]
    lines: list[Range] = []
    start = end = used = 0
    for first, last, cells in _units(text, width):
        if text[first] == "\n":
            lines.append((start, end))
            start, end, used = last, last, 0
        elif text[first:last].isspace():  # a word may begin with a no-break blank
            used += cells
        elif used + cells <= width:
            used, end = used + cells, last
        else:
            if end > start:
                lines.append((start, end))
            start, end, used = first, last, cells
    if end > start or not lines or text.endswith("\n"):
        lines.append((start, end))
    return lines


def wrap_code(text: str, width: int) -> list[Range]:
    """Return the lines of code at `width` cells (at least 2): its own lines, longer ones cut hard, blanks kept."""
    width = max(width, 2)
    lines: list[Range] = []
    at = 0
    for line in text.split("\n"):
        if line.isascii() and len(line) <= width:
            lines.append((at, at + len(line)))
        else:
            lines += [(at + first, at + last) for first, last, _ in _chunks(line, width)]
        at += len(line) + 1
    return lines


def _units(text: str, width: int) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, cells) of what stays together: words, wide characters with their marks, blanks, breaks."""
    is_plain = text.isascii()
    for match in (_PLAIN_UNIT if is_plain else _unit()).finditer(text):
        first, last = match.span()
        cells = last - first if is_plain else cell_len(match[0])
        if cells <= width or match[0].isspace():
            yield first, last, cells
        else:
            yield from ((first + start, first + end, taken) for start, end, taken in _chunks(match[0], width))


def _chunks(word: str, width: int) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, cells) of the pieces of a word that fill one line each, cut between graphemes."""
    start = taken = 0
    for first, _, cells in split_graphemes(word)[0]:
        if taken and taken + cells > width:
            yield start, first, taken
            start, taken = first, 0
        taken += cells
    yield start, len(word), taken
