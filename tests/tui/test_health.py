"""The list of feeds that need a look, and the quiet mark of those that fell silent."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.engine.documents import articles, rss
from tests.loopback import Site
from tests.store.checks import query
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_snapshots import Compare, keys, picture

from newsreader.model import View, ViewKind
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.store.refreshing import Answer
from newsreader.tui.screens.health import HealthScreen
from newsreader.tui.screens.reading import ReadingScreen

DAY = 24 * HOUR


def answered(store: Store, feed_id: int) -> None:
    store.refreshing.record_success(feed_id, None, Answer(None, None, None), due_at=NOW + HOUR, now=NOW)


@pytest.fixture
def life(store: Store) -> Store:
    """One dead feed, one that fails, one that is silent, one that is well and one that is new, in this order."""
    for number, (name, age_s) in enumerate(
        (("Old Comics", 300 * DAY), ("Members", DAY), ("Observatory", 90 * DAY), ("Harbour", HOUR)), start=1
    ):
        assert add_feed(store, name, [new_article(name, age_s=age_s)]) == number
        answered(store, number)
    add_feed(store, "Brand New")
    for at in (NOW - 40 * DAY, NOW - HOUR):
        store.refreshing.record_failure(1, "The server has nothing at this address (404).", due_at=NOW, now=at)
        query(store.path, "UPDATE feeds SET asked_at = ? WHERE id = 1", at)
    store.refreshing.record_failure(2, "The server refuses access (403).", due_at=NOW, now=NOW - 5 * HOUR)
    return store


async def look_for_silence(reader: Reader) -> None:
    """Have the sidebar marked now, instead of two seconds after the start."""
    reader.screen.silence.look()
    await reader.settle()
    await reader.settle()


def listed(reader: Reader) -> list[str]:
    screen = reader.app.screen
    assert isinstance(screen, HealthScreen)
    return [row.health.title for row in screen.health_list._rows]


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
async def test_the_dead_the_failing_and_the_silent_are_listed_with_reason_and_times(
    life: Store, size: tuple[int, int]
) -> None:
    async with reading(life, size) as reader:
        await reader.press("g", "!")

        shown = " ".join(reader.text.replace("▌", " ").replace("▐", " ").split())
        assert listed(reader) == ["Old Comics", "Members", "Observatory"]
        for words in (
            "Feeds that need a look",
            "The server has nothing at this address (404).",
            "since 13 Oct · last article Jan 2026",
            "The server refuses access (403).",
            "for 5h · last article 1d ago",
            "It answers, but had nothing new for 3 months.",
            "last article 24 Aug",
            "Esc",
        ):
            assert words in shown
        assert "Harbour" not in shown
        assert "Brand New" not in shown


@pytest.mark.parametrize(
    ("size", "theme"), [(WIDE, "ink"), (MIDDLE, "ink"), (NARROW, "paper")], ids=["120x36", "80x24", "45x30 on paper"]
)
def test_the_list_looks_as_it_was_found_good(
    snap_compare: Compare, life: Store, size: tuple[int, int], theme: str
) -> None:
    assert picture(snap_compare, life, size, keys("g", "!", "j"), Settings(theme=theme))


async def test_enter_goes_to_the_feed(life: Store) -> None:
    async with reading(life) as reader:
        await reader.press("g", "!", "j", "j", "enter")

        assert reader.app.screen is reader.screen
        assert reader.screen.view == View(ViewKind.FEED, 3)
        assert reader.title == "Title of Observatory"


@pytest.mark.parametrize("key", ["escape", "q", "h"])
async def test_it_closes_and_everything_is_as_it_was(life: Store, key: str) -> None:
    async with reading(life) as reader:
        await look_for_silence(reader)
        before = reader.text
        await reader.press("g", "!", "j", key)

        assert isinstance(reader.app.screen, ReadingScreen)
        assert reader.text == before


async def test_d_removes_a_feed_the_next_one_takes_its_place_and_u_brings_it_back(life: Store) -> None:
    async with reading(life) as reader:
        await reader.press("g", "!", "j", "D")

        assert listed(reader) == ["Old Comics", "Observatory"]
        assert "Press u to bring it back: removed Members" in reader.text
        assert {feed.title for feed in life.feeds.all()} == {"Old Comics", "Observatory", "Harbour", "Brand New"}
        screen = reader.app.screen
        assert isinstance(screen, HealthScreen)
        assert screen.health_list.chosen is not None
        assert screen.health_list.chosen.health.title == "Observatory"
        await reader.press("u")
        assert listed(reader) == ["Old Comics", "Members", "Observatory"]
        assert life.feeds.get(2).title == "Members"


async def test_d_pressed_twice_removes_one_feed_and_says_nothing_wrong(life: Store) -> None:
    async with reading(life) as reader:
        await reader.press("g", "!")
        await reader.pilot.press("D", "D")
        await reader.settle()

        assert "There is no feed" not in reader.text
        assert len(life.feeds.all()) in (3, 4)


async def test_r_asks_the_feed_again_and_a_good_answer_takes_it_off_the_list(life: Store, site: Site) -> None:
    url = site.serve("/feed", rss("Members", articles(2)))
    query(life.path, "UPDATE feeds SET url = ?, asked_at = NULL WHERE id = 2", url)

    async with reading(life) as reader:
        await reader.press("g", "!", "j", "r")
        await reader.until(lambda: "Refreshed 1" in reader.text)
        await reader.until(lambda: "Members" not in listed(reader))

        assert isinstance(reader.app.screen, HealthScreen)
    assert {asked.path for asked in site.requests} == {"/feed"}


async def test_changes_without_pause_are_read_one_after_the_other_and_the_last_one_is_shown(life: Store) -> None:
    async with reading(life) as reader:
        await reader.press("g", "!")
        screen = reader.app.screen
        assert isinstance(screen, HealthScreen)
        for _ in range(50):
            screen._look()
        life.marks.remove_feed(2, now=NOW)
        reader.screen.reload_feeds()
        assert len([worker for worker in reader.app.workers if worker.group == "health"]) == 1

        await reader.until(lambda: listed(reader) == ["Old Comics", "Observatory"])


async def test_where_nothing_is_wrong_it_says_so(store: Store) -> None:
    add_feed(store, "Harbour", 3)
    answered(store, 1)

    async with reading(store) as reader:
        await reader.press("g", "!")

        assert "No feed is dead, failing or silent." in reader.text
        await reader.press("j", "r", "D", "G", "enter")
        assert reader.app.screen is reader.screen
        assert len(store.feeds.all()) == 1


async def test_in_a_tiny_window_the_words_go_before_the_sign(store: Store) -> None:
    answered(store, add_feed(store, "Harbour", 1))

    async with reading(store, (20, 5)) as reader:
        await reader.press("g", "!")

        assert "All is well." in reader.text


async def test_promise_8_titles_and_reasons_are_shown_as_they_are(store: Store) -> None:
    feed_id = add_feed(store, "[bold red]Har[/]bour\x1b]0;x\x07", 0, url="https://harbour.example/feed")
    store.refreshing.record_failure(feed_id, "[link=x]no[/link] \x9b31m $primary", due_at=NOW, now=NOW)

    async with reading(store) as reader:
        await reader.press("g", "!")

        assert "[bold red]Har[/]bour" in reader.text
        assert "[link=x]no[/link]" in reader.text
        assert not set(reader.text) & set("\x1b\x07\x9b")


async def test_a_silent_feed_gets_a_quiet_mark_in_the_sidebar_and_loses_it_with_its_next_article(life: Store) -> None:
    async with reading(life) as reader:
        await look_for_silence(reader)
        assert "– Observatory" in reader.text
        assert "– Harbour" not in reader.text
        assert "– Old Comics" not in reader.text

        life.refreshing.write_articles(3, [new_article("at last", age_s=60)], (), now=NOW + 60)
        await look_for_silence(reader)
        assert "– Observatory" not in reader.text
