"""Judge how a feed fares: dead, failing, silent, new or well. Pure; not in feeds/, which the app must not use.

What was not asked cannot be silent: where nobody ran the program for half a year, no feed is blamed for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

_DAY = 86_400
DEAD_AFTER_S = 14 * _DAY
"""Of failures in a row."""
SILENT_AFTER_S = 60 * _DAY
"""Without anything new; or ten times what is usual for the feed, if that is longer."""
QUARANTINED_AFTER = 3
"""Times in a row that reading the feed ended the process that read it; the engine leaves it alone then."""


class FeedHealth(msgspec.Struct, frozen=True):
    """What is known of how a feed fares. Times in UTC seconds, None where it never happened."""

    id: int
    url: str
    title: str
    folder: str
    added_at: int
    """When it was subscribed to."""
    asked_at: int | None
    answered_at: int | None
    """The last good answer."""
    due_at: int | None
    new_at: int | None
    """When an article last arrived."""
    later_new_at: int | None
    """The same, but for those of the first fetch, which may be years old."""
    newest_at: int | None
    """When the newest article was published."""
    error: str | None
    error_since: int | None
    failures: int
    """In a row."""
    is_gone: bool
    """It answered 410: gone for good."""
    crashes: int
    """How often in a row reading it ended the worker or the engine."""
    recent: int
    """Articles of the last 30 days."""
    usual_interval_s: int | None
    """Between two of its latest 20 articles, on average; None for fewer than two."""
    median_delay_s: int | None
    """From an article's date to its arrival, over those of the latest 50 that have a date and came by a refresh later
    than the first; None if there are none."""
    pages_full: int
    pages_tried: int
    """Of the last 100 pages that were asked for: how many gave their text, and how many there were."""

    @property
    def full_text_rate(self) -> float | None:
        """The share of pages that gave their text; None where none was asked for."""
        return self.pages_full / self.pages_tried if self.pages_tried else None


class Verdict(StrEnum):
    """How a feed fares, the worst first. The values are printed."""

    DEAD = "dead"
    """It fails for two weeks, said that it is gone, or ends whatever reads it."""
    FAILING = "failing"
    SILENT = "silent"
    """It answers, but nothing new has come for very long."""
    NEW = "new"
    """It was not asked yet."""
    OK = "ok"


NEED_A_LOOK = (Verdict.DEAD, Verdict.FAILING, Verdict.SILENT)
"""What a person may want to do something about."""


class Judged(msgspec.Struct, frozen=True):
    """A feed with its verdict."""

    health: FeedHealth
    verdict: Verdict
    since: int | None
    """UTC seconds from which it is so: of the first failure in a row, or of the last sign of life."""
    reason: str
    """Why, as a sentence; empty where all is well."""


def judge(feeds: Iterable[FeedHealth]) -> list[Judged]:
    """Return all feeds with their verdicts: the worst first, then by how long, then by title."""
    order = {verdict: place for place, verdict in enumerate(Verdict)}
    judged = [_judged(health) for health in feeds]
    return sorted(
        judged, key=lambda each: (order[each.verdict], each.since or 0, each.health.title.casefold(), each.health.id)
    )


def silent_feeds(feeds: Iterable[FeedHealth]) -> frozenset[int]:
    """Return the ids of those that are silent."""
    return frozenset(each.health.id for each in judge(feeds) if each.verdict is Verdict.SILENT)


def last_sign_of_life(health: FeedHealth) -> int:
    """Return when the feed last had something new: an article that came by a refresh, or the date of its newest.

    The arrival of the first ones says nothing, since they may be years old; the date alone says too little where a
    feed gives wrong ones. A feed without articles counts from the day it was subscribed to.
    """
    signs = [at for at in (health.later_new_at, health.newest_at) if at is not None]
    return max(signs, default=health.new_at or health.added_at)


def _judged(health: FeedHealth) -> Judged:
    if health.error is not None or health.is_gone or health.crashes >= QUARANTINED_AFTER:
        verdict = Verdict.DEAD if _is_dead(health) else Verdict.FAILING
        known = "The server says that it is gone for good." if health.is_gone else "Reading it ended the parser."
        return Judged(health, verdict, health.error_since, health.error or known)
    if health.answered_at is None:
        return Judged(health, Verdict.NEW, None, "Not asked yet.")
    last = last_sign_of_life(health)
    if health.answered_at - last > _patience_s(health):
        return Judged(health, Verdict.SILENT, last, _silence(health, health.answered_at - last))
    return Judged(health, Verdict.OK, None, "")


def _is_dead(health: FeedHealth) -> bool:
    if health.is_gone or health.crashes >= QUARANTINED_AFTER:
        return True
    # From the first failure to the last one: a feed that failed once before a long holiday has not failed since.
    first, last = health.error_since, health.asked_at
    return first is not None and last is not None and last - first > DEAD_AFTER_S


def _patience_s(health: FeedHealth) -> int:
    return max(SILENT_AFTER_S, 10 * (health.usual_interval_s or 0))


def _silence(health: FeedHealth, silent_s: int) -> str:
    if health.newest_at is None:
        return f"It answers, but gave no article in {_duration(silent_s)}."
    usual = health.usual_interval_s
    pace = f"; before it had one about every {_duration(usual).removeprefix('1 ')}" if usual else ""
    return f"It answers, but had nothing new for {_duration(silent_s)}{pace}."


_UNITS = ((365 * _DAY, "year"), (30 * _DAY, "month"), (_DAY, "day"), (3600, "hour"), (60, "minute"))


def _duration(seconds: int) -> str:
    """Return a time as people say it: "4 months", "1 day"."""
    for length, name in _UNITS:
        number = seconds // length
        if number >= 1:
            return f"{number} {name}s" if number > 1 else f"1 {name}"
    return "less than a minute"
