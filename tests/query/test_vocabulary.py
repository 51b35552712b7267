"""What was probably meant by words that are not of the language."""

from __future__ import annotations

import pytest

from newsreader.query.vocabulary import likely_state


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("unred", "unread"),
        ("tokyo stared", "starred"),
        ("tokyo unred*", "unread"),
        ("yesteday", "yesterday"),
        ("Unraed", "unread"),
    ],
)
def test_a_word_that_is_nearly_a_state_was_probably_meant_as_one(text: str, meant: str) -> None:
    assert likely_state(text) == meant


@pytest.mark.parametrize("text", ["", "tokyo", "unread tokyo", "title:unred", '"unred"', "is:unread", "数据库"])
def test_other_words_are_words(text: str) -> None:
    assert likely_state(text) is None
