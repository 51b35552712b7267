"""What is listed and how: marked, selected, sorted, only unread, with what is new."""

from __future__ import annotations

import pytest
from tests.building import NOW, add_feed, new_article, paragraphs
from tests.store.checks import query
from tests.tui.driving import Reader, reading

from newsreader.model import Arrangement, Order, View, ViewKind
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


async def test_what_u_takes_back_is_not_said_of_a_change_that_is_no_longer_the_newest(store: Store) -> None:
    add_feed(store, "Nature", 5)

    async with reading(store) as reader:
        await reader.press("D")
        assert "u takes it back." in reader.text
        await reader.press("s")
        assert "takes it back" not in reader.text

        await reader.press("D")
        reader.screen.say("The server is out of order.", is_error=True)
        await reader.press("s")
        assert "The server is out of order." in reader.text


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


LONG = paragraphs("Many words. " * 300)


def titles(reader: Reader) -> list[str]:
    """Return the titles of all that is listed, in its order."""
    snapshot = reader.screen.article_list.snapshot
    assert snapshot is not None
    rows = (snapshot.headline(row) for row in range(len(snapshot)))
    return [row.title for row in rows if row]


def add_three(store: Store) -> None:
    """Add articles that come in another order by each measure."""
    add_feed(store, "Zeta", [new_article("1", title="beta", age_s=1, blocks=paragraphs("One more word than others."))])
    middle, last = new_article("2", title="Alpha", age_s=2), new_article("3", title="gamma", age_s=3, blocks=LONG)
    add_feed(store, "Eta", [middle, last])


@pytest.mark.parametrize(
    ("key", "there", "back", "head"),
    [
        ("f", ["Alpha", "gamma", "beta"], ["beta", "Alpha", "gamma"], "by feed"),
        ("t", ["Alpha", "beta", "gamma"], ["gamma", "beta", "Alpha"], "by title"),
        ("l", ["gamma", "beta", "Alpha"], ["Alpha", "beta", "gamma"], "by length"),
    ],
    ids=["feed", "title", "length"],
)
async def test_the_list_is_sorted_and_the_same_key_reverses(
    store: Store, key: str, there: list[str], back: list[str], head: str
) -> None:
    add_three(store)

    async with reading(store) as reader:
        await reader.press("S", key)
        assert (titles(reader), head in reader.text) == (there, True)
        assert reader.title == "beta"
        await reader.press("S", key)
        assert titles(reader) == back
        assert f"{head}, reversed" in reader.text
        await reader.press("S", "d")
        assert titles(reader) == ["beta", "Alpha", "gamma"]
        assert head not in reader.text


async def test_what_rare_feeds_bring_can_come_first(store: Store) -> None:
    flood = add_feed(store, "Flood", 3)
    add_feed(store, "Rare", [new_article("seldom", title="Seldom", age_s=99)])
    query(store.path, f"UPDATE feeds SET weekly = 70 WHERE id = {flood}")

    async with reading(store) as reader:
        await reader.press("S", "w")
        assert titles(reader) == ["Seldom", "Title of Flood 1", "Title of Flood 2", "Title of Flood 3"]
        assert "rare feeds first" in reader.text
        await reader.press("S", "w")
        assert titles(reader) == ["Title of Flood 1", "Title of Flood 2", "Title of Flood 3", "Seldom"]


async def test_oldest_first_has_its_days_too_and_is_remembered_for_the_view_only(store: Store) -> None:
    add_feed(store, "Nature", 30)

    async with reading(store) as reader:
        await reader.press("S", "d", "g", "g")
        assert reader.title == "Title of Nature 30"
        assert "oldest first" in reader.text
        assert reader.text.index("YESTERDAY") < reader.text.index("Title of Nature 29")
        await reader.press("g", "a")
        assert reader.title == "Title of Nature 1"
        await reader.press("g", "u")
        assert reader.title == "Title of Nature 30"


async def test_a_sorted_list_has_no_days(store: Store) -> None:
    add_three(store)

    async with reading(store) as reader:
        assert "TODAY" in reader.text
        await reader.press("S", "t")
        assert "TODAY" not in reader.text


async def test_a_long_list_is_sorted_in_a_thread_and_the_cursor_keeps_its_article(store: Store) -> None:
    add_feed(store, "Nature", [new_article(f"{n:03}", age_s=n * 60) for n in range(400)])

    async with reading(store) as reader:
        await reader.press("G", "5", "k")
        assert reader.title == "Title of 394"
        await reader.press("S", "t")
        assert reader.title == "Title of 394"
        assert titles(reader) == [f"Title of {n:03}" for n in range(400)]
        await reader.press("S", "t")
        assert reader.title == "Title of 394"
        assert "6 of 400" in reader.text
        await reader.press("g", "a", "g", "u")
        assert reader.title == "Title of 399"


async def test_who_goes_on_before_a_list_is_sorted_sees_what_they_went_to(store: Store) -> None:
    add_three(store)
    other = add_feed(store, "Other", 2)

    async with reading(store) as reader:
        reader.screen.lister.reopen(Arrangement(Order.TITLE))
        reader.screen.open_view(View(ViewKind.FEED, other))
        await reader.settle()
        assert titles(reader) == ["Title of Other 1", "Title of Other 2"]

        reader.screen.open_view(View(ViewKind.UNREAD))
        await reader.settle()
        assert titles(reader)[0] == "Alpha"
        assert "by title" in reader.text


async def test_a_dot_lists_only_what_is_unread_here_and_again_all(store: Store) -> None:
    feed_id = add_feed(store, "Nature", 5)
    add_feed(store, "Other", 2)
    ids = store.articles.list_ids(View(ViewKind.FEED, feed_id), since=0)
    store.marks.set_read([ids[0], ids[1], ids[3]], True, now=NOW)

    async with reading(store) as reader:
        reader.screen.open_view(View(ViewKind.FEED, feed_id))
        await reader.press("2", "j", ".")
        assert titles(reader) == ["Title of Nature 3", "Title of Nature 5"]
        assert reader.title == "Title of Nature 3"
        assert "2 unread only" in reader.text
        await reader.press(".")
        assert len(titles(reader)) == 5
        assert reader.title == "Title of Nature 3"
        assert "unread only" not in reader.text


async def test_where_the_cursors_article_goes_the_next_one_is_shown(store: Store) -> None:
    add_feed(store, "Nature", 5)
    store.marks.set_read(store.articles.list_ids(View(ViewKind.ALL), since=0)[1:3], True, now=NOW)

    async with reading(store) as reader:
        await reader.press("g", "a", "j", ".")
        assert reader.title == "Title of Nature 4"


async def test_unread_only_with_nothing_left_says_so_and_the_unread_view_needs_none(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press(".")
        assert "lists only what is unread" in reader.text
        await reader.press("m", "g", "a", ".")
        assert "All caught up" in reader.text


async def test_what_arrived_is_listed_on_demand_and_the_cursor_stays(store: Store) -> None:
    add_feed(store, "Nature", 5)

    async with reading(store) as reader:
        await reader.press("2", "j")
        add_feed(store, "Later", [new_article("newest", age_s=1)])
        reader.screen.show_changes()
        await reader.settle()
        assert "5 · 1 new" in reader.text
        assert "Title of newest" not in titles(reader)

        await reader.press("g", "n")
        assert titles(reader)[0] == "Title of newest"
        assert reader.title == "Title of Nature 3"
        assert "1 new" not in reader.text


async def test_what_arrives_while_a_long_list_is_read_is_announced_not_listed(store: Store) -> None:
    add_feed(store, "Nature", 300)

    async with reading(store) as reader:
        reader.screen.open_view(View(ViewKind.ALL))
        add_feed(store, "Later", [new_article("newest", age_s=1)])
        await reader.settle()

        assert len(titles(reader)) == 300
