"""From year, month, day and time of day to a moment in UTC. Must not know how they were written."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import NamedTuple


class Clock(NamedTuple):
    """A time of day."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: timedelta = timedelta()
    is_american: bool = False
    """Does its writing say that months come before days."""


FIRST_YEAR = 1000
"""Earlier ones are no dates of articles but the zeros of Go, .NET and WordPress, or parts of something else."""

_BUDDHIST_YEARS = range(2400, 2700)
"""Years as Thailand counts them, 543 more than elsewhere."""


def moment_of(date: tuple[int, int, int], clock: Clock) -> datetime | None:
    """Return what the parts say in UTC; a time that no clock shows counts as midnight, a zone off the map as UTC."""
    year, month, day = date
    if year in _BUDDHIST_YEARS:
        year -= 543
    if not (FIRST_YEAR <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    hour, minute, second, zone, _ = clock
    if hour > 24 or minute > 59:
        hour = minute = second = 0
    if abs(zone) > timedelta(hours=15):
        zone = timedelta()
    if day > 28:
        day = min(day, monthrange(year, month)[1])
    moment = datetime(year, month, day, tzinfo=UTC)
    try:
        return moment + timedelta(hours=hour, minutes=minute, seconds=min(second, 59)) - zone
    except OverflowError:
        return None
