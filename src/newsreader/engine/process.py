"""The engine as a process: requests in, events out, one round at a time, a sign of life every second."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial

from newsreader.engine.adding import PAGES_AFTER_ADDING, Added, Addition, Kept, Known, Offered, add_feed
from newsreader.engine.download_desk import DownloadDesk
from newsreader.engine.images import fetch_images_of, fetch_wanted_images
from newsreader.engine.indexing import Indexer
from newsreader.engine.lease import held_lease
from newsreader.engine.outbox import Outbox
from newsreader.engine.pages import PAGES_A_REFRESH, fetch_page_of, fetch_waiting_pages
from newsreader.engine.recording import FeedOutcome
from newsreader.engine.refresh import SPREAD_S, refresh_feeds
from newsreader.engine.rounds import Round, blame, plan_round
from newsreader.engine.ruling import carry_out_rules, run_hooks
from newsreader.engine.settings_watch import SettingsWatch
from newsreader.engine.stories import settle_stories
from newsreader.engine.tally import Tally
from newsreader.engine.tidying import tidy_daily
from newsreader.engine.tools import Tools, opened_tools
from newsreader.errors import NewsreaderError, StoreError
from newsreader.feeds.asking import Asking, asking_by_hand
from newsreader.paths import Paths
from newsreader.protocol import (
    HEARTBEAT_S,
    MAX_LINE,
    AddFeed,
    Alive,
    Automatic,
    Cancel,
    CancelDownload,
    Changed,
    Download,
    Event,
    FeedAdded,
    FeedNotAdded,
    FeedsOffered,
    FetchPage,
    FetchPictures,
    Finished,
    Indexing,
    PageDone,
    PicturesDone,
    Refresh,
    Refused,
    Request,
    decode_request,
)
from newsreader.store import Store

IDLE_END_S = 600.0
"""Without a request for so long the engine ends; the app starts another when it needs one."""
_LOOK_EVERY_S = 30.0
"""How often it is looked whether feeds are due."""
_QUIET_S = 900.0
"""After somebody stopped a refresh nothing is asked by itself for so long."""

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
        watch = SettingsWatch(paths.settings)
        async with opened_tools(store, paths.rules, settings=watch.read()) as tools:
            await Engine(tools, Outbox(events), paths, watch).run(requests)
    finally:
        store.close()


class Engine:
    """Carries out requests: one round of refreshing and one queue of pages at a time."""

    def __init__(self, tools: Tools, outbox: Outbox, paths: Paths, watch: SettingsWatch) -> None:
        self._tools = tools
        self._watch = watch
        self._images = paths.images
        self._outbox = outbox
        self._tasks: set[asyncio.Task[None]] = set()
        self._adding: set[asyncio.Task[None]] = set()
        self._round: asyncio.Task[None] | None = None
        self._is_refreshing = False
        """Is the round still at its feeds; pages and pictures of it give way to the next one."""
        self._is_by_hand = False
        self._schedule: asyncio.Task[None] | None = None
        self._tally: Tally | None = None
        self._pictured: set[int] = set()
        """The articles whose pictures the reader asked for, and which are under way."""
        self._asked_at = time.monotonic()
        self._quiet_until = 0.0
        self._indexer = Indexer(lambda: self._tools, self._start, self._show_indexing)
        self._downloads = DownloadDesk(
            lambda: self._tools, paths.downloads, outbox, self._start, lambda: self._is_refreshing
        )

    async def run(self, requests: asyncio.StreamReader) -> None:
        """Take requests until the app goes away or asks for nothing for a long time."""
        heart = asyncio.create_task(self._beat())
        reader = asyncio.create_task(self._take(requests))
        self._indexer.wake()
        ended, _ = await asyncio.wait((heart, reader), return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            if (fault := task.exception()) is not None:
                _log.error("the engine ends", exc_info=fault)
        for task in (heart, reader, *self._tasks):
            task.cancel()
        await asyncio.gather(heart, reader, *self._tasks, return_exceptions=True)

    async def _beat(self) -> None:
        while self._tasks or time.monotonic() - self._asked_at < IDLE_END_S:
            self._outbox.update(Alive())
            self._show_progress()
            await asyncio.sleep(HEARTBEAT_S)

    async def _take(self, requests: asyncio.StreamReader) -> None:
        while line := await requests.readline():
            request = decode_request(line)
            self._asked_at = time.monotonic()
            if request is not None:
                self._handle(request)

    def _handle(self, request: Request) -> None:
        self._tools = self._watch.renewed(self._tools)
        match request:
            case Cancel():
                self._stop()
            case FetchPage(article_id, linked_from):
                self._start(self._fetch_page(article_id, linked_from))
            case AddFeed():
                adding = self._start(self._add(request))
                self._adding.add(adding)
                adding.add_done_callback(self._adding.discard)
            case FetchPictures(article_id):
                self._start(self._fetch_pictures(article_id))
            case Download():
                self._downloads.begin(request)
            case CancelDownload():
                self._downloads.stop(request)
            case Automatic():
                self._begin_schedule()
            case Refresh(feed_ids, is_forced):
                if self._is_refreshing_by_hand():
                    self._outbox.send(Refused("A refresh is running already."))
                    return
                plan = partial(plan_round, self._tools, feed_ids, asking_by_hand(feed_ids, is_forced=is_forced))
                self._begin_round(plan, feed_ids, is_forced=is_forced, is_automatic=False)
                if self._tools.settings.refresh.automatic:
                    self._begin_schedule()

    def _is_refreshing_by_hand(self) -> bool:
        is_stopped = self._round is None or self._round.cancelling() > 0
        return self._is_refreshing and self._is_by_hand and not is_stopped

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())  # it may have been stopped before it began
        return task

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except NewsreaderError as error:
            _log.warning("%s", error)
            self._outbox.send(Refused(str(error)))
        except Exception:
            _log.exception("a request failed")
            self._outbox.send(Refused("That failed by a fault of newsreader; the log has the details."))

    def _stop(self) -> None:
        self._quiet_until = time.monotonic() + _QUIET_S
        self._downloads.stop()
        for each in (self._round, *self._adding):
            if each is not None:
                each.cancel()

    async def _add(self, request: AddFeed) -> None:
        addition = await add_feed(self._tools, request.address, folder=request.folder)
        self._outbox.send(_answer(request, addition))
        if isinstance(addition, Added):
            self._indexer.wake(takes_teasers=False)
            await self._fetch_pages([addition.feed_id], limit=PAGES_AFTER_ADDING)
            self._indexer.wake()

    # Rounds

    def _begin_schedule(self) -> None:
        if self._schedule is None:
            self._schedule = self._start(self._look_for_due_feeds())

    async def _look_for_due_feeds(self) -> None:
        while True:
            try:
                await self._ask_due_feeds()
            except StoreError as error:
                _log.warning("%s", error)  # the next look may find the database well again
            await asyncio.sleep(_LOOK_EVERY_S)

    async def _ask_due_feeds(self) -> None:
        self._tools = self._watch.renewed(self._tools)
        plan = partial(plan_round, self._tools, None, Asking.DUE)
        may_ask = self._tools.settings.refresh.automatic and time.monotonic() >= self._quiet_until
        if may_ask and not self._is_refreshing and (await plan()).feeds:
            self._begin_round(plan, None, is_forced=False, is_automatic=True)

    def _begin_round(
        self,
        plan: Callable[[], Awaitable[Round]],
        feed_ids: Sequence[int] | None,
        *,
        is_forced: bool,
        is_automatic: bool,
    ) -> None:
        """Begin a round. An automatic one that is under way ends for it, and so do the pages of the one before."""
        before = self._round
        if before is not None:
            before.cancel()
        self._is_refreshing, self._is_by_hand = True, not is_automatic
        if not is_automatic:
            self._indexer.pause()
        self._round = self._start(self._run_round(before, plan, feed_ids, is_forced, is_automatic))
        self._round.add_done_callback(partial(self._end_round, is_automatic=is_automatic))

    async def _run_round(
        self,
        before: asyncio.Task[None] | None,
        plan: Callable[[], Awaitable[Round]],
        feed_ids: Sequence[int] | None,
        is_forced: bool,
        is_automatic: bool,
    ) -> None:
        if before is not None:
            await asyncio.wait([before])
        async with held_lease(self._tools) as lease:
            if lease:
                finished = await self._refresh(plan, is_forced, is_automatic)
                await settle_stories(self._tools)
                await carry_out_rules(self._tools)
                self._end_refreshing(asyncio.current_task())
                self._outbox.send(Changed())
                self._outbox.send(finished)
                if not finished.was_cancelled:
                    await self._follow_up(feed_ids)
            elif not is_automatic:
                self._outbox.send(Refused("Another newsreader is refreshing this home; its news appears here too."))

    async def _follow_up(self, feed_ids: Sequence[int] | None) -> None:
        """Do what a refresh leaves to be done, while others may begin."""
        self._indexer.wake(takes_teasers=False)
        await self._fetch_pages(feed_ids)
        if await run_hooks(self._tools):
            self._outbox.send(Changed())
        if await tidy_daily(self._tools):
            self._outbox.send(Changed())
        await self._downloads.tidy()

    def _end_refreshing(self, round_: asyncio.Task[None] | None) -> None:
        """Let others begin, unless the next round has begun already."""
        if self._round is round_:
            self._is_refreshing = False
            self._indexer.go_on()

    def _end_round(self, round_: asyncio.Task[None], *, is_automatic: bool) -> None:
        """Note that a round is over, also one that was stopped before it began."""
        if self._round is round_ and self._is_refreshing and round_.cancelled():
            self._outbox.send(Finished(0, 0, 0, was_cancelled=True, is_automatic=is_automatic))
        self._end_refreshing(round_)
        if self._round is round_:
            self._round = None
        self._indexer.wake()

    async def _refresh(self, plan: Callable[[], Awaitable[Round]], is_forced: bool, is_automatic: bool) -> Finished:
        """Ask the feeds of the round."""
        tally = Tally(0)
        left_alone: tuple[tuple[str, int], ...] = ()
        was_cancelled = False
        try:
            await blame(self._tools)
            round_ = await plan()
            left_alone = tuple((reason.value, number) for reason, number in round_.left_alone)
            self._tally = tally = Tally(len(round_.feeds))
            self._outbox.send(tally.progress())
            await refresh_feeds(
                self._tools,
                round_.feeds,
                is_forced=is_forced,
                report=partial(self._count, tally),
                begin=tally.begin,
                spread_s=SPREAD_S if is_automatic else 0.0,
            )
        except asyncio.CancelledError:
            was_cancelled = True
        finally:
            self._tally = None
        return Finished(tally.done, tally.new, tally.failed, was_cancelled, left_alone, is_automatic)

    def _count(self, tally: Tally, outcome: FeedOutcome) -> None:
        tally.add(outcome)
        self._show_progress()

    def _show_progress(self) -> None:
        if self._tally is not None:
            self._outbox.update(self._tally.progress())

    def _show_indexing(self, done: int, total: int) -> None:
        if not self._is_refreshing:  # there is room for one progress, and that of a refresh says more
            self._outbox.update(Indexing(done, total))

    # Pages and pictures

    async def _fetch_pages(self, feed_ids: Sequence[int] | None, limit: int = PAGES_A_REFRESH) -> None:
        def report(article_id: int) -> None:
            self._outbox.update(Changed())

        await fetch_waiting_pages(self._tools, feed_ids, limit=limit, report=report)
        await fetch_wanted_images(self._tools, self._images, report=report)

    async def _fetch_page(self, article_id: int, linked_from: int | None) -> None:
        await fetch_page_of(self._tools, article_id, linked_from=linked_from)
        self._outbox.send(PageDone(article_id))
        self._indexer.wake()

    async def _fetch_pictures(self, article_id: int) -> None:
        def report(article_id: int) -> None:
            self._outbox.update(Changed())

        if article_id in self._pictured:
            return  # the key was pressed twice; the first one answers
        self._pictured.add(article_id)
        try:
            done = await fetch_images_of(self._tools, self._images, article_id, report=report)
        finally:
            self._pictured.discard(article_id)
        self._outbox.send(PicturesDone(article_id, done.kept, done.failed, done.waiting, done.stopped or ""))


def _answer(request: AddFeed, addition: Addition) -> Event:
    match addition:
        case Added(feed_id, _, articles):
            return FeedAdded(feed_id, new=articles)
        case Kept(feed_id, warning):
            return FeedAdded(feed_id, warning=warning)
        case Known(feed_id):
            return FeedAdded(feed_id, is_new=False)
        case Offered(_, feeds):
            return FeedsOffered(request, feeds)
    return FeedNotAdded(request, addition.reason)
