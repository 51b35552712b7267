"""The use case of refreshing feeds: fetch, parse, decide, store. One bad feed never disturbs the others.

Data flows one way: the store's feeds → the fetcher's answer → the worker's articles → the decision → the store.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from newsreader.engine.tools import Tools
from newsreader.engine.wire import Parsed, Unreadable
from newsreader.engine.writing import ARTICLES_AT_ONCE
from newsreader.errors import NewsreaderError
from newsreader.feeds.decide import decide
from newsreader.feeds.schedule import Pace, due_after_failure, next_due
from newsreader.model import Decision, ParsedFeed
from newsreader.net.outcome import FetchFailed, NotModified
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.store.refreshing import Answer, FeedToFetch, Refreshing

FEEDS_AT_ONCE = 64
"""Feeds between request and storing: bounds connections and the bodies held in memory."""
_PACE_ARTICLES = 20
"""Articles from which the pace of a feed is taken."""

_log = logging.getLogger(__name__)


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


async def refresh_feeds(
    tools: Tools, feeds: Sequence[FeedToFetch], *, is_forced: bool, report: Callable[[FeedOutcome], None]
) -> None:
    """Refresh these feeds and report each as it is done. Cancelling stops at once and leaves no feed half stored."""
    slots = asyncio.Semaphore(FEEDS_AT_ONCE)

    async def one(feed: FeedToFetch) -> None:
        async with slots:
            report(await _refresh_safely(tools, feed, is_forced))

    async with asyncio.TaskGroup() as group:
        for feed in _interleaved(feeds):
            group.create_task(one(feed))


def _interleaved(feeds: Sequence[FeedToFetch]) -> list[FeedToFetch]:
    """Return the feeds with those of one host far apart, so that one host's queue does not fill all slots."""
    by_host: defaultdict[str, list[FeedToFetch]] = defaultdict(list)
    for feed in feeds:
        by_host[urlsplit(feed.address).netloc].append(feed)
    order = [(place, feed) for group in by_host.values() for place, feed in enumerate(group)]
    return [feed for _, feed in sorted(order, key=lambda placed: placed[0])]


async def _refresh_safely(tools: Tools, feed: FeedToFetch, is_forced: bool) -> FeedOutcome:
    try:
        return await refresh_feed(tools, feed, is_forced=is_forced)
    except NewsreaderError as error:
        _log.warning("feed %d: %s", feed.id, error)
        return Failed(feed.id, str(error))
    except Exception:
        # The edge of the per-feed loop: a fault of ours in one feed costs that feed its refresh.
        _log.exception("feed %d: refreshing it failed", feed.id)
        return await _fail(tools, feed, "Refreshing it failed by a fault of newsreader; the log has the details.")


async def refresh_feed(tools: Tools, feed: FeedToFetch, *, is_forced: bool = False) -> FeedOutcome:
    """Refresh one feed."""
    outcome = await tools.fetcher.fetch(_request(feed, tools.clock(), is_forced))
    if isinstance(outcome, FetchFailed):
        return await _fail(tools, feed, outcome.reason, outcome.retry_after_s)
    if isinstance(outcome, NotModified):
        answer = Answer(outcome.etag or feed.etag, outcome.last_modified or feed.last_modified, None)
        await _succeed(tools, feed, None, answer, outcome.max_age_s)
        return Unchanged(feed.id)
    answer = Answer(outcome.etag, outcome.last_modified, outcome.digest)
    if outcome.digest == feed.body_hash and not is_forced:
        await _succeed(tools, feed, None, answer, outcome.max_age_s)
        return Unchanged(feed.id)
    result = await tools.worker.parse(
        outcome.body, url=outcome.url, content_type=outcome.content_type, charset=outcome.charset
    )
    if not isinstance(result, Parsed):
        return await _fail(tools, feed, result.reason if isinstance(result, Unreadable) else "It is not a feed.")
    return await store_feed(tools, feed, result.feed, answer, outcome.max_age_s)


async def store_feed(
    tools: Tools, feed: FeedToFetch, parsed: ParsedFeed, answer: Answer, max_age_s: int | None
) -> Refreshed:
    """Decide what a document changes and store it, in portions; the answer last, so that a kill only asks again."""
    store, now = tools.store.refreshing, tools.clock()
    decision = await tools.database.read(partial(_decided, store, feed, parsed, now))
    new = 0
    for portion in _portions(decision):
        new += await tools.database.write(partial(store.write_articles, feed.id, portion.new, portion.changed, now=now))
    await _succeed(tools, feed, parsed, answer, max_age_s)
    return Refreshed(feed.id, new, len(decision.changed), parsed.was_cut)


def _decided(store: Refreshing, feed: FeedToFetch, parsed: ParsedFeed, now: int) -> Decision:
    known = store.known_articles(feed.id, parsed)
    return decide(parsed, known, feed_url=feed.url, now=datetime.fromtimestamp(now, UTC))


def _portions(decision: Decision) -> list[Decision]:
    """Return the decision cut into transactions. The oldest articles come first: ids then grow with the dates."""
    new = decision.new[::-1]
    portions = [
        Decision(new[start : start + ARTICLES_AT_ONCE][::-1], (), 0) for start in range(0, len(new), ARTICLES_AT_ONCE)
    ]
    changed = decision.changed
    portions += [
        Decision((), changed[start : start + ARTICLES_AT_ONCE], 0) for start in range(0, len(changed), ARTICLES_AT_ONCE)
    ]
    return portions


def _request(feed: FeedToFetch, now: int, is_forced: bool) -> FetchRequest:
    return FetchRequest(
        url=feed.address,
        kind=FetchKind.FEED,
        now=now,
        typed_url=feed.url,
        etag=None if is_forced else feed.etag,
        last_modified=None if is_forced else feed.last_modified,
    )


async def _succeed(
    tools: Tools, feed: FeedToFetch, parsed: ParsedFeed | None, answer: Answer, max_age_s: int | None
) -> None:
    record = partial(_record_success, tools.store.refreshing, feed, parsed, answer, max_age_s, tools.clock())
    await tools.database.write(record)


def _record_success(
    store: Refreshing, feed: FeedToFetch, parsed: ParsedFeed | None, answer: Answer, max_age_s: int | None, now: int
) -> None:
    pace = Pace(
        published=store.latest_published(feed.id, limit=_PACE_ARTICLES),
        max_age=None if max_age_s is None else timedelta(seconds=max_age_s),
        ttl_minutes=parsed.ttl_minutes if parsed else None,
        skip_hours=parsed.skip_hours if parsed else (),
        skip_days=parsed.skip_days if parsed else (),
    )
    due = next_due(pace, feed_url=feed.url, now=datetime.fromtimestamp(now, UTC))
    store.record_success(feed.id, parsed, answer, due_at=int(due.timestamp()), now=now)


async def _fail(tools: Tools, feed: FeedToFetch, reason: str, retry_after_s: int | None = None) -> Failed:
    now = tools.clock()
    due = due_after_failure(
        feed.failures + 1,
        retry_after=None if retry_after_s is None else timedelta(seconds=retry_after_s),
        feed_url=feed.url,
        now=datetime.fromtimestamp(now, UTC),
    )
    record = tools.store.refreshing.record_failure
    await tools.database.write(partial(record, feed.id, reason, due_at=int(due.timestamp()), now=now))
    return Failed(feed.id, reason)
