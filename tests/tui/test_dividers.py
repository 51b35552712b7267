"""Headings between rows: where they stand, and that every line belongs to exactly one row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.dividers import Dividers, find_headings


@given(st.lists(st.integers(0, 40), max_size=60), st.booleans())
def test_a_heading_stands_above_each_row_that_differs_from_the_one_before(dates: list[int], is_reversed: bool) -> None:
    dates.sort(reverse=is_reversed)

    found = find_headings(len(dates), lambda rows: [dates[row] for row in rows], lambda date: str(date // 7))

    weeks = [str(date // 7) for date in dates]
    assert found == tuple((row, week) for row, week in enumerate(weeks) if row == 0 or weeks[row - 1] != week)


def test_of_half_a_million_rows_only_some_are_looked_at_in_few_questions() -> None:
    asked: list[int] = []

    def dates(rows: Sequence[int]) -> Sequence[int]:
        asked.append(len(rows))
        return rows

    found = find_headings(500_000, dates, lambda row: str(row // 9000))

    assert len(found) == 56
    assert len(asked) <= 21
    assert sum(asked) < 1000


def test_an_article_that_is_gone_gets_no_heading_of_its_own() -> None:
    dates = [9, 9, None, 9, 3, None, 3]

    found = find_headings(len(dates), lambda rows: [dates[row] for row in rows], str)

    assert found == ((0, "9"), (4, "3"))


@given(
    rows=st.sets(st.integers(0, 20)),
    total=st.integers(21, 30),
    row_height=st.integers(1, 3),
    height=st.integers(1, 2),
)
def test_every_line_belongs_to_one_row_or_the_heading_above_it(
    rows: set[int], total: int, row_height: int, height: int
) -> None:
    dividers = Dividers(tuple((row, f"above {row}") for row in sorted(rows)), row_height=row_height, height=height)

    expected: list[tuple[int, int]] = []
    for row in range(total):
        above = 0 if row not in rows else 1 if row == 0 else height
        assert dividers.lines_above(row) == above
        assert dividers.line_of(row) == len(expected) + above
        expected += [(row, part) for part in range(-above, row_height)]

    assert dividers.line_of(total) == len(expected)
    assert [dividers.place_at(line) for line in range(len(expected))] == expected
    assert dividers.place_at(len(expected)) == (total, 0)


@pytest.mark.parametrize(("row", "heading"), [(0, "Today"), (3, "Yesterday"), (2, "")])
def test_a_heading_is_known_by_its_row(row: int, heading: str) -> None:
    assert Dividers(((0, "Today"), (3, "Yesterday"))).heading(row) == heading
