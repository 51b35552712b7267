"""The mouse selects: what is copied are paragraphs, rows and code, never painted lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import add_feed, new_article, paragraphs
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.painted import INKS
from tests.writing.samples import article
from tests.writing.strategies import blocks_of_articles

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.store import Store
from newsreader.tui.article_head import HeadLine, head_lines
from newsreader.tui.layout import lay_out
from newsreader.tui.selecting import Selection, block_at, pieces, text_of, word_at
from newsreader.tui.widgets.pane import HEAD_LINES

PROSE = "The quick brown fox jumps over the lazy dog and runs away from everyone who follows."
HAN = "数据库是按照数据结构来组织、存储和管理数据的仓库，它产生于距今六十多年前。"


def copied(
    blocks: Blocks, width: int, anchor: tuple[int, int], head: tuple[int, int], *, above: list[HeadLine] | None = None
) -> str:
    found = pieces(Selection(anchor, head), above or [], blocks, lay_out(blocks, width))
    return text_of(found, blocks)


EVERYTHING = ((0, 0), (999, 999))


@pytest.mark.parametrize("width", [10, 24, 76])
@pytest.mark.parametrize("text", [PROSE, HAN, f"{HAN} {PROSE}"], ids=["Latin", "Han", "both"])
def test_wrapped_lines_are_copied_as_one_paragraph(text: str, width: int) -> None:
    blocks = paragraphs(text, "Another.")

    assert copied(blocks, width, *EVERYTHING) == f"{text}\n\nAnother."


def test_a_cell_of_a_wide_character_selects_all_of_it() -> None:
    assert copied(paragraphs(HAN), 20, (0, 3), (0, 4)) == "据库"
    assert copied(paragraphs(HAN), 20, (0, 19), (1, 0)) == HAN[9:11]


def test_it_is_the_same_from_either_end() -> None:
    blocks = paragraphs(PROSE, PROSE)

    assert copied(blocks, 20, (1, 4), (7, 3)) == copied(blocks, 20, (7, 3), (1, 4)) != ""


def test_what_stands_between_words_that_the_author_broke_stays() -> None:
    assert copied(paragraphs("Roses are red\nViolets are blue"), 10, *EVERYTHING) == "Roses are red\nViolets are blue"


@pytest.mark.parametrize("width", [16, 24, 60], ids=["records", "narrow", "wide"])
def test_a_table_is_copied_as_rows_with_tabs_at_every_width(width: int) -> None:
    blocks = (
        Block(BlockKind.ROW, "Tokyo\t14 million\t1457"),
        Block(BlockKind.ROW, "Seoul\t9.4 million\t18 BC"),
    )

    assert copied(blocks, width, *EVERYTHING) == "Tokyo\t14 million\t1457\nSeoul\t9.4 million\t18 BC"


def test_code_is_copied_as_it_is() -> None:
    code = "\tif x:\n\n\t\treturn 'a long line that is cut'"

    assert copied((Block(BlockKind.CODE, code),), 24, *EVERYTHING) == code


def test_items_keep_their_marks_and_stand_line_by_line() -> None:
    blocks = tuple(Block(BlockKind.LIST_ITEM, word, depth=1, marker="•") for word in ("one and more words", "two"))

    assert copied(blocks, 12, *EVERYTHING) == "• one and more words\n• two"
    assert copied(blocks, 40, (0, 7), (0, 9)) == "and"


def test_a_picture_gives_its_words() -> None:
    picture = Block(BlockKind.IMAGE, "Its caption.", alt="A bird", credit="Ada")

    assert copied((picture,), 30, *EVERYTHING) == "A bird\nIts caption.\nAda"


def test_the_head_can_be_copied_too() -> None:
    subject = article(paragraphs("Text."), title="A long title that is wrapped")
    above = head_lines(subject, subject.blocks, 12, 0, INKS)

    text = copied(subject.blocks, 12, *EVERYTHING, above=above)

    assert text.startswith("A long title that is wrapped\nAda Ito in Tokyo\n")
    assert text.endswith("\n\nText.")


@given(blocks_of_articles(), st.integers(8, 90))
def test_all_that_is_shown_can_be_copied(blocks: Blocks, width: int) -> None:
    text = "".join(copied(blocks, width, *EVERYTHING).split())

    for block in blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.LEDE):
            assert "".join(block.text.split()) in text


@given(blocks_of_articles(), st.tuples(*[st.integers(0, 40)] * 4), st.integers(8, 60))
def test_any_two_cells_select_something_or_nothing(
    blocks: Blocks, cells: tuple[int, int, int, int], width: int
) -> None:
    layout = lay_out(blocks, width)
    selection = Selection(cells[:2], cells[2:])

    text_of(pieces(selection, [], blocks, layout), blocks)
    text_of(pieces(word_at(selection, [], blocks, layout), [], blocks, layout), blocks)
    text_of(pieces(block_at(selection, [], layout), [], blocks, layout), blocks)


@pytest.mark.parametrize(
    ("text", "column", "word"),
    [
        ("It's a well-known fact.", 2, "It's"),
        ("a well-known fact.", 6, "well-known"),
        ("a - b", 2, "-"),
        (HAN, 0, HAN[:9]),
    ],
    ids=["apostrophe", "hyphen", "sign", "Han"],
)
def test_a_double_click_takes_the_word(text: str, column: int, word: str) -> None:
    blocks = paragraphs(text)
    layout = lay_out(blocks, 18 if text == HAN else 60)
    at = Selection((0, column), (0, column))

    assert text_of(pieces(word_at(at, [], blocks, layout), [], blocks, layout), blocks) == word


# In the app


def row_of(reader: Reader, words: str) -> tuple[int, int]:
    """Where words stand on the screen: column and row, in cells of ASCII lines."""
    for row, line in enumerate(reader.text.split("\n")):
        view = reader.screen.article_view
        at = line.find(words, view.region.x)
        if at >= 0:
            return at - view.region.x, row
    raise AssertionError(f"{words!r} is not on the screen:\n{reader.text}")


async def drag(reader: Reader, start: tuple[int, int], end: tuple[int, int]) -> None:
    pilot, view = reader.pilot, "#article"
    await pilot.mouse_down(view, offset=start)
    await pilot.hover(view, offset=end)
    await pilot.mouse_up(view, offset=end)
    await reader.settle()


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["three panes", "two", "one"])
async def test_dragging_selects_and_ctrl_c_copies_instead_of_quitting(store: Store, size: tuple[int, int]) -> None:
    add_feed(store, "News", [new_article("x", blocks=paragraphs(PROSE * 3, "Second paragraph."))])

    async with reading(store, size) as reader:
        await reader.press("l")
        await drag(reader, row_of(reader, "quick"), row_of(reader, "paragraph."))
        assert "Ctrl-C copy" in reader.text
        await reader.press("ctrl+c")
        assert reader.app.clipboard == f"{(PROSE * 3)[4:]}\n\nSecond p"
        assert "Copied" in reader.text
        assert reader.app.is_running
        await reader.press("ctrl+c")
    assert reader.app.return_code == 0


async def test_escape_or_another_article_selects_nothing_any_more(store: Store) -> None:
    add_feed(store, "News", 2)

    async with reading(store) as reader:
        await reader.press("l")
        for key in ("escape", "J"):
            await drag(reader, row_of(reader, "The text"), row_of(reader, "of News"))
            assert reader.screen.article_view.has_selection
            await reader.press(key)
            assert not reader.screen.article_view.has_selection
        assert reader.screen.place == "article"


async def test_a_selection_does_not_outlive_the_lines_it_was_made_on(store: Store) -> None:
    add_feed(store, "News", [new_article("x", blocks=paragraphs(PROSE * 5))])

    async with reading(store) as reader:
        await reader.press("l")
        await drag(reader, row_of(reader, "quick"), row_of(reader, "fox"))
        await reader.press("<")
        assert not reader.screen.article_view.has_selection


async def test_holding_the_mouse_below_the_window_scrolls_and_selects_on(store: Store) -> None:
    blocks = paragraphs(*(f"Paragraph {number}." for number in range(60)))
    add_feed(store, "News", [new_article("x", blocks=blocks)])

    async with reading(store, MIDDLE) as reader:
        await reader.press("l")
        view = reader.screen.article_view
        await reader.pilot.mouse_down("#article", offset=row_of(reader, "Paragraph 2"))
        await reader.pilot.hover("#article", offset=(10, view.size.height - 1))
        await reader.pilot.hover(offset=(view.region.x + 10, view.region.bottom))
        await reader.until(lambda: "Paragraph 30." in (view.selected_text or ""))
        await reader.pilot.mouse_up("#article")
        assert view.selected_text.startswith("Paragraph 2.\n\nParagraph 3.")
        assert view.scroll_offset.y > HEAD_LINES


async def test_clicks_in_a_row_take_the_word_and_the_paragraph(store: Store) -> None:
    add_feed(store, "News", [new_article("x", blocks=paragraphs(PROSE * 3, "Second."))])

    async with reading(store) as reader:
        await reader.press("l")
        view = reader.screen.article_view
        await reader.pilot.click("#article", offset=row_of(reader, "brown"), times=2)
        assert view.selected_text == "brown"
        await reader.pilot.click("#article", offset=row_of(reader, "fox"), times=3)
        assert view.selected_text == PROSE * 3
