"""The use case of subscribing: a feed is taken, something else is refused with a reason, silence is waited out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from newsreader.addresses import typed_address
from newsreader.engine.finishing import finish
from newsreader.engine.options import fetch_as_set
from newsreader.engine.recording import Refreshed
from newsreader.engine.refresh import Listed, answer_of, store_feed
from newsreader.engine.tools import Tools
from newsreader.engine.wire import Parsed, Unreadable
from newsreader.errors import AddressRefused
from newsreader.model import OfferedFeed, ParsedFeed
from newsreader.net.outcome import FailureKind, Fetched, FetchFailed
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.store import Store

PAGES_AFTER_ADDING = 10
"""Pages behind teasers that are fetched at once; the next refresh goes on."""
_NEVER = frozenset({FailureKind.ADDRESS, FailureKind.NOT_PUBLIC, FailureKind.SETTINGS})
"""Failures that waiting does not mend."""


@dataclass(frozen=True, slots=True)
class Added:
    """Subscribed, and its articles are here."""

    feed_id: int
    title: str
    articles: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Subscribed, but nothing came yet; every refresh tries again."""

    feed_id: int
    warning: str | None
    """Why nothing came; None where nothing was asked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """It was subscribed to before."""

    feed_id: int


@dataclass(frozen=True, slots=True)
class Offered:
    """It is a page that links to feeds."""

    reason: str
    """What it is, for people, with their addresses."""
    feeds: tuple[OfferedFeed, ...]


@dataclass(frozen=True, slots=True)
class NotAdded:
    """It is not a feed, or no address."""

    reason: str


Addition = Added | Kept | Known | Offered | NotAdded


async def add_feed(tools: Tools, typed: str, *, folder: str = "") -> Addition:
    """Subscribe to the feed at an address that the user typed."""
    try:
        url = typed_address(typed)
    except AddressRefused as error:
        return NotAdded(f"This address {error}.")
    known = await tools.database.read(partial(tools.store.feeds.id_of, url))
    if known is not None:
        return Known(known)
    outcome = await fetch_as_set(tools, FetchRequest(url=url, kind=FetchKind.FEED, now=tools.clock(), typed_url=url))
    if isinstance(outcome, FetchFailed) and outcome.kind in _NEVER:
        return NotAdded(outcome.reason)
    if not isinstance(outcome, Fetched):
        return await _keep(tools, url, folder, outcome.reason if isinstance(outcome, FetchFailed) else None)
    result = await tools.worker.parse(
        outcome.body, url=outcome.url, content_type=outcome.content_type, charset=outcome.charset
    )
    if isinstance(result, Parsed):
        return await _subscribe(tools, url, folder, result.feed, outcome)
    reason = result.reason if isinstance(result, Unreadable) else "It is not a feed."
    if isinstance(result, Unreadable) and result.is_not_a_feed:
        return Offered(reason, result.offers) if result.offers else NotAdded(reason)
    return await _keep(tools, url, folder, reason)


def add_unfetched(store: Store, typed: str, *, folder: str = "", now: int) -> Addition:
    """Subscribe without asking the server anything. `now` in UTC seconds."""
    try:
        url = typed_address(typed)
    except AddressRefused as error:
        return NotAdded(f"This address {error}.")
    feed_id, is_new = store.marks.add_feed(url, url, folder=folder, now=now)
    return Kept(feed_id, None) if is_new else Known(feed_id)


async def _keep(tools: Tools, url: str, folder: str, warning: str | None) -> Kept:
    now = tools.clock()
    feed_id, _ = await tools.database.write(partial(tools.store.marks.add_feed, url, url, folder=folder, now=now))
    if warning is not None:
        record = tools.store.refreshing.record_failure
        await tools.database.write(partial(record, feed_id, warning, due_at=now, now=now))
    return Kept(feed_id, warning)


async def _subscribe(tools: Tools, url: str, folder: str, parsed: ParsedFeed, fetched: Fetched) -> Added:
    add = partial(tools.store.marks.add_feed, url, parsed.title or url, folder=folder, now=tools.clock())
    feed_id, _ = await tools.database.write(add)
    (feed,) = await tools.database.read(partial(tools.store.refreshing.feeds_to_fetch, [feed_id]))
    stored = await store_feed(tools, feed, parsed, answer_of(fetched), fetched.max_age_s, is_first=True)
    outcome = stored.outcome if isinstance(stored, Listed) else stored
    if isinstance(stored, Listed):
        await finish(tools, stored.unfinished)
    return Added(feed_id, parsed.title or url, outcome.new if isinstance(outcome, Refreshed) else 0)
