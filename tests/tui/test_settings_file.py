"""The app starts whatever is in settings.toml, and says what is wrong there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article, paragraphs, paths_of
from tests.terminal import Terminal
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader

from newsreader.settings import load_settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.setting_checks import checked

CALM = "[refresh]\nautomatic = false\n"


@pytest.fixture
def library(store: Store) -> Store:
    """Some long articles."""
    text = paragraphs(*(f"Paragraph {number} of a long article. " * 5 for number in range(9)))
    add_feed(store, "Nature", [new_article(name, blocks=text) for name in ("one", "two", "three")])
    return store


@asynccontextmanager
async def reading_with(store: Store, document: str, size: tuple[int, int] = WIDE) -> AsyncIterator[Reader]:
    """Hold the app open with this text as its settings."""
    paths = paths_of(store)
    paths.settings.write_text(document)
    loaded = checked(load_settings(paths.settings), (feed.url for feed in store.feeds.all()))
    app = NewsApp(store, loaded.settings, paths, lambda: NOW, loaded)
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot, app.reading)
        await reader.settle()
        yield reader


async def test_right_settings_are_not_talked_about(store: Store) -> None:
    async with reading_with(store, CALM) as reader:
        assert "settings" not in reader.text
        await reader.press("g", "comma", "exclamation_mark")

        assert "Nothing: every line of it can be used." in reader.text


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
async def test_faults_are_counted_at_the_start_and_listed_at_a_key(store: Store, size: tuple[int, int]) -> None:
    async with reading_with(store, f'theme = "dusk"\nthme = 1\n{CALM}', size) as reader:
        assert "2 faults in settings.toml, shown by g," in reader.text

        await reader.press("g", "comma", "exclamation_mark")

        assert "line 1  theme must be one of" in reader.text
        assert "line 2  thme is no setting." in reader.text
        await reader.press("q", "q")
        assert "line 2" not in reader.text
        assert reader.app.theme == "ink"


async def test_a_table_for_a_feed_that_nobody_has_is_a_fault(store: Store) -> None:
    async with reading_with(store, f'{CALM}[feeds."https://gone.example/"]\n') as reader:
        await reader.press("g", "comma", "exclamation_mark")

        assert 'line 3  feeds."https://gone.example/" is the address of no feed.' in reader.text


async def test_names_in_the_file_are_neither_obeyed_nor_read_as_markup(store: Store) -> None:
    async with reading_with(store, f'"[bold]x[/] \\u001b]0;a\\u0007\\u202e" = 1\n{CALM}') as reader:
        await reader.press("g", "comma", "exclamation_mark")

        assert "[bold]x[/] ]0;a" in reader.text
        assert not {"\x1b", "\x07", "\u202e"}.intersection(reader.text)


async def test_thousands_of_faults_and_a_tiny_window_are_survived(store: Store) -> None:
    document = CALM + "".join(f"wrong{number} = 1\n" for number in range(5_000))
    async with reading_with(store, document, (20, 5)) as reader:
        await reader.press("g", "comma", "exclamation_mark", "j", "space", "pagedown", "k", "b", "q", "q")

        assert len(reader.screen.app.screen_stack) == 1


def test_the_program_starts_with_a_broken_file_and_leaves_it_alone(terminals: list[Terminal], tmp_path: Path) -> None:
    broken = f"{CALM}theme = paper\n"
    (tmp_path / "settings.toml").write_text(broken)

    terminal = Terminal(tmp_path)
    terminals.append(terminal)
    terminal.until("1 fault in settings.toml, shown by g,")
    terminal.press("g,!")
    terminal.until("line 3")

    assert (tmp_path / "settings.toml").read_text() == broken


async def edit(reader: Reader, document: str) -> None:
    """Change the file as an editor does, and look at once instead of within a second."""
    reader.app.settings_file.path.write_text(document)
    reader.app.settings_file.look()
    await reader.settle()


async def test_a_file_that_an_editor_changed_holds_at_once(library: Store) -> None:
    async with reading_with(library, CALM) as reader:
        await reader.press("g", "a")
        row_height = reader.screen.article_list.row_height

        await edit(
            reader,
            f'theme = "paper"\n{CALM}[list]\ndensity = "airy"\n[reading]\nmark_read = "on-open"\nmeasure = 50\n',
        )

        assert reader.app.theme == "paper"
        assert (row_height, reader.screen.article_list.row_height) == (2, 3)
        assert reader.screen.article_view.layout_width <= 50
        await reader.press("enter")
        shown = reader.screen.article_view.article
        assert shown is not None
        assert library.articles.get(shown.headline.id).headline.is_read
        await edit(reader, CALM)
        assert reader.app.theme == "ink"
        assert reader.screen.article_list.row_height == 2


async def test_what_is_wrong_after_an_edit_is_said_and_what_broke_changes_nothing(store: Store) -> None:
    async with reading_with(store, f'theme = "paper"\n{CALM}') as reader:
        await edit(reader, f'theme = "dusk"\n{CALM}')
        assert "1 fault in settings.toml" in reader.text

        await edit(reader, f'theme = "paper"\n{CALM}')
        assert "settings.toml: every line of it can be used." in reader.text
        await edit(reader, "theme = paper\n")

        assert "1 fault in settings.toml" in reader.text
        assert reader.app.theme == "paper"
        assert not reader.screen.settings.refresh.automatic


async def test_what_holds_only_later_says_so(store: Store) -> None:
    async with reading_with(store, CALM) as reader:
        await edit(reader, f"{CALM}every_minutes = 30\n")

        assert "Settings changed; that holds from the next refresh on." in reader.text


async def test_the_file_is_looked_after_by_itself(store: Store) -> None:
    async with reading_with(store, CALM) as reader:
        reader.app.settings_file.path.write_text(f'theme = "paper"\n{CALM}')

        await reader.until(lambda: reader.app.theme == "paper")


async def test_a_width_chosen_by_key_lasts_until_the_setting_is_another(library: Store) -> None:
    async with reading_with(library, f"{CALM}[reading]\nmeasure = 46\n") as reader:
        await reader.press("g", "a", "<")
        assert reader.screen.article_view.measure == 42
    async with reading_with(library, f"{CALM}[reading]\nmeasure = 46\n") as reader:
        assert reader.screen.article_view.measure == 42
    async with reading_with(library, f"{CALM}[reading]\nmeasure = 44\n") as reader:
        assert reader.screen.article_view.measure == 44
