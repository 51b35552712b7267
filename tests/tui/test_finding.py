"""What is found in an article, how it is painted, and the keys for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import add_feed, new_article, paragraphs
from tests.tui.driving import MIDDLE, Reader, reading
from tests.tui.painted import INKS, inked, text_of
from tests.writing.strategies import blocks_of_articles

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.store import Store
from newsreader.tui.commands import Place
from newsreader.tui.finding import Find, Finder
from newsreader.tui.layout import lay_out, shown_text
from newsreader.tui.painting import paint_line


def found(text: str, needle: str) -> list[str]:
    matches = Finder(paragraphs(text), {0}).matches(needle)
    return [text[match.start : match.end] for match in matches]


@pytest.mark.parametrize(
    ("text", "needle", "words"),
    [
        ("The sea, THE SEA", "sea", ["sea", "SEA"]),
        ("The sea, THE SEA", "SEA", ["SEA"]),
        ("Café, CAFE\u0301, cafe", "cafe", ["Café", "CAFE\u0301", "cafe"]),
        ("resume résumé", "résumé", ["resume", "résumé"]),
        ("Zürich zurich", "Zü", ["Zü"]),
        ("Straße, Strasse", "strasse", ["Straße", "Strasse"]),
        ("ßs", "s", ["ß", "s"]),
        ("a tale\nof two", "tale of", ["tale\nof"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("数据库和数据", "数据", ["数据", "数据"]),
        ("мой мои ещё", "еще", ["ещё"]),
        ("мой мои", "мой", ["мой"]),
        ("don’t", "don't", ["don’t"]),
        ("nothing", "", []),
    ],
)
def test_case_and_accents_count_only_where_an_upper_case_letter_asks_for_it(
    text: str, needle: str, words: list[str]
) -> None:
    assert found(text, needle) == words


PICTURE = Block(BlockKind.IMAGE, "A gull over water.", alt="bird", credit="Gull Press")
EVERYWHERE: Blocks = (
    Block(BlockKind.PARAGRAPH, "one two three gull four five six gull seven"),
    PICTURE,
    Block(BlockKind.CODE, "\tgull = 1\n\tother = gull"),
    Block(BlockKind.ROW, "name\tgull\tthree"),
    Block(BlockKind.EMBED, "gull video"),
)


def painted_in(blocks: Blocks, needle: str, width: int) -> list[list[tuple[str, str]]]:
    layout = lay_out(blocks, width)
    find = Find(needle, Finder(blocks, {line.block for line in layout.lines}).matches(needle), (0, 0))
    return [
        [(text, ink) for text, ink in inked(paint_line(line, blocks, layout, INKS, find.stretches(line.block)))]
        for line in layout.lines
    ]


def test_every_kind_of_block_shows_its_matches_where_they_are() -> None:
    marked = [
        (text, ink) for line in painted_in(EVERYWHERE, "gull", 40) for text, ink in line if ink.startswith("found")
    ]

    assert [text.lower() for text, _ in marked] == ["gull"] * 8
    assert [ink for _, ink in marked] == ["found-here", *["found"] * 7]


def test_a_match_over_two_lines_is_painted_on_both() -> None:
    lines = painted_in(paragraphs("one two three four"), "two three", 8)

    assert [[text for text, ink in line if ink == "found-here"] for line in lines] == [["two"], ["three"], []]


@given(blocks_of_articles(), st.sampled_from(["a", "e ", "a b", "0"]), st.integers(8, 80))
def test_highlights_change_no_character_and_no_width(blocks: Blocks, needle: str, width: int) -> None:
    layout = lay_out(blocks, width)
    find = Find(needle, Finder(blocks, range(len(blocks))).matches(needle), (0, 0))

    for line in layout.lines:
        plain = paint_line(line, blocks, layout, INKS)
        assert text_of(paint_line(line, blocks, layout, INKS, find.stretches(line.block))) == text_of(plain)


def test_what_a_layout_shows_of_a_picture_stands_at_its_places() -> None:
    layout = lay_out((PICTURE,), 40)

    shown = [shown_text(PICTURE)[line.at : line.at + line.end - line.start] for line in layout.lines]
    assert shown == ["bird", "A gull over water.", "Gull Press"]


TALE = paragraphs(*(f"Chapter {number}: the whale was seen by nobody at all." for number in range(1, 41)))


async def opened(reader: Reader) -> None:
    await reader.press("l", "/")


async def test_matches_are_shown_while_one_types_and_enter_keeps_them(store: Store) -> None:
    add_feed(store, "Sea", [new_article("tale", blocks=TALE)])

    async with reading(store) as reader:
        await opened(reader)
        await reader.press(*"chapter 3")
        assert "1 of 11" in reader.text
        assert "Chapter 3:" in reader.text
        await reader.press("enter")
        assert "1 of 11" in reader.text
        assert "n next" in reader.text


async def test_n_goes_round_the_matches_and_brings_them_into_sight(store: Store) -> None:
    add_feed(store, "Sea", [new_article("tale", blocks=TALE), new_article("other")])

    async with reading(store) as reader:
        await opened(reader)
        await reader.press(*"chapter 3", "enter", "n", "n")
        assert "3 of 11" in reader.text
        assert "Chapter 31:" in reader.text
        await reader.press("N", "N", "N")
        assert "11 of 11" in reader.text
        assert "Chapter 39:" in reader.text
        assert reader.title == "Title of tale"
        assert store.articles.counts(since=0).unread == 2


async def test_after_escape_n_means_the_next_unread_article_again(store: Store) -> None:
    add_feed(store, "Sea", [new_article("tale", blocks=TALE, age_s=1), new_article("other", age_s=2)])

    async with reading(store) as reader:
        await opened(reader)
        await reader.press(*"whale", "enter", "escape")
        assert "of 40" not in reader.text
        assert reader.screen.place is Place.ARTICLE
        await reader.press("n")
        assert reader.title == "Title of other"


async def test_escape_in_the_prompt_goes_back_to_where_one_was(store: Store) -> None:
    add_feed(store, "Sea", [new_article("tale", blocks=TALE)])

    async with reading(store) as reader:
        await opened(reader)
        await reader.press(*"chapter 39")
        assert reader.screen.article_view.scroll_offset.y > 0
        await reader.press("escape")
        assert reader.screen.article_view.scroll_offset.y == 0
        assert "find" in reader.text


async def test_letters_in_the_prompt_are_no_commands(store: Store) -> None:
    add_feed(store, "Sea", [new_article("tale", blocks=TALE)])

    async with reading(store) as reader:
        await opened(reader)
        await reader.press(*"sQm", "left", "backspace")
        assert "/sm" in reader.text
        assert "no match" in reader.text
        assert store.articles.counts(since=0).starred == 0


async def test_another_article_ends_the_find(store: Store) -> None:
    add_feed(store, "Sea", [new_article("tale", blocks=TALE, age_s=1), new_article("other", age_s=2)])

    async with reading(store) as reader:
        await opened(reader)
        await reader.press(*"whale", "enter", "J")
        assert reader.screen.article_view.find is None
        assert "of 40" not in reader.text


async def test_a_find_holds_when_the_window_gets_narrower(store: Store) -> None:
    add_feed(store, "Sea", [new_article("tale", blocks=TALE)])

    async with reading(store) as reader:
        await opened(reader)
        await reader.press(*"whale", "enter", "n", "n")
        await reader.pilot.resize_terminal(*MIDDLE)
        await reader.settle()
        assert "3 of 40" in reader.text
