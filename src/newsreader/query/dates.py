"""Times in queries: read them, and put moments in their place once it is known what now is. Reads no clock itself.

In a tree "yesterday" stays yesterday, so that a saved view means each day what it says.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, tzinfo

import msgspec

from newsreader.dates import parse_date
from newsreader.query.tree import (
    Ago,
    And,
    Calendar,
    Dated,
    Instant,
    Is,
    Named,
    Node,
    Not,
    Or,
    Query,
    Relation,
    State,
    Unit,
    When,
)
from newsreader.query.vocabulary import DAYS, SHORT_DAYS

_AGE = re.compile(r"(\d{1,5})-?([a-z]+?)(s?)(-ago)?")
_UNITS = {
    "min": Unit.MINUTE,
    "minute": Unit.MINUTE,
    "h": Unit.HOUR,
    "hour": Unit.HOUR,
    "d": Unit.DAY,
    "day": Unit.DAY,
    "w": Unit.WEEK,
    "week": Unit.WEEK,
    "m": Unit.MONTH,
    "month": Unit.MONTH,
    "y": Unit.YEAR,
    "year": Unit.YEAR,
}
_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:T(\d\d):(\d\d))?)?)?")
_INSTANT = re.compile(r"@(-?\d{1,12})")
_NUMBER = re.compile(r"\d+")
_YEARS = range(1000, 9999)
"""The last one has an end that `datetime` can say."""


def parse_when(text: str) -> When | None:
    """Return the time that a value names, or None: 2w, 30d-ago, today, last-month, 2025, 2025-08-01, @1754006400.

    Other ways to write a day are read as `dates.parse_date` reads them: 1.8.2025 is the 1st of August.
    """
    folded = text.strip().lower()
    if (named := DAYS.get(folded)) is not None:
        return named[0]
    if (short := SHORT_DAYS.get(folded)) is not None:
        return short
    if match := _AGE.fullmatch(folded):
        unit = _UNITS.get(match[2])
        is_whole_word = not match[3] or len(match[2]) > 1
        return Ago(int(match[1]), unit) if unit and is_whole_word else None
    if match := _INSTANT.fullmatch(folded):
        return Instant(int(match[1]))
    if match := _ISO.fullmatch(text.strip().upper()):
        return _calendar(*(int(part) if part else None for part in match.groups()))
    return _other_day(text)


def is_ago(text: str) -> bool:
    """Is the value an age that says so: 2w-ago."""
    return text.strip().lower().endswith("-ago")


def _calendar(
    year: int | None, month: int | None, day: int | None, hour: int | None, minute: int | None
) -> When | None:
    if year not in _YEARS or not 1 <= (month or 1) <= 12:
        return None
    assert year is not None  # the range holds none
    if day is not None and not 1 <= day <= monthrange(year, month or 1)[1]:
        return None
    if hour is None or minute is None:
        return Calendar(year, month, day)
    return Calendar(year, month, day, hour * 60 + minute) if hour < 24 and minute < 60 else None


def _other_day(text: str) -> When | None:
    """Read 1.8.2025, 8/1/2025, 1 August 2025, but nothing that leaves day or year to be guessed."""
    if ":" in text or not re.search(r"[^\W\d_]|[./]", text):
        return None
    numbers = [int(number) for number in _NUMBER.findall(text[:100])]
    found = parse_date(text)
    if found is None or found.year not in numbers or found.day not in numbers or found.year not in _YEARS:
        return None
    return Calendar(found.year, found.month, found.day)


def resolve(query: Query, now: int, zone: tzinfo | None = None) -> Query:
    """Return the query with instants in the place of all other times.

    `now` in UTC seconds. `zone`: whose days are meant; None is the system's, with its own summer time.
    """
    return query if query.where is None else msgspec.structs.replace(query, where=_resolved(query.where, now, zone))


def _resolved(node: Node, now: int, zone: tzinfo | None) -> Node:
    match node:
        case And(parts=parts):
            return And(tuple(_resolved(part, now, zone) for part in parts))
        case Or(parts=parts):
            return Or(tuple(_resolved(part, now, zone) for part in parts))
        case Not(part=part):
            return Not(_resolved(part, now, zone))
        case Dated(moment=moment, relation=relation, when=when, until=until):
            start, end = span_of(when, now, zone)
            if relation is not Relation.ON:
                return Dated(moment, relation, Instant(start))
            if until is not None:
                end = span_of(until, now, zone)[1]
            begun, ended = Dated(moment, Relation.AFTER, Instant(start)), Dated(moment, Relation.BEFORE, Instant(end))
            return And((begun, ended))
        case Is(state=State.NEW, at=None):
            return Is(State.NEW, at=now)
        case _:
            return node


def span_of(when: When, now: int, zone: tzinfo | None = None) -> tuple[int, int]:
    """Return the beginning and the end of a time in UTC seconds; those of a moment are the same."""
    match when:
        case Instant(seconds=seconds):
            return seconds, seconds
        case Ago():
            moment = _moment_ago(when, now, zone)
            return moment, moment
        case Calendar():
            return _span_of_calendar(when, zone)
    first, last = _days_of(when, datetime.fromtimestamp(now, zone).date())
    return _midnight(first, zone), _midnight(last, zone)


_SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86_400, Unit.WEEK: 7 * 86_400}


def _moment_ago(ago: Ago, now: int, zone: tzinfo | None) -> int:
    if (seconds := _SECONDS.get(ago.unit)) is not None:
        return now - ago.count * seconds
    there = datetime.fromtimestamp(now, zone)
    months = there.year * 12 + there.month - 1 - ago.count * (12 if ago.unit is Unit.YEAR else 1)
    year, month = divmod(months, 12)
    if year < _YEARS[0]:
        return _midnight(date(_YEARS[0], 1, 1), UTC)
    # The 31st of March less a month is the last of February.
    day = min(there.day, monthrange(year, month + 1)[1])
    return int(there.replace(year=year, month=month + 1, day=day).timestamp())


def _span_of_calendar(when: Calendar, zone: tzinfo | None) -> tuple[int, int]:
    first = date(when.year, when.month or 1, when.day or 1)
    if when.minute is not None:
        clock = datetime(first.year, first.month, first.day, when.minute // 60, when.minute % 60, tzinfo=zone)
        return int(clock.timestamp()), int(clock.timestamp()) + 60
    if when.month is None:
        last = date(when.year + 1, 1, 1)
    elif when.day is None:
        last = _month_after(first)
    else:
        last = first + timedelta(days=1)
    return _midnight(first, zone), _midnight(last, zone)


def _days_of(named: Named, today: date) -> tuple[date, date]:
    """Return the first day and the day after the last one."""
    day, week = timedelta(days=1), timedelta(days=7)
    monday, first = today - day * today.weekday(), today.replace(day=1)
    month_before, year = (first - day).replace(day=1), today.replace(month=1, day=1)
    spans = {
        Named.TODAY: (today, today + day),
        Named.YESTERDAY: (today - day, today),
        Named.THIS_WEEK: (monday, monday + week),
        Named.LAST_WEEK: (monday - week, monday),
        Named.THIS_MONTH: (first, _month_after(first)),
        Named.LAST_MONTH: (month_before, first),
        Named.THIS_YEAR: (year, year.replace(year=year.year + 1)),
        Named.LAST_YEAR: (year.replace(year=year.year - 1), year),
    }
    if named in spans:
        return spans[named]
    weekday = list(SHORT_DAYS.values()).index(named)
    found = today - day * ((today.weekday() - weekday) % 7)
    return found, found + day


def _month_after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _midnight(day: date, zone: tzinfo | None) -> int:
    # Without a zone `datetime` asks the system for the offset of that very day: summer and winter differ.
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
