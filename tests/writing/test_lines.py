"""Lines that fit, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.writing.lines import lines_at


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("one two", 10, ["one two"]),
        ("one two three", 7, ["one two", "three"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("don’t stop", 7, ["don’t", "stop"]),
        ("東京都に住む", 6, ["東京都", "に住む"]),
        # A full stop never begins a line, however narrow that is.
        ("東京。大阪", 4, ["東", "京。", "大阪"]),
        ("彼は「東京」と", 6, ["彼は", "「東", "京」と"]),
        ("ab 漢字 cd", 5, ["ab 漢", "字 cd"]),
        ("한국어 문장", 8, ["한국어", "문장"]),
        ("1\u00a0000 km", 6, ["1\u00a0000", "km"]),
        ("  two three", 8, ["  two", "three"]),
    ],
)
def test_text_breaks_where_its_script_allows(text: str, width: int, lines: list[str]) -> None:
    assert lines_at(text, width) == lines


TEXTS = st.text(st.sampled_from("ab ,.-漢字。「」、ー éß한글\u0301\u00a0🙂👍\u200d\ufe0f❤ไทย عرب\u3000"), max_size=60)


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_asked_for_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    lines = lines_at(text, width)

    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
