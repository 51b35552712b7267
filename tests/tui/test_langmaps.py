"""Other keyboard layouts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.langmaps import SHIPPED, NotAMap, read_langmap


def read(written: str) -> dict[str, str]:
    found = read_langmap(written)
    assert not isinstance(found, NotAMap)
    return found


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [("cyrillic", "оолпыЯхБ", "jjkgsZ[<"), ("Cyrillic", "і", "s"), ("greek", "ξκγσΨ", "jkgsC")],
)
def test_the_shipped_layouts_lead_to_what_stands_there_on_a_latin_keyboard(name: str, typed: str, meant: str) -> None:
    assert "".join(read(name)[character] for character in typed) == meant


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_layouts_leave_what_a_latin_one_types(name: str) -> None:
    assert not any(typed.isascii() for typed in read(name))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("фa,ыs", {"ф": "a", "ы": "s"}),
        ("фaыs", {"ф": "a", "ы": "s"}),
        ("фы;as", {"ф": "a", "ы": "s"}),
        ("фы;as,вd", {"ф": "a", "ы": "s", "в": "d"}),
        ("ao;ja", {"a": "j", "o": "a"}),
        (r"ю\,,ж\;", {"ю": ",", "ж": ";"}),
        (r"ё\\", {"ё": "\\"}),
    ],
)
def test_a_string_of_ones_own_is_read_as_vim_reads_it(written: str, found: dict[str, str]) -> None:
    assert read(written) == found


@pytest.mark.parametrize("written", ["", "фaы", "фы;a", "ф;a;b", ",", "cyrilic", "qwertz"])
def test_what_is_no_map_says_what_would_be_one(written: str) -> None:
    found = read_langmap(written)

    assert isinstance(found, NotAMap)
    assert "cyrillic" in found.reason or "pairs" in found.reason


@given(st.text(max_size=20))
def test_whatever_is_written_characters_are_mapped_to_characters(written: str) -> None:
    found = read_langmap(written)

    assert isinstance(found, NotAMap) or all(len(a) == len(b) == 1 for a, b in found.items())
