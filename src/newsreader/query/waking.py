"""Times to come, for articles that are to be hidden until then. Reads no clock itself."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

from newsreader.query.dates import parse_when, span_of
from newsreader.query.tree import Ago, Calendar, Instant, Named

TIMES = ("tomorrow", "monday", "saturday", "next-week", "3h", "2d", "1w")
"""A few of those that `parse_wake_time` takes; they are to come whatever day it is."""
EXAMPLES = f"{', '.join(TIMES)}, or a day like 2030-01-31"

_DAY_OF_MONTH = re.compile(r"(?:(\d{1,2})-([a-z]{3,9})|([a-z]{3,9})-(\d{1,2}))(?:-(\d{4}))?")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY = timedelta(days=1)
_WEEKDAYS = (
    Named.MONDAY,
    Named.TUESDAY,
    Named.WEDNESDAY,
    Named.THURSDAY,
    Named.FRIDAY,
    Named.SATURDAY,
    Named.SUNDAY,
)


def parse_wake_time(text: str, now: int, zone: tzinfo | None = None) -> int | None:
    """Return the time to come that is meant, in UTC seconds: tomorrow, saturday, 3h, 2w, 2026-12-24, 20 July.

    Days begin at midnight where the reader is; a weekday is the next one, never today. None where nothing is
    understood, or what is meant is not to come.
    """
    word = "-".join(text.lower().split())
    if word in ("tomorrow", "next-week", "next-month"):
        return _named(word, now, zone)
    if (match := _DAY_OF_MONTH.fullmatch(word)) is not None:
        return _day_of_month(match, now, zone)
    when = parse_when(text)
    match when:
        case Ago():
            # As far ahead as the age lies back; months of this year are near enough to those of the next.
            moment = now + (now - span_of(when, now, zone)[0])
        case Named() if when in _WEEKDAYS:
            today = datetime.fromtimestamp(now, zone).date()
            ahead = (_WEEKDAYS.index(when) - today.weekday() - 1) % 7 + 1
            moment = _midnight(now, ahead, zone)
        case Calendar() | Instant():
            moment = span_of(when, now, zone)[0]
        case _:
            return None
    return moment if moment > now else None


def _named(word: str, now: int, zone: tzinfo | None) -> int:
    today = datetime.fromtimestamp(now, zone).date()
    if word == "tomorrow":
        return _midnight(now, 1, zone)
    if word == "next-week":
        return _midnight(now, 7 - today.weekday(), zone)
    first = (today.replace(day=28) + 4 * _DAY).replace(day=1)
    return _midnight(now, (first - today).days, zone)


def _day_of_month(match: re.Match[str], now: int, zone: tzinfo | None) -> int | None:
    """Return the beginning of "20-july", "july-20" or "20-jul-2027"; without a year the next one to come."""
    day, month, other_month, other_day, year = match.groups()
    name = month or other_month
    number = next((number for number, each in enumerate(_MONTHS, start=1) if each.startswith(name)), 0)
    this_year = datetime.fromtimestamp(now, zone).year
    # A 29th of February may be years ahead.
    for each in (int(year),) if year else range(this_year, this_year + 9):
        try:
            moment = int(datetime(each, number, int(day or other_day), tzinfo=zone).timestamp())
        except ValueError:
            continue
        if moment > now:
            return moment
    return None


def _midnight(now: int, days: int, zone: tzinfo | None) -> int:
    """Return the beginning of the day so many days from today."""
    day = datetime.fromtimestamp(now, zone).date() + days * _DAY
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
