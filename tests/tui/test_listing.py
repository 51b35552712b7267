"""Marking what is listed."""

from __future__ import annotations

import pytest
from tests.building import add_feed
from tests.store.checks import query
from tests.tui.driving import reading

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.tui.commands import Place
from newsreader.tui.snapshot import Snapshot


def unread(store: Store) -> list[int]:
    """Return the numbers of the unread articles of a feed "Nature", newest first."""
    ids = store.articles.list_ids(View(ViewKind.UNREAD), since=0)
    return [int(each.title.rpartition(" ")[2]) for each in store.articles.headlines(ids)]


@pytest.mark.parametrize(
    ("keys", "left", "words"),
    [
        ("A", [], "Marked 5 articles read. u takes it back."),
        ("g<", [3, 4, 5], "Marked 2 articles read. u takes it back."),
        ("g>", [1, 2, 3], "Marked 2 articles read. u takes it back."),
    ],
    ids=["all", "above the cursor", "below the cursor"],
)
async def test_what_is_listed_is_marked_read_as_one_batch(store: Store, keys: str, left: list[int], words: str) -> None:
    add_feed(store, "Nature", 5)

    async with reading(store) as reader:
        await reader.press("j", "j", *keys)

        assert unread(store) == left
        assert words in reader.text
        await reader.press("u")
        assert unread(store) == [1, 2, 3, 4, 5]


async def test_what_arrived_since_the_list_was_opened_is_not_marked(store: Store) -> None:
    feed_id = add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        add_feed(store, "Later", 2)
        await reader.press("A")

        assert store.articles.counts(since=0).unread == 2
        assert {each.feed_id for each in store.articles.headlines([1, 2, 3])} == {feed_id}
        assert unread(store) == [1, 2]


async def test_marking_passes_over_an_article_that_is_gone(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        query(store.path, "DELETE FROM bodies WHERE article_id = 2")
        query(store.path, "DELETE FROM articles WHERE id = 2")
        await reader.press("A")

        assert unread(store) == []
        assert "Marked 2 articles read" in reader.text


async def test_nothing_to_mark_is_said(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("A", "A")
        assert "Nothing to mark." in reader.text


async def test_a_list_that_is_still_being_read_is_not_marked_by_half(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        ids = store.articles.list_ids(View(ViewKind.UNREAD), since=0, limit=2)
        part = Snapshot(View(ViewKind.UNREAD), ids, store.articles, is_whole=False)
        reader.screen.article_list.show(part)
        await reader.press("A")
        assert unread(store) == [1, 2, 3]
        assert "still being read" in reader.text

        part.extend(store.articles.list_ids(View(ViewKind.UNREAD), since=0))
        await reader.press("A")
        assert unread(store) == []


async def test_a_long_list_is_marked_to_its_end(store: Store) -> None:
    add_feed(store, "Nature", 250)

    async with reading(store) as reader:
        await reader.press("A")

        assert unread(store) == []


def starred(store: Store) -> int:
    """Return how many articles are starred."""
    return store.articles.counts(since=0).starred


async def test_v_selects_and_moves_on_and_the_head_counts(store: Store) -> None:
    add_feed(store, "Nature", 5)

    async with reading(store) as reader:
        await reader.press("v", "j", "v")

        assert "5 · 2 selected" in reader.text
        assert reader.text.count("✓ Title of Nature") == 2
        assert reader.title == "Title of Nature 4"
        await reader.press("k", "v")
        assert "5 · 1 selected" in reader.text


async def test_a_count_selects_so_many_and_stops_at_the_end(store: Store) -> None:
    add_feed(store, "Nature", 5)

    async with reading(store) as reader:
        await reader.press("3", "v")
        assert "3 selected" in reader.text
        await reader.press("9", "v")
        assert "5 selected" in reader.text


@pytest.mark.parametrize("key", ["escape", "q", "h"])
async def test_going_back_first_ends_the_selection(store: Store, key: str) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        await reader.press("v", key)

        assert "selected" not in reader.text
        assert "✓" not in reader.text
        assert reader.screen.place is Place.ARTICLES


async def test_a_star_goes_to_all_that_is_selected_as_one_batch(store: Store) -> None:
    add_feed(store, "Nature", 5)

    async with reading(store) as reader:
        await reader.press("s", "3", "v", "s")
        assert starred(store) == 3
        assert "Starred 2 articles. u takes it back." in reader.text
        assert "selected" not in reader.text

        await reader.press("g", "g", "3", "v", "s")
        assert starred(store) == 0
        await reader.press("u", "u")
        assert starred(store) == 1


@pytest.mark.parametrize("key", ["m", "A"])
async def test_marks_go_to_what_is_selected_and_nothing_else(store: Store, key: str) -> None:
    add_feed(store, "Nature", 5)

    async with reading(store) as reader:
        await reader.press("v", "v", key)

        assert unread(store) == [3, 4, 5]
        await reader.press("m")
        assert unread(store) == [4, 5]


async def test_in_the_article_a_star_is_for_the_one_that_is_read(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("v", "v", "enter", "s")

        assert starred(store) == 1
        assert "★ starred" in reader.text


async def test_another_view_begins_with_nothing_selected(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("v", "g", "a")

        assert "selected" not in reader.text
