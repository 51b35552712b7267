"""The queue of pages: how many of a feed, which feeds rest, and when it waits as a whole."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from tests.building import HOUR, NOW
from tests.engine.documents import SENTENCE, page, rss
from tests.loopback import Answer, Site
from tests.store.checks import query

from newsreader.engine import pages
from newsreader.engine.pages import METERED, OFFLINE, QueueSummary, fetch_page_of, fetch_waiting_pages, room_of
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools, opened_tools
from newsreader.model import TextState, View, ViewKind
from newsreader.settings import FeedSettings, FullTextSettings, Settings
from newsreader.store import Store
from newsreader.store.queue import FeedPages

DAY = 24 * HOUR
WEEK = 7 * DAY


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No pauses, and no NetworkManager but the test's own."""
    monkeypatch.setattr(pages, "PAUSE_S", 0.0)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:/usr/bin:/bin")
    say_metered(tmp_path, "no")


def say_metered(folder: Path, said: str) -> None:
    """Let the system say this of its line."""
    program = folder / "bin" / "nmcli"
    program.write_text(f"#!/bin/sh\necho GENERAL.METERED:{said}\necho IP4.GATEWAY:192.0.2.1\n")
    program.chmod(0o755)


class Queue:
    """The queue on a store whose clock the test sets."""

    def __init__(self, tools: Tools, clock: list[int]) -> None:
        self.tools = tools
        self.store = tools.store
        self._clock = clock

    def wait(self, seconds: int) -> None:
        self._clock[0] += seconds

    async def subscribe(self, site: Site, count: int, *, text: str = "The harbour was quiet …") -> list[int]:
        """Subscribe to a feed of teasers without pages and refresh it; return the ids, newest first."""
        items = [(f"story {number}", site.url(f"/page/{number}"), text) for number in range(count)]
        self.store.feeds.add(site.serve("/feed", rss("F", items, site=site.url("/"))), now=NOW)
        feeds = self.store.refreshing.feeds_to_fetch()
        await refresh_feeds(self.tools, feeds, is_forced=False, report=lambda _: None)
        return list(self.store.articles.list_ids(View(ViewKind.ALL), since=0))

    async def run(self, *, is_by_hand: bool = False, is_unlimited: bool = False) -> QueueSummary:
        return await fetch_waiting_pages(
            self.tools, None, is_by_hand=is_by_hand, is_unlimited=is_unlimited, report=lambda _: None
        )

    def states(self, ids: list[int]) -> list[str]:
        return [headline.text_state.value for headline in self.store.articles.headlines(ids)]

    def reason(self, article_id: int) -> str | None:
        return self.store.articles.get(article_id).text_reason


@asynccontextmanager
async def opened(store: Store, settings: Settings | None = None) -> AsyncIterator[Queue]:
    clock = [NOW]
    async with opened_tools(store, settings=settings, clock=lambda: clock[0]) as tools:
        yield Queue(tools, clock)


def serve_pages(site: Site, *numbers: int) -> None:
    for number in numbers:
        site.serve(f"/page/{number}", page(f"story {number}"), content_type="text/html")


def asked(site: Site) -> list[str]:
    return [each.path for each in site.requests if each.path.startswith("/page")]


# How many


async def test_a_feed_gets_its_share_of_pages_a_day_and_starred_articles_go_besides(store: Store, site: Site) -> None:
    serve_pages(site, *range(6))
    async with opened(store, Settings(full_text=FullTextSettings(a_feed_a_day=2))) as queue:
        ids = await queue.subscribe(site, 6)

        assert await queue.run() == QueueSummary(full=2)
        assert asked(site) == ["/page/5", "/page/4"]
        assert await queue.run() == QueueSummary()
        store.marks.set_starred(ids[5:], True, now=NOW)
        store.texts.note_opened(ids[4], now=NOW)
        assert await queue.run() == QueueSummary(full=2)
        assert asked(site)[2:] == ["/page/0", "/page/1"]
        queue.wait(DAY)
        assert await queue.run() == QueueSummary(full=2)
        assert queue.states(ids) == ["full"] * 6


async def test_somebody_who_wants_all_gets_more_than_the_share(store: Store, site: Site) -> None:
    serve_pages(site, *range(4))
    async with opened(store, Settings(full_text=FullTextSettings(a_feed_a_day=1))) as queue:
        await queue.subscribe(site, 4)

        assert await queue.run(is_by_hand=True) == QueueSummary(full=1)
        assert await queue.run(is_by_hand=True, is_unlimited=True) == QueueSummary(full=3)


async def test_nothing_comes_by_itself_where_that_is_off_but_by_hand(store: Store, site: Site) -> None:
    serve_pages(site, 0)
    async with opened(store, Settings(full_text=FullTextSettings(automatic=False))) as queue:
        ids = await queue.subscribe(site, 1)
        store.marks.set_starred(ids, True, now=NOW)

        assert await queue.run() == QueueSummary()
        assert await queue.run(is_by_hand=True) == QueueSummary(full=1)


async def test_a_feed_whose_switch_is_off_gets_no_page_even_by_hand(store: Store, site: Site) -> None:
    serve_pages(site, 0)
    settings = Settings(feeds={site.url("/feed"): FeedSettings(full_text=False)})
    async with opened(store, settings) as queue:
        ids = await queue.subscribe(site, 1)
        store.marks.set_starred(ids, True, now=NOW)

        assert await queue.run(is_by_hand=True, is_unlimited=True) == QueueSummary()
        assert asked(site) == []


async def test_a_feed_whose_switch_is_on_gets_the_pages_of_all_recent_articles(store: Store, site: Site) -> None:
    serve_pages(site, *range(60))
    text = f"<p>{SENTENCE * 20}</p>"
    settings = Settings(
        full_text=FullTextSettings(automatic=False, a_feed_a_day=1000),
        feeds={site.url("/feed"): FeedSettings(full_text=True)},
    )
    async with opened(store, settings) as queue:
        ids = await queue.subscribe(site, 60, text=text)
        query(store.path, "UPDATE articles SET fetched = ? WHERE id = ?", NOW - 31 * DAY, ids[-1])
        assert queue.states(ids) == ["feed"] * 60

        assert await queue.run() == QueueSummary(full=59)

        assert queue.states(ids) == ["full"] * 59 + ["feed"]


FEED = FeedPages(1, "https://a.example/feed", tried=48, rest_until=None)


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (FEED, 2),
        (FeedPages(1, FEED.url, 60, None), 0),
        (FeedPages(1, FEED.url, 0, NOW, 3), 50),
        (FeedPages(1, FEED.url, 0, NOW + 1, 3), 0),
        (FeedPages(1, FEED.url, 0, NOW + 1, 2), None),
        (FeedPages(1, FEED.url, 0, NOW + WEEK + 1, 3), 50),
    ],
    ids=["some", "used up", "rested", "resting", "its server wants it", "a clock that was set back"],
)
def test_the_room_of_a_feed(feed: FeedPages, expected: int | None) -> None:
    assert room_of(feed, Settings(), now=NOW) == expected


# Rests


async def test_a_feed_whose_pages_fail_three_times_in_a_row_is_left_alone_for_a_week(store: Store, site: Site) -> None:
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 9)

        assert await queue.run() == QueueSummary(failed=3, waiting=6)
        queue.wait(WEEK - 1)
        assert await queue.run() == QueueSummary()
        (rest,) = store.queue.rests(now=NOW + WEEK - 1)
        assert (rest.until, rest.failures) == (NOW + WEEK, 3)
        assert "404" in (rest.reason or "")
        queue.wait(1)
        assert (await queue.run()).failed == 1  # and the next rest begins
        assert await queue.run() == QueueSummary()

        store.marks.set_starred(ids[-1:], True, now=NOW)
        serve_pages(site, *range(9))
        assert await queue.run() == QueueSummary(full=1)
        assert (await queue.run()).full == 4  # a page that comes ends the rest


async def test_a_feed_that_begins_to_rest_is_left_alone_at_once_others_of_its_host_are_not(
    store: Store, site: Site
) -> None:
    for name in ("bad", "good"):
        items = [(f"{name} {number}", site.url(f"/page/{name}/{number}"), "Quiet …") for number in range(5)]
        store.feeds.add(site.serve(f"/{name}", rss(name, items)), now=NOW)
        for number in range(5):
            site.serve(f"/page/good/{number}", page(f"good {number}"), content_type="text/html")
    async with opened(store) as queue:
        feeds = store.refreshing.feeds_to_fetch()
        await refresh_feeds(queue.tools, feeds, is_forced=False, report=lambda _: None)

        assert await queue.run() == QueueSummary(full=5, failed=3, waiting=2)

        assert len([path for path in asked(site) if "bad" in path]) == 3


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=403),
        Answer(b"%PDF", content_type="application/pdf"),
        Answer(b"<article><p>Too short</p><p>Subscribe to continue reading.</p></article>", content_type="text/html"),
    ],
    ids=["forbidden", "not text", "paywalled"],
)
async def test_a_page_that_gives_no_text_is_held_against_its_feed(store: Store, site: Site, answer: Answer) -> None:
    async with opened(store) as queue:
        await queue.subscribe(site, 4)
        for number in range(4):
            site.program(f"/page/{number}", lambda _: answer)

        assert await queue.run() == QueueSummary(failed=3, waiting=1)

        assert len(store.queue.rests(now=NOW)) == 1


async def test_a_server_in_trouble_is_asked_once_an_hour_and_that_is_not_held_against_the_feed(
    store: Store, site: Site
) -> None:
    async with opened(store) as queue:
        await queue.subscribe(site, 4)
        for number in range(4):
            site.serve(f"/page/{number}", status=503)

        for _ in range(4):
            await queue.run()
            queue.wait(HOUR - 1)
            assert await queue.run() == QueueSummary()
            queue.wait(1)

        assert asked(site) == ["/page/3", "/page/2", "/page/1", "/page/0"]
        assert store.queue.rests(now=NOW) == []
        serve_pages(site, *range(4))
        assert await queue.run() == QueueSummary(full=4)


async def test_by_hand_a_server_that_was_in_trouble_is_asked_at_once(store: Store, site: Site) -> None:
    site.serve("/page/0", status=503)
    async with opened(store) as queue:
        await queue.subscribe(site, 1)
        await queue.run()
        serve_pages(site, 0)

        assert await queue.run() == QueueSummary()
        assert await queue.run(is_by_hand=True) == QueueSummary(full=1)


async def test_a_server_that_asks_for_patience_gets_it_even_for_starred_articles(store: Store, site: Site) -> None:
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 2)
        site.serve("/page/1", status=429, headers={"Retry-After": "7200"})
        serve_pages(site, 0)
        store.marks.set_starred(ids, True, now=NOW)

        assert await queue.run() == QueueSummary(waiting=2)
        queue.wait(7199)
        assert await queue.run(is_by_hand=True) == QueueSummary()
        queue.wait(1)
        assert (await queue.run()).full == 1


async def test_what_the_reader_asks_for_is_not_held_against_the_feed_and_needs_no_room(
    store: Store, site: Site
) -> None:
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 4)
        for _ in range(4):
            await fetch_page_of(queue.tools, ids[0])
        assert store.queue.feeds(since=0, now=NOW)[0].failures == 0

        await queue.run()
        serve_pages(site, 0)
        await fetch_page_of(queue.tools, ids[3])  # although the feed rests

        assert queue.states(ids) == ["failed", "failed", "failed", "full"]


async def test_robots_txt_is_not_held_against_the_feed_nor_counted(store: Store, site: Site) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /page", content_type="text/plain")
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 5)

        assert await queue.run() == QueueSummary(failed=5)

        assert asked(site) == []
        assert "robots.txt" in (queue.reason(ids[0]) or "")
        (feed,) = store.queue.feeds(since=0, now=NOW)
        assert (feed.tried, feed.failures) == (0, 0)


async def test_a_link_that_nobody_may_be_asked_for_is_neither_counted(store: Store, site: Site) -> None:
    async with opened(store) as queue:
        ids = await add_scattered(queue, site, [f"http://127.0.0.2:{site.port}/{number}" for number in range(4)])

        assert await queue.run() == QueueSummary(failed=4)

        (feed,) = store.queue.feeds(since=0, now=NOW)
        assert (feed.tried, feed.failures) == (0, 0)
        assert all(queue.reason(each) for each in ids)


# robots.txt once a day (promise 5)


async def test_promise_5_robots_txt_is_asked_once_a_day_by_all_runs_and_keys(store: Store, site: Site) -> None:
    serve_pages(site, *range(4))
    settings = Settings(full_text=FullTextSettings(a_feed_a_day=1))
    for _ in range(2):  # the program may be started again in between
        async with opened(store, settings) as queue:
            ids = await queue.subscribe(site, 4)
            await queue.run()
            await fetch_page_of(queue.tools, ids[-1])
            assert len(site.requests_of("/robots.txt")) == 1

    async with opened(store, settings) as queue:
        queue.wait(DAY)
        await queue.run()
        assert len(site.requests_of("/robots.txt")) == 2


async def test_the_rules_of_a_server_in_trouble_are_not_kept(store: Store, site: Site) -> None:
    serve_pages(site, 0)
    site.serve("/robots.txt", status=500)
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 1)

        assert await queue.run() == QueueSummary(waiting=1)
        assert await queue.run() == QueueSummary()
        assert len(site.requests_of("/robots.txt")) == 1
        assert asked(site) == []
        queue.wait(HOUR)
        site.serve("/robots.txt", b"User-agent: *\nAllow: /\x1b[2J", content_type="text/plain")
        assert await queue.run() == QueueSummary(full=1)

        assert queue.states(ids) == ["full"]
        assert query(store.path, "SELECT count(*) FROM robots WHERE instr(rules, char(27))") == [(0,)]


# The pace


async def test_a_host_has_a_pause_between_two_pages_but_not_for_what_is_not_asked(
    store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PAUSE_S", 0.3)
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /page/3\nDisallow: /page/2\nDisallow: /page/0")
    serve_pages(site, *range(6))
    async with opened(store) as queue:
        await queue.subscribe(site, 6)
        begun = time.monotonic()

        assert await queue.run() == QueueSummary(full=3, failed=3)

        took = time.monotonic() - begun
    times = [each.at for each in site.requests if each.path.startswith("/page")]
    pauses = [after - before for before, after in pairwise(times)]
    assert len(pauses) == 2
    assert min(pauses) >= 0.3
    assert took >= 0.6


# Metered, offline


async def test_on_a_line_that_is_paid_by_volume_everything_waits_and_says_so(
    store: Store, site: Site, tmp_path: Path
) -> None:
    serve_pages(site, 0, 1)
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 2)
        say_metered(tmp_path, "yes")

        assert await queue.run() == QueueSummary(waiting=2, stopped=METERED)
        assert site.requests_of("/robots.txt") == []
        assert asked(site) == []
        assert [queue.reason(each) for each in ids] == [METERED, METERED]
        await fetch_page_of(queue.tools, ids[0])  # a person decides for one page
        say_metered(tmp_path, "no")
        assert await queue.run() == QueueSummary(full=1)
        assert [queue.reason(each) for each in ids] == [None, None]


async def test_who_pays_by_volume_may_want_pages_all_the_same(store: Store, site: Site, tmp_path: Path) -> None:
    serve_pages(site, 0)
    say_metered(tmp_path, "yes")
    async with opened(store, Settings(full_text=FullTextSettings(on_metered=True))) as queue:
        await queue.subscribe(site, 1)

        assert await queue.run() == QueueSummary(full=1)


async def add_scattered(queue: Queue, site: Site, links: list[str], *, path: str = "/feed") -> list[int]:
    """Subscribe to a feed of teasers with these links, the last one the newest; return the ids, newest first."""
    items = [(f"story {number}", link, "Quiet …") for number, link in enumerate(links)]
    feed_id, _ = queue.store.feeds.add(site.serve(path, rss("F", items)), now=NOW)
    feeds = queue.store.refreshing.feeds_to_fetch([feed_id])
    await refresh_feeds(queue.tools, feeds, is_forced=False, report=lambda _: None)
    return list(queue.store.articles.list_ids(View(ViewKind.ALL), since=0))


async def test_offline_the_queue_stops_and_everything_waits(
    store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "HOSTS_AT_ONCE", 1)
    async with opened(store) as queue:
        ids = await add_scattered(queue, site, [f"http://host-{number}.invalid/" for number in range(6)])
        tried: list[int] = []

        summary = await fetch_waiting_pages(queue.tools, None, report=tried.append)

        assert summary == QueueSummary(waiting=6, stopped=OFFLINE)
        assert tried == ids[:3]
        assert [queue.reason(each) for each in ids[3:]] == [OFFLINE] * 3
        assert queue.states(ids) == ["waiting"] * 6
        # Nobody was asked, so nothing has to wait its hour and nothing counts.
        assert store.queue.feeds(since=0, now=NOW)[0].tried == 0
        assert (await queue.run()).stopped == OFFLINE


async def test_behind_a_proxy_that_is_gone_everything_waits(
    store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Site() as gone:
        address = gone.url("/")
    monkeypatch.setenv("http_proxy", address)
    async with opened(store) as queue:
        ids = await add_scattered(queue, site, ["http://news.example/0", "http://news.example/1"])

        assert await queue.run() == QueueSummary(waiting=2, stopped=OFFLINE)

        assert "proxy" in (queue.reason(ids[0]) or "")
        assert queue.reason(ids[1]) == OFFLINE


async def test_a_few_dead_hosts_do_not_mean_offline(store: Store, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "HOSTS_AT_ONCE", 1)
    serve_pages(site, 0)
    async with opened(store) as queue:
        dead = [f"http://host-{number}.invalid/" for number in range(5)]
        ids = await add_scattered(queue, site, [*dead, site.url("/page/0")])

        summary = await queue.run()

        assert summary == QueueSummary(full=1, waiting=5)
        assert OFFLINE not in [queue.reason(each) for each in ids]
        # Hosts that are known to be dead are left alone for an hour, and later tell nothing of the line.
        assert await queue.run() == QueueSummary()
        queue.wait(HOUR)
        assert await queue.run() == QueueSummary(waiting=5)
        queue.wait(HOUR)
        await add_scattered(queue, site, ["http://host-0.invalid/", "http://new.invalid/"], path="/other")
        assert (await queue.run()).stopped == OFFLINE


# Conditional requests


async def test_a_page_that_is_here_is_asked_for_with_its_validators_and_304_keeps_it(store: Store, site: Site) -> None:
    modified = "Sun, 22 Nov 2026 11:00:00 GMT"
    site.serve("/page/0", page("story 0"), content_type="text/html", etag='"1"', last_modified=modified)
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 1)
        await queue.run()
        before = store.articles.get(ids[0])
        queue.wait(60)

        await fetch_page_of(queue.tools, ids[0])

        first, second = site.requests_of("/page/0")
        assert "if-none-match" not in first.headers
        assert (second.headers["if-none-match"], second.headers["if-modified-since"]) == ('"1"', modified)
        assert store.articles.get(ids[0]) == before
        assert query(store.path, "SELECT page_tried_at FROM articles") == [(NOW + 60,)]


async def test_a_page_behind_a_redirect_is_asked_for_without_conditions(store: Store, site: Site) -> None:
    site.redirect("/page/0", "/moved")
    site.serve("/moved", page("story 0"), content_type="text/html", etag='"1"')
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 1)
        await queue.run()

        await fetch_page_of(queue.tools, ids[0])

        assert ["if-none-match" in each.headers for each in site.requests_of("/moved")] == [False, False]


async def test_a_page_that_is_here_survives_what_its_server_answers_later(store: Store, site: Site) -> None:
    serve_pages(site, 0)
    async with opened(store) as queue:
        ids = await queue.subscribe(site, 1)
        await queue.run()
        blocks = store.articles.get(ids[0]).blocks
        site.serve("/page/0", status=404)

        await fetch_page_of(queue.tools, ids[0])

        article = store.articles.get(ids[0])
        assert article.blocks == blocks
        assert article.headline.text_state is TextState.FULL
        assert "404" in (article.text_reason or "")
