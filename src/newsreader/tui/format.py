"""Numbers and times as people read them in a narrow column. Pure; `now` and all times are UTC seconds."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len, set_cell_size

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_EARLIEST, _LATEST = -62_135_337_600, 253_402_041_600
"""4 January of year 1 and 29 December of 9999: what lies beyond is shown as these, in every time zone."""
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = tuple(name[:3] for name in _MONTH_NAMES)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def age(then: int, now: int) -> str:
    """Return how old something is, in at most eight cells: "5m", "3h", "2d", then a date; so for the future too."""
    passed = now - then
    if -_HOUR < passed < _HOUR:
        return f"{max(1, passed // _MINUTE)}m"
    if 0 < passed < _DAY:
        return f"{passed // _HOUR}h"
    if 0 < passed < 14 * _DAY:
        return f"{passed // _DAY}d"
    day = _local(then)
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month}" if abs(passed) < 300 * _DAY else f"{month} {day.year}"


def moment(then: int, now: int) -> str:
    """Return a time for the head of an article: "just now", "24 min ago", "5 h ago", "25 Aug 2025, 10:32"."""
    passed = now - then
    if -_HOUR < passed < _MINUTE:  # clocks differ a little
        return "just now"
    if 0 < passed < _HOUR:
        return f"{passed // _MINUTE} min ago"
    if 0 < passed < 12 * _HOUR:
        return f"{passed // _HOUR} h ago"
    return dated(then)


def dated(then: int) -> str:
    """Return day and time: "25 Aug 2025, 10:32"."""
    day = _local(then)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}, {day:%H:%M}"


def clock_time(then: int, now: int) -> str:
    """Return when something was done, inside a sentence: "just now", "5 min ago", "today 09:30", "Friday 14:05"."""
    if -_HOUR < now - then < _HOUR:
        return moment(then, now)
    heading = day_heading(then, now)
    if heading in _WEEKDAYS:
        return f"{heading} {_local(then):%H:%M}"
    return f"{heading.lower()} {_local(then):%H:%M}" if " " not in heading else dated(then)


def day_heading(then: int, now: int) -> str:
    """Return the local day as a heading: "Today", "Yesterday", the weekday for six days, then "October 2026"."""
    day = _local(then)
    days = (_local(now).date() - day.date()).days
    if days < 2:
        # Clocks differ: what is dated tomorrow came today.
        return "Yesterday" if days == 1 else "Today"
    return _WEEKDAYS[day.weekday()] if days < 7 else f"{_MONTH_NAMES[day.month - 1]} {day.year}"


def day_start(now: int) -> int:
    """Return when the local day began that `now` is in."""
    # The clock may have been changed since: the naive midnight is asked for its own offset.
    return int(_local(now).replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def count(number: int) -> str:
    """Return a count in at most six cells: 1,284 · 12,840 · 104k · 2.1M."""
    if number < 100_000:
        return f"{number:,}"
    return f"{number // 1000}k" if number < 1_000_000 else f"{number // 100_000 / 10:.1f}M"


def address_parts(text: str) -> tuple[str, str, str]:
    """Return what stands before the host of an address, the host, and the rest; no host where it is no address."""
    scheme, slashes, rest = text.partition("://")
    if not slashes:
        return text, "", ""
    end = next((at for at, sign in enumerate(rest) if sign in "/?#…"), len(rest))
    return scheme + slashes, rest[:end], rest[end:]


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, cut with an ellipsis or filled with blanks."""
    if width <= 0:
        return ""
    text = text.strip("\u200d")  # it would join the blanks to what stands before them
    missing = width - cell_len(text)
    if missing >= 0:
        return text + " " * missing
    return set_cell_size(set_cell_size(text, width - 1).rstrip(" \u200d") + "…", width)


def _local(then: int) -> datetime:
    return datetime.fromtimestamp(min(max(then, _EARLIEST), _LATEST))
