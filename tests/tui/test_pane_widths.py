"""Panes as wide as keys and mouse make them, and as they are the next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import add_feed
from tests.terminal import Terminal
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading

from newsreader.store import Store
from newsreader.tui.window_title import window_title


@pytest.fixture
def library(store: Store) -> Store:
    add_feed(store, "Observer", 30)
    return store


def widths(reader: Reader) -> tuple[int, int, int]:
    screen = reader.screen
    return screen.feed_list.size.width, screen.article_list.size.width, screen.article_view.size.width


async def test_keys_change_the_pane_that_has_them_and_it_stays_so(library: Store) -> None:
    async with reading(library, WIDE) as reader:
        assert widths(reader) == (25, 40, 55)
        await reader.press("ctrl+right", "g", "1", "ctrl+left")
        assert widths(reader) == (23, 42, 55)
        await reader.press("g", "3", "ctrl+right")
        assert widths(reader) == (23, 40, 57)

    async with reading(library, WIDE) as reader:
        assert widths(reader) == (23, 40, 57)
    async with reading(library, (160, 40)) as reader:
        assert widths(reader) == (30, 50, 80)


async def test_two_panes_have_widths_of_their_own_and_one_has_none(library: Store) -> None:
    async with reading(library, MIDDLE) as reader:
        await reader.press("ctrl+right")
        assert widths(reader)[1:] == (35, 45)
        await reader.press("g", "1")
        assert reader.screen.article_list.size.width == 55
        await reader.pilot.resize_terminal(*NARROW)
        await reader.settle()
        await reader.press("g", "2")
        assert reader.screen.article_list.size.width == NARROW[0]
        await reader.press("ctrl+right")
        assert "There is no room for that here." in reader.text
        await reader.pilot.resize_terminal(*MIDDLE)
        await reader.settle()
        assert widths(reader)[1:] == (35, 45)


async def test_each_pane_keeps_its_least_width(library: Store) -> None:
    async with reading(library, WIDE) as reader:
        for _ in range(60):
            await reader.pilot.press("ctrl+right")
        await reader.settle()
        assert widths(reader) == (25, 65, 30)
        for _ in range(60):
            await reader.pilot.press("ctrl+left")
        await reader.settle()
        assert widths(reader) == (25, 16, 79)


async def test_the_mouse_drags_the_edges(library: Store) -> None:
    async with reading(library, WIDE) as reader:
        pilot = reader.pilot
        await pilot.mouse_down("#articles", offset=(0, 10))
        await pilot.hover(offset=(33, 10))
        await pilot.mouse_up(offset=(33, 10))
        await reader.settle()
        assert widths(reader) == (33, 40, 47)

        await pilot.mouse_down("#article", offset=(0, 10))
        await pilot.hover(offset=(60, 10))
        await pilot.mouse_up(offset=(60, 10))
        await reader.settle()
        assert widths(reader) == (33, 27, 60)
        assert not reader.screen.article_view.text_selection

    async with reading(library, WIDE) as reader:
        assert widths(reader) == (33, 27, 60)


async def test_all_widths_are_taken_back(library: Store) -> None:
    async with reading(library, WIDE) as reader:
        await reader.press("ctrl+right", "g", "1", "ctrl+right")
        reader.screen.widths.reset()
        await reader.settle()
        assert widths(reader) == (25, 40, 55)

    async with reading(library, WIDE) as reader:
        assert widths(reader) == (25, 40, 55)


def test_the_title_of_the_window_says_how_many_are_unread() -> None:
    assert window_title(1284) == "(1,284) newsreader"
    assert window_title(0) == "newsreader"


def test_the_window_gets_its_title_and_its_old_one_back(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminals.append(terminal)
    terminal.until_raw(b"\x1b]2;(12) newsreader\x1b\\")
    terminal.press("m")
    terminal.until_raw(b"\x1b]2;(11) newsreader\x1b\\")
    terminal.press("Q")

    assert terminal.wait() == 0
    assert terminal.raw.index(b"\x1b[22;2t") < terminal.raw.index(b"\x1b]2;") < terminal.raw.index(b"\x1b[23;2t")
    assert terminal.raw.count(b"\x1b[22;2t") == terminal.raw.count(b"\x1b[23;2t") == 1


@pytest.mark.parametrize("kind", ["linux", "vt100"])
def test_a_terminal_without_titles_gets_none(terminals: list[Terminal], tmp_path: Path, kind: str) -> None:
    terminal = Terminal(tmp_path, environment={"TERM": kind, "COLORTERM": ""})
    terminals.append(terminal)
    terminal.until("1 of 12")
    terminal.press("mj")
    terminal.until("2 of 12")

    assert not any(code in terminal.raw for code in (b"\x1b]2;", b"\x1b]11;", b"\x1b[22;2t", b"\x1b[?2031h"))


def test_who_wants_no_title_gets_none(terminals: list[Terminal], tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[terminal]\ntitle = false\n")
    terminal = Terminal(tmp_path)
    terminals.append(terminal)
    terminal.until("1 of 12")
    terminal.press("mj")
    terminal.until("2 of 12")

    assert b"\x1b]2;" not in terminal.raw
