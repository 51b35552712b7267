"""Plain text that is good to read in a terminal and in mail."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.writing.samples import EVERY_KIND, HERE, STYLES
from tests.writing.strategies import blocks_of_articles

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.writing.plain import plain_text


def test_every_kind_of_block_has_its_form() -> None:
    assert plain_text(EVERY_KIND, width=40) == (
        "What it is about.\n"
        "\n"
        "A heading\n"
        "---------\n"
        "\n"
        "Read this page now.\n"
        "\n"
        "• one\n"
        "  1. first\n"
        "  2. second\n"
        "• two\n"
        "\n"
        "  and more\n"
        "\n"
        "      if x:\n"
        "\n"
        "          y = 1\n"
        "\n"
        "> Quoted.\n"
        ">\n"
        "> • a list in a quote\n"
        ">\n"
        "> — Ada\n"
        "\n"
        "Bird  km\n"
        "----  ------\n"
        "Tern  71,000\n"
        "\n"
        "[Image: A bird]\n"
        "Caption.\n"
        "(Picture: Ada)\n"
        "\n"
        "[Embedded: A film]\n"
        "https://example.org/film\n"
        "\n"
        "                 * * *\n"
        "\n"
        "Tern\n"
        "    A bird that travels.\n"
        "\n"
        "Translated.\n"
    )


def test_no_blocks_are_no_text() -> None:
    assert plain_text(()) == ""
    assert plain_text((Block(BlockKind.PARAGRAPH, ""), Block(BlockKind.HEADING, " "))) == ""


def test_paragraphs_are_wrapped_and_items_hang() -> None:
    blocks = (Block(BlockKind.LIST_ITEM, "one two three four five", depth=1, marker="10."),)

    assert plain_text(blocks, width=27) == "10. one two three four five\n"
    assert plain_text(blocks, width=26) == "10. one two three four\n    five\n"


def test_without_a_width_a_paragraph_is_a_line_and_a_row_has_tabs() -> None:
    long = "word " * 100 + "end"
    blocks = (Block(BlockKind.PARAGRAPH, long), *EVERY_KIND[12:14], *EVERY_KIND[17:19])

    assert plain_text(blocks, width=None) == (f"{long}\n\nBird\tkm\nTern\t71,000\n\nTern\n    A bird that travels.\n")


def test_links_are_numbered_and_listed_once() -> None:
    blocks: Blocks = (
        Block(BlockKind.PARAGRAPH, "See one and two.", (_link(4, 7, HERE), _link(12, 15, "https://example.org/2"))),
        Block(BlockKind.PARAGRAPH, "Again one, never this.", (_link(6, 9, HERE), _link(17, 21, "file:///etc/passwd"))),
    )

    assert plain_text(blocks, links=True) == (
        f"See one [1] and two [2].\n\nAgain one [1], never this.\n\n[1] {HERE}\n[2] https://example.org/2\n"
    )


def test_without_links_no_list_follows() -> None:
    assert plain_text((STYLES,), links=False) == STYLES.text + "\n"
    assert plain_text((Block(BlockKind.PARAGRAPH, "x"),), links=True) == "x\n"


def test_an_address_in_the_list_of_links_stays_whole() -> None:
    address = "https://example.org/" + "x" * 100

    assert plain_text((Block(BlockKind.PARAGRAPH, "x", (_link(0, 1, address),)),), width=20, links=True).endswith(
        f"\n[1] {address}\n"
    )


def test_verse_keeps_its_lines() -> None:
    assert plain_text((Block(BlockKind.PARAGRAPH, "Roses are red,\n  violets are blue"),)) == (
        "Roses are red,\n  violets are blue\n"
    )


def test_an_item_that_begins_with_code_shows_its_bullet_before_it() -> None:
    blocks = (Block(BlockKind.LIST_ITEM, depth=1, marker="•"), Block(BlockKind.CODE, "x", depth=1))

    assert plain_text(blocks) == "•     x\n"


def test_an_empty_item_shows_its_bullet() -> None:
    item = Block(BlockKind.LIST_ITEM, depth=1, marker="•")

    assert plain_text((item, item)) == "•\n•\n"


def test_a_picture_without_words_says_that_it_is_there() -> None:
    assert plain_text((Block(BlockKind.IMAGE),)) == "[Image]\n"


def test_a_source_that_brings_its_dash_gets_no_second_one() -> None:
    assert plain_text((Block(BlockKind.ATTRIBUTION, "– Ada"),)) == "– Ada\n"


def test_wide_tables_share_the_room_and_wider_ones_become_a_list() -> None:
    words = "several words that need room"
    table = (Block(BlockKind.ROW, f"Key\t{words}\t{words}", level=1), Block(BlockKind.ROW, "a\tb\tc"))
    crowd = (Block(BlockKind.ROW, "\t".join(["word"] * 30)),)

    assert plain_text(table, width=30) == (
        "Key  several      several\n"
        "     words that   words that\n"
        "     need room    need room\n"
        "---  -----------  -----------\n"
        "a    b            c\n"
    )
    assert plain_text(crowd, width=30).startswith("word | word | word | word |\n")


def test_columns_of_cjk_text_line_up() -> None:
    rows = (Block(BlockKind.ROW, "東京\tx"), Block(BlockKind.ROW, "Rome\ty"))

    assert plain_text(rows) == "東京  x\nRome  y\n"


def test_deep_lists_keep_room_for_their_text() -> None:
    blocks = tuple(Block(BlockKind.LIST_ITEM, "word " * 8, depth=depth, marker="•") for depth in range(1, 12))

    assert all(len(line) <= 24 + 16 for line in plain_text(blocks, width=20).splitlines())


@given(blocks_of_articles(), st.integers(60, 100))
def test_no_line_but_code_and_addresses_is_wider_than_asked_for(blocks: Blocks, width: int) -> None:
    kinds = {block.kind for block in blocks}
    text = plain_text(blocks, width=width)

    if BlockKind.CODE not in kinds:
        assert all(cell_len(line) <= width for line in text.splitlines() if "https://" not in line)


@given(blocks_of_articles())
def test_no_word_is_lost(blocks: Blocks) -> None:
    text = "".join(plain_text(blocks, width=None).split())

    for block in blocks:
        for line in block.text.splitlines():
            assert "".join(line.split()) in text
        assert "".join(block.alt.split()) in text
        assert "".join(block.credit.split()) in text


def _link(start: int, end: int, target: str) -> Span:
    return Span(start, end, SpanKind.LINK, target)
