"""Read dates as feeds and pages write them, in whatever language and order. Must not know the clock or the place.

`parse_date` takes what should be a date and nothing else; `find_date` takes text that a person reads. What they cannot
read is None, never an exception.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from newsreader.dates.moment import FIRST_YEAR, Clock, moment_of
from newsreader.dates.scan import scan
from newsreader.dates.words import ZONES

_MAX_DATE = 120
"""Characters of a date that `parse_date` looks at: the longest real ones, with spelt zone names, have about 70."""
_MAX_TEXT = 5_000
"""Characters of a text that `find_date` looks at: a page says early when it was published."""


def parse_date(text: str) -> datetime | None:
    """Return the moment that `text` names, in UTC, or None.

    Takes RFC 822, ISO 8601, Unix seconds and milliseconds, and what else feeds put where a date belongs. A date without
    a time is midnight, one without a zone is UTC. 4/5/2026 is the 4th of May, unless AM, PM or an American zone says
    April. Days that a month lacks become its last. None for the dates of what was never dated: year 0 and 1, 1970's
    first second.
    """
    text = text.strip()[:_MAX_DATE]
    moment = _parse_rfc822(text) or _parse_iso(text) or _parse_digits(text) or scan(text, is_bare=True)
    return None if moment == _EPOCH else moment


def find_date(text: str) -> datetime | None:
    """Return the first full date (day, month, year) inside a text that people read, in UTC, or None.

    "Published on 25 August 2025, 10:32" · "2025年8月25日" · "25.08.2025 um 10.32 Uhr MESZ". Orders and zones are
    read as `parse_date` reads them.
    """
    return scan(text[:_MAX_TEXT], is_bare=False)


_EPOCH = datetime.fromtimestamp(0, UTC)
_RFC822 = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,? +)?(\d{1,2})[ -]([A-Za-z]{3})[ -](1[89]\d\d|2[01]\d\d) +(\d\d?):(\d\d)(?::(\d\d))?"
    r" *(?:([+-])([01]\d):?(\d\d)|([A-Za-z]{1,5}))?"
)
_ENGLISH = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTHS = {name: number for number, name in enumerate(_ENGLISH)}


def _parse_rfc822(text: str) -> datetime | None:
    """Read what nine dates in ten look like; whatever is odd about one is left to `scan`, which is ten times slower."""
    match = _RFC822.fullmatch(text)
    if match is None:
        return None
    day, name, year, hour, minute, second, sign, zone_hours, zone_minutes, zone_name = match.groups()
    month = _ENGLISH_MONTHS.get(name.lower(), 0)
    try:
        moment = datetime(int(year), month, int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
        if sign:
            zone = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
            return moment + zone if sign == "-" else moment - zone
        return moment - ZONES.get(zone_name.lower(), timedelta()) if zone_name else moment
    except (ValueError, OverflowError):
        return None


def _parse_iso(text: str) -> datetime | None:
    if text[4:5] != "-" and text[8:9] != "T":
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= FIRST_YEAR else None


_UNIX_SECONDS = range(100_000_000, 10_000_000_000)
"""1973 to 2286: what is shorter may be a year, a month or a day."""
_DIGITS = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?)?)?")


def _parse_digits(text: str) -> datetime | None:
    """Read Unix times, and dates without marks between their parts, or without a day."""
    whole = text.partition(".")[0]
    if whole.isascii() and whole.isdigit() and len(whole) in (9, 10, 13):
        seconds = int(whole) // 1000 if len(whole) == 13 else int(whole)
        return datetime.fromtimestamp(seconds, UTC) if seconds in _UNIX_SECONDS else None
    match = _DIGITS.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    return moment_of((year, month or 1, day or 1), Clock(hour, minute, second))
