"""Find a date among the numbers, words and marks of a text.

The text is cut into pieces once, and every piece is looked at a bounded number of times, so that no text can hold this
up. Must not know where the text comes from.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from typing import NamedTuple

from newsreader.dates.moment import Clock, moment_of
from newsreader.dates.words import AMERICAN_ZONES, ZONES, fold, month_of

_EAST_ASIAN_DATE = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号]?")
_EAST_ASIAN_TIME = re.compile(
    r"(午前|午後|上午|下午|오전|오후)? ?(\d{1,2}) ?(?:[時时点點시] ?(?:(\d{1,2}) ?[分분])?|:(\d\d))(?: ?\d\d? ?[秒초])?"
)
_NUMBERED_MONTH = re.compile(
    r"(?<!\d)(\d{1,2}) (?:(?:tháng|thg) (\d{1,2})|(\d{1,2}) ?[月월]),?(?: năm)? (\d{4})", re.IGNORECASE
)
"""Where a program with English dates puts in months that have numbers for names: 25 8月 2025, 25 tháng 8, 2025."""
_DIRECTIONS = re.compile("[\u200e\u200f\u061c]")
"""Marks of direction: Arabic numeric dates hold one before each slash."""
_BEFORE_NOON = ("午前", "上午", "오전")

# The vowel signs of Devanagari and Thai are no letters to `re`, and Thai abbreviates with dots inside the word.
_PIECE = re.compile(
    r"\d+|[ap]\.m\b|[\u0e01-\u0e2e\u0e34-\u0e3a\u0e40-\u0e4e]{1,4}\.[\u0e01-\u0e2e]"
    r"|(?:[^\W\d_]|[\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+|[^\w\s]"
)
_NOISE = frozenset(
    {"de", "del", "di", "of", "den", "der", "the", "st", "nd", "rd", "th", "er", "d", "m", "gada", "º", "ª", "°", "го"}
    | {"ค.ศ", "พ.ศ", ","}
)
"""Between the parts of a date these say nothing."""


def _pieces(text: str) -> list[str]:
    """Return the numbers, words and marks of `text`, folded; Chinese, Japanese and Korean dates as 2025-8-25."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = _DIRECTIONS.sub("", text)
        text = _EAST_ASIAN_DATE.sub(r" \1-\2-\3 ", text)
        text = _EAST_ASIAN_TIME.sub(_plain_time, text)
    text = _NUMBERED_MONTH.sub(r" \4-\2\3-\1 ", text)
    return [piece for piece in _PIECE.findall(fold(text)) if piece not in _NOISE]


def _plain_time(match: re.Match[str]) -> str:
    half = "" if not match[1] else " am" if match[1] in _BEFORE_NOON else " pm"
    return f" {match[2]}:{match[3] or match[4] or '0':0>2}{half} "


def scan(text: str, *, is_bare: bool) -> datetime | None:
    """Return the first date among the pieces of `text`; a bare one may lack the day or the year's century."""
    pieces = _pieces(text)
    for place in range(len(pieces)):
        found = _date_at(pieces, place, is_bare=is_bare)
        if found is None:
            continue
        clock = _clock_after(pieces, found.end) or _clock_before(pieces[:place]) or Clock()
        moment = moment_of(found.american if clock.is_american and found.american else found.date, clock)
        if moment is not None:
            return moment
    return None


_Date = tuple[int, int, int]
"""Year, month, day."""


class _Found(NamedTuple):
    """A date among pieces."""

    date: _Date
    end: int
    """The place of the piece after it."""
    american: _Date | None = None
    """What it is where months come before days, if that differs."""


class _Part(NamedTuple):
    """A number or a month among pieces."""

    number: int
    width: int
    """Digits of a number; 0 for the name of a month."""


def _date_at(pieces: list[str], place: int, *, is_bare: bool) -> _Found | None:
    parts: list[_Part] = []
    marks = ""
    end = place
    while end < len(pieces) and len(parts) < 3:
        piece = pieces[end]
        if piece.isdecimal():
            if len(piece) > 4:
                break
            parts.append(_Part(int(piece), len(piece)))
        elif len(piece) == 1 and piece in "-./'’׳॰":
            marks += piece
        elif month := month_of(piece):
            parts.append(_Part(month, 0))
        else:
            break
        if not parts or len(marks) > 4:
            return None
        end += 1
    follows = "".join(pieces[end : end + 2])
    kinds = "".join("N" if part.width else "M" for part in parts)
    if kinds == "NNN":
        return _numeric(parts, marks, end, follows, is_bare=is_bare)
    if kinds in ("NMN", "MNN") or (kinds == "NNM" and parts[0].width == 4):
        return _named(parts, pieces, end, is_bare=is_bare or "'" in marks or "’" in marks)
    if is_bare and kinds in ("NM", "MN"):
        name, year = sorted(parts, key=lambda part: part.width)
        return _Found((year.number, name.number, 1), end) if year.width == 4 else None
    return None


def _numeric(parts: list[_Part], marks: str, end: int, follows: str, *, is_bare: bool) -> _Found | None:
    """Read 2025-8-25, 25.08.2025, 8/25/2025, and 25.08.25 where nothing else in the text speaks against it."""
    one, two, three = parts
    if len(marks) != 2 or marks[0] != marks[1] or marks[0] not in "-./":
        return None
    if one.width == 4:
        month, day = (two, three) if two.number <= 12 else (three, two)
        return _Found((one.number, month.number, day.number), end)
    if three.width < 4 and follows[:1] == marks[0] and follows[1:].isdecimal():  # an Internet address or the like
        return None
    if three.width != 4 and not (three.width == 2 and (is_bare or (one.width, two.width, marks) == (2, 2, ".."))):
        return None
    year = _century(three)
    if two.number > 12:
        return _Found((year, one.number, two.number), end)
    american = (year, one.number, two.number) if one.number <= 12 and marks != ".." else None
    return _Found((year, two.number, one.number), end, american)


def _named(parts: list[_Part], pieces: list[str], end: int, *, is_bare: bool) -> _Found | None:
    """Read 25 August 2025, August 25 2025, 2025 August 25, and Aug 25 10:32:00 UTC 2025 as `date` and C write it."""
    month = next(part for part in parts if not part.width)
    first, second = (part for part in parts if part.width)
    if second.width < 3 and end < len(pieces) and pieces[end] == ":":
        late = next((piece for piece in pieces[end + 2 : end + 8] if len(piece) == 4 and piece.isdecimal()), None)
        return None if late is None else _Found((int(late), month.number, first.number), end - 1)
    if first.width == 4 and second.width < 3:
        return _Found((first.number, month.number, second.number), end)
    if first.width < 3 and (second.width == 4 or (second.width == 2 and is_bare)):
        return _Found((_century(second), month.number, first.number), end)
    return None


def _century(year: _Part) -> int:
    """Return the whole year: two digits are of this century up to 49 (RFC 2822 §4.3)."""
    return year.number if year.width > 2 else year.number + (2000 if year.number < 50 else 1900)


_NEARBY = 6
"""Pieces between a date and its time of day, as in "25 August 2025 – 4th updated at 10:32"."""
_LEAD_WORD = 5
"""Letters of the words between a date and its time (at, um, klo); longer ones part them."""


def _clock_after(pieces: list[str], place: int) -> Clock | None:
    for start in range(place, min(place + _NEARBY, len(pieces))):
        if (clock := _clock_at(pieces, start)) is not None:
            return clock
        if pieces[start].isdecimal() or len(pieces[start]) > _LEAD_WORD:
            return None
    return None


def _clock_before(pieces: list[str]) -> Clock | None:
    for start in range(len(pieces) - 1, max(len(pieces) - 2 * _NEARBY, 0) - 1, -1):
        if len(pieces[start]) > _LEAD_WORD:
            return None
        if (clock := _clock_at(pieces, start)) is not None and (start == 0 or pieces[start - 1] not in ":."):
            return clock
    return None


def _clock_at(pieces: list[str], place: int) -> Clock | None:
    """Read 10:32, 10:32:05.123, 10:32 am, 10am, 10h32, 10 Uhr, klo 10.32 and the zone behind it."""
    hour, mark, minute, after = [*pieces[place : place + 4], "", "", "", ""][:4]
    if not hour.isdecimal() or len(hour) > 2:
        return None
    second, end = "0", place + 3
    if mark == ":" and minute.isdecimal() and len(minute) == 2:
        if after == ":" and "".join(pieces[place + 4 : place + 5]).isdecimal():
            second, end = pieces[place + 4][:2], place + 5
            if pieces[end : end + 1] == ["."]:
                end += 2
    elif (
        len(minute) == 2 and minute.isdecimal() and (mark == "h" or (mark == "." and _is_spoken(pieces, place, after)))
    ):
        pass
    elif mark in _HALVES or mark in ("uhr", "h"):
        minute, end = "0", place + 1
    else:
        return None
    return _with_zone(int(hour), int(minute), int(second), pieces[end : end + 8])


_HALVES = {"am": 0, "a.m": 0, "pm": 12, "p.m": 12}


def _is_spoken(pieces: list[str], place: int, after: str) -> bool:
    """Is 10.32 a time: "klo 10.32", "kl. 10.32", "10.32 Uhr", "10.32pm", "10.32 BST"."""
    before = [piece for piece in pieces[max(place - 2, 0) : place] if piece != "."]
    return after == "uhr" or after in _HALVES or after in ZONES or before[-1:] in (["klo"], ["kl"], ["alle"], ["ore"])


def _with_zone(hour: int, minute: int, second: int, rest: list[str]) -> Clock:
    rest = [piece for piece in rest if piece not in ("(", "[", "uhr", "h")]
    is_american = False
    if rest and rest[0] in _HALVES:
        is_american = hour <= 12
        hour = hour % 12 + _HALVES[rest[0]] if hour <= 12 else hour
        rest = [piece for piece in rest[1:] if piece != "."]
    zone = timedelta()
    is_named = bool(rest) and rest[0] in ZONES
    if is_named:
        zone = ZONES[rest[0]]
        is_american = is_american or rest[0] in AMERICAN_ZONES
        rest = rest[1:]
    if not zone and len(rest) > 1 and rest[0] in "+-" and rest[1].isdecimal():
        zone = _offset(rest[0], rest[1], rest[2:4], is_named=is_named)
    return Clock(hour, minute, second, zone, is_american)


def _offset(sign: str, digits: str, rest: list[str], *, is_named: bool) -> timedelta:
    """Return +0200, +02:00, +02 and, behind the name of the zero zone, +2; other numbers are no offsets."""
    if len(digits) == 4:
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    elif len(digits) <= 2 and rest[:1] == [":"] and rest[1:] and rest[1].isdecimal():
        offset = timedelta(hours=int(digits), minutes=min(int(rest[1][:2]), 59))
    elif len(digits) <= 2 and (is_named or (sign == "+" and len(digits) == 2)):
        offset = timedelta(hours=int(digits))
    else:
        offset = timedelta()
    return -offset if sign == "-" else offset
