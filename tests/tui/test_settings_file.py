"""The app starts whatever is in settings.toml, and says what is wrong there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.building import NOW, paths_of
from tests.terminal import Terminal
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader

from newsreader.settings import load_settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.setting_checks import checked

CALM = "[refresh]\nautomatic = false\n"


@asynccontextmanager
async def reading_with(store: Store, document: str, size: tuple[int, int] = WIDE) -> AsyncIterator[Reader]:
    """Hold the app open with this text as its settings."""
    paths = paths_of(store)
    paths.settings.write_text(document)
    loaded = checked(load_settings(paths.settings), (feed.url for feed in store.feeds.all()))
    app = NewsApp(store, loaded.settings, paths, lambda: NOW, loaded.complaints)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot, app.reading)
        await reader.settle()
        yield reader


async def test_right_settings_are_not_talked_about(store: Store) -> None:
    async with reading_with(store, CALM) as reader:
        assert "settings" not in reader.text
        await reader.press("g", "comma")

        assert "Nothing: every line of it can be used." in reader.text


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
async def test_faults_are_counted_at_the_start_and_listed_at_a_key(store: Store, size: tuple[int, int]) -> None:
    async with reading_with(store, f'theme = "dusk"\nthme = 1\n{CALM}', size) as reader:
        assert "settings.toml: 2 faults, press g, to see" in reader.text

        await reader.press("g", "comma")

        assert "line 1  theme must be one of" in reader.text
        assert "line 2  thme is no setting." in reader.text
        await reader.press("q")
        assert "line 2" not in reader.text
        assert reader.app.theme == "ink"


async def test_a_table_for_a_feed_that_nobody_has_is_a_fault(store: Store) -> None:
    async with reading_with(store, f'{CALM}[feeds."https://gone.example/"]\n') as reader:
        await reader.press("g", "comma")

        assert 'line 3  feeds."https://gone.example/" is the address of no feed.' in reader.text


async def test_names_in_the_file_are_neither_obeyed_nor_read_as_markup(store: Store) -> None:
    async with reading_with(store, f'"[bold]x[/] \\u001b]0;a\\u0007\\u202e" = 1\n{CALM}') as reader:
        await reader.press("g", "comma")

        assert "[bold]x[/] ]0;a" in reader.text
        assert not {"\x1b", "\x07", "\u202e"}.intersection(reader.text)


async def test_thousands_of_faults_and_a_tiny_window_are_survived(store: Store) -> None:
    document = CALM + "".join(f"wrong{number} = 1\n" for number in range(5_000))
    async with reading_with(store, document, (20, 5)) as reader:
        await reader.press("g", "comma", "j", "space", "pagedown", "k", "b", "q")

        assert len(reader.screen.app.screen_stack) == 1


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


def test_the_program_starts_with_a_broken_file_and_leaves_it_alone(terminals: list[Terminal], tmp_path: Path) -> None:
    broken = f"{CALM}theme = paper\n"
    (tmp_path / "settings.toml").write_text(broken)

    terminal = Terminal(tmp_path)
    terminals.append(terminal)
    terminal.until("settings.toml: 1 fault, press g, to see")
    terminal.press("g,")
    terminal.until("line 3")

    assert (tmp_path / "settings.toml").read_text() == broken
