"""New since last time, as a view of the sidebar."""

from __future__ import annotations

import re

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.tui.driving import NARROW, WIDE, reading

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.store.sittings import PAUSE_S
from newsreader.tui.sidebar import SidebarRow
from newsreader.tui.sitting import Sitting


@pytest.fixture
def away(store: Store) -> Store:
    """A store whose reader was away while two of four articles arrived."""
    add_feed(store, "Coast", 2)
    store.sittings.here(now=NOW - 9 * HOUR)
    add_feed(store, "Harbour", 2, url="https://harbour.example/feed")
    return store


async def test_what_arrived_while_nobody_was_here_is_listed_with_its_count(away: Store) -> None:
    async with reading(away) as reader:
        assert SidebarRow("New since last time", View(ViewKind.NEW), 2, short="New") in reader.screen.feed_list.rows

        await reader.press("g", "N")

        assert reader.screen.view == View(ViewKind.NEW)
        assert list(reader.screen.lister.snapshot.ids_between(0, 9)) == [4, 3]
        await reader.press("A")
        assert "Harbour" in reader.text  # what is read stays listed, and the view with it


async def test_it_is_there_only_while_something_in_it_is_unread_or_it_is_shown(store: Store) -> None:
    add_feed(store, "Coast", 2)
    async with reading(store) as reader:
        labels = [row.label for row in reader.screen.feed_list.rows]
        assert "New since last time" not in labels

        await reader.press(":", *"view new since", "enter")
        assert "Nothing new since last time" in reader.text

        store.refreshing.write_articles(1, [new_article("late")], (), now=NOW)
        reader.screen.show_changes()
        await reader.settle()
        assert "Title of late" in reader.text


async def test_whoever_reads_is_noted_at_the_start_and_at_the_end(away: Store) -> None:
    async with reading(away) as reader:
        await reader.press("j")
        away.refreshing.write_articles(1, [new_article("late")], (), now=NOW)
    assert away.sittings.here(now=NOW + HOUR)
    assert list(away.articles.list_ids(View(ViewKind.NEW), since=0)) == [5]


async def test_a_clock_that_jumps_while_somebody_reads_leaves_new_what_is_new(store: Store) -> None:
    add_feed(store, "Coast", 2)
    uptime_s, now = 0.0, NOW
    async with reading(store) as reader:
        reader.screen.now = lambda: now
        reader.screen.sitting = Sitting(reader.screen, lambda: uptime_s)
        await reader.press("j")
        store.refreshing.write_articles(1, [new_article("late")], (), now=NOW)

        now += 1000 * HOUR
        uptime_s += PAUSE_S - 1
        await reader.press("j")
        assert list(store.articles.list_ids(View(ViewKind.NEW), since=0)) == [3]

        now += HOUR
        uptime_s += HOUR  # slept, or left alone
        await reader.press("j")
        assert list(store.articles.list_ids(View(ViewKind.NEW), since=0)) == []


async def test_where_its_name_has_no_room_it_is_called_new(away: Store) -> None:
    async with reading(away, WIDE) as reader:
        assert re.search(r"✦ New +2 ", reader.text)
    async with reading(away, NARROW) as reader:
        await reader.press("g", "f")
        assert "✦ New since last time" in reader.text
