"""The use case of refreshing feeds: fetch, parse, decide, store. One bad feed never disturbs the others.

Data flows one way: the store's feeds → the fetcher's answer → the worker's articles → the decision → the store.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from newsreader.engine.finishing import Held, Unfinished, finish, finished_articles
from newsreader.engine.options import fetch_as_set
from newsreader.engine.recording import Failed, FeedOutcome, Refreshed, Unchanged, fail, record_success
from newsreader.engine.tools import Tools
from newsreader.engine.wire import Parsed, Unreadable
from newsreader.engine.writing import ARTICLES_AT_ONCE
from newsreader.errors import DatabaseDamaged, DatabaseUnwritable, NewsreaderError
from newsreader.feeds.decide import decide
from newsreader.feeds.identity import canonical_link
from newsreader.model import ChangedArticle, Decision, NewArticle, ParsedArticle, ParsedFeed
from newsreader.net.outcome import Fetched, FetchFailed, NotModified
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.store.portions import portions
from newsreader.store.refreshing import Answer, FeedToFetch, Refreshing

FEEDS_AT_ONCE = 64
"""Feeds between request and storing: bounds connections and the bodies held in memory."""
SPREAD_S = 0.2
"""Between two feeds that are asked because they are due: a thousand of them at start are no herd."""

_NO_STORE = (DatabaseUnwritable, DatabaseDamaged)

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Listed:
    """The feed's articles are stored, but not yet all as they shall be."""

    outcome: Refreshed
    unfinished: Unfinished


async def refresh_feeds(
    tools: Tools,
    feeds: Sequence[FeedToFetch],
    *,
    is_forced: bool,
    report: Callable[[FeedOutcome], None],
    begin: Callable[[int], None] = lambda _: None,
    spread_s: float = 0.0,
) -> None:
    """Refresh these feeds; say the id of each when it begins and how it ended. `spread_s` lies between two begins.

    First everything new is listed, then texts are finished; a feed where that fails is told of a second time.
    Cancelling stops at once and leaves no feed half stored. Raises DatabaseUnwritable or DatabaseDamaged as soon as
    one feed meets it: all others would, too, and none of it is the feeds' fault.
    """
    held = Held()
    if any(feed.body_hash is None and feed.failures == 0 for feed in feeds):  # its answer will have to be parsed
        tools.worker.wake()

    async def finish_now(unfinished: Unfinished) -> None:
        failed = await _guarded(tools, unfinished.feed, finish(tools, unfinished))
        if failed is not None:
            report(failed)

    async def one(feed: FeedToFetch) -> None:
        begin(feed.id)
        result = await _guarded(tools, feed, refresh_feed(tools, feed, is_forced=is_forced))
        report(result.outcome if isinstance(result, Listed) else result)
        if isinstance(result, Listed) and not held.take(result.unfinished):
            await finish_now(result.unfinished)

    await _for_each(_interleaved(feeds), one, spread_s)
    for unfinished in held.feeds:
        await finish_now(unfinished)


async def _for_each(
    feeds: Sequence[FeedToFetch], work: Callable[[FeedToFetch], Coroutine[None, None, None]], spread_s: float
) -> None:
    """Do the work for every feed, in so many slots; the first error of the database ends it all and is raised alone."""
    slots = asyncio.Semaphore(FEEDS_AT_ONCE)
    no_store: Exception | None = None

    async def in_slot(feed: FeedToFetch) -> None:
        try:
            await work(feed)
        finally:
            slots.release()

    try:
        async with asyncio.TaskGroup() as group:
            for feed in feeds:
                await slots.acquire()
                group.create_task(in_slot(feed))
                await asyncio.sleep(spread_s)
    except* _NO_STORE as errors:
        no_store = errors.exceptions[0]
    if no_store is not None:
        raise no_store


def _interleaved(feeds: Sequence[FeedToFetch]) -> list[FeedToFetch]:
    """Return the feeds with those of one host far apart, so that one host's queue does not fill all slots."""
    by_host: defaultdict[str, list[FeedToFetch]] = defaultdict(list)
    for feed in feeds:
        by_host[urlsplit(feed.address).netloc].append(feed)
    order = [(place, feed) for group in by_host.values() for place, feed in enumerate(group)]
    return [feed for _, feed in sorted(order, key=lambda placed: placed[0])]


async def _guarded(tools: Tools, feed: FeedToFetch, work: Coroutine[None, None, _T]) -> _T | Failed:
    try:
        return await work
    except _NO_STORE:
        raise
    except NewsreaderError as error:
        _log.warning("feed %d: %s", feed.id, error)
        return Failed(feed.id, str(error))
    except Exception:
        # The edge of the per-feed loop: a fault of ours in one feed costs that feed its refresh.
        _log.exception("feed %d: refreshing it failed", feed.id)
        return await fail(tools, feed, "Refreshing it failed by a fault of newsreader; the log has the details.")


async def refresh_feed(tools: Tools, feed: FeedToFetch, *, is_forced: bool = False) -> Listed | FeedOutcome:
    """Refresh one feed, up to where its articles are listed."""
    outcome = await fetch_as_set(tools, _request(feed, tools.clock(), is_forced))
    if isinstance(outcome, FetchFailed):
        return await fail(tools, feed, outcome.reason, retry_after_s=outcome.retry_after_s, is_gone=outcome.is_gone)
    answer = answer_of(outcome, feed)
    if isinstance(outcome, NotModified) or (outcome.digest == feed.body_hash and not is_forced):
        await tools.database.write_with_others(partial(record_success, tools, feed, None, answer, outcome.max_age_s))
        return Unchanged(feed.id)
    result = await tools.worker.parse(
        outcome.body, url=outcome.url, content_type=outcome.content_type, charset=outcome.charset, feed_id=feed.id
    )
    if isinstance(result, Parsed):
        return await store_feed(tools, feed, result.feed, answer, outcome.max_age_s)
    if isinstance(result, Unreadable):
        return await fail(tools, feed, result.reason, is_crash=result.is_crash)
    return await fail(tools, feed, "It is not a feed.")


def answer_of(outcome: Fetched | NotModified, feed: FeedToFetch | None = None) -> Answer:
    """Return what is kept of an answer; a 304 need not repeat what the one before said."""
    if isinstance(outcome, Fetched):
        return Answer(outcome.etag, outcome.last_modified, outcome.digest, outcome.url, outcome.permanent_url)
    etag, last_modified = (feed.etag, feed.last_modified) if feed is not None else (None, None)
    return Answer(outcome.etag or etag, outcome.last_modified or last_modified, None, None, outcome.permanent_url)


async def store_feed(
    tools: Tools,
    feed: FeedToFetch,
    parsed: ParsedFeed,
    answer: Answer,
    max_age_s: int | None,
    *,
    is_first: bool = False,
) -> Listed | FeedOutcome:
    """Decide what a document changes and store it, in portions; the answer last, so that a kill only asks again.

    `is_first`: it was fetched to see whether it is a feed. What remains of a feed that is listed is for `finish`.
    """
    store, now = tools.store.refreshing, tools.clock()
    decision = await _decide(tools, feed, parsed, now)
    if isinstance(decision, Unreadable):
        return await fail(tools, feed, decision.reason, is_crash=decision.is_crash)
    is_unread_again, once = _is_unread_again(tools, feed), tools.settings.list.once
    write = partial(store.write_articles, feed.id, is_unread_again=is_unread_again, finds_copies=once, now=now)
    new = 0
    for oldest in portions(decision.new[::-1], ARTICLES_AT_ONCE):  # ids then grow with the dates
        new += await tools.database.write(partial(write, oldest[::-1], ()))
    for changed in portions(decision.changed, ARTICLES_AT_ONCE):
        await tools.database.write(partial(write, (), changed))
    for enclosed in portions(decision.enclosed, ARTICLES_AT_ONCE):
        await tools.database.write(partial(tools.store.enclosures.settle, enclosed, canonical_link))
    record = partial(record_success, tools, feed, parsed, answer, max_age_s, new=new, is_first=is_first)
    outcome = Refreshed(feed.id, new, len(decision.changed), parsed.was_cut)
    rough: list[NewArticle | ChangedArticle] = [article for article in decision.new if article.parsed.rough]
    rough += decision.unfinished
    if rough:
        return Listed(outcome, Unfinished(feed, rough, record))
    await tools.database.write(record)
    return outcome


def _is_unread_again(tools: Tools, feed: FeedToFetch) -> bool:
    """Return whether the user wants to read edited articles of this feed again."""
    of_feed = tools.settings.of_feed(feed.url).edited_unread
    return tools.settings.refresh.edited_unread if of_feed is None else of_feed


async def _decide(tools: Tools, feed: FeedToFetch, parsed: ParsedFeed, now: int) -> Decision | Unreadable:
    """Return what the document changes, with the finished texts of what was edited: a reader compares those."""
    store = tools.store.refreshing
    decision = await tools.database.read(partial(_decided, store, feed, parsed, now))
    edited = [article.parsed for article in decision.changed if article.parsed.rough]
    if not edited:
        return decision
    finished: dict[int, ParsedArticle] = {}
    for portion in portions(edited, ARTICLES_AT_ONCE):
        texts = await finished_articles(tools, feed, portion)
        if isinstance(texts, Unreadable):
            return texts
        finished |= zip(map(id, portion), texts, strict=True)
    articles = tuple(finished.get(id(article), article) for article in parsed.articles)
    parsed = msgspec.structs.replace(parsed, articles=articles)
    return await tools.database.read(partial(_decided, store, feed, parsed, now))


def _decided(store: Refreshing, feed: FeedToFetch, parsed: ParsedFeed, now: int) -> Decision:
    known = store.known_articles(feed.id, parsed)
    return decide(parsed, known, feed_url=feed.url, now=datetime.fromtimestamp(now, UTC))


def _request(feed: FeedToFetch, now: int, is_forced: bool) -> FetchRequest:
    return FetchRequest(
        url=feed.address,
        kind=FetchKind.FEED,
        now=now,
        typed_url=feed.url,
        etag=None if is_forced else feed.etag,
        last_modified=None if is_forced else feed.last_modified,
        validators_of=feed.answered_url,
    )
