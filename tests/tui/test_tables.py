"""Columns that fit, and when they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.blocks import Block, BlockKind
from newsreader.tui.tables import GUTTER, cell_ranges, fit_table


def rows(*texts: str) -> list[Block]:
    return [Block(BlockKind.ROW, text) for text in texts]


def widths_of(texts: list[str], width: int) -> tuple[int, ...] | None:
    fitted = fit_table(rows(*texts), width)
    return fitted[0].widths if fitted else None


@pytest.mark.parametrize(
    ("texts", "width", "widths"),
    [
        (["a\tbb", "ccc\td"], 20, (3, 2)),
        (["a\tbb", "ccc\td"], 8, (3, 2)),
        (["short\t" + "word " * 20], 40, (5, 32)),
        (["word " * 9 + "\t" + "word " * 20], 40, (18, 19)),
        (["Mississippi\t" + "word " * 12], 30, (11, 16)),
        (["https://example.org/a/very/long/address\t" + "word " * 12], 36, (20, 13)),
        (["長い文字列は何処でも折り返すことができる\t" + "word " * 12], 36, (16, 17)),
        (["word\t" + "word " * 30], 17, None),
        (["日本\t人口"], 11, (4, 4)),
        (["a", "b\tc\td"], 20, (1, 1, 1)),
        (["\t\t"], 20, (1, 1, 1)),
        (["first line\nsecond\tx"], 20, (10, 1)),
        (["word " * 9], 12, (12,)),
        ([""], 12, (1,)),
        (["word " * 9 + "\t" + "word " * 9], 18, None),
        (["\t".join("abcdefghij")], 36, None),
        (["\t".join("abcdefghij")], 37, (1,) * 10),
        (["\t" * 500], 80, None),
    ],
    ids=[
        "as wide as needed",
        "exactly",
        "the wide one yields",
        "two share",
        "words are not broken",
        "but long ones are",
        "and what breaks anywhere",
        "rows too high to compare",
        "wide characters",
        "ragged",
        "empty",
        "lines in a cell",
        "one column",
        "one empty cell",
        "too narrow to read",
        "no room for the rules",
        "just room",
        "hundreds",
    ],
)
def test_columns_are_as_wide_as_they_need_or_may(texts: list[str], width: int, widths: tuple[int, ...] | None) -> None:
    assert widths_of(texts, width) == widths


cells = st.text(alphabet=st.sampled_from("ab 日é\n👍"), max_size=30)


@given(st.lists(st.lists(cells, min_size=1, max_size=5).map("\t".join), min_size=1, max_size=5), st.integers(4, 90))
def test_a_table_that_fits_loses_nothing_and_is_not_too_wide(texts: list[str], width: int) -> None:
    fitted = fit_table(rows(*texts), width)

    for text, row in zip(texts, fitted or (), strict=False):
        assert sum(row.widths) + GUTTER * (len(row.widths) - 1) <= width
        shown = ["".join(text[start:end] for start, end in cell) for cell in row.cells]
        assert ["".join(cell.split()) for cell in shown] == ["".join(cell.split()) for cell in text.split("\t")]
        for cell, room in zip(row.cells, row.widths, strict=False):
            # No column can be narrower than one wide character.
            assert all(cell_len(text[start:end]) <= max(room, 2) for start, end in cell)
        assert row.height == len(row.places)
        assert row.places == sorted(set(row.places))


def test_cells_are_parted_by_tabs() -> None:
    assert cell_ranges("ab\t\tc") == [(0, 2), (3, 3), (4, 5)]
    assert cell_ranges("") == [(0, 0)]
