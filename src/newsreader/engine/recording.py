"""What became of asking a feed: the outcome, and what is stored of it besides its articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from newsreader.engine.tools import Tools
from newsreader.feeds.schedule import PACE_ARTICLES, Pace, due_after_failure, next_due
from newsreader.health import QUARANTINED_AFTER
from newsreader.model import ParsedFeed
from newsreader.store.refreshing import Answer, FeedToFetch


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The feed gave a document that was read."""

    feed_id: int
    new: int
    changed: int
    was_cut: bool = False
    """Did the document hold more articles than are taken of one (promise 9)."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The feed is as it was."""

    feed_id: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The feed could not be refreshed; the reason is stored with it."""

    feed_id: int
    reason: str


FeedOutcome = Refreshed | Unchanged | Failed


def record_success(
    tools: Tools,
    feed: FeedToFetch,
    parsed: ParsedFeed | None,
    answer: Answer,
    max_age_s: int | None,
    *,
    new: int = 0,
    is_first: bool = False,
) -> None:
    """Store when the feed is due next, and all else that a good answer tells. Runs in the database's thread."""
    store, now = tools.store.refreshing, tools.clock()
    every_minutes = tools.settings.of_feed(feed.url).every_minutes or tools.settings.refresh.every_minutes
    pace = Pace(
        published=store.latest_published(feed.id, limit=PACE_ARTICLES),
        max_age=None if max_age_s is None else timedelta(seconds=max_age_s),
        ttl_minutes=parsed.ttl_minutes if parsed else None,
        skip_hours=parsed.skip_hours if parsed else (),
        skip_days=parsed.skip_days if parsed else (),
        every=None if every_minutes is None else timedelta(minutes=every_minutes),
    )
    due = next_due(pace, feed_url=feed.url, now=datetime.fromtimestamp(now, UTC))
    store.record_success(feed.id, parsed, answer, due_at=int(due.timestamp()), now=now, new=new, is_first=is_first)


async def fail(
    tools: Tools,
    feed: FeedToFetch,
    reason: str,
    *,
    retry_after_s: int | None = None,
    is_gone: bool = False,
    is_crash: bool = False,
) -> Failed:
    """Store why the feed could not be refreshed and when it is due again; return the outcome."""
    now = tools.clock()
    due = due_after_failure(
        feed.failures + 1,
        retry_after=None if retry_after_s is None else timedelta(seconds=retry_after_s),
        feed_url=feed.url,
        now=datetime.fromtimestamp(now, UTC),
    )
    if is_gone:
        reason = f"{reason} It is not asked any more, unless by hand."
    elif is_crash and feed.standing.crashes + 1 >= QUARANTINED_AFTER:
        reason = f"{reason} The third time in a row: it is asked by hand only."
    record = partial(
        tools.store.refreshing.record_failure,
        feed.id,
        reason,
        due_at=int(due.timestamp()),
        now=now,
        retry_at=None if retry_after_s is None else now + retry_after_s,
        is_gone=is_gone,
        is_crash=is_crash,
    )
    await tools.database.write(record)
    return Failed(feed.id, reason)


async def record_crash(tools: Tools, feed: FeedToFetch) -> None:
    """Remember that an engine ended, or was ended, while it read this feed; once may be chance."""
    if feed.standing.crashes == 0:
        await tools.database.write(partial(tools.store.refreshing.count_crash, feed.id))
        return
    await fail(tools, feed, "The engine ended while it read this feed.", is_crash=True)
