"""The palette: what it offers, in which order, and what choosing does."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import add_feed
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_hostile import MARKUP

from newsreader.model import View, ViewKind
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.commands import COMMANDS, Command, Place
from newsreader.tui.keymap import DEFAULT, keymap_of
from newsreader.tui.palette import Offer, command_offers, fitting, view_offers
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.palette import PaletteScreen
from newsreader.tui.screens.settings import SettingsScreen
from newsreader.tui.sidebar import SidebarRow


def with_keys(**table: object) -> Settings:
    return msgspec.structs.replace(BY_HAND, keys=table)


def feeds(*titles: str) -> list[Offer]:
    return view_offers((SidebarRow(title, View(ViewKind.FEED, number)) for number, title in enumerate(titles, 1)), ())


def labels(offers: list[Offer]) -> list[str]:
    return [offer.label for offer in offers]


def test_each_command_is_offered_once_with_its_keys_in_force() -> None:
    keymap = keymap_of({"mark.star": ["ctrl+s"], "feed.next": {"articles": ["e"], "everywhere": []}})

    offers = {offer.target.id: offer for offer in command_offers(keymap) if isinstance(offer.target, Command)}

    assert list(offers) == list(dict.fromkeys(command.id for command in COMMANDS))
    assert (offers["mark.star"].note, offers["feed.next"].note, offers["mark.undo"].note) == ("Ctrl-S", "e", "u")


def test_views_that_a_command_leads_to_are_not_offered_twice() -> None:
    rows = [SidebarRow("Library"), SidebarRow("Starred", View(ViewKind.STARRED), 3), SidebarRow()]
    rows += [SidebarRow("Nature", View(ViewKind.FEED, 1), 12), SidebarRow("Empty", View(ViewKind.FEED, 2))]

    offers = view_offers(rows, (command.id for command in COMMANDS))

    assert [(offer.label, offer.note) for offer in offers] == [("Nature", "feed · 12"), ("Empty", "feed")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Star Trek", "The Daily Star", "Staré Město", "Mustard", "star"]),
        ("star", ["star", "Star Trek", "Staré Město", "The Daily Star", "Mustard"]),
        ("STARE", ["Staré Město"]),
        ("daily the", ["The Daily Star"]),
        ("mesto", ["Staré Město"]),
        ("tds", ["The Daily Star"]),
        ("strk", ["Star Trek"]),
        ("xyz", []),
        ("   ", ["Star Trek", "The Daily Star", "Staré Město", "Mustard", "star"]),
    ],
)
def test_what_begins_with_the_words_comes_first_and_letters_in_order_are_the_last_resort(
    query: str, found: list[str]
) -> None:
    assert labels(fitting(feeds("Star Trek", "The Daily Star", "Staré Město", "Mustard", "star"), query)) == found


def test_a_command_is_found_by_its_help_and_its_id_behind_those_that_are_called_so() -> None:
    offers = command_offers(DEFAULT)

    assert labels(fitting(offers, "mark.star")) == ["Star"]
    assert labels(fitting(offers, "without limit")) == ["Undo"]
    assert labels(fitting(offers, "undo"))[0] == "Undo"


@given(st.text(max_size=12))
def test_whatever_is_typed_offers_are_taken_from_those_that_there_are(query: str) -> None:
    offers = [*command_offers(DEFAULT), *feeds("Ünïcode", "日経サイエンス", "[b]x[/b]")]

    found = fitting(offers, query)

    assert len(found) == len({id(offer) for offer in found})
    assert all(offer in offers for offer in found)


def palette(reader: Reader) -> PaletteScreen:
    screen = reader.app.screen
    assert isinstance(screen, PaletteScreen)
    return screen


async def test_a_command_that_is_chosen_runs_as_its_key_does(store: Store) -> None:
    add_feed(store, "Nature", 2)
    settings = with_keys(macros={", s": {"name": "Star and go on", "steps": ["mark.star", "article.next"]}})
    async with reading(store, settings=settings) as reader:
        await reader.press("ctrl+p", *"and go on", "enter")
        await reader.settle()

        assert (store.articles.counts(since=0).starred, reader.title) == (1, "Title of Nature 2")
        await reader.press("ctrl+p", *"copy as mark", "enter")
        assert "There is no link to copy here." in reader.text


async def test_a_feed_that_is_chosen_is_gone_to(store: Store) -> None:
    add_feed(store, "Nature", 2)
    add_feed(store, "Ars Longa", 3)
    async with reading(store) as reader:
        await reader.press("h", "ctrl+p", *"longa")
        assert "feed · 3" in reader.text
        await reader.press("enter")

        assert reader.screen.view.kind is ViewKind.FEED
        assert reader.screen.place is Place.ARTICLES
        assert reader.title == "Title of Ars Longa 1"


async def test_arrows_and_pages_move_among_what_fits_and_typing_begins_anew(store: Store) -> None:
    async with reading(store, MIDDLE) as reader:
        await reader.press("ctrl+p", *"sort by", "down", "down", "up", "tab", "shift+tab", "ctrl+n", "ctrl+p")
        chosen = palette(reader).palette_list.chosen
        assert chosen is not None
        assert chosen.label == "Sort by feed"

        await reader.press("backspace", "backspace", "pagedown")
        assert palette(reader).palette_list.cursor > 0
        await reader.press("x", "x", "x")
        assert "Nothing has these words." in reader.text
        await reader.press("enter")
        palette(reader)
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_a_click_chooses(store: Store) -> None:
    add_feed(store, "Nature", 1)
    async with reading(store) as reader:
        await reader.press("ctrl+p", *"density")
        await reader.pilot.click("#palette", offset=(5, 2))
        await reader.settle()

        assert reader.app.screen is reader.screen
        assert reader.screen.article_list.row_height == 3


@pytest.mark.parametrize("title", [*MARKUP, "\x1b]0;pwned\x07", "a\u202eb"])
async def test_promise_8_titles_of_feeds_are_shown_as_they_are_and_never_obeyed(store: Store, title: str) -> None:
    add_feed(store, title, 1)
    add_feed(store, "Other", 1)
    async with reading(store) as reader:
        await reader.press("ctrl+p")
        palette(reader).palette_list.cursor = len({command.id for command in COMMANDS})
        await reader.settle()
        assert "\x1b" not in reader.text
        assert "\u202e" not in reader.text
        assert title in reader.text or not title.isprintable()
        await reader.press("escape")


@pytest.mark.parametrize("size", [WIDE, NARROW, (20, 5)], ids=["120x36", "45x30", "20x5"])
async def test_it_fits_every_window(store: Store, size: tuple[int, int]) -> None:
    add_feed(store, "日経サイエンス" * 8, 1)
    async with reading(store, size) as reader:
        await reader.press("ctrl+p", *"日経")
        assert all(len(line) <= size[0] for line in reader.text.splitlines())
        assert "日経サイ" in reader.text
        await reader.press("enter")

        assert reader.screen.view.kind is ViewKind.FEED


async def test_a_thousand_feeds_are_all_offered(store: Store) -> None:
    for number in range(1_000):
        store.feeds.add(f"https://example.org/{number}", title=f"Feed number {number}", now=1)
    async with reading(store) as reader:
        await reader.press("ctrl+p")
        assert palette(reader).palette_list.row_count() > 1_000
        await reader.press(*"number 777", "enter")

        assert reader.screen.article_list.title == "Feed number 777"


async def test_a_setting_is_opened_on_its_screen_or_given_one_of_its_values_at_once(store: Store) -> None:
    add_feed(store, "Nature", 2)
    async with reading(store) as reader:
        await reader.press("ctrl+p", *"preset of keys", "enter")
        settings = reader.app.screen
        assert isinstance(settings, SettingsScreen)
        chosen = settings.settings_list.chosen
        assert chosen is not None
        assert chosen.path == ("keys", "preset")

        await reader.press("escape", "ctrl+p", *"preset = newsboat", "enter")
        await reader.press("U")
        assert "Ctrl-P" not in reader.text
        assert reader.screen.keys.keymap.key_of("program.palette") == "Ctrl-O"

        await reader.press("ctrl+o", *"list: lines of a row = airy", "enter")
        assert reader.screen.article_list.row_height == 3


async def test_what_is_typed_in_one_go_finds_and_runs(store: Store) -> None:
    add_feed(store, "Nature", 2)
    async with reading(store) as reader:
        await reader.pilot.press("ctrl+p", *"star", "enter", "j")
        await reader.settle()

        assert store.articles.counts(since=0).starred == 1
        assert reader.title == "Title of Nature 2"


async def test_keys_typed_in_one_go_behind_the_one_that_closes_it_are_for_what_is_below(store: Store) -> None:
    add_feed(store, "Nature", 4)
    async with reading(store) as reader:
        await reader.pilot.press("ctrl+p", *"next article", "enter", "enter", "h", "escape", "escape")
        await reader.settle()
        assert reader.app.screen is reader.screen

    async with reading(store) as reader:
        await reader.pilot.press("?", "?", "j", "?", "escape", "j", "ctrl+p", "escape", "escape", "l")
        await reader.settle()
        assert reader.app.screen is reader.screen


async def test_a_command_that_opens_a_screen_leaves_it_open(store: Store) -> None:
    async with reading(store) as reader:
        await reader.press("ctrl+p", *"help", "enter")

        assert isinstance(reader.app.screen, HelpScreen)
