"""Words of a search in the article that is shown: marked, walked through by n and N, gone with the search."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.tui.driving import NARROW, WIDE, Reader, reading
from tests.tui.test_kept_views import titles
from tests.tui.test_searching import found
from textual.strip import Strip

from newsreader.store import Store
from newsreader.tui.widgets.prompt import Prompt

_FILLING = "A long line of other words that fills the window so that the reader has to scroll. " * 12


async def search(reader: Reader, query: str) -> None:
    """Search, and keep what was found as the list."""
    await reader.press("/")
    # Not by its keys: a pilot knows none for what combines.
    reader.screen.query_one(Prompt).insert_text_at_cursor(query)
    await reader.press("enter")
    await found(reader)


def lines(reader: Reader) -> list[Strip]:
    """Return what the pane of the article shows."""
    view = reader.screen.article_view
    return [view.render_line(y) for y in range(view.size.height)]


def marked(reader: Reader, ink: str = "found") -> list[str]:
    """Return the words that stand out in the article, from the top; with "found-here" the one the reader is at."""
    style = reader.screen.article_view.inks[ink]
    look = style.color, style.bgcolor, style.underline
    return [
        text
        for line in lines(reader)
        for text, seen, _ in line
        if seen is not None and (seen.color, seen.bgcolor, seen.underline) == look
    ]


def note(reader: Reader) -> str:
    return reader.screen.status.find_note


@pytest.fixture
def towns(store: Store) -> Store:
    """Two articles with three hits each, far from each other, and one that has the word in its title alone."""
    texts = [part for number in range(3) for part in (_FILLING, f"Hit {number} in Oslo.")]
    articles = [
        new_article("a", title="The first", blocks=paragraphs(*texts), age_s=HOUR),
        new_article("b", title="Oslo in the title", blocks=paragraphs(_FILLING), age_s=2 * HOUR),
        new_article("c", title="The third", blocks=paragraphs(*texts), age_s=3 * HOUR),
        new_article("d", title="Elsewhere", blocks=paragraphs("Nothing."), age_s=4 * HOUR),
    ]
    add_feed(store, "Towns", articles)
    return store


async def test_a_result_begins_at_its_first_hit_and_says_which_of_how_many(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        assert marked(reader, "found-here") == ["Oslo"]
        assert note(reader) == ""

        await reader.press("enter")
        assert note(reader) == "1 of 3"
        assert "Hit 0 in Oslo" in reader.text
        assert ("n", "next hit") in reader.screen.status.hints


async def test_n_goes_through_the_hits_and_on_to_the_next_result(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await reader.press("enter", "n")
        assert (reader.title, note(reader)) == ("The first", "2 of 3")
        await reader.press("n")
        assert "Hit 2 in Oslo" in reader.text
        await reader.press("n")
        assert (reader.title, note(reader)) == ("Oslo in the title", "")
        await reader.press("n")
        assert (reader.title, note(reader)) == ("The third", "1 of 3")
        assert "Hit 0 in Oslo" in reader.text


async def test_capital_n_comes_to_the_last_hit_of_the_result_above(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await reader.press("j", "j", "enter", "N", "N")
        assert (reader.title, note(reader)) == ("The first", "3 of 3")
        assert "Hit 2 in Oslo" in reader.text
        await reader.press("N", "N")
        assert note(reader) == "1 of 3"


async def test_at_either_end_it_is_said_that_there_is_no_more(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await reader.press("N")
        assert "This is the first result." in reader.text
        await reader.press("enter", "N")
        assert "This is the first hit." in reader.text
        await reader.press(*"nnnnnnn")
        assert (reader.title, note(reader)) == ("The third", "3 of 3")
        assert "This is the last hit." in reader.text


async def test_a_count_goes_so_many_results(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await reader.press("2", "n")
        assert reader.title == "The third"
        await reader.press("8", "N")
        assert "This is the first result." in reader.text


async def test_n_goes_on_from_where_the_reader_scrolled_to(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await reader.press("enter", "G", "N")
        assert note(reader) == "3 of 3"
        await reader.press("g", "g", "n")
        assert note(reader) == "1 of 3"


async def test_the_marks_go_when_the_search_is_left_and_n_is_the_next_unread_article_again(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await reader.press("q")
        assert marked(reader) == marked(reader, "found-here") == []
        assert reader.screen.article_view.scroll_offset.y == 0
        assert "next hit" not in reader.text

        await reader.press("n")
        assert reader.title == "Oslo in the title"
        assert marked(reader) == []


async def test_another_list_ends_the_marks(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await reader.press("g", "a")
        assert marked(reader) == marked(reader, "found-here") == []
        assert reader.screen.article_view.finding.searched is None


async def test_a_find_in_the_article_goes_before_the_search_and_gives_it_back(towns: Store) -> None:
    async with reading(towns) as reader:
        await search(reader, "oslo")
        await reader.press("enter", "/", *"reader", "enter")
        assert set(marked(reader)) | set(marked(reader, "found-here")) == {"reader"}
        await reader.press("escape")
        assert "Oslo" in marked(reader) + marked(reader, "found-here")
        assert note(reader) != ""


async def test_the_title_and_the_byline_of_the_article_are_marked_too(store: Store) -> None:
    add_feed(store, "Towns", [new_article("a", title="Oslo at noon", author="Olga Oslo", blocks=paragraphs("No."))])
    async with reading(store) as reader:
        await search(reader, "oslo")
        assert marked(reader) == ["Oslo", "Oslo"]


async def test_text_that_arrives_later_is_marked_and_n_goes_to_its_first_hit(store: Store) -> None:
    add_feed(store, "Towns", [new_article("a", title="Of Oslo", link="https://towns.example/a", is_teaser=True)])
    async with reading(store) as reader:
        await search(reader, "oslo")
        await reader.press("enter")
        assert note(reader) == ""

        page = paragraphs(_FILLING, "In Oslo first.", _FILLING, "In Oslo then.")
        store.texts.write_page(1, page, byline="", words=300, language=None)
        reader.screen.show_changes()
        await reader.settle()
        assert note(reader) == "1 of 2"
        await reader.press("n")
        assert note(reader) == "1 of 2"
        assert "In Oslo first." in reader.text
        await reader.press("n")
        assert note(reader) == "2 of 2"


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("tokyo", "From Tōkyō and TOKYO to tokyos.", ["Tōkyō", "TOKYO", "tokyo"]),
        ("tok*", "Tokens in Tōkyō, no stoks.", ["Tok", "Tōk"]),
        ('"new  york"', "New York, new-york; York New.", ["New York", "new-york"]),
        ('"Élan"', "Élan, elan, élan.", ["Élan", "élan"]),
        ("strasse", "Die Straße und die Strasse.", ["Straße", "Strasse"]),
        ("数据库", "关于数据库的数据。", ["数据库"]),
        ("東京", "昨日、東京で。", ["東京"]),
        ("ข่าว", "อ่านข่าววันนี้", ["ข่าว"]),
        ("كتاب", "هذا كِتَابٌ جديد", ["كِتَابٌ"]),
        ("שלום", "אמר שָׁלוֹם לכולם", ["שָׁלוֹם"]),
        ("oslo or bergen -rome", "Oslo, Bergen, Rome.", ["Oslo", "Bergen"]),
        ("[b]", "Literally [b]Oslo[/b] here.", ["b", "b"]),
    ],
    ids=[
        "folded",
        "star",
        "phrase",
        "exact",
        "sharp s",
        "chinese",
        "japanese",
        "thai",
        "arabic",
        "hebrew",
        "or",
        "markup",
    ],
)
async def test_words_are_marked_as_the_search_found_them_and_no_cell_moves(
    store: Store, query: str, text: str, expected: list[str]
) -> None:
    add_feed(store, "Towns", [new_article("a", title="Nothing", blocks=paragraphs(text))])
    async with reading(store) as reader:
        plain = [line.text for line in lines(reader)]
        await search(reader, query)
        assert titles(reader) == ["Nothing"]
        found_words = marked(reader, "found-here") + marked(reader)
        assert sorted(found_words) == sorted(expected)

        assert [line.text for line in lines(reader)] == plain
        assert {line.cell_length for line in lines(reader)} == {reader.screen.article_view.size.width}


async def test_hostile_text_is_marked_without_harm(store: Store) -> None:
    hostile = "\x1b]0;oslo\x07 oslo\u202e \u200boslo [@click=app.quit]oslo[/] o\u0301\u0301\u0301slo\ud800"
    text = hostile.encode("utf-8", "ignore").decode()
    add_feed(store, "Towns", [new_article("a", title=text, blocks=paragraphs(text))])
    async with reading(store) as reader:
        await search(reader, "oslo")
        await reader.press("enter", "n", "n", "n")
        assert "\x1b" not in reader.text
        assert "\u202e" not in reader.text
        assert "[@click=app.quit]" in reader.text


async def test_in_a_narrow_window_the_article_opens_at_the_hit(towns: Store) -> None:
    async with reading(towns, size=NARROW) as reader:
        await search(reader, "oslo")
        await reader.press("enter")
        assert "Hit 0 in Oslo" in reader.text
        assert note(reader) == "1 of 3"
        assert "continuing at" not in reader.text


async def test_a_result_that_was_left_half_way_begins_at_the_hit_and_elsewhere_where_it_was_left(towns: Store) -> None:
    from newsreader.model import ReadingPlace

    towns.places.keep(1, ReadingPlace(4, 0, 600), now=NOW)
    async with reading(towns, size=WIDE) as reader:
        await search(reader, "oslo")
        assert "Hit 0 in Oslo" in reader.text
        assert "continuing at" not in reader.text
        assert cell_len(note(reader)) == 0
