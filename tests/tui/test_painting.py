"""Segments of lines: which words in which ink."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.painted import INKS, cells_of, inked, text_of
from tests.writing.strategies import spans_of

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.tui.layout import lay_out
from newsreader.tui.painting import paint_line

LINK = "https://example.org/"


def painted(*blocks: Block, width: int = 40) -> list[list[tuple[str, str]]]:
    layout = lay_out(blocks, width)
    return [inked(paint_line(line, blocks, layout, INKS)) for line in layout.lines]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        (Block(BlockKind.PARAGRAPH, "x"), [("x", "text")]),
        (Block(BlockKind.HEADING, "x", level=2), [("x", "heading")]),
        (Block(BlockKind.LEDE, "x"), [("x", "strong")]),
        (Block(BlockKind.TERM, "x"), [("x", "strong")]),
        (Block(BlockKind.DEFINITION, "x"), [("   ", ""), ("x", "text")]),
        (Block(BlockKind.NOTE, "x"), [("x", "meta")]),
        (Block(BlockKind.ATTRIBUTION, "x"), [("— ", "meta"), ("x", "meta")]),
        (Block(BlockKind.PARAGRAPH, "x", quote=2), [("▎ ▎ ", "accent"), ("x", "quote")]),
        (Block(BlockKind.LIST_ITEM, "x", depth=1, marker="•"), [(" ", ""), ("• ", "accent"), ("x", "text")]),
        (Block(BlockKind.ROW, "x", level=1), [("x", "strong")]),
        (Block(BlockKind.RULE), [("· · ·".center(40), "faint")]),
        (Block(BlockKind.EMBED, "x"), [("▷  ", "image"), ("x".ljust(37), "image")]),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Block) else "",
)
def test_each_kind_has_its_ink(block: Block, line: list[tuple[str, str]]) -> None:
    assert painted(block) == [line]


def test_a_picture_its_caption_and_its_credit_are_told_apart() -> None:
    block = Block(BlockKind.IMAGE, "Caption.", alt="A bird", credit="Ada")

    assert painted(block) == [
        [("▨  ", "image"), ("A bird".ljust(37), "image")],
        [("Caption.", "caption")],
        [("Ada", "meta")],
    ]


def test_code_stands_on_a_surface_of_its_own_edges_included() -> None:
    lines = painted(Block(BlockKind.CODE, "\tx", depth=1), width=12)

    edge = [("   ", ""), (" " * 9, "code-block")]
    assert lines == [edge, [("   ", ""), ("      x  ", "code-block")], edge]


def test_the_bar_of_a_quote_goes_on_between_its_paragraphs_but_not_beyond() -> None:
    quote = Block(BlockKind.PARAGRAPH, "x", quote=1)
    lines = painted(Block(BlockKind.PARAGRAPH, "x"), quote, quote, Block(BlockKind.PARAGRAPH, "x", quote=2), quote)

    assert [line for line in lines if not any("x" in text for text, _ in line)] == [
        [],
        [("▎ ", "accent")],
        [("▎ ", "accent")],
        [("▎ ", "accent")],
    ]


@pytest.mark.parametrize(
    ("spans", "line"),
    [
        ((Span(4, 7, SpanKind.LINK, LINK),), [("one ", "text"), ("two", "link"), (" three", "text")]),
        ((Span(0, 13, SpanKind.STRONG),), [("one two three", "strong")]),
        ((Span(4, 4, SpanKind.STRONG),), [("one ", "text"), ("two three", "text")]),
        ((Span(4, 99, SpanKind.CODE),), [("one ", "text"), ("two three", "code")]),
        ((Span(50, 60, SpanKind.CODE),), [("one two three", "text")]),
        (
            (Span(0, 13, SpanKind.STRONG), Span(4, 7, SpanKind.EMPHASIS)),
            [("one ", "strong"), ("two", "emphasis"), (" three", "strong")],
        ),
        (
            (Span(0, 7, SpanKind.STRONG), Span(4, 13, SpanKind.MARK)),
            [("one ", "strong"), ("two", "mark"), (" three", "mark")],
        ),
        ((Span(4, 7, SpanKind.STRIKE),), [("one ", "text"), ("two", "text"), (" three", "text")]),
    ],
    ids=["inside", "all", "empty", "beyond the end", "behind", "nested", "overlapping", "struck"],
)
def test_spans_are_painted_over_the_text(spans: tuple[Span, ...], line: list[tuple[str, str]]) -> None:
    assert painted(Block(BlockKind.PARAGRAPH, "one two three", spans)) == [line]


def test_a_span_goes_on_in_the_next_line_and_a_blank_at_the_break_is_nowhere() -> None:
    block = Block(BlockKind.PARAGRAPH, "one two three", (Span(4, 13, SpanKind.LINK, LINK),))

    assert painted(block, width=8) == [[("one ", "text"), ("two", "link")], [("three", "link")]]


def test_spans_in_a_table_stay_in_their_cells() -> None:
    spans = (Span(0, 3, SpanKind.STRONG), Span(4, 9, SpanKind.LINK, LINK))

    assert painted(Block(BlockKind.ROW, "one\ttwo three", spans)) == [
        [("one", "strong"), (" │ ", "faint"), ("two t", "link"), ("hree", "text")]
    ]


def test_struck_words_are_struck() -> None:
    block = Block(BlockKind.PARAGRAPH, "no yes", (Span(0, 2, SpanKind.STRIKE),))
    blocks = (block,)
    layout = lay_out(blocks, 40)

    first, second = paint_line(layout.lines[0], blocks, layout, INKS)

    assert first.style is not None
    assert first.style.strike
    assert second.style is not None
    assert not second.style.strike


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        ("CO2", Span(2, 3, SpanKind.SUBSCRIPT), "CO₂"),
        ("10-6 m", Span(2, 4, SpanKind.SUPERSCRIPT), "10⁻⁶ m"),
        ("the 21st", Span(6, 8, SpanKind.SUPERSCRIPT), "the 21st"),
        ("word[1]", Span(4, 7, SpanKind.SUPERSCRIPT), "word[1]"),
        ("x", Span(0, 0, SpanKind.SUPERSCRIPT), "x"),
    ],
    ids=["lowered", "raised", "no letters", "no brackets", "empty"],
)
def test_raised_and_lowered_numbers_are_shown_so(text: str, span: Span, shown: str) -> None:
    (line,) = painted(Block(BlockKind.PARAGRAPH, text, (span,)))

    assert "".join(piece for piece, _ in line) == shown


graphemes = st.lists(
    st.sampled_from(["a", " ", "日", "e\u0301", "👩\u200d👩\u200d👧", "👍🏽", "❤\ufe0f", "ก็"]), max_size=12
)


@given(st.data(), graphemes.map("".join), st.sampled_from([BlockKind.PARAGRAPH, BlockKind.ROW]), st.integers(8, 20))
def test_spans_never_make_a_line_wider_or_lose_a_character(
    data: st.DataObject, text: str, kind: BlockKind, width: int
) -> None:
    plain: Blocks = (Block(kind, text),)
    spanned: Blocks = (Block(kind, text, data.draw(spans_of(text).filter(no_numbers))),)
    layout = lay_out(plain, width)

    for line in layout.lines:
        bare, painted_line = (paint_line(line, blocks, layout, INKS) for blocks in (plain, spanned))
        assert text_of(painted_line) == text_of(bare)
        assert cells_of(painted_line) == cells_of(bare) <= width


def no_numbers(spans: tuple[Span, ...]) -> bool:
    return all(span.kind not in (SpanKind.SUPERSCRIPT, SpanKind.SUBSCRIPT) for span in spans)


@pytest.mark.parametrize("kind", BlockKind)
def test_no_tab_and_no_line_break_is_painted(kind: BlockKind) -> None:
    text = "a\tb\nc\td"
    block = Block(kind, text, (Span(0, 5, SpanKind.LINK, LINK),), marker="\t•", alt=text, credit=text, depth=1)

    shown = "".join(piece for line in painted(block, width=16) for piece, _ in line)

    assert kind is BlockKind.RULE or set("abcd") <= set(shown)
    assert not set(shown) & set("\t\n")


def test_markup_in_text_is_text() -> None:
    assert painted(Block(BlockKind.PARAGRAPH, "[bold]x[/] [@click=app.quit]y[/]")) == [
        [("[bold]x[/] [@click=app.quit]y[/]", "text")]
    ]
