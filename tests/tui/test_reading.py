"""What a person does with the keys, and what they see."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, open_store, paragraphs
from tests.tui.driving import MIDDLE, NARROW, reading

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.tui.commands import Place

LONG = paragraphs(*(f"Paragraph {number} of a long article. " * 5 for number in range(40)))


async def test_the_first_screen_lists_what_is_unread_and_shows_the_newest(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        assert reader.title == "Title of Nature 1"
        assert "Title of Nature 3" in reader.text
        assert "1 of 3" in reader.text


async def test_the_article_follows_the_cursor(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("j", "j")

        assert reader.title == "Title of Nature 3"
        assert "The text of Nature 3." in reader.text


async def test_a_count_moves_so_many_rows_and_the_ends_hold(store: Store) -> None:
    add_feed(store, "Nature", 9)

    async with reading(store) as reader:
        await reader.press("5", "j")
        assert reader.title == "Title of Nature 6"
        await reader.press("9", "9", "j")
        assert reader.title == "Title of Nature 9"
        await reader.press("g", "g")
        assert reader.title == "Title of Nature 1"


async def test_looking_at_an_article_does_not_mark_it_read(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("j", "enter", "j", "h")

        assert store.articles.counts(since=0).unread == 3


async def test_s_stars_from_every_pane_and_again_takes_the_star_away(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        for pane in ("1", "2", "3"):
            await reader.press("g", pane, "s")
            assert store.articles.counts(since=0).starred == 1
            assert "★ starred" in reader.text
            await reader.press("s")
            assert store.articles.counts(since=0).starred == 0


async def test_keys_typed_faster_than_they_are_written_all_count(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press(*"s" * 51)

        assert store.articles.counts(since=0).starred == 1


async def test_m_marks_read_and_the_row_stays_in_the_unread_list(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("m")

        assert store.articles.counts(since=0).unread == 2
        assert "Title of Nature 1" in reader.text
        await reader.press("g", "u")
        assert reader.title == "Title of Nature 2"


async def test_space_reads_to_the_end_marks_read_and_opens_the_next_unread(store: Store) -> None:
    add_feed(store, "Nature", [new_article("long", blocks=LONG, age_s=1), new_article("next", age_s=2)])

    async with reading(store) as reader:
        while reader.title == "Title of long":
            assert store.articles.counts(since=0).unread in (1, 2)
            await reader.press("space")

        assert reader.title == "Title of next"
        assert store.articles.counts(since=0).unread == 1


async def test_space_goes_on_in_the_next_feed_that_has_unread_articles(store: Store) -> None:
    first, _, last = add_feed(store, "Alpha", 1), add_feed(store, "Beta"), add_feed(store, "Gamma", 1)

    async with reading(store) as reader:
        reader.screen.open_view(View(ViewKind.FEED, first))
        await reader.settle()
        await reader.press("space")

        assert reader.screen.view == View(ViewKind.FEED, last)
        assert reader.title == "Title of Gamma 1"


async def test_space_at_the_very_end_says_that_all_is_read(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("space", "space")

        assert "No unread articles left" in reader.text


async def test_scrolling_to_the_end_by_hand_marks_read(store: Store) -> None:
    add_feed(store, "Nature", [new_article("long", blocks=LONG)])

    async with reading(store) as reader:
        await reader.press("l", "G")

        assert store.articles.counts(since=0).unread == 0


async def test_n_and_p_find_unread_articles_over_read_ones_and_round_the_end(store: Store) -> None:
    add_feed(store, "Nature", 6)
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.marks.set_read([ids[1], ids[2]], True, now=1)

    async with reading(store) as reader:
        await reader.press("g", "a", "n")
        assert reader.title == "Title of Nature 4"
        await reader.press("p")
        assert reader.title == "Title of Nature 1"
        await reader.press("p")
        assert reader.title == "Title of Nature 6"


async def test_undo_and_redo_walk_through_everything_across_a_restart(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_feed(store, "Nature", 3)
    async with reading(store) as reader:
        await reader.press("s", "j", "m")
    store.close()

    store = open_store(tmp_path)
    async with reading(store) as reader:
        await reader.press("u")
        assert store.articles.counts(since=0).unread == 3
        assert "Undone: marked “Title of Nature 2” read" in reader.text
        await reader.press("u", "u")
        assert store.articles.counts(since=0).starred == 0
        assert "Nothing to undo." in reader.text
        await reader.press("ctrl+r", "ctrl+r")
        assert store.articles.counts(since=0).starred == 1
        assert store.articles.counts(since=0).unread == 2
    store.close()


async def test_undo_says_when_that_was_done(store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.marks.set_read([1, 2], True, now=NOW - 22 * HOUR)
    store.marks.set_starred([3], True, now=NOW - 300)

    async with reading(store) as reader:
        await reader.press("u")
        assert "Undone: starred “Title of Nature 1”, 5 min ago" in reader.text
        await reader.press("u")
        assert "Undone: marked 2 articles read, yesterday 14:00" in reader.text
        await reader.press("ctrl+r")
        assert reader.text.endswith("Redone: marked 2 articles read")


@pytest.mark.parametrize(
    ("keys", "listed", "missing"),
    [
        (("g", "s"), "Title of starred", "Title of fresh"),
        (("g", "u"), "Title of fresh", "Title of done"),
        (("g", "a"), "Title of done", "nothing"),
        (("g", "t"), "Title of fresh", "Title of old"),
    ],
    ids=["starred", "unread", "all", "today"],
)
async def test_go_keys_open_the_standing_views(store: Store, keys: tuple[str, ...], listed: str, missing: str) -> None:
    articles = [new_article(name, age_s=age) for name, age in (("fresh", 1), ("done", 2), ("starred", 3))]
    add_feed(store, "Nature", [*articles, new_article("old", age_s=90 * HOUR)])
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.marks.set_read([ids[1]], True, now=1)
    store.marks.set_starred([ids[2]], True, now=1)

    async with reading(store) as reader:
        await reader.press(*keys)

        rows = reader.text
        assert listed in rows
        assert missing not in rows


async def test_a_feed_is_chosen_in_the_feed_pane_and_lists_its_articles(store: Store) -> None:
    add_feed(store, "Alpha", 2)
    add_feed(store, "Beta", 2)

    async with reading(store) as reader:
        await reader.press("h", "G")

        assert reader.title == "Title of Beta 1"
        await reader.press("enter")
        assert reader.screen.place is Place.ARTICLES


async def test_brackets_go_to_the_next_feed_with_unread_articles(store: Store) -> None:
    add_feed(store, "Alpha", 1)
    add_feed(store, "Beta", 0)
    add_feed(store, "Gamma", 1)

    async with reading(store) as reader:
        await reader.press("]")
        assert reader.title == "Title of Alpha 1"
        await reader.press("]")
        assert reader.title == "Title of Gamma 1"
        await reader.press("{")
        assert "No articles in this feed yet" in reader.text


async def test_back_peels_pane_by_pane_and_quits_at_the_feeds(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("l", "q", "q")
        assert reader.screen.place is Place.FEEDS
        assert reader.app.is_running
        await reader.pilot.press("q")

    assert not reader.app.is_running


async def test_the_sample_goes_with_one_key_and_comes_back_with_undo(store: Store) -> None:
    feed_id, _ = store.feeds.add("newsreader:sample", title="Sample edition", is_sample=True, now=1)
    store.refreshing.write_articles(feed_id, [new_article("story")], (), now=1)

    async with reading(store) as reader:
        assert "A sample edition to read" in reader.text
        await reader.press("X")
        assert "Sample edition" not in reader.text.replace("removed Sample edition", "")
        assert "a adds one" in reader.text
        await reader.press("u")
        assert "Title of story" in reader.text


async def test_what_another_process_writes_appears_within_a_moment(store: Store, tmp_path: Path) -> None:
    add_feed(store, "Nature", 1)
    other = open_store(tmp_path)

    async with reading(store) as reader:
        add_feed(other, "Later", 2)
        await reader.until_shown("1 · 2 new")
        assert "Later" in reader.text
        assert reader.title == "Title of Nature 1"
    other.close()


async def test_a_long_list_is_listed_whole_and_its_end_can_be_reached(store: Store) -> None:
    add_feed(store, "Nature", 1000)

    async with reading(store) as reader:
        await reader.press("G")

        assert reader.title == "Title of Nature 1000"
        assert "1,000 of 1,000" in reader.text


@pytest.mark.parametrize(("size", "panes"), [(MIDDLE, 2), (NARROW, 1)], ids=["two panes", "one pane"])
async def test_narrow_windows_show_the_pane_that_has_the_keys(store: Store, size: tuple[int, int], panes: int) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store, size) as reader:
        assert ("The text of Nature 1." in reader.text) is (panes == 2)
        await reader.press("enter")
        assert "The text of Nature 1." in reader.text
        await reader.press("h", "h")
        assert "LIBRARY" in reader.text
        assert "The text of Nature 1." not in reader.text


async def test_resizing_keeps_the_words_on_top_in_sight(store: Store) -> None:
    add_feed(store, "Nature", [new_article("long", blocks=LONG)])

    async with reading(store) as reader:
        await reader.press("l", "ctrl+d", "ctrl+d")
        before = reader.screen.article_view.top_place
        await reader.pilot.resize_terminal(70, 20)
        await reader.settle()

        after = reader.screen.article_view.top_place
        assert before is not None
        assert after is not None
        assert before[0] == after[0]
        assert after[1] <= before[1]


async def test_a_window_of_twenty_by_five_neither_crashes_nor_goes_blank(store: Store) -> None:
    add_feed(store, "Nature", [new_article("long", blocks=LONG)])

    async with reading(store, (20, 5)) as reader:
        await reader.press("j", "enter", "space", "h", "h", "?", "escape", "ctrl+p", "escape")

        assert reader.text.strip()


async def test_twenty_by_five_shows_the_row_of_the_cursor_and_what_is_typed(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store, (20, 5)) as reader:
        for key in ("g", "j", "j", "k", "k", "v"):
            await reader.press(key)
            assert any(line.startswith("▌") for line in reader.text.splitlines())
        await reader.press("v", "g", "1")
        assert any(line.startswith("▌") for line in reader.text.splitlines())

        await reader.press(":", *"st")
        above, line = reader.text.splitlines()[-2:]
        assert above.strip().startswith("star")
        assert line.strip() == ":st"
        await reader.press("ctrl+u")
        assert "+" in reader.text.splitlines()[-2]


async def test_what_stands_in_the_head_of_a_tiny_list_is_cut_where_it_ends(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store, (20, 5)) as reader:
        reader.screen.article_list.note = "1,284 unread only · by title"
        await reader.settle()

        assert reader.text.splitlines()[0].strip().endswith("…")


async def test_help_lists_every_command_and_the_palette_runs_them(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("?")
        assert "Scroll on; at the end, the next unread" in reader.text
        await reader.press("escape", "ctrl+p")
        await reader.press(*"star", "enter")
        await reader.settle()
        assert store.articles.counts(since=0).starred == 1


async def test_a_click_chooses_a_row_and_gives_its_pane_the_keys(store: Store) -> None:
    add_feed(store, "Nature", 5)

    async with reading(store) as reader:
        await reader.pilot.click("#articles", offset=(5, 8))
        await reader.settle()

        assert reader.title == "Title of Nature 3"
        assert reader.screen.place is Place.ARTICLES
