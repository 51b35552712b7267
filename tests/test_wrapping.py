"""Lines of so many cells, in every script, with nothing lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.wrapping import wrap, wrap_code


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 20, ["one two three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 3, ["one", "two", "thr", "ee"]),
        ("first\nsecond", 20, ["first", "second"]),
        ("verse\n\nverse", 20, ["verse", "", "verse"]),
        ("  indented", 20, ["  indented"]),
        ("a  b", 20, ["a  b"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("日本語の文章", 6, ["日本語", "の文章"]),
        ("日本語、文章", 6, ["日本", "語、文", "章"]),
        ("「日本」と言う", 8, ["「日本」", "と言う"]),
        ("今日はhello", 8, ["今日は", "hello"]),
    ],
)
def test_text_breaks_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


@given(st.text(alphabet=st.sampled_from("ab \n\u00a0日本、。é👍🏽-"), max_size=60), st.integers(2, 20))
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, width: int) -> None:
    ranges = wrap(text, width)

    assert all(cell_len(text[start:end]) <= width for start, end in ranges)
    assert "".join("".join(text[start:end].split()) for start, end in ranges) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))


@given(st.text(alphabet=st.sampled_from("ab \n日"), max_size=60), st.integers(2, 20))
def test_code_keeps_every_character_and_its_own_lines(text: str, width: int) -> None:
    ranges = wrap_code(text, width)

    assert all(cell_len(text[start:end]) <= width for start, end in ranges)
    assert "".join(text[start:end] for start, end in ranges) == text.replace("\n", "")
    assert len(ranges) >= text.count("\n") + 1
