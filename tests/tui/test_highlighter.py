"""Rows that a rule highlights: in its colour, with a sign, in words for who hears them, always as it is now."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest
from rich.segment import Segment
from tests.building import NOW, add_feed, new_article, paths_of
from tests.tui.driving import BY_HAND, Reader, reading

from newsreader.query.kept import Colour, RuleAction
from newsreader.settings import ListSettings, TerminalSettings
from newsreader.settings.declared import Density
from newsreader.store import Store
from newsreader.tui.themes import INK, MONO, PAPER

TITLES = ("Tokyo summit", "Football", "Chess")


@pytest.fixture
def harbour(store: Store) -> Store:
    """1 "Chess", 2 "Football", 3 "Tokyo summit", the last one on top."""
    add_feed(store, "Harbour", [new_article(title, title=title, age_s=age) for age, title in enumerate(TITLES, 1)])
    return store


def highlight(store: Store, query: str, colour: str = Colour.SUCCESS, name: str = "mine") -> None:
    store.rules.save(name, query, RuleAction.HIGHLIGHT, argument=colour, now=NOW)


def row(reader: Reader, title: str) -> list[Segment]:
    """Return what is painted in the line of a title."""
    pane = reader.screen.article_list
    lines = ([*pane.render_line(y)] for y in range(pane.size.height))
    return next(line for line in lines if title in "".join(segment.text for segment in line))


def colour_of(reader: Reader, title: str) -> object:
    """Return the colour that a title is painted in."""
    segment = next(segment for segment in row(reader, title) if title in segment.text)
    return segment.style and segment.style.color


def sign_of(reader: Reader, title: str) -> str:
    return row(reader, title)[0].text


@pytest.mark.parametrize("theme", [INK.name, PAPER.name])
@pytest.mark.parametrize("colour", Colour)
async def test_rows_have_the_colour_of_the_rule_and_a_sign(harbour: Store, theme: str, colour: Colour) -> None:
    highlight(harbour, "football", colour)

    async with reading(harbour, settings=msgspec.structs.replace(BY_HAND, theme=theme)) as reader:
        inks = reader.screen.article_list.inks
        roles = {"primary": "key", "secondary": "source", "success": "good", "warning": "star"}
        assert colour_of(reader, "Football") == inks[roles.get(colour, colour)].color
        assert colour_of(reader, "Football") != colour_of(reader, "Chess")
        assert (sign_of(reader, "Football"), sign_of(reader, "Chess")) == ("▎", " ")


@pytest.mark.parametrize("density", Density)
async def test_without_colours_the_sign_tells(harbour: Store, density: Density) -> None:
    highlight(harbour, "football")
    wanted = msgspec.structs.replace(BY_HAND, theme=MONO.name, list=ListSettings(density=density))

    async with reading(harbour, settings=wanted) as reader:
        assert (sign_of(reader, "Football"), sign_of(reader, "Chess")) == ("▎", " ")


async def test_who_hears_the_list_hears_it(harbour: Store) -> None:
    highlight(harbour, "football", name="[b]my sport")
    spoken = msgspec.structs.replace(BY_HAND, terminal=TerminalSettings(screen_reader=True))

    async with reading(harbour, settings=spoken) as reader:
        assert "unread, highlighted by [b]my sport: Football" in reader.text
        assert "unread: Chess" in reader.text


async def test_it_follows_when_the_state_of_an_article_changes(harbour: Store) -> None:
    highlight(harbour, "is:starred")

    async with reading(harbour) as reader:
        assert sign_of(reader, "Football") == " "

        await reader.press("j", "s", "j")
        assert sign_of(reader, "Football") == "▎"

        await reader.press("u")
        assert sign_of(reader, "Football") == " "


async def test_it_follows_when_another_program_changes_the_rules(harbour: Store) -> None:
    async with reading(harbour) as reader:
        assert sign_of(reader, "Football") == " "

        highlight(harbour, "football")
        reader.screen.show_changes()
        await reader.settle()
        assert sign_of(reader, "Football") == "▎"

        harbour.rules.remove(harbour.rules.all()[0], now=NOW)
        reader.screen.show_changes()
        await reader.settle()
        assert sign_of(reader, "Football") == " "


async def test_rows_that_come_into_sight_are_asked_for(store: Store) -> None:
    add_feed(store, "Harbour", 400)
    highlight(store, 'title:"harbour 399"')

    async with reading(store, settings=BY_HAND) as reader:
        await reader.press("G")
        assert sign_of(reader, "Harbour 399") == "▎"


async def test_the_colour_is_that_of_the_title_and_its_found_words_stay_marked(harbour: Store) -> None:
    highlight(harbour, "football")

    async with reading(harbour) as reader:
        await reader.press("/", *"football", "enter")
        found = next(segment for segment in row(reader, "Football") if segment.text == "Football")
        assert found.style
        assert found.style.underline


def test_without_a_rule_that_highlights_the_query_language_is_not_imported(harbour: Store) -> None:
    harbour.rules.save("r", "football", RuleAction.STAR, now=NOW)
    script = f"""
import asyncio, sys
from newsreader.settings import RefreshSettings, Settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.paths import locate

async def run():
    paths = locate({str(paths_of(harbour).database.parent)!r}, {{}})
    store = Store.open(paths.database, paths.backups, now=0)
    app = NewsApp(store, Settings(refresh=RefreshSettings(automatic=False)), paths, clock=lambda: {NOW})
    async with app.run_test(size=(120, 36)) as pilot:
        screen = app.screen
        while screen.highlighter._has_rules is None:
            await pilot.pause(0.01)
        print(*sys.modules)

asyncio.run(run())
"""
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)

    assert "newsreader.tui.highlighter" in printed.stdout.split()
    assert not {"newsreader.store.highlights", "newsreader.query.parser"} & set(printed.stdout.split())
