"""A round asks whom it should: who is due, who was not just asked, who did not say to come later."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

import pytest
from tests.building import NOW
from tests.engine.documents import articles, rss
from tests.loopback import Site

from newsreader.engine.recording import Failed, FeedOutcome, Refreshed, Unchanged
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.rounds import blame, plan_round
from newsreader.engine.tools import Tools, opened_tools
from newsreader.engine.worker import Worker
from newsreader.feeds.asking import Asking, LeftAlone, asking_by_hand
from newsreader.settings import FeedSettings, RefreshSettings, Settings
from newsreader.store import Store

HOUR = 3600


@dataclass
class Clock:
    """Goes when it is told to."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def tools(store: Store, clock: Clock) -> AsyncIterator[Tools]:
    async with opened_tools(store, clock=clock) as opened:
        yield opened


async def go(tools: Tools, feed_ids: Sequence[int] | None = None, *, is_forced: bool = False) -> list[FeedOutcome]:
    """Refresh by hand what may be; return how it went."""
    outcomes: list[FeedOutcome] = []
    planned = await plan_round(tools, feed_ids, asking_by_hand(feed_ids, is_forced=is_forced))
    await refresh_feeds(tools, planned.feeds, is_forced=is_forced, report=outcomes.append)
    return outcomes


async def due(tools: Tools) -> list[str]:
    return [feed.url for feed in (await plan_round(tools, None, Asking.DUE)).feeds]


async def test_a_feed_is_asked_at_most_once_a_minute_unless_forced(tools: Tools, site: Site, clock: Clock) -> None:
    feed_id, _ = tools.store.feeds.add(site.serve("/feed", rss("F", articles(1))), now=NOW)
    assert await go(tools) == [Refreshed(feed_id, 1, 0)]

    clock.now += 59
    planned = await plan_round(tools, None, Asking.ALL)
    assert (planned.feeds, planned.left_alone) == ((), ((LeftAlone.JUST_ASKED, 1),))
    assert await go(tools, [feed_id]) == []
    assert await go(tools, is_forced=True) == [Refreshed(feed_id, 0, 0)]

    clock.now += 60
    assert await go(tools) == [Unchanged(feed_id)]
    assert len(site.requests_of("/feed")) == 3


async def test_a_feed_is_due_at_once_and_then_when_its_time_has_come(tools: Tools, site: Site, clock: Clock) -> None:
    url = site.serve("/feed", rss("F", articles(1)))
    tools.store.feeds.add(url, now=NOW)
    assert await due(tools) == [url]

    await go(tools)
    assert await due(tools) == []

    clock.now += 2 * HOUR
    assert await due(tools) == [url]


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param(lambda url: Settings(refresh=RefreshSettings(every_minutes=300)), id="for all"),
        pytest.param(lambda url: Settings(feeds={url: FeedSettings(every_minutes=300)}), id="for this one"),
    ],
)
async def test_the_users_own_interval_holds(tools: Tools, site: Site, clock: Clock, settings: object) -> None:
    assert callable(settings)
    url = site.serve("/feed", rss("F", articles(1)))
    tools = replace(tools, settings=settings(url))
    tools.store.feeds.add(url, now=NOW)
    await go(tools)

    clock.now += 4 * HOUR
    assert await due(tools) == []
    clock.now += 2 * HOUR
    assert await due(tools) == [url]


async def test_a_feed_that_moved_for_good_twice_is_asked_at_its_new_address(
    tools: Tools, site: Site, clock: Clock
) -> None:
    site.serve("/new", rss("F", articles(1)))
    feed_id, _ = tools.store.feeds.add(site.redirect("/old", "/new", status=301), now=NOW)

    for _ in range(3):
        await go(tools)
        clock.now += 60

    assert [request.path for request in site.requests] == ["/old", "/new", "/old", "/new", "/new"]
    feed = tools.store.feeds.get(feed_id)
    assert (feed.url, feed.total, feed.error) == (site.url("/old"), 1, None)


async def test_a_redirect_for_now_moves_nothing(tools: Tools, site: Site, clock: Clock) -> None:
    site.serve("/new", rss("F", articles(1)))
    tools.store.feeds.add(site.redirect("/old", "/new"), now=NOW)

    for _ in range(3):
        await go(tools)
        clock.now += 60

    assert len(site.requests_of("/old")) == 3


async def test_validators_go_only_to_the_address_that_gave_them(tools: Tools, site: Site, clock: Clock) -> None:
    site.serve("/one", rss("F", articles(1)), etag='"1"')
    site.serve("/two", rss("F", articles(2)), etag='"1"')
    feed_id, _ = tools.store.feeds.add(site.redirect("/feed", "/one"), now=NOW)
    await go(tools)
    site.redirect("/feed", "/two")
    clock.now += 60

    assert await go(tools) == [Refreshed(feed_id, 1, 0)]


async def test_a_feed_that_is_gone_is_not_asked_any_more_and_says_so(tools: Tools, site: Site, clock: Clock) -> None:
    feed_id, _ = tools.store.feeds.add(site.serve("/feed", status=410), now=NOW)
    (failed,) = await go(tools)
    assert isinstance(failed, Failed)
    assert "not asked any more" in failed.reason

    clock.now += 400 * 24 * HOUR
    assert await due(tools) == []
    assert await go(tools) == []
    site.serve("/feed", rss("F", articles(1)))
    assert await go(tools, [feed_id]) == [Refreshed(feed_id, 1, 0)]
    clock.now += 60
    assert await go(tools) == [Unchanged(feed_id)]


@pytest.mark.parametrize("status", [429, 503])
async def test_who_says_when_to_come_again_is_left_alone_till_then(
    tools: Tools, site: Site, clock: Clock, status: int
) -> None:
    feed_id, _ = tools.store.feeds.add(
        site.serve("/feed", status=status, headers={"Retry-After": str(5 * HOUR)}), now=NOW
    )
    await go(tools)

    clock.now += 4 * HOUR
    planned = await plan_round(tools, [feed_id], Asking.NAMED)
    assert planned.left_alone == ((LeftAlone.WANTS_REST, 1),)
    assert await due(tools) == []
    clock.now += 2 * HOUR
    assert await due(tools) == [site.url("/feed")]


async def test_waits_grow_with_every_failure_and_a_success_ends_them(tools: Tools, site: Site, clock: Clock) -> None:
    feed_id, _ = tools.store.feeds.add(site.serve("/feed", status=500), now=NOW)
    waits = []
    for _ in range(10):
        await go(tools)
        due_at = tools.store.refreshing.feeds_to_fetch()[0].standing.due_at
        assert due_at is not None
        waits.append(due_at - clock.now)
        clock.now = due_at

    assert waits == sorted(waits)
    assert 500 <= waits[0] <= 700
    assert 23 * HOUR <= waits[-1] <= 24 * HOUR
    site.serve("/feed", rss("F", articles(1)))
    assert await go(tools) == [Refreshed(feed_id, 1, 0)]
    assert tools.store.refreshing.feeds_to_fetch()[0].failures == 0


async def test_a_feed_that_ends_the_worker_three_times_is_left_alone_with_a_reason(
    tools: Tools, site: Site, clock: Clock
) -> None:
    feed_id, _ = tools.store.feeds.add(site.serve("/feed", rss("F", articles(1))), now=NOW)
    async with Worker(program=("-c", "raise SystemExit(3)")) as crashing:
        for _ in range(3):
            assert [type(each) for each in await go(replace(tools, worker=crashing))] == [Failed]
            clock.now += 2 * HOUR

    assert "third time in a row" in (tools.store.feeds.get(feed_id).error or "")
    assert await due(tools) == []
    assert (await plan_round(tools, None, Asking.ALL)).left_alone == ((LeftAlone.QUARANTINED, 1),)
    assert await go(tools, [feed_id]) == [Refreshed(feed_id, 1, 0)]


async def test_an_engine_that_died_over_a_feed_counts_against_it(store: Store, site: Site, clock: Clock) -> None:
    innocent, _ = store.feeds.add(site.serve("/innocent", rss("F", articles(1))), now=NOW)
    feed_id, _ = store.feeds.add(site.serve("/feed", rss("F", articles(1))), now=NOW)
    for _ in range(3):
        # What a kill in the middle of it leaves.
        store.path.with_suffix(".reading").write_text(f"{feed_id:<20}")
        async with opened_tools(store, clock=clock) as tools:
            await blame(tools)
            await blame(tools)
        clock.now += 2 * HOUR

    assert "third time" in (store.feeds.get(feed_id).error or "")
    assert store.feeds.get(innocent).error is None
    async with opened_tools(store, clock=clock) as tools:
        assert await due(tools) == [site.url("/innocent")]


async def test_an_engine_that_died_once_over_a_feed_asks_it_again_at_once(tools: Tools, site: Site) -> None:
    feed_id, _ = tools.store.feeds.add(site.serve("/feed", rss("F", articles(1))), now=NOW)
    tools.store.path.with_suffix(".reading").write_text(f"{feed_id:<20}")

    await blame(tools)

    assert tools.store.feeds.get(feed_id).error is None
    assert await go(tools) == [Refreshed(feed_id, 1, 0)]
    assert tools.store.refreshing.feeds_to_fetch()[0].standing.crashes == 0


async def test_while_a_feed_is_read_its_id_is_beside_the_database(tools: Tools, site: Site) -> None:
    feed_id, _ = tools.store.feeds.add(site.serve("/feed", rss("F", articles(1))), now=NOW)
    mark = tools.store.path.with_suffix(".reading")
    # The worker writes down what it finds there while it has the feed.
    copied = mark.with_suffix(".seen")
    program = f"import shutil, sys; sys.stdin.buffer.read(4); shutil.copy({str(mark)!r}, {str(copied)!r})"
    async with Worker(program=("-c", program), reading=tools.suspect.set) as noting:
        await go(replace(tools, worker=noting))

    assert copied.read_text().strip() == str(feed_id)
    assert mark.read_text().strip() == ""


@pytest.mark.parametrize("left", ["", "   ", "no number", "12345678901234567890123", "\udcff"])
async def test_a_mark_that_makes_no_sense_blames_nobody(tools: Tools, left: str) -> None:
    tools.store.path.with_suffix(".reading").write_bytes(left.encode("utf-8", "surrogateescape"))

    await blame(tools)
