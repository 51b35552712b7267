"""Run a hostile case through the engine's use cases beside nine healthy feeds, and measure what it cost."""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from tests.building import NOW
from tests.hostile.kit import Kit, Limits
from tests.processes import CAN_MEASURE, cpu_s, forget_peaks, memory_mb, peak_mb

from newsreader.blocks import full_text
from newsreader.engine.recording import FeedOutcome, Refreshed
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools
from newsreader.model import Article, Feed, View, ViewKind

HEALTHY = 9
_HEALTHY_ARTICLES = 3
_SAMPLE_S = 0.02


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took, all processes together; nothing but the time by the clock where there is no /proc."""

    wall_s: float
    cpu_s: float = 0.0
    peak_mb: float = 0.0
    """Above idle."""
    left_mb: float = 0.0
    """Above idle, afterwards."""

    def check(self, limits: Limits) -> None:
        """Fail where it was too much. CPU time is judged, since the machine may be busy."""
        assert self.cpu_s <= limits.max_seconds
        assert self.peak_mb <= limits.max_rss_mb_over_idle
        assert self.left_mb <= 50


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of refreshing a bad feed beside nine healthy ones."""

    feed_id: int
    outcome: FeedOutcome
    healthy: list[FeedOutcome]
    """What came of those of the healthy feeds that did not bring all they have."""
    cost: Cost
    asked: Counter[str]
    """How often which path was asked for, the healthy feeds' left out."""


class Harness:
    """Tools, server, and the memory of both processes while nothing runs."""

    def __init__(self, kit: Kit, tools: Tools) -> None:
        self.kit = kit
        self.tools = tools
        self._idle_mb = 0.0
        self._made = 0
        self._ran: dict[str, Ran] = {}

    async def warm_up(self) -> None:
        """Start the worker and whatever starts with the first feed, then take the measure of idleness."""
        await self.refresh(self._add_healthy())
        self._idle_mb = memory_mb(os.getpid())

    def add(self, path: str) -> int:
        """Subscribe to a path of the server without fetching."""
        return self.tools.store.feeds.add(self.kit.url(path), now=NOW)[0]

    async def refresh(self, feed_ids: Iterable[int], *, is_forced: bool = False) -> dict[int, FeedOutcome]:
        """Refresh these feeds and return what came of each."""
        outcomes: dict[int, FeedOutcome] = {}
        feeds = self.tools.store.refreshing.feeds_to_fetch(list(feed_ids))
        await refresh_feeds(
            self.tools, feeds, is_forced=is_forced, report=lambda outcome: outcomes.update({outcome.feed_id: outcome})
        )
        return outcomes

    async def ran(self, path: str, limits: Limits) -> Ran:
        """Return what came of refreshing this path beside nine healthy feeds that are new; done once."""
        if path not in self._ran:
            feed_id, healthy = self.add(path), self._add_healthy()
            outcomes: dict[int, FeedOutcome] = {}

            async def work() -> None:
                outcomes.update(await self.refresh([feed_id, *healthy]))

            before = self.kit.hits()
            cost = await self.measured(work)
            hits = self.kit.hits() - before
            asked = Counter({each: hits[each] for each in hits if not each.startswith(("/ok/healthy-", "/__hits"))})
            wanted = [Refreshed(each, _HEALTHY_ARTICLES, 0) for each in healthy]
            unwell = [outcomes[each.feed_id] for each in wanted if outcomes[each.feed_id] != each]
            self._ran[path] = Ran(feed_id, outcomes[feed_id], unwell, cost, asked)
        return self._ran[path]

    async def measured(self, work: Callable[[], Awaitable[None]]) -> Cost:
        """Do a piece of work and return what it took, in this process and in the worker."""
        if not CAN_MEASURE:
            begun = time.monotonic()
            await work()
            return Cost(time.monotonic() - begun)
        me = os.getpid()
        forget_peaks(me)
        seen = [0.0]
        watching = asyncio.create_task(_watch(seen))
        begun, spent = time.monotonic(), cpu_s(me)
        await work()
        wall, cpu = time.monotonic() - begun, cpu_s(me) - spent
        watching.cancel()
        return Cost(wall, cpu, max(*seen, peak_mb(me)) - self._idle_mb, memory_mb(me) - self._idle_mb)

    def feed(self, feed_id: int) -> Feed:
        """Return a feed as it is stored."""
        return self.tools.store.feeds.get(feed_id)

    def articles(self, feed_id: int) -> list[Article]:
        """Return the articles of a feed as they are listed, newest first."""
        lists = self.tools.store.articles
        return [lists.get(each) for each in lists.list_ids(View(ViewKind.FEED, feed_id), since=0)]

    def _add_healthy(self) -> list[int]:
        first = self._made
        self._made += HEALTHY
        return [self.add(f"/ok/healthy-{number}") for number in range(first, first + HEALTHY)]


async def _watch(seen: list[float]) -> None:
    """Note the most that was held: a worker that was ended takes its own peak with it."""
    while True:
        seen[0] = max(seen[0], memory_mb(os.getpid()))
        await asyncio.sleep(_SAMPLE_S)


def text_of(article: Article) -> str:
    """Return what a reader sees below the title."""
    return full_text(article.blocks)


def size_of(article: Article) -> int:
    """Return how many characters of text an article holds."""
    return sum(len(block.text) for block in article.blocks)


def lines_of(article: Article) -> tuple[str, ...]:
    """Return what an article shows on single lines."""
    return article.headline.title, article.headline.author, article.byline, article.text_reason or ""


def links_of(article: Article) -> set[str]:
    """Return every address that an article leads to."""
    links = {span.target for block in article.blocks for span in block.spans} | {block.url for block in article.blocks}
    return {link for link in (*links, article.headline.url) if link}
