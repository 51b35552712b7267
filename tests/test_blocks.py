"""Blocks come back from their bytes, and their texts are put together as promised."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader import blocks as module
from newsreader.blocks import (
    BODY_KINDS,
    Block,
    BlockKind,
    Blocks,
    Span,
    SpanKind,
    body_text,
    full_text,
    pack_blocks,
    pack_lines,
    unpack_blocks,
)

spans = st.builds(Span, st.integers(0, 9), st.integers(0, 9), st.sampled_from(SpanKind), st.text(max_size=5))
some_blocks = st.lists(
    st.builds(
        Block,
        st.sampled_from(BlockKind),
        st.text(max_size=20),
        st.lists(spans, max_size=3).map(tuple),
        st.integers(0, 6),
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(["", "•", "3."]),
        st.text(max_size=5),
        st.text(max_size=5),
        st.text(max_size=5),
        st.text(max_size=5),
    )
).map(tuple)


@given(some_blocks)
def test_packed_blocks_come_back_the_same(blocks: Blocks) -> None:
    assert unpack_blocks(pack_blocks(blocks)) == blocks


@given(some_blocks)
def test_packing_is_the_same_every_time(blocks: Blocks) -> None:
    assert pack_blocks(blocks) == pack_blocks(tuple(blocks))


@given(st.lists(st.text(st.characters(exclude_characters="\n", codec="utf-8"), min_size=1), max_size=9))
def test_packed_lines_come_back_as_paragraphs(lines: list[str]) -> None:
    assert unpack_blocks(pack_lines("\n".join(lines))) == tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)


def test_without_isal_blocks_are_packed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = (Block(BlockKind.PARAGRAPH, "the harbour " * 500),)
    monkeypatch.setitem(sys.modules, "isal", None)
    module._compressor.cache_clear()

    try:
        packed = [pack_blocks(blocks), pack_lines(blocks[0].text)]
    finally:
        module._compressor.cache_clear()

    assert [unpack_blocks(each) for each in packed] == [blocks, blocks]
    assert all(len(each) < 500 for each in packed)


def test_what_is_stored_today_can_be_read_tomorrow() -> None:
    # Bytes from a database: whoever changes Block's fields must still read them.
    packed = bytes.fromhex(
        "789c9b3c7b79466a624a665efa120f203d818981610108cc5e9259929abb383f2f75e21406e625399979d95b324a4a0a8aad"
        "f4f5532b12730b7252f5f28bd2f51918191619ea81752ccdcc4d4c4f5dee9c585092999f37810164d262c79c92c5e119f93b"
        "b1e94dd4cb2a480700a7c9344f"
    )

    assert unpack_blocks(packed) == (
        Block(BlockKind.HEADING, "Head", level=2),
        Block(BlockKind.LIST_ITEM, "one", (Span(0, 3, SpanKind.LINK, "https://example.org/"),), depth=1, marker="1."),
        Block(BlockKind.IMAGE, "Caption", alt="Alt", credit="Who", url="https://example.org/a.jpg"),
    )


def test_kinds_keep_their_stored_names() -> None:
    assert " ".join(BlockKind) == (
        "heading paragraph lede item term definition code row image embed attribution note rule"
    )
    assert " ".join(SpanKind) == "emphasis strong code strike mark superscript subscript link"


def test_the_cells_of_a_row_are_parted_by_tabs() -> None:
    assert Block(BlockKind.ROW, "a\t\tb").cells == ["a", "", "b"]


ARTICLE = (
    Block(BlockKind.LEDE, "Lede."),
    Block(BlockKind.IMAGE, "Caption.", alt="Alt.", credit="Credit."),
    Block(BlockKind.HEADING, "Heading", level=2),
    Block(BlockKind.PARAGRAPH, "Words."),
    Block(BlockKind.PARAGRAPH, ""),
    Block(BlockKind.RULE),
    Block(BlockKind.IMAGE, alt="Only alt."),
    Block(BlockKind.EMBED, "A film", url="https://example.org/film"),
    Block(BlockKind.NOTE, "Note."),
)


def test_the_body_is_the_running_text_alone() -> None:
    assert body_text(ARTICLE) == "Heading\n\nWords.\n\nNote."


def test_the_full_text_is_all_that_is_seen_below_the_title() -> None:
    assert full_text(ARTICLE) == ("Lede.\n\nCaption.\n\nCredit.\n\nHeading\n\nWords.\n\nOnly alt.\n\nA film\n\nNote.")


def test_no_blocks_are_no_text() -> None:
    assert body_text(()) == full_text(()) == ""
    assert unpack_blocks(pack_blocks(())) == ()


@given(some_blocks)
def test_the_full_text_holds_the_body(blocks: Blocks) -> None:
    full = full_text(blocks)

    assert all(block.text in full for block in blocks if block.kind in BODY_KINDS)
