"""Words that are not known, and those that were meant."""

from __future__ import annotations

import pytest

from newsreader.spelling import nearest, suggestion

_NAMES = ("list", "star", "unstar", "refresh", "reading.measure", "DW News", "The Guardian")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("lst", "list", id="a letter is missing"),
        pytest.param("refersh", "refresh", id="two letters are swapped"),
        pytest.param("REFRESH", "refresh", id="in capitals"),
        pytest.param("dw news", "DW News", id="of one with capitals, as it is written"),
        pytest.param("re", "refresh", id="the beginning"),
        pytest.param("guardian", "The Guardian", id="a part"),
        pytest.param("measure", "reading.measure", id="the end"),
        pytest.param("mesure", "reading.measure", id="a part, mistyped"),
    ],
)
def test_a_word_like_a_known_one_means_that(typed: str, meant: str) -> None:
    assert nearest(typed, _NAMES) == [meant]
    assert suggestion(typed, _NAMES) == f" Did you mean {meant}?"


@pytest.mark.parametrize("typed", ["", "x", "t", "zzzz", "ian"])
def test_a_word_like_none_means_none(typed: str) -> None:
    assert nearest(typed, _NAMES) == []
    assert suggestion(typed, _NAMES) == ""


def test_several_are_given_the_likeliest_first() -> None:
    assert nearest("sstar", _NAMES, most=3) == ["star", "unstar"]
