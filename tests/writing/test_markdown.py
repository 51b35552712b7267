"""Markdown that other programs read as it was meant, and in which words stay words."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.writing.samples import EVERY_KIND, STYLES, article
from tests.writing.strategies import blocks_of_articles

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.demo.from_markdown import blocks_of
from newsreader.text import safe_link
from newsreader.writing.markdown import markdown, markdown_article
from newsreader.writing.nesting import places

EMPHASIS, STRONG, CODE, LINK = SpanKind.EMPHASIS, SpanKind.STRONG, SpanKind.CODE, SpanKind.LINK
PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def _paragraph(text: str, *spans: Span) -> str:
    return markdown((Block(BlockKind.PARAGRAPH, text, spans),)).removesuffix("\n")


def test_every_kind_of_block_has_its_form() -> None:
    assert markdown(EVERY_KIND) == (
        "**What it is about.**\n"
        "\n"
        "## A heading\n"
        "\n"
        "Read [this page](https://example.org/a?b=1&c=2) now.\n"
        "\n"
        "- one\n"
        "  1. first\n"
        "  2. second\n"
        "- two\n"
        "\n"
        "  and more\n"
        "\n"
        "  ```python\n"
        "  if x:\n"
        "\n"
        "      y = 1\n"
        "  ```\n"
        "\n"
        "> Quoted.\n"
        ">\n"
        "> - a list in a quote\n"
        ">\n"
        "> — Ada\n"
        "\n"
        "| Bird | km |\n"
        "| --- | --- |\n"
        "| **Tern** | 71,000 |\n"
        "\n"
        "![A bird](https://example.org/a.jpg)\\\n"
        "Caption.\\\n"
        "*Picture: Ada*\n"
        "\n"
        "[A film](https://example.org/film)\n"
        "\n"
        "___\n"
        "\n"
        "**Tern**\n"
        ": A bird that travels.\n"
        "\n"
        "*Translated.*\n"
    )


def test_every_style_has_its_form() -> None:
    assert markdown((STYLES,)) == (
        "*em* **strong** `code` ~~strike~~ <mark>mark</mark> <sup>sup</sup> <sub>sub</sub> "
        "[link](https://example.org/a?b=1&c=2)\n"
    )


def test_no_blocks_are_no_text() -> None:
    assert markdown(()) == ""


def test_what_the_stories_are_written_in_comes_back_the_same() -> None:
    told_apart = tuple(
        block
        for block in (*EVERY_KIND, STYLES)
        # Markdown has no word of its own for these.
        if block.kind not in (BlockKind.EMBED, BlockKind.TERM, BlockKind.DEFINITION)
    )

    assert blocks_of(markdown(told_apart)) == told_apart


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("#hashtag", "#hashtag"),
        ("- no item", "\\- no item"),
        ("-5 °C", "-5 °C"),
        ("1. no item", "1\\. no item"),
        ("1.5 million", "1.5 million"),
        ("> no quote", "\\> no quote"),
        ("a > b", "a > b"),
        ("---", "\\---"),
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("snake_case", "snake_case"),
        ("_init_", "\\_init\\_"),
        ("[1] note", "\\[1\\] note"),
        ("<script>", "\\<script>"),
        ("AT&T & Co", "AT&T & Co"),
        ("&amp;", "\\&amp;"),
        ("a\\b", "a\\\\b"),
        ("`tick`", "\\`tick\\`"),
        ("~~gone~~", "\\~\\~gone\\~\\~"),
        ("one\n- two\n  three", "one\\\n\\- two\\\n&nbsp;&nbsp;three"),
        ("one\n\ntwo", "one\\\n\\\ntwo"),
    ],
)
def test_words_that_look_like_markup_are_escaped_and_others_are_not(text: str, written: str) -> None:
    assert _paragraph(text) == written


@pytest.mark.parametrize(
    ("text", "spans", "written"),
    [
        ("これは強調です", [Span(3, 5, EMPHASIS)], "これは*強調*です"),
        ("“Quoted” words", [Span(0, 8, STRONG)], "**“Quoted”** words"),
        ("in-word", [Span(0, 3, EMPHASIS)], "in-word"),
        ("ab", [Span(0, 1, EMPHASIS), Span(1, 2, STRONG)], "*a*b"),
        ("ab", [Span(0, 2, STRONG), Span(1, 2, EMPHASIS)], "**a*b***"),
        ("a b", [Span(0, 2, EMPHASIS)], "*a* b"),
        ("a`b", [Span(0, 3, CODE)], "``a`b``"),
        ("`", [Span(0, 1, CODE)], "`` ` ``"),
        ("a*b", [Span(0, 3, CODE)], "`a*b`"),
        ("Wow!link", [Span(4, 8, LINK, "https://example.org/")], "Wow\\![link](https://example.org/)"),
        ("a]b", [Span(0, 3, LINK, "https://example.org/")], "[a\\]b](https://example.org/)"),
        ("x", [Span(0, 1, LINK, "javascript:alert(1)")], "x"),
        ("x", [Span(0, 1, LINK, "https://example.org/?a&lt;b")], "[x](https://example.org/?a&amp;lt;b)"),
    ],
)
def test_styles_are_kept_where_markdown_can_say_them(text: str, spans: list[Span], written: str) -> None:
    assert _paragraph(text, *spans) == written


def test_a_fence_is_longer_than_any_inside() -> None:
    assert markdown((Block(BlockKind.CODE, "````\nx", language="a`b\nc"),)) == "`````abc\n````\nx\n`````\n"


def test_a_table_escapes_its_bars_and_fills_its_rows() -> None:
    rows = (Block(BlockKind.ROW, "a|b"), Block(BlockKind.ROW, "1\t2", (Span(0, 1, CODE),)))

    assert markdown(rows) == "|  |  |\n| --- | --- |\n| a\\|b |  |\n| `1` | 2 |\n"


def test_a_heading_keeps_its_number_signs_and_stays_on_one_line() -> None:
    assert markdown((Block(BlockKind.HEADING, "C\nand C #", level=3),)) == "### C and C \\#\n"


def test_two_lists_in_a_row_stay_two() -> None:
    blocks = tuple(Block(BlockKind.LIST_ITEM, "x", depth=1, marker=marker) for marker in ("1.", "2.", "1.", "•"))

    assert markdown(blocks) == "1. x\n2. x\n\n1) x\n\n- x\n"


def test_markers_that_markdown_does_not_have_go_with_the_text() -> None:
    assert markdown((Block(BlockKind.LIST_ITEM, "x", depth=1, marker="(iv)"),)) == "- (iv) x\n"


def test_an_item_that_begins_with_a_numbered_list_from_the_middle_is_not_run_together() -> None:
    blocks = (
        Block(BlockKind.LIST_ITEM, "x", depth=1, marker="•"),
        Block(BlockKind.LIST_ITEM, "y", depth=2, marker="3."),
    )

    assert markdown(blocks) == "- x\n\n  3. y\n"


def test_an_article_has_front_matter_its_title_and_its_text() -> None:
    assert markdown_article(article((Block(BlockKind.PARAGRAPH, "Text."),), title='Quote " and: # [x]')) == (
        "---\n"
        'title: "Quote \\" and: # [x]"\n'
        'author: "Ada Ito in Tokyo"\n'
        'feed: "Example News"\n'
        'published: "2025-08-25T10:30:00Z"\n'
        'url: "https://example.org/story"\n'
        'language: "en"\n'
        "---\n"
        "\n"
        '# Quote " and: # \\[x\\]\n'
        "\n"
        "Text.\n"
    )


def test_front_matter_leaves_out_what_is_not_known() -> None:
    written = markdown_article(article((), byline="", url=None, language=None))

    assert "url:" not in written
    assert "language:" not in written
    assert 'author: "Ada Ito"' in written
    assert written.endswith("---\n\n# A title\n")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _words_in(token: Token) -> str:
    """What a reader sees of a token."""
    if token.type in ("text", "code_inline", "fence", "code_block"):
        return _squeezed(token.content)
    return "".join(_words_in(child) for child in token.children or [])


def _words_meant(block: Block) -> str:
    """What a reader should see of a block."""
    text = block.text
    match block.kind:
        case BlockKind.ATTRIBUTION if text.strip() and not text.lstrip().startswith(("—", "–", "―")):
            text = "— " + text
        case BlockKind.DEFINITION if text.strip():
            text = ": " + text
        case BlockKind.LIST_ITEM if any(map(str.isalnum, block.marker)) and not re.fullmatch(r"\d+[.)]", block.marker):
            text = block.marker + text
        case BlockKind.IMAGE:
            text = block.alt + text + block.credit
        case BlockKind.EMBED if not text.strip():
            text = safe_link(block.url) or ""
    return _squeezed(text)


@given(blocks_of_articles())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_can_inject_markup(blocks: Blocks) -> None:
    tokens = PARSER.parse(markdown(blocks))
    children = [child for token in tokens for child in token.children or []]

    found = Counter(token.type for token in tokens)
    kinds = Counter(block.kind for block in blocks if block.text.strip("\n" if block.kind is BlockKind.CODE else None))
    assert "".join(map(_words_in, tokens)) == "".join(map(_words_meant, blocks))
    assert found["heading_open"] == sum(
        block.kind is BlockKind.HEADING and bool(block.text.strip()) for block in blocks
    )
    assert found["fence"] == kinds[BlockKind.CODE]
    assert found["hr"] == sum(block.kind is BlockKind.RULE for block in blocks)
    assert found["list_item_open"] == sum(place.starts_item for place in places(blocks))
    assert found["table_open"] == sum(place.block.kind is BlockKind.ROW for place in places(blocks))
    assert not found["html_block"] + found["code_block"]
    given_addresses = {span.target for block in blocks for span in block.spans} | {block.url for block in blocks}
    addresses = {safe_link(address) for address in given_addresses}
    assert {child.attrs["href"] for child in children if child.type == "link_open"} <= addresses
    assert {child.attrs["src"] for child in children if child.type == "image"} <= addresses
    tags = {child.content for child in children if child.type == "html_inline"}
    assert all(re.fullmatch("</?(mark|sup|sub)>", tag) for tag in tags)
