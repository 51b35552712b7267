"""The width of the text, and the article alone."""

from __future__ import annotations

import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading

from newsreader.store import Store
from newsreader.tui.commands import Place

LONG = paragraphs(*(f"Paragraph {number} of a long article. " * 5 for number in range(40)))
XWIDE = (200, 50)


def widest_line(reader: Reader) -> int:
    return max(len(line.strip()) for line in reader.text.splitlines() if "Paragraph" in line)


@pytest.fixture
def long(store: Store) -> Store:
    add_feed(store, "Nature", [new_article("long", blocks=LONG, age_s=1), new_article("other", age_s=2)])
    return store


async def test_the_text_gets_narrower_and_wider_and_the_same_words_stay_on_top(long: Store) -> None:
    async with reading(long, XWIDE) as reader:
        view = reader.screen.article_view
        await reader.press("l", "ctrl+d", "ctrl+d")
        top = view.top_place
        await reader.press("<", "<")
        assert "Text 68 wide" in reader.text
        assert top is not None
        assert view.top_place is not None
        assert view.top_place[0] == top[0]
        await reader.press(*">" * 11)
        assert "Text 112 wide" in reader.text


async def test_the_measure_stays_within_its_bounds_and_says_so(long: Store) -> None:
    async with reading(long, XWIDE) as reader:
        await reader.press("l", *"<" * 9)
        assert "Text 40 wide" in reader.text
        await reader.press("<")
        assert "as narrow as it gets" in reader.text


async def test_where_the_pane_gives_less_a_first_stroke_narrows_what_is_seen(long: Store) -> None:
    async with reading(long, WIDE) as reader:
        view = reader.screen.article_view
        await reader.press("l", ">")
        assert "There is no room for wider text here." in reader.text
        assert view.measure == 76
        await reader.press("<")
        assert view.measure == 43
        assert "Text 43 wide" in reader.text


async def test_the_measure_is_remembered(long: Store) -> None:
    async with reading(long, XWIDE) as reader:
        await reader.press("l", "<", "<")

    async with reading(long, XWIDE) as reader:
        assert reader.screen.article_view.measure == 68


@pytest.mark.parametrize("size", [XWIDE, WIDE, MIDDLE, NARROW], ids=["200x50", "120x36", "80x24", "45x30"])
async def test_zen_shows_the_article_alone_and_centred(long: Store, size: tuple[int, int]) -> None:
    async with reading(long, size) as reader:
        await reader.press("z")
        assert "LIBRARY" not in reader.text
        assert "Title of other" not in reader.text
        line = next(line for line in reader.text.splitlines() if "Title of long" in line)
        width = reader.screen.article_view._layout.width
        assert abs((len(line) - len(line.lstrip())) - (size[0] - width) // 2) <= 1


@pytest.mark.parametrize("key", ["z", "escape", "q", "h"])
async def test_a_key_leaves_zen_and_stays_in_the_article(long: Store, key: str) -> None:
    async with reading(long) as reader:
        await reader.press("z", "J")
        assert reader.title == "Title of other"
        await reader.press(key)
        assert "LIBRARY" in reader.text
        assert reader.screen.place is Place.ARTICLE


async def test_going_to_another_pane_leaves_zen(long: Store) -> None:
    async with reading(long) as reader:
        await reader.press("z", "g", "2")
        assert "LIBRARY" in reader.text
        await reader.press("l")
        assert "LIBRARY" in reader.text
