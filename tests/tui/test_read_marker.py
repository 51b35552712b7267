"""What makes an article read is the user's choice."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.tui.driving import BY_HAND, NARROW, WIDE, reading

from newsreader.settings import ReadingSettings, Settings
from newsreader.store import Store

LONG = paragraphs(*(f"Paragraph {number} of a long article. " * 5 for number in range(40)))


def when(mark_read: str) -> Settings:
    return msgspec.structs.replace(BY_HAND, reading=ReadingSettings(mark_read=mark_read))


def fill(store: Store) -> None:
    add_feed(store, "Nature", [new_article(name, blocks=LONG, age_s=age) for age, name in enumerate("abc", 1)])


def unread(store: Store) -> int:
    return store.articles.counts(since=0).unread


@pytest.mark.parametrize(
    ("mark_read", "left"),
    [("at-end", 2), ("on-open", 2), ("after:9999", 2), ("by-hand", 3)],
    ids=lambda each: str(each),
)
async def test_the_end_marks_read_unless_only_the_hand_does(store: Store, mark_read: str, left: int) -> None:
    fill(store)

    async with reading(store, settings=when(mark_read)) as reader:
        await reader.press("l", "G")
        assert unread(store) == left
        await reader.press("h", "space")

        assert reader.title == "Title of b"
        assert unread(store) == left


@pytest.mark.parametrize("keys", [("l",), ("tab",), ("g", "3"), ("space",)], ids=" ".join)
async def test_on_open_marks_what_is_gone_into_or_scrolled_and_not_what_is_looked_at(
    store: Store, keys: tuple[str, ...]
) -> None:
    fill(store)

    async with reading(store, settings=when("on-open")) as reader:
        await reader.press("j")
        assert unread(store) == 3
        await reader.press(*keys)
        assert unread(store) == 2
        assert "Title of b" in reader.text


async def test_on_open_marks_the_next_article_while_the_pane_has_the_keys(store: Store) -> None:
    fill(store)

    async with reading(store, settings=when("on-open")) as reader:
        await reader.press("l", "J", "J")

        assert unread(store) == 0


async def test_after_some_seconds_the_article_in_sight_is_read(store: Store) -> None:
    fill(store)

    async with reading(store, WIDE, when("after:1")) as reader:
        await reader.press("j")
        assert unread(store) == 3
        await reader.until(lambda: unread(store) == 2)

        assert "●" not in next(line for line in reader.text.splitlines() if "Title of b" in line)


async def test_every_article_has_its_seconds_anew(store: Store) -> None:
    fill(store)

    async with reading(store, WIDE, when("after:3")) as reader:
        await reader.press("l")
        unread_then: list[int] = []
        # The first article's three seconds end before this, those of the second begin a second later.
        reader.screen.set_timer(3.2, lambda: unread_then.append(unread(store)))
        await reader.pilot.pause(1)
        await reader.press("J")
        await reader.until(lambda: bool(unread_then))

        assert unread_then == [3]


async def test_seconds_do_not_count_where_the_list_is_shown_in_place_of_the_article(store: Store) -> None:
    fill(store)

    async with reading(store, NARROW, when("after:1")) as reader:
        await reader.pilot.pause(1.2)
        await reader.settle()
        assert unread(store) == 3
        await reader.press("l")
        await reader.until(lambda: unread(store) == 2)
