"""The list of what was done: to look at, to undo from, to go from."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_snapshots import Compare, keys, picture

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.tui.screens.history import HistoryScreen


@pytest.fixture
def life(store: Store) -> Store:
    """Five things that were done, the last of which is undone."""
    add_feed(store, "Coast", 3)
    add_feed(store, "Harbour", 4)
    store.marks.set_starred([2], True, now=NOW - 26 * HOUR)
    store.marks.set_read([1, 2, 3], True, now=NOW - 3 * HOUR)
    store.marks.rename_feed(1, "Shore [b]", now=NOW - HOUR)
    store.marks.set_starred([5], True, now=NOW - 120)
    store.marks.remove_feed(1, now=NOW - 60)
    store.journal.undo(now=NOW)
    return store


OPEN = ("colon", *"history", "enter")


def undone(reader: Reader) -> int:
    return reader.text.count("· undone")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
async def test_what_was_done_is_listed_newest_first(life: Store, size: tuple[int, int]) -> None:
    async with reading(life, size) as reader:
        await reader.press(*OPEN)

        lines = [line.strip(" ▌▐") for line in reader.text.splitlines()]
        assert lines[0] == "What you did  5"
        assert [line for line in lines if line.startswith(("↶", "S", "M", "R"))] == [
            "↶ Removed Shore [b]",
            "Starred “Title of Harbour 3”",
            "Renamed Coast to Shore [b]",
            "Marked 3 articles read",
            "Starred “Title of Coast 2”",
        ]
        assert any(line.endswith("· 3 changes") for line in lines)
        assert undone(reader) == 1


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_the_history_looks_as_it_was_found_good(snap_compare: Compare, life: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, life, size, keys(*OPEN, "j"))


async def test_all_back_to_a_thing_is_undone_in_one_step_and_redone(life: Store) -> None:
    async with reading(life) as reader:
        await reader.press(*OPEN, "j", "j", "j", "B")

        assert "Undone: 3 changes, the first" in reader.text
        assert undone(reader) == 4
        assert life.feeds.get(1).title == "Coast"
        assert life.articles.counts(since=0).unread == 7
        await reader.press("B")
        assert "This is undone already." in reader.text
        await reader.press("ctrl+r")
        assert undone(reader) == 1
        assert life.feeds.get(1).title == "Shore [b]"
        await reader.press("u")
        assert undone(reader) == 4


async def test_enter_goes_to_the_article_or_the_feed(life: Store) -> None:
    async with reading(life) as reader:
        await reader.press(*OPEN, "G", "enter")
        assert reader.app.screen is reader.screen
        assert reader.title == "Title of Coast 2"
        await reader.press(*OPEN, "j", "j", "enter")
        assert reader.screen.view == View(ViewKind.FEED, 1)


async def test_what_is_gone_cannot_be_gone_to(life: Store) -> None:
    life.journal.redo(now=NOW)
    async with reading(life) as reader:
        await reader.press(*OPEN, "enter")

        assert isinstance(reader.app.screen, HistoryScreen)
        assert "What that changed is not listed any more." in reader.text
        await reader.press("escape")
        assert not isinstance(reader.app.screen, HistoryScreen)


async def test_where_nothing_was_done_it_says_so(store: Store) -> None:
    add_feed(store, "Coast", 3)
    async with reading(store) as reader:
        await reader.press(*OPEN)
        assert "Nothing yet" in reader.text
        await reader.press("j", "B", "enter")

        assert reader.app.screen is reader.screen
