"""Stories' Markdown becomes the blocks that it means."""

from __future__ import annotations

import pytest

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.demo.from_markdown import blocks_of

ITEM = BlockKind.LIST_ITEM


def test_a_first_paragraph_in_bold_is_the_lede() -> None:
    lede, paragraph = blocks_of("**What *this* is about.**\n\n**Not again.**\n")

    assert (lede.kind, lede.text) == (BlockKind.LEDE, "What this is about.")
    assert lede.spans == (Span(5, 9, SpanKind.EMPHASIS),)
    assert paragraph.kind is BlockKind.PARAGRAPH


def test_a_paragraph_in_italics_is_a_note() -> None:
    assert blocks_of("Text.\n\n*A remark.*\n")[1] == Block(BlockKind.NOTE, "A remark.")


def test_lists_keep_their_depth_their_numbers_and_their_further_paragraphs() -> None:
    blocks = blocks_of("- one\n\n  3. three\n  4. four\n\n     more\n- two\n")

    assert [(block.kind, block.text, block.depth, block.marker) for block in blocks] == [
        (ITEM, "one", 1, "•"),
        (ITEM, "three", 2, "3."),
        (ITEM, "four", 2, "4."),
        (ITEM, "more", 2, ""),
        (ITEM, "two", 1, "•"),
    ]


def test_an_item_that_begins_with_code_still_shows_its_bullet() -> None:
    blocks = blocks_of("- ```\n  x\n  ```\n-\n")

    assert [(block.kind, block.text, block.marker) for block in blocks] == [
        (ITEM, "", "•"),
        (BlockKind.CODE, "x", ""),
        (ITEM, "", "•"),
    ]


def test_a_quote_ends_with_its_source() -> None:
    assert blocks_of("> Only so.\n>\n> — Ada, at tea\n") == (
        Block(BlockKind.PARAGRAPH, "Only so.", quote=1),
        Block(BlockKind.ATTRIBUTION, "Ada, at tea", quote=1),
    )


def test_a_picture_has_a_caption_and_a_credit() -> None:
    (picture,) = blocks_of(
        "![A *white* bird](https://example.org/a.jpg)\\\nIn [summer](https://example.org/s).\\\n*Who*\n"
    )

    link = Span(3, 9, SpanKind.LINK, "https://example.org/s")
    assert picture == Block(
        BlockKind.IMAGE,
        "In summer.",
        (link,),
        alt="A *white* bird",
        credit="Who",
        url="https://example.org/a.jpg",
    )


@pytest.mark.parametrize(
    ("markdown", "caption", "credit"),
    [
        ("![alt](https://example.org/a.jpg)", "", ""),
        ("![alt](https://example.org/a.jpg)\\\nWords only", "Words only", ""),
        ("![alt](https://example.org/a.jpg)\\\n*Credit only*", "", "Credit only"),
    ],
    ids=["bare", "caption", "credit"],
)
def test_a_picture_may_lack_caption_or_credit(markdown: str, caption: str, credit: str) -> None:
    (picture,) = blocks_of(markdown)

    assert (picture.text, picture.credit) == (caption, credit)


def test_a_table_keeps_its_header_and_the_styles_in_its_cells() -> None:
    header, row = blocks_of("| Key | Does |\n| --- | --- |\n| `j` | goes *down* |\n")

    assert (header.kind, header.cells, header.level) == (BlockKind.ROW, ["Key", "Does"], 1)
    assert (row.cells, row.level) == (["j", "goes down"], 0)
    assert row.spans == (Span(0, 1, SpanKind.CODE), Span(7, 11, SpanKind.EMPHASIS))


def test_code_names_its_language() -> None:
    assert blocks_of("```python\nif x:\n\n    y\n```\n") == (
        Block(BlockKind.CODE, "if x:\n\n    y", language="python"),
    )


def test_lines_join_and_hard_breaks_stay() -> None:
    assert blocks_of("one\ntwo\\\nthree\n")[0].text == "one two\nthree"


def test_tags_of_the_three_styles_without_a_mark_are_read_and_others_are_dropped() -> None:
    (paragraph,) = blocks_of("H<sub>2</sub>O <mark>is</mark> <b>wet</b>\n")

    assert paragraph.text == "H2O is wet"
    assert paragraph.spans == (Span(1, 2, SpanKind.SUBSCRIPT), Span(4, 6, SpanKind.MARK))


def test_a_heading_has_its_level_and_a_rule_is_a_block() -> None:
    assert blocks_of("### Third\n\n---\n") == (
        Block(BlockKind.HEADING, "Third", level=3),
        Block(BlockKind.RULE),
    )


def test_a_link_that_leads_nowhere_safe_is_words_only() -> None:
    assert blocks_of("[x](mailto:a@example.org)\n") == (Block(BlockKind.PARAGRAPH, "x"),)
