"""Keys typed in one go with the key that opens or closes something: none is lost, none goes to the wrong place."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from tests.building import NOW, add_feed, new_article
from tests.terminal import Terminal
from tests.tui.driving import PATIENCE_S, Reader, reading
from textual import events

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.model import ViewKind
from newsreader.store import Store
from newsreader.store.journal import Change
from newsreader.tui.commands import Place
from newsreader.tui.writer import Pace


async def type_at_once(reader: Reader, *keys: str) -> None:
    """Let all keys be there before the first is looked at, as they are in one write."""
    named = {":": "colon", "?": "question_mark", ",": "comma", "!": "exclamation_mark", "/": "slash"}
    for key in keys:
        character = {"enter": "\r", "escape": "\x1b", "tab": "\t"}.get(key, key if len(key) == 1 else None)
        reader.app.post_message(events.Key(named.get(key, key), character))
    for _ in range(3):
        await reader.settle()


def listed(reader: Reader) -> list[str]:
    """Return the titles of the list, from its snapshot."""
    snapshot = reader.screen.lister.snapshot
    return [headline.title for row in range(len(snapshot)) if (headline := snapshot.headline(row))]


@pytest.fixture
def four(store: Store) -> Store:
    """Four articles with a link and a picture, one of them starred."""
    blocks = (
        Block(BlockKind.PARAGRAPH, "A link", (Span(0, 6, SpanKind.LINK, "https://example.org/"),)),
        Block(BlockKind.IMAGE, "A picture", url="https://example.org/picture.png"),
    )
    add_feed(store, "News", [new_article(f"{number}", blocks=blocks, age_s=number) for number in range(1, 5)])
    return store


OPENERS = {
    "help": "?",
    "settings": "g,",
    "history": [*":history", "enter"],
    "palette": ["ctrl+p"],
    "links": "U",
    "health": "g!",
    "themes": "gC",
    "picture": "I",
    "faults": [*":faults", "enter"],
    "prompt": ":",
}


@pytest.mark.parametrize("overlay", OPENERS)
async def test_keys_behind_the_one_that_closes_are_for_what_is_below(four: Store, overlay: str) -> None:
    async with reading(four) as reader:
        await type_at_once(reader, *OPENERS[overlay], "escape", "j", "j", "s", "g")

        assert reader.app.screen is reader.screen
        assert reader.screen.place is Place.ARTICLES
        assert reader.title == "Title of 3"
        assert four.articles.counts(since=0).starred == 1
        assert reader.screen.status.pending == "g"
        await reader.press("g")
        assert reader.title == "Title of 1"


@pytest.mark.parametrize("overlay", sorted(set(OPENERS) - {"palette", "prompt"}))
async def test_keys_behind_the_one_that_opens_are_for_what_is_opened(four: Store, overlay: str) -> None:
    async with reading(four) as reader:
        await type_at_once(reader, *OPENERS[overlay], "j", "k", "j")

        assert reader.app.screen is not reader.screen
        assert reader.title == "Title of 1"
        await type_at_once(reader, "q", "J", "J", "q")
        assert reader.app.screen is reader.screen
        assert reader.title == "Title of 3"
        assert reader.screen.place is Place.FEEDS


async def test_a_search_in_an_overlay_takes_what_is_typed_behind_it(four: Store) -> None:
    async with reading(four) as reader:
        await type_at_once(reader, "g", ",", "/", *"theme", "enter", "q", "q", "j")
        assert reader.app.screen is reader.screen
        assert reader.title == "Title of 2"

        await type_at_once(reader, "?", "/", *"star", "enter", "q", "q", "j")
        assert reader.app.screen is reader.screen
        assert reader.title == "Title of 3"


@pytest.mark.parametrize("opener", ["?", ":history\r", "g,", "gC", "U", "\x10"])
def test_in_a_terminal_one_write_that_opens_closes_and_goes_on_ends_below(
    four: Store, tmp_path: Path, opener: str
) -> None:
    four.close()
    terminal = Terminal(four.path.parent)
    try:
        terminal.until("1 of 4")
        terminal.press(f"{opener}\x03jj" if opener == "\x10" else f"{opener}qjj")
        terminal.until("3 of 4")
        terminal.press(f"{opener}\x03kQ" if opener == "\x10" else f"{opener}qkQ")
        assert terminal.wait() == 0
    finally:
        terminal.close()


async def test_a_list_that_is_opened_right_after_a_mark_has_the_article(four: Store) -> None:
    async with reading(four) as reader:
        await type_at_once(reader, *"jegl")

        assert reader.screen.view.kind is ViewKind.LATER
        assert listed(reader) == ["Title of 2"]


async def test_a_list_that_is_opened_while_many_are_marked_is_read_again_when_they_are(four: Store) -> None:
    async with reading(four) as reader:
        hold = Event()

        def change() -> Change | None:
            hold.wait(PATIENCE_S)
            return four.sorting.set_later([1, 2], True, now=NOW)

        reader.screen.write(change, pace=Pace.LARGE)
        for key in "gl":
            await reader.pilot.press(key)
        assert listed(reader) == []
        hold.set()
        await reader.settle()

        assert listed(reader) == ["Title of 3", "Title of 4"]


async def test_keys_behind_the_one_that_opens_health_act_on_its_list(four: Store) -> None:
    feed_id = add_feed(four, "Gone")
    four.refreshing.record_failure(feed_id, "The server has nothing at this address (404).", due_at=NOW, now=NOW)
    async with reading(four) as reader:
        await type_at_once(reader, *"g!", "enter")

        assert reader.app.screen is reader.screen
        assert reader.screen.view.feed_id == feed_id


async def test_health_is_left_at_once_though_its_list_is_not_read(four: Store) -> None:
    async with reading(four) as reader:
        await type_at_once(reader, *"g!", "j", "escape", "s")

        assert reader.app.screen is reader.screen
        assert four.articles.counts(since=0).starred == 1
