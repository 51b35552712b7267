"""Decide which feeds are asked now, and say why the others are left alone. Pure: the clock comes as an argument."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from newsreader.feeds.schedule import ANSWER_LONGEST, is_due
from newsreader.health import QUARANTINED_AFTER
from newsreader.model import Standing

BETWEEN = timedelta(minutes=1)
"""At least between two requests to a feed that somebody makes by hand."""


class Asking(StrEnum):
    """On whose word feeds are asked."""

    DUE = "due"
    """Nobody's: it is their time."""
    ALL = "all"
    """Somebody refreshes everything."""
    NAMED = "named"
    """Somebody refreshes this very feed."""
    FORCED = "forced"
    """Somebody insists."""


def asking_by_hand(feed_ids: Sequence[int] | None, *, is_forced: bool) -> Asking:
    """Return whose word it is when somebody refreshes these feeds, or all."""
    return Asking.FORCED if is_forced else Asking.ALL if feed_ids is None else Asking.NAMED


class LeftAlone(StrEnum):
    """Why a feed is not asked; the values end the sentence "3 feeds …"."""

    NOT_DUE = "not due yet"
    JUST_ASKED = "asked less than a minute ago"
    WANTS_REST = "whose server wants to be left alone for a while"
    GONE = "gone for good"
    QUARANTINED = "left alone because reading them ended the parser"


def left_alone(feed: Standing, asking: Asking, now: datetime) -> LeftAlone | None:
    """Return why this feed is not asked now, or None if it is."""
    if asking is Asking.FORCED:
        return None
    if asking is not Asking.NAMED:
        if feed.is_gone:
            return LeftAlone.GONE
        if feed.crashes >= QUARANTINED_AFTER:
            return LeftAlone.QUARANTINED
    if _wants_rest(feed, now):
        return LeftAlone.WANTS_REST
    if asking is Asking.DUE:
        return None if is_due(_moment(feed.due_at), _moment(feed.asked_at), now=now) else LeftAlone.NOT_DUE
    # A clock that was put back since makes nobody wait.
    if feed.asked_at is not None and timedelta() <= now - _at(feed.asked_at) < BETWEEN:
        return LeftAlone.JUST_ASKED
    return None


def _wants_rest(feed: Standing, now: datetime) -> bool:
    if feed.retry_at is None or feed.asked_at is None:
        return False
    asked = _at(feed.asked_at)
    return asked <= now < _at(feed.retry_at) <= asked + ANSWER_LONGEST


def _moment(at: int | None) -> datetime | None:
    return None if at is None else _at(at)


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
