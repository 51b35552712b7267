"""The keys of lists and sheets over the panes: from the registry, as the user set them, and always a way out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest
from tests.building import add_feed, new_article
from tests.tui.driving import BY_HAND, WIDE, Reader, reading
from tests.tui.test_keymap import faults, of

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.model import ChangedArticle, OfferedFeed
from newsreader.programs.jobs import Job
from newsreader.settings.described import Choice
from newsreader.store import Store
from newsreader.tui.commands import COMMANDS
from newsreader.tui.keymap import DEFAULT, keymap_of
from newsreader.tui.keys import KeyReader
from newsreader.tui.overlay_commands import OVERLAY_COMMANDS, OVERLAYS, SHARED
from newsreader.tui.place import WHERE, Place
from newsreader.tui.presets import PRESETS
from newsreader.tui.screens.changes import ChangesScreen
from newsreader.tui.screens.choice import ChoiceScreen
from newsreader.tui.screens.faults import FaultsScreen
from newsreader.tui.screens.health import HealthScreen
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.history import HistoryScreen
from newsreader.tui.screens.links import LinksScreen
from newsreader.tui.screens.offers import OffersScreen
from newsreader.tui.screens.output import OutputScreen
from newsreader.tui.screens.overlay import Overlay
from newsreader.tui.screens.picture import PictureScreen
from newsreader.tui.screens.rules import RulesScreen
from newsreader.tui.screens.settings import SettingsScreen
from newsreader.tui.screens.themes import ThemesScreen
from newsreader.tui.widgets.row_list import RowList

LINKS = 40


@pytest.fixture
def shelf(store: Store) -> Store:
    """An article with many links and two pictures, whose feed changed it twice."""
    spans = tuple(Span(3 * at, 3 * at + 2, SpanKind.LINK, f"https://example.org/{at}") for at in range(LINKS))
    blocks = (
        Block(BlockKind.PARAGRAPH, " ".join(f"{at:02}" for at in range(LINKS)), spans),
        *(Block(BlockKind.IMAGE, name, url=f"https://example.org/{name}.png") for name in ("one", "two")),
    )
    add_feed(store, "News", [new_article("1", blocks=blocks)])
    for at, title in ((1, "Another title"), (2, "A third title")):
        new = new_article("1", title=title, blocks=blocks)
        store.refreshing.write_articles(1, (), [ChangedArticle(1, new.digest, new.parsed, is_real=True)], now=at)
    return store


Opened = Callable[[Reader], Overlay[Any]]

OPENED: dict[Place, Opened] = {
    Place.LINKS: lambda reader: LinksScreen(reader.screen),
    Place.HEALTH: lambda reader: HealthScreen(reader.screen),
    Place.HISTORY: lambda reader: HistoryScreen(reader.screen),
    Place.RULES: lambda reader: RulesScreen(reader.screen),
    Place.CHANGES: lambda reader: ChangesScreen(
        reader.screen, reader.screen.store.articles.get(1), reader.screen.store.revisions.of_article(1)
    ),
    Place.OUTPUT: lambda reader: OutputScreen(reader.screen, "rev", 9, [Job("A", ("rev",), "a", {})]),
    Place.PICTURE: lambda reader: PictureScreen(
        reader.screen, [block for block in reader.screen.article_view.blocks if block.kind is BlockKind.IMAGE], ""
    ),
    Place.THEMES: lambda reader: ThemesScreen(reader.screen),
    Place.SETTINGS: lambda reader: SettingsScreen(reader.screen),
    Place.FAULTS: lambda reader: FaultsScreen(reader.screen),
    Place.CHOICES: lambda reader: ChoiceScreen(reader.screen, "Which", [Choice("a"), Choice("b")], "a"),
    Place.OFFERS: lambda reader: OffersScreen(reader.screen, [OfferedFeed("https://example.org/a", "A")]),
    Place.HELP: lambda reader: HelpScreen(reader.screen, Place.ARTICLES),
}
"""How each is opened; a place that is missing here fails the first test."""


@asynccontextmanager
async def opened(
    store: Store, place: Place, keys: dict[str, object] | None = None
) -> AsyncIterator[tuple[Reader, Overlay[Any]]]:
    """Hold a list or sheet open over the panes, with these keys in force."""
    settings = msgspec.structs.replace(BY_HAND, keys=keys or {})
    async with reading(store, WIDE, settings) as reader:
        screen = OPENED[place](reader)
        reader.app.push_screen(screen)
        await reader.settle()
        yield reader, screen


def meant(strokes: str, place: Place, table: dict[str, object] | None = None) -> str:
    """Return the id of the command that these strokes lead to over the panes, or nothing."""
    keyreader = KeyReader(keymap_of(table or {}).commands_over(place))
    for stroke in strokes.split():
        pressed = keyreader.press(stroke, place)
    return pressed.command.id if pressed.command else ""


# The registry


def test_each_place_over_the_panes_can_be_opened_and_has_words() -> None:
    assert set(OPENED) == OVERLAYS
    assert set(WHERE) == set(Place)


def test_what_is_shared_with_the_panes_works_everywhere() -> None:
    assert {command.id for command in COMMANDS if command.place is Place.EVERYWHERE} >= SHARED


@pytest.mark.parametrize("place", sorted(OVERLAYS))
async def test_each_declares_all_that_it_does_and_does_all_that_it_declares(shelf: Store, place: Place) -> None:
    declared = {command.id for command in OVERLAY_COMMANDS if command.place is place} | SHARED

    async with opened(shelf, place) as (_, screen):
        assert screen.place is place
        # Undo and redo are done wherever a place or a macro asks for them.
        assert set(screen.does()) - declared <= {"mark.undo", "mark.redo"}
        assert declared <= set(screen.does())


def test_no_key_means_two_things_in_one_of_them() -> None:
    seen: dict[tuple[Place, str], str] = {}
    for command in OVERLAY_COMMANDS:
        for keys in command.keys:
            assert seen.setdefault((command.place, keys), command.id) == command.id


def test_a_key_of_their_own_hides_one_that_is_shared_only_where_that_is_meant() -> None:
    shared = {keys: command.id for command in COMMANDS if command.id in SHARED for keys in command.keys}

    hidden = {(command.place, shared[keys]) for command in OVERLAY_COMMANDS for keys in command.keys if keys in shared}

    # Space chooses there, or turns on and off.
    assert hidden == {(Place.SETTINGS, "read.on"), (Place.CHOICES, "read.on"), (Place.RULES, "read.on")}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_reaches_them_and_leaves_none_without_a_key(preset: str) -> None:
    keymap = keymap_of({"preset": preset})

    assert all(command.keys for command in keymap.overlay_commands)
    undo = {"default": "u", "newsboat": "U", "vim": "u"}[preset]
    assert meant(undo, Place.HISTORY, {"preset": preset}) == "mark.undo"


def test_vims_keys_for_a_line_scroll_sheets() -> None:
    vim: dict[str, object] = {"preset": "vim"}

    assert [meant("ctrl+e", place, vim) for place in (Place.HELP, Place.CHANGES)] == ["cursor.down"] * 2


# What the user sets


def test_a_command_of_the_panes_has_its_new_key_over_them_too() -> None:
    table: dict[str, object] = {"article.browse": ["ctrl+b"], "cursor.page_up": ["pageup"]}

    assert [meant(key, Place.LINKS, table) for key in ("ctrl+b", "o")] == ["article.browse", ""]
    assert keymap_of(table).faults == ()


def test_a_key_can_be_changed_in_one_of_them_alone() -> None:
    table: dict[str, object] = {"article.browse": {"links": ["b"]}, "cursor.down": {"health": ["x"]}}

    assert [meant("b", place, table) for place in (Place.LINKS, Place.HISTORY)] == ["article.browse", "read.backward"]
    assert [meant("x", place, table) for place in (Place.HEALTH, Place.LINKS)] == ["cursor.down", ""]
    assert keymap_of(table).faults == ()
    assert keymap_of(table).key_of("article.browse") == "o"


@pytest.mark.parametrize("keys", [["x", "B"], ["r", "f5"]], ids=["history's", "health's"])
def test_a_command_that_is_not_there_may_have_a_key_of_theirs(keys: list[str]) -> None:
    free = of(f'"article.flip" = []\n"feed.refresh" = []\n"mark.hide" = {keys}')

    assert free.faults == ()


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ('"history.undo_to" = ["u"]', "cannot have u: that is the key of mark.undo, in the history."),
        ('"picture.next" = ["j"]', "cannot have j: that is the key of cursor.down, everywhere."),
        ('"cursor.down" = ["B"]', "cannot have B: that is the key of history.undo_to, in the history."),
        ('"link.list" = { links = ["y"] }', "cannot have y: that is the key of article.copy, in the list of links."),
        ('"mark.star" = { links = ["s"] }', "is no place of this command; it has: everywhere, feeds"),
        ('"picture.next" = { links = ["x"] }', "is no place of this command; it has: picture."),
        ('"history.undo" = ["x"]', "is no command (did you mean 'history.undo_to'?)"),
        ('"settings.default" = ["5"]', "outside the article a digit begins a count"),
    ],
)
def test_what_cannot_be_over_the_panes_is_named_with_its_place(document: str, words: str) -> None:
    (fault,) = faults(of(document))

    assert words in fault


NOTHING: dict[str, object] = {command.id: [] for command in (*COMMANDS, *OVERLAY_COMMANDS)}


@pytest.mark.parametrize("key", ["escape", "q"])
@pytest.mark.parametrize("place", sorted(OVERLAYS))
async def test_nobody_is_locked_in(shelf: Store, place: Place, key: str) -> None:
    async with opened(shelf, place, NOTHING) as (reader, _):
        await reader.press("h", "j", "x", "space")
        assert not reader.screen.is_active

        await reader.press(key)
        assert reader.screen.is_active


async def test_escape_leaves_whatever_it_was_given_to_and_q_does_what_the_user_says(shelf: Store) -> None:
    table: dict[str, object] = {
        "pane.back": ["h"],
        "find.end": [],
        "selection.clear": [],
        "cursor.down": ["escape", "q"],
    }
    async with opened(shelf, Place.LINKS, table) as (reader, screen):
        await reader.press("q")
        assert cursor(screen) == 1

        await reader.press("escape")
        assert reader.app.screen is reader.screen


def cursor(screen: Overlay[Any]) -> int:
    assert isinstance(screen.pane, RowList)
    return screen.pane.cursor


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["5", "j"], 5),
        (["1", "0", "G"], 9),
        (["G"], LINKS - 1),
        (["G", "g", "g"], 0),
        (["G", "3", "k"], LINKS - 4),
        (["end", "home", "down"], 1),
        (["ctrl+d"], 5),
        (["space", "b"], 0),
        (["g", "x", "j"], 1),
        (["5", "escape", "j"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
async def test_counts_and_sequences_move_in_a_list_as_in_the_panes(shelf: Store, keys: list[str], row: int) -> None:
    async with opened(shelf, Place.LINKS) as (reader, screen):
        await reader.press(*keys)

        assert reader.app.screen is screen
        assert cursor(screen) == row


async def test_keys_that_move_are_those_of_the_user_in_his_own_layout(shelf: Store) -> None:
    async with opened(shelf, Place.LINKS, {"cursor.down": ["n"], "article.next_unread": [], "langmap": "cyrillic"}) as (
        reader,
        screen,
    ):
        await reader.press("j")
        assert cursor(screen) == 0
        await reader.press("n", "т")
        assert cursor(screen) == 2


async def test_a_count_turns_over_pictures_and_changes(shelf: Store) -> None:
    async with opened(shelf, Place.PICTURE) as (reader, _):
        assert "1 of 2" in reader.text
        await reader.press("5", "j")
        assert "2 of 2" in reader.text


async def test_the_keys_below_are_those_in_force(shelf: Store) -> None:
    table: dict[str, object] = {"article.copy": {"links": ["ctrl+y"]}, "program.help": ["f1"], "article.browse": []}
    async with opened(shelf, Place.LINKS, table) as (_, screen):
        assert screen.status.hints == (("Enter", "read"), ("Ctrl-Y", "copy"), ("F1", "help"), ("Esc", "close"))


async def test_a_keymap_that_is_changed_meanwhile_holds_at_once(shelf: Store) -> None:
    async with opened(shelf, Place.LINKS) as (reader, screen):
        reader.screen.keys.use(of('"cursor.down" = ["x"]\n"article.flip" = []'))
        reader.screen.settings_changed.publish(None)
        await reader.press("x", "j")

        assert cursor(screen) == 1


async def test_a_sequence_that_waits_shows_what_may_follow(shelf: Store) -> None:
    async with opened(shelf, Place.LINKS, {"article.copy": ["g y"]}) as (reader, screen):
        await reader.press("g")
        assert screen.status.pending == "g"
        await reader.until_shown("Copy its address")
        assert "gg" not in reader.text
        assert "To starred" not in reader.text

        await reader.press("y")
        assert "Copied https://example.org/0" in reader.text


async def test_help_over_a_list_shows_its_keys_first_and_leads_back_to_it(shelf: Store) -> None:
    async with opened(shelf, Place.LINKS) as (reader, screen):
        await reader.press("?")
        assert reader.text.index("IN THE LIST OF LINKS") < reader.text.index("MOVE")

        await reader.press("escape")
        assert reader.app.screen is screen


async def test_a_macro_runs_where_all_of_its_steps_are_done(shelf: Store) -> None:
    macros = {"macros": {"X": ["2 cursor.down", "article.copy"], "Y": ["cursor.down", "mark.star"], "W": [":quit"]}}
    table: dict[str, object] = {"article.copy_markdown": [], "feed.remove_sample": [], **macros}
    async with opened(shelf, Place.LINKS, table) as (reader, screen):
        await reader.press("X")
        assert "Copied https://example.org/2" in reader.text
        await reader.press("2", "X")
        assert "Copied https://example.org/6" in reader.text

        await reader.press("Y")
        assert cursor(screen) == 6
        assert "Y does nothing here: mark.star needs the panes." in reader.text
        await reader.press("W")
        assert "W does nothing here: :quit needs the panes." in reader.text


async def test_a_step_of_theirs_stops_a_macro_in_the_panes(shelf: Store) -> None:
    async with reading(
        shelf, WIDE, msgspec.structs.replace(BY_HAND, keys={"macros": {"W": ["picture.next"]}})
    ) as reader:
        await reader.press("W")

        assert "W stopped at picture.next: it works only at a large picture." in reader.text


async def test_a_filter_takes_text_whatever_its_letters_are_bound_to(shelf: Store) -> None:
    async with opened(shelf, Place.SETTINGS) as (reader, screen):
        await reader.press("/", *"qDj!")
        assert "/qDj!" in reader.text

        await reader.press("escape")
        assert screen.is_active
        await reader.press("escape")
        assert reader.screen.is_active


def _strokes(keys: Sequence[str]) -> set[str]:
    return {stroke for each in keys for stroke in each.split(" ")}


def test_terminals_send_all_of_their_keys() -> None:
    used = set().union(*(_strokes(command.keys) for command in DEFAULT.overlay_commands))

    assert used.isdisjoint({"ctrl+j", "ctrl+m", "ctrl+h", "ctrl+i"})
