"""Numbers and times as people read them in a narrow column. Pure; `now` and all times are UTC seconds."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len, set_cell_size

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def age(then: int, now: int) -> str:
    """Return how old something is, in at most eight cells: "5m", "3h", "2d", then a date."""
    passed = max(0, now - then)
    if passed < _HOUR:
        return f"{max(1, passed // _MINUTE)}m"
    if passed < _DAY:
        return f"{passed // _HOUR}h"
    if passed < 14 * _DAY:
        return f"{passed // _DAY}d"
    day = _local(then)
    return f"{day.day} {_MONTHS[day.month - 1]}" if passed < 300 * _DAY else f"{_MONTHS[day.month - 1]} {day.year}"


def moment(then: int, now: int) -> str:
    """Return a time for the head of an article: "24 min ago", "5 h ago", "25 Aug 2025, 10:32"."""
    passed = max(0, now - then)
    if passed < _HOUR:
        return f"{max(1, passed // _MINUTE)} min ago"
    if passed < 12 * _HOUR:
        return f"{passed // _HOUR} h ago"
    day = _local(then)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}, {day:%H:%M}"


def day_start(now: int) -> int:
    """Return when the local day began that `now` is in."""
    return int(_local(now).replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def count(number: int) -> str:
    """Return a count in at most six cells: 1,284 · 12,840 · 104k · 2.1M."""
    if number < 100_000:
        return f"{number:,}"
    return f"{number // 1000}k" if number < 1_000_000 else f"{number / 1_000_000:.1f}M"


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, cut with an ellipsis or filled with blanks."""
    if width <= 0:
        return ""
    missing = width - cell_len(text)
    if missing >= 0:
        return text + " " * missing
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def _local(then: int) -> datetime:
    return datetime.fromtimestamp(then).astimezone()
