"""Reading goes on where it stopped; what was begun and what was read is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article, open_store, paragraphs
from tests.store.checks import query
from tests.tui.driving import MIDDLE, NARROW, WIDE, reading

from newsreader.model import ReadingPlace, View, ViewKind
from newsreader.store import Store
from newsreader.tui.place_keeper import EVERY_S

LONG = paragraphs(*(f"Paragraph {number} of a long article. " * 5 for number in range(40)))
NOTICE = "gg for the start"


HERE = ReadingPlace(9, 0, 300)


def fill(store: Store) -> None:
    """One long article (1) above a short one (2)."""
    add_feed(store, "Nature", [new_article("long", blocks=LONG, age_s=1)])
    add_feed(store, "Coast", [new_article("short", age_s=2)])


def stored(store: Store) -> list[tuple[int, int | None, int]]:
    """Return (id, block, progress) of all articles that were scrolled."""
    return query(store.path, "SELECT id, place_block, progress FROM articles WHERE progress > 0 ORDER BY id")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["wide", "two panes", "one pane"])
async def test_an_article_is_continued_after_a_restart_whatever_the_width(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    store = open_store(tmp_path)
    fill(store)
    async with reading(store) as reader:
        await reader.press("l", "ctrl+d", "ctrl+d", "ctrl+d")
        place = reader.screen.article_view.top_place
    store.close()
    assert place is not None

    store = open_store(tmp_path)
    async with reading(store, size) as reader:
        await reader.press("l")
        after = reader.screen.article_view.top_place
        assert after is not None
        assert after[0] == place[0]
        assert after[1] <= place[1]
        assert f"continuing at {store.articles.get(1).place.progress // 10} %, {NOTICE}" in reader.text  # type: ignore[union-attr]
        await reader.press("g", "g")
        assert "Title of long" in reader.text
    assert stored(store) == []
    store.close()


async def test_going_to_the_next_article_and_back_at_once_finds_the_place(store: Store) -> None:
    fill(store)

    async with reading(store) as reader:
        await reader.press("space", "space")
        place = reader.screen.article_view.top_place
        await reader.pilot.press("J", "K")
        await reader.settle()

        assert reader.title == "Title of long"
        assert reader.screen.article_view.top_place == place is not None
        assert NOTICE in reader.text


async def test_an_article_that_was_only_looked_at_leaves_nothing(store: Store) -> None:
    fill(store)

    async with reading(store) as reader:
        await reader.press("j", "k", "l", "h", "j")

    assert stored(store) == []
    assert query(store.path, "SELECT count(*) FROM articles WHERE place_block IS NOT NULL") == [(0,)]


async def test_at_the_end_the_place_is_forgotten(store: Store) -> None:
    fill(store)
    store.places.keep(1, HERE, now=NOW)

    async with reading(store) as reader:
        await reader.press("l", "G")

    assert stored(store) == [(1, None, 1000)]
    assert store.articles.get(1).place is None


async def test_opening_and_leaving_without_scrolling_keeps_the_place(store: Store) -> None:
    fill(store)
    store.places.keep(1, HERE, now=NOW)

    async with reading(store, MIDDLE) as reader:
        await reader.press("l", "h", "j", "k")

    assert store.articles.get(1).place == HERE


async def test_a_place_behind_the_end_of_a_text_that_became_shorter_does_no_harm(store: Store) -> None:
    fill(store)
    store.places.keep(1, ReadingPlace(4000, 9, 300), now=NOW)
    store.places.keep(2, ReadingPlace(4000, 9, 300), now=NOW)

    async with reading(store) as reader:
        assert reader.screen.article_view.is_at_end
        await reader.press("j")
        assert "The text of short." in reader.text


async def test_the_place_is_kept_while_reading_goes_on(store: Store) -> None:
    fill(store)

    async with reading(store) as reader:
        await reader.press("l", "space")
        assert stored(store) == []
        await reader.pilot.pause(EVERY_S + 0.5)
        await reader.settle()

        assert [(article_id, block) for article_id, block, _ in stored(store)] == [
            (1, reader.screen.article_view.top_place[0])  # type: ignore[index]
        ]


async def test_a_place_that_cannot_be_written_is_passed_over_in_silence(store: Store) -> None:
    fill(store)
    query(
        store.path,
        "CREATE TRIGGER refused BEFORE UPDATE OF progress ON articles BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    )

    async with reading(store) as reader:
        await reader.press("l", "space", "J")

        assert reader.title == "Title of short"
        assert "full" not in reader.text.splitlines()[-1]
        await reader.press("K")
        assert reader.screen.article_view.top_place is not None


async def test_gc_lists_what_was_left_half_way_and_its_row_goes_with_the_last_one(store: Store) -> None:
    fill(store)

    async with reading(store) as reader:
        assert "Continue" not in reader.text
        await reader.press("g", "c")
        assert "Nothing to continue" in reader.text
        await reader.press("g", "u", "space", "space", "g", "c")
        assert reader.screen.view == View(ViewKind.CONTINUE)
        assert reader.title == "Title of long"
        assert "Title of short" not in reader.text
        await reader.press("l", "G", "J", "g", "u")
        await reader.press("g", "a")
        assert "Continue" not in reader.text


async def test_gh_lists_what_was_read_last_first(store: Store) -> None:
    add_feed(store, "Nature", 5)
    store.marks.set_read([4], True, now=NOW - 20)
    store.marks.set_read([2], True, now=NOW - 10)

    async with reading(store) as reader:
        await reader.press("g", "h")

        assert "Recently read" in reader.text
        assert reader.title == "Title of Nature 4"  # the newest was stored last
        await reader.press("j")
        assert reader.title == "Title of Nature 2"


async def test_each_of_two_texts_is_where_it_was_left(store: Store) -> None:
    add_feed(store, "News", [new_article("x", blocks=LONG)])
    store.texts.write_page(1, LONG[::-1], byline="", words=2, language=None)

    async with reading(store) as reader:
        view = reader.screen.article_view
        await reader.press("l", "space", "space", "j")
        of_page = view.top_place
        await reader.press("x", "space")
        of_feed = view.top_place
        assert of_feed != of_page
        await reader.press("x")
        assert view.top_place == of_page
        await reader.press("x")
        assert view.top_place == of_feed
        await reader.press("x", "J")
    async with reading(store) as reader:
        assert reader.screen.article_view.top_place == of_page


async def test_the_words_on_top_stay_there_when_the_article_is_edited(store: Store) -> None:
    add_feed(store, "News", [new_article("x", blocks=paragraphs("The feed's."))])
    store.texts.write_page(1, LONG, byline="", words=2, language=None)

    async with reading(store) as reader:
        view = reader.screen.article_view
        await reader.press("l", "space", "space", "j")
        place = view.top_place
        assert place is not None
        store.texts.write_page(1, (*paragraphs("New.", "Also new."), *LONG), byline="", words=2, language=None)
        reader.screen.show_changes()
        await reader.settle()
        assert view.top_place == (place[0] + 2, place[1])
