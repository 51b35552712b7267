"""Which lists and quotes go on from block to block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.blocks import Block, BlockKind
from newsreader.writing.nesting import LIST, QUOTE, places

ITEM, PARAGRAPH, ROW = BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.ROW


def _item(depth: int, marker: str = "•", quote: int = 0) -> Block:
    return Block(ITEM, "x", depth=depth, quote=quote, marker=marker)


def _paths(*blocks: Block) -> list[str]:
    return [place.path for place in places(blocks)]


def test_text_outside_lists_and_quotes_has_no_levels() -> None:
    assert _paths(Block(PARAGRAPH, "a"), Block(PARAGRAPH, "b")) == ["", ""]


def test_a_list_inside_a_quote_and_a_quote_inside_a_list_are_told_apart() -> None:
    quoted = Block(PARAGRAPH, "q", quote=1)

    assert _paths(quoted, _item(1, quote=1)) == ["q", "ql"]
    assert _paths(_item(1), Block(PARAGRAPH, "q", depth=1, quote=1)) == ["l", "lq"]


def test_a_quoted_item_after_a_list_begins_a_list_inside_a_quote() -> None:
    assert _paths(_item(1), _item(1, quote=1)) == ["l", "ql"]


def test_a_further_paragraph_stays_in_its_item() -> None:
    first, further, second = places((_item(1), Block(ITEM, "more", depth=1), _item(1)))

    assert (first.starts_item, further.starts_item, second.starts_item) == (True, False, True)
    assert further.kept == 1
    assert (second.kept, second.continues_list) == (0, True)


@pytest.mark.parametrize(
    ("markers", "continues"),
    [
        (["1.", "2."], True),
        (["1.", "1."], False),
        (["1.", "3."], False),
        (["•", "◦"], True),
        (["•", "1."], False),
        (["1.", "•"], False),
        (["a.", "b."], True),
        (["1234567890.", "1234567891."], True),
    ],
)
def test_a_list_goes_on_while_its_numbers_do(markers: list[str], continues: bool) -> None:
    _, second = places([_item(1, marker) for marker in markers])

    assert second.continues_list is continues


def test_a_list_goes_on_after_one_nested_in_it() -> None:
    _, nested, after = places((_item(1, "1."), _item(2), _item(1, "2.")))

    assert (nested.path, nested.kept, nested.continues_list) == ("ll", 1, False)
    assert (after.path, after.kept, after.continues_list) == ("l", 0, True)


def test_a_list_does_not_go_on_after_text_between() -> None:
    *_, after = places((_item(1, "1."), Block(PARAGRAPH, "x"), _item(1, "2.")))

    assert not after.continues_list


def test_an_item_after_indented_text_without_one_begins_a_list() -> None:
    _, item = places((Block(PARAGRAPH, "x", depth=1), _item(1)))

    assert not item.continues_list


def test_rows_make_one_table_and_terms_one_list() -> None:
    rows = (Block(ROW, "a\tb", level=1), Block(ROW, "1\t2"))
    terms = (Block(BlockKind.TERM, "t"), Block(BlockKind.DEFINITION, "d"))

    assert [place.blocks for place in places((*rows, *terms, rows[1]))] == [rows, terms, (rows[1],)]


def test_rows_at_another_depth_are_another_table() -> None:
    assert len(list(places((Block(ROW, "a"), Block(ROW, "b", quote=1))))) == 2


def test_absurd_depth_is_bounded() -> None:
    (place,) = places((Block(PARAGRAPH, "x", depth=10**6, quote=10**6),))

    assert len(place.path) < 40


@given(
    st.lists(
        st.builds(
            Block,
            st.sampled_from([ITEM, PARAGRAPH, ROW]),
            st.just("x"),
            depth=st.integers(0, 4),
            quote=st.integers(0, 3),
            marker=st.sampled_from(["", "•", "1.", "2."]),
        )
    )
)
def test_every_place_has_as_many_levels_as_its_block_says(blocks: list[Block]) -> None:
    previous = ""
    for place in places(blocks):
        block = place.block
        assert place.path.count(QUOTE) == block.quote
        assert place.path.count(LIST) == max(block.depth, int(place.starts_item))
        assert place.path[: place.kept] == previous[: place.kept]
        assert not place.starts_item or place.path.endswith(LIST)
        previous = place.path
