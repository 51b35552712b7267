from __future__ import annotations

import pytest

from newsreader.articles.wording import likeness, share_within, weight, words


def test_words_of_scripts_without_blanks_are_characters() -> None:
    assert words("Die Fähre") == ["die", "fähre"]
    assert words("船が出る A1") == ["船", "が", "出", "る", "a1"]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Hourly ferry", "hourly ferry!", 1.0, 1.0),
        ("Hourly ferry", "Hourly ferry for two islands", 0.3, 0.5),
        ("Hourly ferry", "A bridge", 0.0, 0.0),
        ("", "x", 0.0, 0.0),
    ],
)
def test_likeness_is_the_share_of_common_words(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most


def test_share_within_looks_at_runs_of_words() -> None:
    assert share_within("the boat comes often", "we want the boat comes often enough") == 1.0
    assert share_within("often comes the boat", "we want the boat comes often enough") == 0.0
    assert share_within("boat", "the boat") == 1.0
    assert share_within("", "x") == 0.0


def test_a_han_character_weighs_as_much_as_three_letters() -> None:
    assert (weight("abc"), weight("船"), weight("배"), weight("船の배배 abc")) == (3, 3, 2, 14)
