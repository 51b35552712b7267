"""Looking after the feeds with the keys of their pane."""

from __future__ import annotations

import pytest
from tests.building import NOW, add_feed, open_store
from tests.tui.driving import WIDE, reading
from tests.tui.test_adding import type_in

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.tui.commands import Place


@pytest.fixture
def coast(store: Store) -> Store:
    """Three feeds: Abend (1), Coast (2) in Sea, Harbour (3) in Sea."""
    add_feed(store, "Abend", 3)
    add_feed(store, "Coast", 2, folder="Sea")
    add_feed(store, "Harbour", 4, folder="Sea")
    return store


TO_COAST = ("g", "f", "}", "}")


async def test_a_feed_is_renamed_everywhere_and_empty_is_its_own_name(coast: Store) -> None:
    async with reading(coast) as reader:
        await reader.press(*TO_COAST, "E")
        assert "Rename Coast" in reader.text
        await reader.press("ctrl+u")
        await type_in(reader, "Shore [b]")
        await reader.press("enter")

        assert coast.feeds.get(2).title == "Shore [b]"
        assert "Renamed Coast to Shore [b]. u takes it back." in reader.text
        assert reader.text.count("Shore [b]") >= 5  # the sidebar, the list's head and rows, the article, the line
        assert "Coast 1" in reader.text  # a title of an article is no name of a feed
        await reader.press("E", "ctrl+u", "enter")
        assert coast.feeds.get(2).title == "https://coast.example/feed"
        await reader.press("u", "u")
        assert coast.feeds.get(2).title == "Coast"
        assert reader.screen.place is Place.FEEDS
        assert reader.screen.view == View(ViewKind.FEED, 2)


async def test_the_same_name_changes_nothing(coast: Store) -> None:
    async with reading(coast) as reader:
        await reader.press(*TO_COAST, "E", "enter")

        assert "Nothing changed." in reader.text
    assert coast.journal.undo(now=NOW) is None


async def test_a_feed_goes_into_a_folder_that_is_completed_and_the_cursor_with_it(coast: Store) -> None:
    async with reading(coast) as reader:
        await reader.press("g", "f", "}", "t")
        assert "The folder for this feed" in reader.text
        await reader.press("s", "tab", "enter")

        assert coast.feeds.get(1).folder == "Sea"
        assert "Put Abend into Sea" in reader.text
        assert reader.screen.view == View(ViewKind.FEED, 1)
        rows = reader.screen.feed_list.rows
        assert rows[reader.screen.feed_list.cursor].label == "Abend"
        await reader.press("t", "ctrl+u", "enter")
        assert coast.feeds.get(1).folder == ""


async def test_a_removed_feed_comes_back_with_every_article_star_and_mark_also_after_a_restart(coast: Store) -> None:
    coast.marks.set_starred([4], True, now=NOW)
    coast.marks.set_read([5], True, now=NOW)
    before = coast.articles.headlines([4, 5])

    async with reading(coast) as reader:
        await reader.press(*TO_COAST, "D")

        assert "Press u to bring it back: removed Coast" in reader.text
        assert reader.screen.view == View(ViewKind.FEED, 3)
        assert reader.screen.place is Place.FEEDS
        await reader.press("g", "s")
        assert reader.title == before[0].title
    coast.close()

    again = open_store(coast.path.parent)
    async with reading(again) as reader:
        await reader.press("u")
        assert "Undone: removed Coast" in reader.text
        assert again.articles.headlines([4, 5]) == before
        assert again.feeds.get(2).total == 2


async def test_the_last_feed_goes_too(store: Store) -> None:
    add_feed(store, "Coast", 2)
    async with reading(store) as reader:
        await reader.press("g", "f", "}", "D")
        assert "No feeds yet" in reader.text
        await reader.press("D")
        assert "This is a view" in reader.text
        await reader.press("u")

    assert len(store.feeds.all()) == 1


async def test_of_two_the_one_above_is_next_when_the_last_is_removed(coast: Store) -> None:
    async with reading(coast) as reader:
        await reader.press(*TO_COAST, "}", "D")

        assert reader.screen.view == View(ViewKind.FEED, 2)


@pytest.mark.parametrize("key", ["m", "A"])
async def test_a_feed_is_marked_read_and_that_is_undone_in_one(coast: Store, key: str) -> None:
    async with reading(coast) as reader:
        await reader.press(*TO_COAST, key)
        assert coast.feeds.get(2).unread == 0
        assert coast.articles.counts(since=0).unread == 7
        await reader.press("u")

    assert coast.feeds.get(2).unread == 2


@pytest.mark.parametrize("key", ["E", "t", "D", "m"])
async def test_what_is_for_feeds_does_nothing_to_a_view(coast: Store, key: str) -> None:
    async with reading(coast) as reader:
        await reader.press("g", "u", "g", "f", key)

        assert "This is a view, which is always there." in reader.text
        assert reader.screen.focused is None
    assert coast.journal.undo(now=NOW) is None


async def test_an_added_feed_is_taken_out_again_by_undo(coast: Store) -> None:
    coast.marks.add_feed("https://new.example/feed", "New", now=NOW)
    async with reading(coast, WIDE) as reader:
        await reader.press("u")

        assert "Undone: added New" in reader.text
    assert len(coast.feeds.all()) == 3


def fail(store: Store, *feed_ids: int) -> None:
    for feed_id in feed_ids:
        store.refreshing.record_failure(feed_id, f"Reason {feed_id}.", due_at=NOW, now=NOW)


async def test_why_the_next_feed_fails_does_not_hide_how_a_removed_one_comes_back(store: Store) -> None:
    for name in ("Abend", "Coast", "Harbour"):
        add_feed(store, name)
    fail(store, 1, 2, 3)
    async with reading(store) as reader:
        await reader.press("g", "f", "}", "}", "}", "D")
        reader.screen.database_watch.look()
        await reader.settle()
        assert "Press u to bring it back: removed Harbour" in reader.text
        await reader.press("u")
        reader.screen.database_watch.look()
        await reader.settle()

        assert "Undone: removed Harbour" in reader.text
        await reader.press("}")
        assert "Reason 3." in reader.text


async def test_a_feed_that_another_program_removes_is_left(coast: Store) -> None:
    other = open_store(coast.path.parent)
    async with reading(coast) as reader:
        await reader.press(*TO_COAST, "}")
        other.marks.remove_feed(3, now=NOW)
        other.close()
        reader.screen.database_watch.look()
        await reader.settle()

        assert reader.screen.view == View(ViewKind.UNREAD)
        assert "Harbour" not in reader.text
