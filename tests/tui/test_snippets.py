"""Pieces of the text in a search's list: only where the title does not say why, only for rows in sight."""

from __future__ import annotations

import asyncio

import pytest
from tests.building import HOUR, add_feed, new_article, paragraphs
from tests.tui.driving import NARROW, WIDE, Reader, reading
from tests.tui.test_article_find import search
from tests.tui.test_searching import found
from tests.tui.test_snapshots import Compare, picture
from textual.pilot import Pilot

from newsreader.query.parser import parse
from newsreader.query.snippets import missing_words
from newsreader.settings import Density, ListSettings, RefreshSettings, Settings
from newsreader.store import Store
from newsreader.store.stopping import Stop
from newsreader.tui.app import NewsApp

_AIRY = Settings(refresh=RefreshSettings(automatic=False), list=ListSettings(density=Density.AIRY))
_COMPACT = Settings(refresh=RefreshSettings(automatic=False), list=ListSettings(density=Density.COMPACT))


@pytest.fixture
def towns(store: Store) -> Store:
    articles = [
        new_article("a", title="A letter", blocks=paragraphs("We came by night to Oslo, and slept."), age_s=HOUR),
        new_article("b", title="Oslo at noon", blocks=paragraphs("Bells over Oslo."), age_s=2 * HOUR),
        new_article("c", title="Elsewhere", blocks=paragraphs("Nothing of that."), age_s=3 * HOUR),
    ]
    add_feed(store, "Towns", articles)
    return store


async def shown(reader: Reader) -> None:
    """Wait until rows in sight have their pieces."""
    await found(reader)
    await reader.until(lambda: not reader.screen.lister.snippets.is_busy)


def row(reader: Reader, title: str) -> str:
    """Return the line below a title, as far as the list goes."""
    lines = reader.text.splitlines()
    at = next(number for number, line in enumerate(lines) if title in line[:60])
    return lines[at + 1][26:66]


@pytest.mark.parametrize("settings", [None, _AIRY], ids=["cosy", "airy"])
async def test_a_row_whose_title_does_not_hold_the_words_shows_where_they_stand(
    towns: Store, settings: Settings | None
) -> None:
    async with reading(towns, settings=settings) as reader:
        await search(reader, "oslo")
        await shown(reader)
        assert "…by night to Oslo, and slept." in row(reader, "A letter")
        assert "Towns" in row(reader, "Oslo at noon")


async def test_it_goes_with_the_search(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await shown(reader)
        await reader.press("q")
        assert "Towns" in row(reader, "A letter")


async def test_it_is_there_while_one_types_and_follows_what_is_typed(towns: Store) -> None:
    async with reading(towns) as reader:
        await reader.press("/", *"nig")
        await shown(reader)
        assert "We came by night to Oslo" in row(reader, "A letter")
        await reader.press("ctrl+u", *"slep")
        await shown(reader)
        assert "…to Oslo, and slept." in row(reader, "A letter")


async def test_rows_of_one_line_have_none(towns: Store) -> None:
    async with reading(towns, settings=_COMPACT) as reader:
        await search(reader, "oslo")
        await shown(reader)
        lines = [line[26:66] for line in reader.text.splitlines()]
        assert not any("slept" in line for line in lines)


async def test_texts_are_read_for_rows_in_sight_alone(store: Store) -> None:
    many = [
        new_article(f"n{n}", title=f"Number {n}", blocks=paragraphs(f"To Oslo by road {n}."), age_s=n * HOUR)
        for n in range(1, 300)
    ]
    add_feed(store, "Roads", many)
    async with reading(store) as reader:
        await search(reader, "oslo")
        await shown(reader)
        known = reader.screen.lister.snippets._known
        assert 0 < len(known) <= WIDE[1] // 2 + 1

        await reader.press("G")
        await shown(reader)
        assert "To Oslo by road 299." in row(reader, "Number 299")
        assert len(known) <= WIDE[1] + 2
        await reader.press("g", "g")
        await shown(reader)
        assert "To Oslo by road 1." in row(reader, "Number 1 ")


async def test_each_line_of_the_list_is_as_wide_as_the_pane(towns: Store) -> None:
    for size in (WIDE, (80, 40), (45, 40), (20, 40)):
        async with reading(towns, size=size) as reader:
            await search(reader, "oslo")
            await shown(reader)
            pane = reader.screen.article_list
            assert {pane.render_line(y).cell_length for y in range(pane.size.height)} == {pane.size.width}


async def test_an_article_that_is_gone_has_none_and_the_others_do(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        with towns.articles._database.transaction() as connection:
            connection.execute("DELETE FROM articles WHERE id = 2")
        reader.screen.show_changes()
        await shown(reader)
        assert "…by night to Oslo, and slept." in row(reader, "A letter")


async def test_one_that_is_gone_when_texts_are_read_stops_no_other(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await shown(reader)
        snippets, query, (letter,) = reader.screen.lister.snippets, parse("oslo"), towns.articles.headlines([3])
        words = missing_words(query, letter.title)
        snippets._known.clear()
        snippets._stop = stop = Stop()

        await asyncio.to_thread(snippets._read, query, {99: words, 3: words}, stop)
        await reader.settle()

        assert snippets.of(letter) is not None


@pytest.mark.parametrize("look", [(WIDE, "ink"), ((80, 32), "ink"), (NARROW, "ink"), (WIDE, "paper")], ids=str)
def test_results_with_pieces_of_their_texts(
    snap_compare: Compare, towns: Store, look: tuple[tuple[int, int], str]
) -> None:
    size, theme = look

    async def press(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsApp)
        app.theme = theme
        reader = Reader(app, pilot, app.reading)
        await search(reader, "night or oslo")
        await shown(reader)
        await reader.press("n", "N")
        await shown(reader)

    assert picture(snap_compare, towns, size, press)
