"""Old articles go once a day, as the settings say, and do not come back with their feed."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

import pytest
from tests.building import NOW
from tests.engine.documents import SENTENCE, rss
from tests.loopback import Site

from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tidying import DAY_S, expire, expiry_rules, keep_rules, tidy, tidy_daily
from newsreader.engine.tools import Tools, opened_tools
from newsreader.model import Feed, View, ViewKind
from newsreader.settings import FeedSettings, RetentionSettings, Settings
from newsreader.store import Store, expiry
from newsreader.store.expiry import ExpiryRule
from newsreader.store.retention import KeepRule

KEEPS_TWO = Settings(retention=RetentionSettings(articles=2, unread=True))


def feed(number: int, *, is_sample: bool = False) -> Feed:
    return Feed(number, f"https://{number}.example/", "", "", None, 0, 0, None, None, is_sample)


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        (Settings(), []),
        (
            Settings(retention=RetentionSettings(days=30)),
            [KeepRule(1, None, NOW - 30 * DAY_S), KeepRule(2, None, NOW - 30 * DAY_S)],
        ),
        (
            Settings(retention=RetentionSettings(articles=9, unread=True)),
            [KeepRule(1, 9, None, True), KeepRule(2, 9, None, True)],
        ),
        (
            Settings(
                retention=RetentionSettings(days=30, articles=9),
                feeds={"https://1.example/": FeedSettings(keep_days=0, keep_articles=0)},
            ),
            [KeepRule(2, 9, NOW - 30 * DAY_S)],
        ),
        (Settings(feeds={"https://2.example/": FeedSettings(keep_articles=5)}), [KeepRule(2, 5)]),
    ],
    ids=["nothing set", "by age", "by number", "a feed that keeps all", "one feed alone"],
)
def test_rules_follow_the_settings(settings: Settings, rules: list[KeepRule]) -> None:
    assert keep_rules(settings, [feed(1), feed(2), feed(3, is_sample=True)], now=NOW) == rules


def opened(store: Store, clock: list[int]) -> AbstractAsyncContextManager[Tools]:
    return opened_tools(store, settings=KEEPS_TWO, clock=lambda: clock[0])


async def refresh(tools: Tools) -> None:
    feeds = tools.store.refreshing.feeds_to_fetch()
    await refresh_feeds(tools, feeds, is_forced=True, report=lambda _: None)


def document(count: int, guid: str = "story") -> bytes:
    """Return a feed whose articles have the same links and texts whatever their guids are."""
    return rss("F", [(f"{guid} {n}", f"https://example.org/{n}", f"<p>{SENTENCE * 30} {n}</p>") for n in range(count)])


def left(store: Store) -> list[int]:
    return sorted(store.articles.list_ids(View(ViewKind.ALL), since=0))


async def test_what_was_deleted_does_not_come_back_with_its_feed(store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", document(5)), now=NOW)
    async with opened(store, [NOW]) as tools:
        await refresh(tools)
        assert len(left(store)) == 5

        assert await tidy(tools) == 3
        kept = left(store)
        site.serve("/feed", document(5, "other guids"))
        await refresh(tools)

    assert left(store) == kept
    assert len(kept) == 2


async def test_it_is_done_once_a_day(store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", document(5)), now=NOW)
    clock = [NOW]
    async with opened(store, clock) as tools:
        assert await tidy_daily(tools) == 0  # nothing there yet
        await refresh(tools)

        clock[0] = NOW + DAY_S - 1
        assert await tidy_daily(tools) == 0
        clock[0] = NOW + DAY_S
        assert await tidy_daily(tools) == 3


async def test_a_clock_that_was_set_back_does_not_keep_it_from_being_done(store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", document(5)), now=NOW)
    clock = [NOW + 3_650 * DAY_S]
    async with opened(store, clock) as tools:
        await tidy_daily(tools)
        await refresh(tools)

        clock[0] = NOW

        assert await tidy_daily(tools) == 3


def test_the_settings_say_what_stays_unread_feed_by_feed() -> None:
    own = {"https://1.example/": FeedSettings(mark_read_days=0), "https://2.example/": FeedSettings(mark_read_days=7)}
    feeds = [feed(1), feed(2), feed(3), feed(4, is_sample=True)]

    assert expiry_rules(Settings(feeds=own), feeds, now=NOW) == [ExpiryRule(2, NOW - 7 * DAY_S)]
    everywhere = Settings(retention=RetentionSettings(mark_read_days=60), feeds=own)
    assert expiry_rules(everywhere, feeds, now=NOW) == [ExpiryRule(2, NOW - 7 * DAY_S), ExpiryRule(3, NOW - 60 * DAY_S)]


async def test_old_unread_articles_are_marked_read_in_portions(
    store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiry, "AT_ONCE", 2)
    store.feeds.add(site.serve("/feed", document(5)), now=NOW)
    clock = [NOW]
    settings = Settings(retention=RetentionSettings(mark_read_days=10))
    async with opened_tools(store, settings=settings, clock=lambda: clock[0]) as tools:
        await refresh(tools)
        assert await expire(tools) == 0

        clock[0] = NOW + 11 * DAY_S
        assert await tidy_daily(tools) == 5

    assert len(store.articles.list_ids(View(ViewKind.UNREAD), since=0)) == 0
    undone = store.journal.undo(now=clock[0])
    assert undone is not None
    assert undone.batches == 3
