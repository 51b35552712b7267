"""Trees of queries: what finds the articles that two of them find."""

from __future__ import annotations

import pytest

from newsreader.query.parser import parse
from newsreader.query.tree import both


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("", "", ""),
        ("sea", "", "sea"),
        ("", "is:unread", "is:unread"),
        ("sea", "is:unread", "sea is:unread"),
        ("sea wind", "is:unread -ship", "sea wind is:unread -ship"),
        ("sea or wind", "is:unread", "(sea or wind) is:unread"),
    ],
)
def test_both_are_what_would_be_typed_side_by_side(one: str, other: str, together: str) -> None:
    assert both(parse(one).where, parse(other).where) == parse(together).where
