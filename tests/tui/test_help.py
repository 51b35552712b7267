"""The help screen: what it lists, how it is searched, and that it goes by the keys it shows."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import add_feed
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, Reader, reading

from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.commands import COMMANDS, Place
from newsreader.tui.keymap import DEFAULT, keymap_of
from newsreader.tui.manual import Section, matching, sections
from newsreader.tui.overlay_commands import OVERLAY_COMMANDS
from newsreader.tui.screens.help import HelpScreen

TINY = (20, 5)


def with_keys(**table: object) -> Settings:
    return msgspec.structs.replace(BY_HAND, keys=table)


def ids(found: tuple[Section, ...]) -> list[str]:
    return [row.id for section in found for row in section.rows]


@pytest.mark.parametrize("here", Place)
def test_every_command_stands_there_in_each_place_it_has(here: Place) -> None:
    found = sections(DEFAULT, here)

    assert sorted(ids(found)) == sorted(command.id for command in (*COMMANDS, *OVERLAY_COMMANDS))


@pytest.mark.parametrize(
    ("here", "title"),
    [
        (Place.FEEDS, "In the feeds"),
        (Place.ARTICLE, "In the article"),
        (Place.FOUND, "While a find is shown"),
        (Place.LINKS, "In the list of links"),
    ],
)
def test_what_works_where_one_is_stands_first(here: Place, title: str) -> None:
    assert sections(DEFAULT, here)[0].title == title


def test_the_keys_are_those_in_force_and_macros_stand_last() -> None:
    keymap = keymap_of({"mark.star": ["ctrl+s"], "mark.undo": [], "macros": {"g o": ["mark.read"]}})

    rows = {row.id: row for section in sections(keymap, Place.ARTICLES) for row in section.rows}

    assert (rows["mark.star"].keys, rows["mark.star"].is_changed) == ("Ctrl-S", True)
    assert (rows["mark.undo"].keys, rows["mark.undo"].is_changed) == ("", True)
    assert (rows["mark.read"].keys, rows["mark.read"].is_changed) == ("m N", False)
    assert list(rows)[-1] == "macro.g o"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mark.star", ["mark.star"]),
        ("STAR take", ["mark.star", "mark.unstar"]),
        ("ctrl-d", ["cursor.half_down"]),
        ("ctrl+d", ["cursor.half_down", "view.down", "rule.down"]),
        ("copy markdown", ["article.copy_markdown"]),
        ("find shown", ["find.next", "find.previous", "find.end"]),
        ("no such thing", []),
    ],
)
def test_a_search_looks_at_ids_words_keys_and_headings(query: str, found: list[str]) -> None:
    assert ids(matching(sections(DEFAULT, Place.ARTICLES), query)) == found


async def test_it_is_searched_as_one_types_and_escape_peels_the_search_first(store: Store) -> None:
    async with reading(store) as reader:
        await reader.press("?", "/", *"half a p")
        assert "2 found" in reader.text
        assert "Half a page up" in reader.text
        assert "Next pane" not in reader.text

        await reader.press("enter", "escape")
        assert "Next pane" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_what_nothing_has_is_said_and_leaving_the_search_shows_all_again(store: Store) -> None:
    async with reading(store) as reader:
        await reader.press("?", "/", *"xyzzy")
        assert "Nothing has these words." in reader.text

        await reader.press("escape")
        assert "Next pane" in reader.text


def top(reader: Reader) -> float:
    screen = reader.app.screen
    assert isinstance(screen, HelpScreen)
    return screen.sheet.scroll_y


async def test_it_scrolls_by_the_keys_of_the_reader(store: Store) -> None:
    settings = with_keys(**{"cursor.down": ["ctrl+e"], "program.help": ["f1"]})
    async with reading(store, MIDDLE, settings) as reader:
        await reader.press("f1")
        tops = []
        for keys in (("ctrl+e",), ("j",), ("k",), ("space",), ("b",), ("G",), ("g", "g"), ("ctrl+d",)):
            await reader.press(*keys)
            tops.append(top(reader))
        assert tops[:3] == [1, 1, 0]
        assert tops[3] > 15
        assert tops[4] == tops[6] == 0
        assert tops[5] > 50
        assert 5 < tops[7] < 15

        await reader.press("f1")
        assert reader.app.screen is reader.screen


@pytest.mark.parametrize("key", ["?", "q", "h", "escape"])
async def test_each_of_its_keys_closes_it(store: Store, key: str) -> None:
    async with reading(store) as reader:
        await reader.press("?", key)

        assert reader.app.screen is reader.screen


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, TINY], ids=["120x36", "80x24", "45x30", "20x5"])
async def test_all_of_it_can_be_read_at_every_size(store: Store, size: tuple[int, int]) -> None:
    settings = with_keys(macros={"g o": {"name": "[/] [b]mine[/b] \x1b]0;x\x07", "steps": ["mark.read"]}})
    async with reading(store, size, settings) as reader:
        await reader.press("?")
        seen = ""
        while True:
            before = top(reader)
            seen += reader.text
            await reader.press("pagedown")
            if top(reader) == before:
                break

    assert all(section.title.upper()[:15] in seen for section in sections(DEFAULT, Place.ARTICLES))
    assert size == TINY or ("Quit at once" in seen and "[b]mine[/b]" in seen)
    assert "\x1b" not in seen


async def test_a_window_that_changes_lays_it_out_anew(store: Store) -> None:
    add_feed(store, "Nature", 1)
    async with reading(store, WIDE) as reader:
        await reader.press("?")
        assert "mark.star" in "".join(reader.text) or "pane.open" in reader.text
        await reader.pilot.resize_terminal(*NARROW)
        await reader.settle()

        assert "pane.open" not in reader.text
        assert "Open, go in" in reader.text
