"""The engine as a process: requests in, events out, one refresh at a time, a sign of life every second."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable

from newsreader.engine.lease import held_lease
from newsreader.engine.pages import fetch_page_of, fetch_waiting_pages
from newsreader.engine.refresh import Failed, FeedOutcome, Refreshed, refresh_feeds
from newsreader.engine.tools import Tools, opened_tools
from newsreader.errors import NewsreaderError
from newsreader.paths import Paths
from newsreader.protocol import (
    HEARTBEAT_S,
    MAX_LINE,
    Alive,
    Cancel,
    Changed,
    Event,
    FetchPage,
    Finished,
    PageDone,
    Progress,
    Refresh,
    Refused,
    Request,
    decode_request,
    encode,
)
from newsreader.settings import load_settings
from newsreader.store import Store

IDLE_END_S = 600.0
"""Without a request for so long the engine ends; the app starts another when it needs one."""
_EVENT_EVERY_S = 0.1
_UNSENT_MAX = 65_536
"""Bytes that wait for an app that does not read (it may be suspended); then events that can be missed are dropped."""

_log = logging.getLogger(__name__)


async def serve(paths: Paths) -> None:
    """Serve one app on standard input and output until it goes away."""
    loop = asyncio.get_running_loop()
    requests = asyncio.StreamReader(limit=MAX_LINE)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(requests), sys.stdin)
    events, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # whatever a library prints must not land in the protocol
    store = Store.open(paths.database, paths.backups, now=int(time.time()))
    try:
        async with opened_tools(store, paths.rules, settings=load_settings(paths.settings)) as tools:
            await Engine(tools, events).run(requests)
    finally:
        store.close()


class Engine:
    """Carries out requests, one refresh and one page at a time."""

    def __init__(self, tools: Tools, events: asyncio.WriteTransport) -> None:
        self._tools = tools
        self._events = events
        self._tasks: set[asyncio.Task[None]] = set()
        self._refreshing: asyncio.Task[None] | None = None
        self._asked_at = time.monotonic()
        self._progress_at = 0.0

    async def run(self, requests: asyncio.StreamReader) -> None:
        """Take requests until the app goes away or asks for nothing for a long time."""
        heart = asyncio.create_task(self._beat())
        reader = asyncio.create_task(self._take(requests))
        await asyncio.wait((heart, reader), return_when=asyncio.FIRST_COMPLETED)
        for task in (heart, reader, *self._tasks):
            task.cancel()
        await asyncio.gather(heart, reader, *self._tasks, return_exceptions=True)

    async def _beat(self) -> None:
        while self._tasks or time.monotonic() - self._asked_at < IDLE_END_S:
            self._send(Alive(), can_be_missed=True)
            await asyncio.sleep(HEARTBEAT_S)

    async def _take(self, requests: asyncio.StreamReader) -> None:
        while line := await requests.readline():
            request = decode_request(line)
            self._asked_at = time.monotonic()
            if request is not None:
                self._handle(request)

    def _handle(self, request: Request) -> None:
        if isinstance(request, Cancel):
            if self._refreshing is not None:
                self._refreshing.cancel()
        elif isinstance(request, FetchPage):
            self._start(self._fetch_page(request.article_id))
        elif self._refreshing is not None:
            self._send(Refused("A refresh is running already."))
        else:
            self._refreshing = self._start(self._refresh(request))

    def _start(self, work: Awaitable[None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except NewsreaderError as error:
            _log.warning("%s", error)
            self._send(Refused(str(error)))
        except Exception:
            _log.exception("a request failed")
            self._send(Refused("That failed by a fault of newsreader; the log has the details."))

    async def _refresh(self, request: Refresh) -> None:
        tally = Tally(self._report_progress)
        was_cancelled = False
        tools = self._tools
        try:
            async with held_lease(tools) as lease:
                if not lease:
                    self._send(Refused("Another newsreader is refreshing this home; its news appears here too."))
                    return
                wanted = request.feed_ids
                feeds = await tools.database.read(lambda: tools.store.refreshing.feeds_to_fetch(wanted))
                tally.total = len(feeds)
                self._send(Progress(0, tally.total))
                await refresh_feeds(tools, feeds, is_forced=request.is_forced, report=tally.add)
        except asyncio.CancelledError:
            was_cancelled = True
        finally:
            self._refreshing = None
        self._send(Changed())
        self._send(Finished(tally.done, tally.new, tally.failed, was_cancelled))
        if not was_cancelled:
            self._start(self._fetch_pages(request.feed_ids))

    async def _fetch_pages(self, feed_ids: tuple[int, ...] | None) -> None:
        await fetch_waiting_pages(self._tools, feed_ids, report=lambda _: self._send(Changed(), can_be_missed=True))

    async def _fetch_page(self, article_id: int) -> None:
        await fetch_page_of(self._tools, article_id)
        self._send(PageDone(article_id))

    def _report_progress(self, tally: Tally) -> None:
        now = time.monotonic()
        if tally.done == tally.total or now - self._progress_at >= _EVENT_EVERY_S:
            self._progress_at = now
            self._send(Progress(tally.done, tally.total), can_be_missed=True)

    def _send(self, event: Event, *, can_be_missed: bool = False) -> None:
        if not (can_be_missed and self._events.get_write_buffer_size() > _UNSENT_MAX):
            self._events.write(encode(event))


class Tally:
    """How a refresh goes."""

    def __init__(self, report: Callable[[Tally], None]) -> None:
        self._report = report
        self.total = self.done = self.new = self.failed = 0

    def add(self, outcome: FeedOutcome) -> None:
        """Count one feed."""
        self.done += 1
        self.new += outcome.new if isinstance(outcome, Refreshed) else 0
        self.failed += isinstance(outcome, Failed)
        self._report(self)
