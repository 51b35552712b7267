"""The use case of full text: fetch the page behind a teaser, take its text, keep the better of both.

Polite: one request a host at a time, a pause between two, robots.txt honoured, newest articles first.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlsplit

from newsreader.blocks import body_text
from newsreader.engine.parts import read_whole, reason_of
from newsreader.engine.robots import RobotsRules, is_passing
from newsreader.engine.tools import Tools
from newsreader.engine.wire import Extracted
from newsreader.model import TextState
from newsreader.net.outcome import Fetched, FetchFailed
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.store.texts import WaitingPage
from newsreader.text import count_words

PAGES_A_REFRESH = 200
"""How many pages one refresh may ask for; the rest waits for the next."""
PAUSE_S = 1.0
"""Between two pages of one host."""
HOSTS_AT_ONCE = 8
FAILURES_IN_A_ROW = 3
"""After so many a host is left alone until the next refresh."""

_log = logging.getLogger(__name__)


async def fetch_waiting_pages(
    tools: Tools, feed_ids: Sequence[int] | None, *, limit: int = PAGES_A_REFRESH, report: Callable[[int], None]
) -> None:
    """Fetch the pages of articles that wait for theirs, and report the id of each that was tried."""
    waiting = await tools.database.read(partial(tools.store.texts.waiting, limit=limit, feed_ids=feed_ids))
    by_host: defaultdict[str, list[WaitingPage]] = defaultdict(list)
    for page in waiting:
        by_host[urlsplit(page.link).hostname or ""].append(page)
    slots = asyncio.Semaphore(HOSTS_AT_ONCE)
    robots = RobotsRules(tools)

    async def one_host(pages: Sequence[WaitingPage]) -> None:
        async with slots:
            await _fetch_host(tools, pages, robots, report)

    async with asyncio.TaskGroup() as group:
        for pages in by_host.values():
            group.create_task(one_host(pages))


async def _fetch_host(
    tools: Tools, pages: Sequence[WaitingPage], robots: RobotsRules, report: Callable[[int], None]
) -> None:
    failures = 0
    for number, page in enumerate(pages):
        if number:
            await asyncio.sleep(PAUSE_S)
        state = await fetch_page(tools, page, robots)
        report(page.article_id)
        failures = 0 if state is TextState.FULL else failures + 1
        # A host that does not answer, is in trouble or wants to be left alone will be so a second later too.
        if state is TextState.WAITING or failures >= FAILURES_IN_A_ROW:
            return


async def fetch_page_of(tools: Tools, article_id: int) -> None:
    """Fetch the page of one article now, because the reader asked for it."""
    page = await tools.database.read(partial(tools.store.texts.page_of, article_id))
    if page is None:
        await _record(tools, article_id, TextState.FAILED, "This article has no page of its own.")
    else:
        await fetch_page(tools, page, RobotsRules(tools))


async def fetch_page(tools: Tools, page: WaitingPage, robots: RobotsRules) -> TextState:
    """Fetch one page and keep its text, if it is better than what the feed gave; return what came of it."""
    try:
        if refusal := await robots.refusal(page.link, page.feed_url):
            state = TextState.FAILED if refusal.is_final else TextState.WAITING
            return await _record(tools, page.article_id, state, refusal.reason)
        outcome = await tools.fetcher.fetch(
            FetchRequest(url=page.link, kind=FetchKind.PAGE, now=tools.clock(), typed_url=page.feed_url)
        )
        if isinstance(outcome, FetchFailed):
            # Being offline for an evening must not cost a whole feed its texts.
            state = TextState.WAITING if is_passing(outcome) else TextState.FAILED
            return await _record(tools, page.article_id, state, outcome.reason)
        if not isinstance(outcome, Fetched):
            return await _record(tools, page.article_id, TextState.FAILED, "The server sent no page.")
        return await _extract(tools, page, outcome, robots)
    except Exception:
        # The edge of the per-page loop: a fault of ours in one page costs that page its text.
        _log.exception("article %d: fetching its page failed", page.article_id)
        return await _record(
            tools, page.article_id, TextState.FAILED, "Reading the page failed by a fault of newsreader."
        )


async def _extract(tools: Tools, page: WaitingPage, fetched: Fetched, robots: RobotsRules) -> TextState:
    result = await read_whole(tools, page, fetched, robots)
    if not isinstance(result, Extracted):
        return await _record(tools, page.article_id, TextState.FAILED, reason_of(result))
    text = result.page
    words = count_words(body_text(text.blocks))
    if text.problem:
        return await _record(tools, page.article_id, TextState.FAILED, text.problem)
    if words < page.feed_words:
        return await _record(tools, page.article_id, TextState.FAILED, "The page gives less text than the feed.")
    write = partial(
        tools.store.texts.write_page,
        page.article_id,
        text.blocks,
        byline=text.byline,
        words=words,
        language=text.language,
    )
    await tools.database.write(write)
    return TextState.FULL


async def _record(tools: Tools, article_id: int, state: TextState, reason: str) -> TextState:
    await tools.database.write(partial(tools.store.texts.set_state, article_id, state, reason))
    return state
