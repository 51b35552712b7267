"""The screen of the settings: what is set, what it means, and setting it."""

from __future__ import annotations

import os
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
from tests.building import add_feed, new_article, open_store, paragraphs, paths_of
from tests.disks import fill, small_disk
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, Reader
from tests.tui.test_settings_file import CALM, reading_with
from tests.tui.test_snapshots import Compare, keys
from textual.pilot import Pilot

from newsreader.settings import Density, Loaded, Settings, load_settings
from newsreader.settings.described import tables
from newsreader.settings.faults import take
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.faults import FaultsScreen
from newsreader.tui.screens.settings import SettingsScreen
from newsreader.tui.setting_checks import checked


@pytest.fixture
def library(store: Store) -> Store:
    """Some long articles."""
    text = paragraphs(*(f"Paragraph {number} of a long article. " * 5 for number in range(9)))
    add_feed(store, "Nature", [new_article(name, blocks=text) for name in ("one", "two", "three")])
    return store


def on_screen(reader: Reader) -> SettingsScreen:
    screen = reader.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


def chosen(reader: Reader) -> str:
    row = on_screen(reader).settings_list.chosen
    return row.valued.setting.name if row is not None else ""


async def go_to(reader: Reader, name: str) -> None:
    """Open the screen if need be, and put the cursor on this setting."""
    if not isinstance(reader.app.screen, SettingsScreen):
        await reader.press("g", "comma")
    await reader.press("g", "g")
    for _ in range(40):
        if chosen(reader) == name:
            return
        await reader.press("j")
    raise AssertionError(f"{name} is not listed")


def settings(reader: Reader) -> Settings:
    return reader.screen.settings


def in_file(reader: Reader) -> dict[str, object]:
    return tomllib.loads(reader.app.settings_file.path.read_text())


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, (20, 5)], ids=["120x36", "80x24", "45x30", "20x5"])
async def test_every_setting_that_is_no_feeds_is_listed(store: Store, size: tuple[int, int]) -> None:
    names = [each.name for table in tables() if not table.is_free for each in table.settings]
    async with reading_with(store, CALM, size) as reader:
        await reader.press("g", "comma")
        seen = {chosen(reader)}
        for _ in range(60):
            await reader.press("j")
            seen.add(chosen(reader))

    assert seen == {*names, "keys.preset"}


async def test_a_setting_tells_its_value_its_meaning_and_whether_the_file_sets_it(store: Store) -> None:
    async with reading_with(store, f"{CALM}every_minutes = 30\n") as reader:
        await reader.press("g", "comma")
        lines = reader.text.splitlines()

    (number,) = (number for number, line in enumerate(lines) if "Minutes between two" in line)
    assert lines[number].split()[:5] == ["Minutes", "between", "two", "30", "file"]
    assert "The same interval for every feed" in lines[number + 1]
    (at_start,) = (line for line in lines if "From the start on" in line)
    assert at_start.split()[:5] == ["From", "the", "start", "on", "on"]
    assert "file" not in at_start


async def test_a_flag_flips_with_one_key_here_and_in_the_file(store: Store) -> None:
    async with reading_with(store, f"# mine\n{CALM}") as reader:
        await go_to(reader, "refresh.edited_unread")

        await reader.press("space")

        assert settings(reader).refresh.edited_unread
        assert reader.app.settings_file.path.read_text() == f"# mine\n{CALM}edited_unread = true\n"
        assert "holds from the next refresh on" in reader.text
        await reader.press("enter")
        assert not settings(reader).refresh.edited_unread
        assert in_file(reader) == {"refresh": {"automatic": False, "edited_unread": False}}


async def test_one_of_a_few_values_is_chosen_from_a_list(library: Store) -> None:
    async with reading_with(library, CALM) as reader:
        await go_to(reader, "list.density")

        await reader.press("enter", "G", "enter")

        assert settings(reader).list.density is Density.AIRY
        assert reader.screen.article_list.row_height == 3
        assert in_file(reader)["list"] == {"density": "airy"}
        await reader.press("enter", "g", "g", "enter")
        assert settings(reader).list.density is None
        assert in_file(reader)["list"] == {}


async def test_in_a_narrow_window_the_values_and_what_they_mean_are_told_whole(library: Store) -> None:
    async with reading_with(library, CALM, NARROW) as reader:
        await go_to(reader, "list.columns")
        assert "source, minutes" in reader.text
        await go_to(reader, "list.density")

        await reader.press("enter")

        assert "not set  Cosy, or compact below 30 lines." in reader.text
        assert "airy     Two and a blank one." in reader.text


async def test_themes_are_worn_while_one_chooses_and_taken_off_again(store: Store) -> None:
    async with reading_with(store, f'theme = "ink"\n{CALM}') as reader:
        await go_to(reader, "theme")

        await reader.press("enter", "j")
        assert reader.app.theme == "paper"
        await reader.press("escape")
        assert reader.app.theme == "ink"
        assert in_file(reader)["theme"] == "ink"
        await reader.press("enter", "j", "enter")
        assert reader.app.theme == "paper"
        assert in_file(reader)["theme"] == "paper"


async def test_a_preset_of_keys_holds_at_once(store: Store) -> None:
    async with reading_with(store, CALM) as reader:
        await go_to(reader, "keys.preset")
        before = reader.screen.keys.keymap

        await reader.press("enter", "j", "enter")

        assert reader.screen.keys.keymap != before
        assert in_file(reader)["keys"] == {"preset": "newsboat"}


async def test_a_number_is_typed_and_checked_in_place(library: Store) -> None:
    async with reading_with(library, CALM) as reader:
        await go_to(reader, "reading.measure")

        await reader.press("enter", "ctrl+u", "9", "enter")
        assert "It must be a whole number from 40 to 120, not 9." in reader.text
        await reader.press("ctrl+u", "4", "4", "enter")

        assert "must be" not in reader.text
        assert settings(reader).reading.measure == 44
        assert reader.screen.article_view.measure == 44
        assert in_file(reader)["reading"] == {"measure": 44}


async def test_escape_leaves_what_is_typed_alone(store: Store) -> None:
    async with reading_with(store, CALM) as reader:
        await go_to(reader, "images.max_mb")

        await reader.press("enter", "7", "escape")

        assert settings(reader).images.max_mb == 5
        assert in_file(reader) == {"refresh": {"automatic": False}}
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_enter_on_a_value_as_it_is_writes_nothing(store: Store) -> None:
    document = f'{CALM}[images]\nviewer = "a\\n\\u001b[31mb"\n'
    async with reading_with(store, document) as reader:
        await go_to(reader, "images.viewer")

        await reader.press("enter")
        assert "Viewer of pictures a [31mb" in reader.text
        await reader.press("enter")

        assert settings(reader).images.viewer == "a\n\x1b[31mb"
        assert reader.app.settings_file.path.read_text() == document


async def test_a_setting_gets_its_default_again(store: Store) -> None:
    async with reading_with(store, f"{CALM}[images]\nmax_mb = 9\n") as reader:
        await go_to(reader, "images.max_mb")

        await reader.press("D")

        assert settings(reader).images.max_mb == 5
        assert in_file(reader)["images"] == {}


async def test_settings_are_found_by_their_words(store: Store) -> None:
    async with reading_with(store, CALM) as reader:
        await reader.press("g", "comma", "slash", *"REFRESH", "space", *"minutes")
        assert "1 of " in reader.text
        await reader.press("enter")
        assert chosen(reader) == "refresh.every_minutes"

        await reader.press("escape")

        assert " of " not in reader.text.splitlines()[0]
        assert chosen(reader) == "refresh.every_minutes"
        await reader.press("slash", *"zzz")
        assert "No setting has all these words." in reader.text
        await reader.press("enter", "enter", "D", "j", "k")
        assert chosen(reader) == ""


async def test_what_is_wrong_in_the_file_stands_at_its_setting(store: Store) -> None:
    async with reading_with(store, f"{CALM}every_minutes = 2\n") as reader:
        await reader.press("g", "comma")

        assert "1 fault, ! shows" in reader.text
        assert "line 3: refresh.every_minutes must be a whole number from 5 to 10080, not 2." in reader.text
        await reader.press("exclamation_mark")
        assert "Wrong in settings.toml" in reader.text
        await reader.press("escape")
        await go_to(reader, "refresh.every_minutes")
        await reader.press("enter", "ctrl+u", "3", "0", "enter")
        assert "1 fault" not in reader.text
        assert settings(reader).refresh.every_minutes == 30


async def test_on_a_full_disk_it_is_said_and_the_setting_holds_until_the_end(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, closing(open_store(disk)) as store:
        async with reading_with(store, CALM) as reader:
            await go_to(reader, "theme")
            fill(disk)

            await reader.press("enter", "j", "j", "enter")

            assert "settings.toml cannot be written: no space left on device. It is as it was." in reader.text
            assert reader.app.theme == "paper"
            assert in_file(reader) == {"refresh": {"automatic": False}}


async def test_nothing_is_written_over_a_broken_file(store: Store) -> None:
    broken = "theme = paper\n"
    async with reading_with(store, broken) as reader:
        await go_to(reader, "images.keep")

        await reader.press("enter")

        assert "settings.toml is broken. line 1" in reader.text
        assert reader.app.settings_file.path.read_text() == broken
        assert os.listdir(reader.app.settings_file.path.parent).count("settings.toml") == 1


async def test_an_editor_and_the_screen_get_along(store: Store) -> None:
    async with reading_with(store, CALM) as reader:
        await go_to(reader, "images.keep")

        reader.app.settings_file.path.write_text(f"# edited\n{CALM}[images]\nmax_mb = 9\n")
        reader.app.settings_file.look()
        await reader.settle()
        assert settings(reader).images.max_mb == 9
        await reader.press("j", "j")
        assert "MB of a picture           9 " in reader.text
        await reader.press("k", "k", "enter")

        assert reader.app.settings_file.path.read_text() == f"# edited\n{CALM}[images]\nmax_mb = 9\nkeep = true\n"


async def test_values_from_the_file_are_neither_obeyed_nor_read_as_markup(store: Store) -> None:
    document = f'theme = "[bold]x[/]\\u001b]0;a\\u0007\\u202e"\n{CALM}'
    async with reading_with(store, document) as reader:
        await reader.press("g", "comma")
        assert "theme must be one of auto, ink, paper" in reader.text

        await reader.press("enter", "escape", "enter", "q")

        assert not {"\x1b", "\x07", "\u202e"}.intersection(reader.text)


def picture(compare: Compare, store: Store, size: tuple[int, int], document: str, *strokes: str) -> bool:
    paths = paths_of(store)
    paths.settings.write_text(document)
    loaded = checked(load_settings(paths.settings), ())
    app = NewsApp(store, loaded.settings, paths, lambda: 0, loaded)
    return compare(app, terminal_size=size, run_before=keys(*strokes))


SOME = f'theme = "ink"\n{CALM}every_minutes = 60\n[reading]\nmark_read = "after:20"\n'
PAPER = SOME.replace("ink", "paper")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_the_settings(snap_compare: Compare, store: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, store, size, SOME, "g", "comma", "j", "j")


def test_the_settings_on_paper_with_faults(snap_compare: Compare, store: Store) -> None:
    document = f'{PAPER}measure = 9\n[list]\ndensity = "cozy"\n'
    assert picture(snap_compare, store, WIDE, document, "g", "comma", "j")


def test_a_setting_is_typed(snap_compare: Compare, store: Store) -> None:
    assert picture(snap_compare, store, MIDDLE, SOME, "g", "comma", "j", "j", "enter", "x", "enter")


def test_a_theme_is_chosen_on_paper(snap_compare: Compare, store: Store) -> None:
    assert picture(snap_compare, store, MIDDLE, PAPER, "g", "comma", "enter")


def test_what_is_wrong_in_the_file(snap_compare: Compare, store: Store) -> None:
    _, complaints = take('theme = "ink"\nthme = "paper"\n[refresh]\nevery_minutes = 2\n[list]\ndensity = "cozy"\n')
    app = NewsApp(store, BY_HAND, paths_of(store))

    async def show(pilot: Pilot[None]) -> None:
        app.settings_file.loaded = Loaded(BY_HAND, complaints)
        app.settings_file.path = Path("/home/ada/.config/newsreader/settings.toml")
        pilot.app.push_screen(FaultsScreen(app.reading))
        await pilot.pause()

    assert snap_compare(app, terminal_size=MIDDLE, run_before=show)
