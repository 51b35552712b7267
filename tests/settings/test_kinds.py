"""What a setting may be is told in words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
import pytest

from newsreader.settings.kinds import dotted, expected, found_kind


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (bool, "true or false"),
        (str, "text in quotes"),
        (Annotated[str, msgspec.Meta(pattern="^a", examples=["a", "ab"])], 'of the form "a" or "ab"'),
        (Annotated[int, msgspec.Meta(ge=1, le=9)] | None, "a whole number from 1 to 9"),
        (Annotated[float, msgspec.Meta(ge=1)], "a number, at least 1"),
        (Annotated[int, msgspec.Meta(le=9)], "a whole number, at most 9"),
        (Size | None, '"small" or "large"'),
        (Literal["a", "b", "c"], '"a", "b" or "c"'),
        (list[str], "a list of text in quotes"),
        (str | list[str], "text in quotes or a list of text in quotes"),
        (tuple[Size, ...], 'a list of "small" or "large"'),
        (dict[str, str], "a table"),
        (Any, ""),
    ],
)
def test_what_is_expected(kind: Any, words: str) -> None:
    assert expected(kind) == words


@pytest.mark.parametrize(
    ("value", "open_words", "secret_words"),
    [
        (True, "true", "true or false"),
        (3, "3", "a number"),
        ('say "x"\n', '"say \\"x\\"\\n"', "this text"),
        ("x" * 99, "this text", "this text"),
        ([1], "[1]", "a list"),
        ({}, "a table", "a table"),
    ],
)
def test_what_was_found_is_repeated_only_where_it_may_be(value: object, open_words: str, secret_words: str) -> None:
    assert found_kind(value) == open_words
    assert found_kind(value, is_secret=True) == secret_words


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("keys", "article.star"), 'keys."article.star"'),
        (("a", 'b"c\\'), 'a."b\\"c\\\\"'),
        ((), ""),
    ],
)
def test_paths_are_written_as_in_the_file(path: tuple[str, ...], name: str) -> None:
    assert dotted(path) == name
