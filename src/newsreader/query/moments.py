"""Times as they are typed: 14:05, 2026-11-27, 2026-11-27 14:05. Pure; local time, as the screen shows it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

EXPECTED = "Type a time like 14:05 or 2026-11-27 14:05, or how many changes: 3"

_MOMENT = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2}))?\s*(?:(\d{1,2}):(\d{2}))?")


def moment_of(typed: str, now: int) -> int | None:
    """Return a time in UTC seconds; None where it is none. One without a day that is still to come was yesterday's."""
    match = _MOMENT.fullmatch(typed.strip())
    if match is None or not typed.strip():
        return None
    year, month, day, hour, minute = match.groups()
    here = datetime.fromtimestamp(now)
    try:
        moment = here.replace(hour=int(hour or 0), minute=int(minute or 0), second=0, microsecond=0)
        if year is not None:
            moment = moment.replace(year=int(year), month=int(month), day=int(day))
        elif moment > here:
            moment -= timedelta(days=1)
        return int(moment.timestamp())
    except (ValueError, OverflowError, OSError):
        return None


def written(at: int, now: int) -> str:
    """Return a time as `moment_of` understands it, to the minute: the day only where it is not today."""
    moment = datetime.fromtimestamp(at)
    is_today = moment.date() == datetime.fromtimestamp(now).date() and at <= now
    return f"{moment:%H:%M}" if is_today else f"{moment:%Y-%m-%d %H:%M}"
