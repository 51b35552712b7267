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

TAB = 4
"""Cells from one tab stop to the next, in code. Elsewhere a tab is a blank of one."""

# One cell each, whatever stands beside them; of the blanks only the common one and the no-break one.
_NARROW = (
    r"\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u05be\u05d0-\u05ea\u060c\u061b\u061f"
    r"\u0621-\u064a\u0660-\u066f\u0671-\u06d5\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u22ff"
)
# Han, kana and full-width forms: a line may break before and after each of them. Hangul breaks at its blanks.
_ALONE = (
    r"\u2e80-\u2fdf\u3003-\u303f\u3041-\u31bf\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffdf"
    r"\U00020000-\U0003ffff"
)
# What must not begin a line, and what must not end one (after JIS X 4051). Curly quotes count only beside such
# characters: in other scripts they are apostrophes inside words.
_CLOSING_WIDE = "、。，．・：；？！」』）】〉》〕］｝ー々〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_CLOSING = _CLOSING_WIDE + "…‥"
_OPENING = "「『（【〈《〔［｛"
# Those of _ALONE that always take two cells and are neither closing nor opening: nearly all of a Chinese or Japanese
# text, which is measured by counting instead of looking each one up.
_WIDE = "".join(chr(code) for code in range(0x3041, 0x30FB) if chr(code) not in _CLOSING + "\u3097\u3098\u3099\u309a")
_WIDE += r"\u3400-\u4dbf\u4e00-\u9fff"
# Blanks where a line may break: not the no-break ones.
_BLANK = r" \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_UNIT = rf"""(?P<run> [{_WIDE}][{_WIDE}{_CLOSING_WIDE}]* (?=[{_WIDE}]) )
    | \n
    | [{_BLANK}]+
    | [{_OPENING}‘“]* (?![{_CLOSING}{_OPENING}]) [{_ALONE}] [\ufe00-\ufe0f\u3099\u309a]* [{_CLOSING}’”]*
    | [{_OPENING}]* [^\n{_BLANK}{_ALONE}{_OPENING}{_CLOSING}]+ [{_CLOSING}]*
    | [{_OPENING}{_CLOSING}]+"""
_WINDOW = 4096
"""Characters of a word too long for a line that are measured at once: words of a megabyte exist."""


# Compiled when first needed: their tables take milliseconds, and the first paint of Latin script needs none of them.
@cache
def _syllables() -> re.Pattern[str]:
    return re.compile(r"[\uac00-\ud7a3]*")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(_UNIT, re.VERBOSE)


@cache
def _narrow() -> re.Pattern[str]:
    return re.compile(f"[{_NARROW}]*")


def wrap(text: str, width: int) -> list[Range]:
    """Return the lines of `text` at `width` cells (at least 2), greedy; newlines in it always break.

    A word wider than a line breaks between graphemes. Blanks at a break belong to no line; those at the beginning of
    the text's own lines stay.
    """
    width = max(width, 2)
    text = text.replace("\t", " ")
    is_ascii = text.isascii()
    if is_ascii and len(text) <= width and "\n" not in text:
        return [(0, len(text.rstrip()))]
    if is_ascii or _narrow().fullmatch(text):
        return _wrap_narrow(text, width)
    return _wrap_any(text, width)


def wrap_code(text: str, width: int) -> list[Range]:
    """Return the lines of code at `width` cells (at least 2): its own lines, longer ones cut, blanks kept."""
    width = max(width, 2)
    lines: list[Range] = []
    at = 0
    for line in text.split("\n"):
        if line.isascii() and len(line) <= width and "\t" not in line:
            lines.append((at, at + len(line)))
        else:
            lines += [(at + first, at + last) for first, last in _code_chunks(line, width)]
        at += len(line) + 1
    return lines


def _code_chunks(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a line of code that fill one line each, cut behind a blank where the second half has one."""
    if not line.isascii() or "\t" in line:
        yield from ((first, last) for first, last, _ in _chunks(line, width))
        return
    start = 0
    while len(line) - start > width:
        end = start + width
        if " " not in (line[end], line[end - 1]):
            blank = line.rfind(" ", start + width // 2, end)
            end = blank + 1 if line[start : max(blank, start)].strip() else end
        yield start, end
        start = end
    yield start, len(line)


def spread_tabs(text: str) -> str:
    """Return a line of code with blanks up to the next tab stop in place of its tabs, as `wrap_code` measures them."""
    if text.isascii():
        return text.expandtabs(TAB)
    first, *others = text.split("\t")
    for part in others:
        first += " " * _tab_cells(cell_len(first)) + part
    return first


def _tab_cells(used: int) -> int:
    return TAB - used % TAB


def _wrap_narrow(text: str, width: int) -> list[Range]:
    """Wrap text of which each character takes one cell: only the breaks are looked for, not the words."""
    lines: list[Range] = []
    start = 0
    for line in text.split("\n"):
        after, last = start + len(line), start + len(line.rstrip(" "))
        while last - start > width:
            blank = text.rfind(" ", start, start + width + 1)
            if blank < 0:  # a word longer than a line
                lines.append((start, start + width))
                start += width
                continue
            end = start + len(text[start:blank].rstrip(" "))
            if end > start:
                lines.append((start, end))
            start = blank + 1
            while text[start] == " ":
                start += 1
        lines.append((start, last))
        start = after + 1
    return lines


def _wrap_any(text: str, width: int) -> list[Range]:
    lines: list[Range] = []
    start = end = used = 0
    for first, last, cells, is_run in _units(text, width):
        if text[first] == "\n":
            lines.append((start, end))
            start, end, used = last, last, 0
        elif text[first:last].isspace():  # a word may begin with a no-break blank
            used += cells
        elif used + cells <= width:
            used, end = used + cells, last
        elif is_run:
            room = max(width - used, 0)
            while cells > room:
                cut = _last_break(text, first, first + room // 2, is_hard=first == start)
                if cut > first or end > start:
                    lines.append((start, cut if cut > first else end))
                start = end = first = cut
                cells, room = 2 * (last - first), width
            used, end = cells, last
        else:
            if end > start:
                lines.append((start, end))
            start, end, used = first, last, cells
    return [*lines, (start, end)]


def _last_break(text: str, first: int, last: int, *, is_hard: bool) -> int:
    """Return where a run of wide characters from `first` on breaks, at `last` or before: not before a closing one."""
    cut = last
    while cut > first and text[cut] in _CLOSING_WIDE:
        cut -= 1
    return last if is_hard and cut == first else cut


def _units(text: str, width: int) -> Iterator[tuple[int, int, int, bool]]:
    """Yield (first, last, cells, is run) of what stays together: words, characters with their marks, blanks, breaks.

    A run is made of characters that take two cells each, between which lines may break.
    """
    for match in _unit().finditer(text):
        first, last = match.span()
        unit = match[0]
        if match.lastgroup:
            yield first, last, 2 * (last - first), True
            continue
        cells = _cells(unit)
        if cells <= width or unit.isspace():
            yield first, last, cells, False
        else:
            yield from ((first + start, first + end, taken, False) for start, end, taken in _chunks(unit, width))


def _cells(unit: str) -> int:
    """Return the cells of a unit. Words of Hangul with some ASCII behind them are not looked up letter by letter."""
    if unit.isascii():
        return len(unit)
    syllables = _syllables().match(unit)
    assert syllables is not None  # it matches nothing at all as well
    end = syllables.end()
    rest = unit[end:]
    return 2 * end + (len(rest) if rest.isascii() else cell_len(rest))


def _chunks(word: str, width: int) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, cells) of the pieces of a word that fill one line each, cut between graphemes.

    A line of code is cut behind the last blank in the second half of a piece.
    """
    start = taken = blank = before_blank = 0
    for first, grapheme, cells in _graphemes(word):
        is_tab = grapheme.startswith("\t")
        cells = _tab_cells(taken) if is_tab else cells
        if taken and taken + cells > width:
            is_soft = 2 * (blank - start) > first - start and not (grapheme.isspace() or word[first - 1].isspace())
            cut, used = (blank, before_blank) if is_soft else (first, taken)
            yield start, cut, used
            start, taken = cut, taken - used
            cells = _tab_cells(taken) if is_tab else cells
        taken += cells
        if grapheme == " " and word[start:first].strip():
            blank, before_blank = first + 1, taken
        elif is_tab:
            blank = start  # behind another beginning it would go to another stop
    yield start, len(word), taken


def _graphemes(word: str) -> Iterator[tuple[int, str, int]]:
    """Yield (first, text, cells) of each grapheme. Long words are taken window by window."""
    at = 0
    while at < len(word):
        window = word[at : at + _WINDOW]
        # A tab has no width to Rich, so it would be taken for a mark on the letter before it.
        graphemes = split_graphemes(window.replace("\t", " "))[0]
        # The last one may go on behind the window.
        whole = graphemes if at + len(window) == len(word) or len(graphemes) == 1 else graphemes[:-1]
        yield from ((at + first, window[first:last], cells) for first, last, cells in whole)
        at += whole[-1][1]
