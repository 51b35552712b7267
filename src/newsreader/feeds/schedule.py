"""Say when a feed is to be asked again. Pure: the clock and the answers come as arguments.

As often as the feed really publishes, not more often than its publisher wants, not at the same moment as all others,
less and less often while it fails. Every wait is bounded (promise 20), and none outlives a clock that jumps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

DAY = timedelta(days=1)
SHORTEST = timedelta(minutes=15)
"""Between two requests to a feed that says nothing and publishes all the time."""
UNKNOWN = timedelta(hours=1)
"""Where nothing is known of how often it publishes."""
FIRST_BACK_OFF = timedelta(minutes=10)
ANSWER_SHORTEST = timedelta(minutes=1)
ANSWER_LONGEST = timedelta(days=7)
"""Between these Retry-After and max-age are held (promise 20)."""
PACE_ARTICLES = 20
"""Articles from which the pace of a feed is taken."""
_SPREAD = 0.1
"""Share of the interval by which feeds that were due together come apart."""


@dataclass(frozen=True, slots=True)
class Pace:
    """All that says how long to wait after a good answer."""

    published: Sequence[int] = ()
    """UTC seconds of the latest articles, in any order."""
    max_age: timedelta | None = None
    """Cache-Control: max-age of the answer (RFC 9111 §5.2.2.1)."""
    ttl_minutes: int | None = None
    skip_hours: Sequence[int] = ()
    skip_days: Sequence[int] = ()
    """As `ParsedFeed` has them."""
    every: timedelta | None = None
    """The user's own interval: goes before the feed's pace and its wishes, not before max-age."""


def next_due(pace: Pace, *, feed_url: str, now: datetime) -> datetime:
    """Return when the feed is due after a good answer: within a day, unless its max-age asks for longer."""
    if pace.every is not None:
        wait = pace.every
    else:
        ttl = timedelta(minutes=min(pace.ttl_minutes or 0, DAY // timedelta(minutes=1)))
        wait = min(max(_pace_of(pace.published, now), ttl), DAY)
    wait = _spread(wait, feed_url)
    if pace.every is None:
        wait = min(wait, DAY)
    if pace.max_age is not None:
        wait = max(wait, _held(pace.max_age))
    wait = max(wait, ANSWER_SHORTEST)
    due = now + min(wait, ANSWER_LONGEST)
    return due if pace.every is not None else _not_skipped(due, pace, latest=max(due, now + DAY))


def due_after_failure(failures: int, *, retry_after: timedelta | None, feed_url: str, now: datetime) -> datetime:
    """Return when the feed is due after so many failures in a row: in 10 minutes, 20, 40, up to a day.

    Retry-After (RFC 9110 §10.2.3) may ask for more, up to a week; where it asks for less, the back-off holds.
    """
    doublings = min(max(failures, 1) - 1, 10)
    wait = min(_spread(FIRST_BACK_OFF * 2**doublings, feed_url), DAY)
    if retry_after is not None:
        wait = max(wait, _held(retry_after))
    return now + wait


def is_due(due: datetime | None, asked: datetime | None, *, now: datetime) -> bool:
    """Is the feed to be asked now; `asked` is when `due` was reckoned, None if that is not known.

    A clock that stands before that moment has been put back, and one that has gone on cannot have made the wait longer
    than it was planned: so a feed waits out its own interval at most, wherever the clock jumps. Where that moment is
    not known, a wait of more than a day is taken for such a jump.
    """
    if due is None or due <= now:
        return True
    if asked is None:
        return due - now > DAY
    return now < asked or due - asked > ANSWER_LONGEST


def _held(asked_for: timedelta) -> timedelta:
    return min(max(asked_for, ANSWER_SHORTEST), ANSWER_LONGEST)


def _pace_of(published: Sequence[int], now: datetime) -> timedelta:
    """Return half the usual time between two articles, or a tenth of the silence if that is longer."""
    at = now.timestamp()
    recent = sorted((moment for moment in published if moment <= at), reverse=True)[:PACE_ARTICLES]
    if len(recent) < 2:
        return UNKNOWN
    usual = timedelta(seconds=(recent[0] - recent[-1]) / (len(recent) - 1) / 2)
    silence = timedelta(seconds=(at - recent[0]) / 10)
    return min(max(usual, silence, SHORTEST), DAY)


def _spread(wait: timedelta, feed_url: str) -> timedelta:
    """Return the wait a little shorter or longer, for each feed always in the same way."""
    number = int.from_bytes(blake2b(feed_url.encode("utf-8", "replace"), digest_size=4).digest(), "big")
    return wait * (1 + _SPREAD * (2 * number / 2**32 - 1))


def _not_skipped(due: datetime, pace: Pace, *, latest: datetime) -> datetime:
    """Return `due`, or the same minute of the first hour after it in which something may appear, `latest` at last."""
    hours, days = frozenset(pace.skip_hours), frozenset(pace.skip_days)
    moment = due.astimezone(UTC)
    while moment.hour in hours or moment.weekday() in days:
        moment += timedelta(hours=1)
        if moment >= latest:
            return latest
    return moment
