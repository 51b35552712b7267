"""The use case of full text: the pages behind teasers, fetched after each refresh and when the reader asks for one.

Polite: one request a host at a time, a pause between two, robots.txt honoured, starred and opened articles first, then
the newest; so many a feed a day, none of a feed that rests, none on a line that is paid by volume.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit

from newsreader.engine.fulltext import FAILURES_IN_A_ROW, Contact, Tried, fetch_page
from newsreader.engine.parts import PAUSE_S
from newsreader.engine.robots import RobotsRules
from newsreader.engine.tools import Tools
from newsreader.engine.writing import ARTICLES_AT_ONCE
from newsreader.model import TextState
from newsreader.net.line import is_metered
from newsreader.settings import Settings
from newsreader.store.portions import portions
from newsreader.store.queue import REST_S, FeedPages
from newsreader.store.texts import WaitingPage

PAGES_A_REFRESH = 200
"""How many pages one refresh may ask for; the rest waits for the next."""
HOSTS_AT_ONCE = 8
OFFLINE_HOSTS = 3
"""So many hosts to which there is no way, and none that answers, mean that the machine is offline."""
RETRY_S = 3600
"""A host where a page was asked for in vain is not asked for others sooner."""
DAY_S = 86_400
RECENT_S = 30 * DAY_S
"""Of a feed whose every page is wanted, the articles that came within this time."""
METERED = "The line is paid by volume, so pages wait for another."
OFFLINE = "No server could be reached; this machine may be offline."
_NO_PAGE = "This article has no page of its own."
_NO_LIMIT = 1 << 31


@dataclass(frozen=True, slots=True)
class QueueSummary:
    """What became of the pages that were to be fetched."""

    full: int = 0
    failed: int = 0
    waiting: int = 0
    """They are tried again later, or were not tried."""
    stopped: str | None = None
    """Why all the others wait, as a sentence; None if it is for reasons of their own."""


async def fetch_waiting_pages(
    tools: Tools,
    feed_ids: Sequence[int] | None,
    *,
    limit: int = PAGES_A_REFRESH,
    is_by_hand: bool = False,
    is_unlimited: bool = False,
    begin: Callable[[int], None] = lambda _: None,
    report: Callable[[int], None],
) -> QueueSummary:
    """Fetch the pages of articles that wait for theirs: of these feeds, or of all. `limit` -1: however many.

    `begin` is told how many there are, `report` the id of each that was tried. `is_by_hand`: somebody asked for it, so
    pages come too where they do not by themselves, and at once those that failed a moment ago. `is_unlimited`: more
    than the day's share of a feed.
    """
    pages = await _chosen(tools, feed_ids, limit, is_by_hand=is_by_hand, is_unlimited=is_unlimited)
    begin(len(pages))
    if pages and not tools.settings.full_text.on_metered and await is_metered():
        await _hold(tools, pages, METERED)
        return QueueSummary(waiting=len(pages), stopped=METERED)
    return await _Run(tools, pages, report).run()


async def fetch_page_of(tools: Tools, article_id: int, *, linked_from: int | None = None) -> None:
    """Fetch the page of one article now, because the reader asked for it.

    `linked_from`: the feed whose article links to the page, if it belongs to none itself.
    """
    page = await tools.database.read(partial(tools.store.texts.page_of, article_id))
    if page is not None and page.feed_id is None and linked_from is not None:
        feed = await tools.database.read(partial(tools.store.feeds.get, linked_from))
        page = replace(page, feed_url=feed.url)
    if page is None:
        await tools.database.write(partial(tools.store.texts.set_state, article_id, TextState.FAILED, _NO_PAGE))
    else:
        await fetch_page(tools, page, RobotsRules(tools), is_by_hand=True)


def room_of(
    feed: FeedPages, settings: Settings, *, now: int, is_by_hand: bool = False, is_unlimited: bool = False
) -> int | None:
    """Return how many pages of a feed may be fetched besides those of starred and opened articles; None: no page."""
    wish = settings.of_feed(feed.url).full_text
    if wish is False or not (wish or settings.full_text.automatic or is_by_hand):
        return None
    # Not one that is longer: a clock that has since been set back wrote it (promise 20).
    if feed.rest_until is not None and now < feed.rest_until <= now + REST_S:
        return 0 if feed.failures >= FAILURES_IN_A_ROW else None  # else the server itself asked for it
    return _NO_LIMIT if is_unlimited else max(0, settings.full_text.a_feed_a_day - feed.tried)


async def _chosen(
    tools: Tools, feed_ids: Sequence[int] | None, limit: int, *, is_by_hand: bool, is_unlimited: bool
) -> list[WaitingPage]:
    now, settings, queue = tools.clock(), tools.settings, tools.store.queue
    rooms: dict[int, int] = {}
    for feed in await tools.database.read(partial(queue.feeds, since=now - DAY_S, now=now)):
        if feed_ids is not None and feed.feed_id not in feed_ids:
            continue
        room = room_of(feed, settings, now=now, is_by_hand=is_by_hand, is_unlimited=is_unlimited)
        if room is None:
            continue
        rooms[feed.feed_id] = room
        if settings.of_feed(feed.url).full_text:
            await _want_all(tools, feed.feed_id, now)
    if feed_ids is None:
        rooms[0] = _NO_LIMIT  # pages that somebody saved by themselves
    pages = await tools.database.read(partial(queue.waiting, rooms))
    if not is_by_hand:
        links = await tools.database.read(partial(queue.tried_in_vain, since=now - RETRY_S, now=now))
        troubled = {_host(link) for link in links}
        pages = [page for page in pages if _host(page.link) not in troubled]
    return pages if limit < 0 else pages[:limit]


def _host(link: str) -> str:
    return urlsplit(link).hostname or ""


async def _want_all(tools: Tools, feed_id: int, now: int) -> None:
    """Let the recent articles of a feed wait for their pages, teasers or not; in short transactions."""
    want = partial(tools.store.queue.want, feed_id, since=now - RECENT_S, limit=ARTICLES_AT_ONCE)
    while await tools.database.write(want) == ARTICLES_AT_ONCE:
        pass


async def _hold(tools: Tools, pages: Sequence[WaitingPage], reason: str) -> None:
    """Say of these articles why they wait, so that the reader sees it."""
    ids = [page.article_id for page in pages]
    for portion in portions(ids, ARTICLES_AT_ONCE):
        await tools.database.write(partial(tools.store.queue.hold, portion, reason))


class _Run:
    """One pass over the queue."""

    def __init__(self, tools: Tools, pages: Sequence[WaitingPage], report: Callable[[int], None]) -> None:
        self._tools = tools
        self._report = report
        self._robots = RobotsRules(tools)
        self._untried = {page.article_id: page for page in pages}
        self._by_host: defaultdict[str, list[WaitingPage]] = defaultdict(list)
        for page in pages:
            self._by_host[_host(page.link)].append(page)
        self._slots = asyncio.Semaphore(HOSTS_AT_ONCE)
        self._states: Counter[TextState] = Counter()
        self._resting: set[int | None] = set()
        # Hosts that are dead for long say nothing of the line.
        self._telling = {_host(page.link) for page in pages if not page.was_tried}
        self._without_way: list[int] = []
        self._unreachable: set[str] = set()
        self._is_online = False

    async def run(self) -> QueueSummary:
        total = len(self._untried)
        try:
            async with asyncio.TaskGroup() as group:
                for host, pages in self._by_host.items():
                    group.create_task(self._fetch_host(host, pages))
        except ExceptionGroup as errors:
            # What ends a page's task is a database that cannot be written: it ends them all, and is said once.
            raise errors.exceptions[0] from errors
        if self._is_offline:
            await _hold(self._tools, list(self._untried.values()), OFFLINE)
        elif self._without_way:
            note = self._tools.store.queue.note_tried
            await self._tools.database.write(partial(note, self._without_way, now=self._tools.clock()))
        full, failed = self._states[TextState.FULL], self._states[TextState.FAILED]
        return QueueSummary(full, failed, total - full - failed, OFFLINE if self._is_offline else None)

    @property
    def _is_offline(self) -> bool:
        return not self._is_online and 0 < min(OFFLINE_HOSTS, len(self._telling)) <= len(self._unreachable)

    async def _fetch_host(self, host: str, pages: Sequence[WaitingPage]) -> None:
        async with self._slots:
            failures, needs_pause = 0, False
            for page in pages:
                if needs_pause:
                    await asyncio.sleep(PAUSE_S)
                    needs_pause = False
                if self._is_offline:
                    return
                if page.feed_id in self._resting and not page.is_wanted:
                    continue
                tried = await fetch_page(self._tools, page, self._robots)
                self._note(host, page, tried)
                needs_pause = tried.was_asked
                if tried.was_asked:
                    failures = failures + 1 if tried.state is TextState.FAILED else 0
                # A host that does not answer, is in trouble or wants to be left alone will be so a second later too.
                if tried.state is TextState.WAITING or failures >= FAILURES_IN_A_ROW:
                    return

    def _note(self, host: str, page: WaitingPage, tried: Tried) -> None:
        del self._untried[page.article_id]
        self._states[tried.state] += 1
        if tried.is_resting:
            self._resting.add(page.feed_id)
        if tried.contact is Contact.NO_WAY:
            self._without_way.append(page.article_id)
            if host in self._telling:
                self._unreachable.add(host)
        self._is_online |= tried.contact is Contact.ANSWERED
        self._report(page.article_id)
