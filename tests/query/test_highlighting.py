"""What a query found is shown where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.query.making import queries, texts

from newsreader.query.highlighting import highlights
from newsreader.query.parser import parse
from newsreader.query.tree import Field, Query


@pytest.mark.parametrize(
    ("query", "field", "text", "found"),
    [
        pytest.param("tokyo", Field.TITLE, "Tokyo, TOKYO", ["Tokyo", "TOKYO"], id="a word"),
        pytest.param("tokyo title:summit", Field.TITLE, "Tokyo summit", ["Tokyo", "summit"], id="words of the title"),
        pytest.param("tokyo title:summit", Field.TEXT, "Tokyo summit", ["Tokyo"], id="words of any field"),
        pytest.param("a or (b -c)", Field.TEXT, "a b c", ["a", "b"], id="not what is denied"),
        pytest.param("ab* abc", Field.TEXT, "abcd abc", ["ab", "abc"], id="overlapping"),
        pytest.param("/s.m+it/ tokyo", Field.TITLE, "Tokyo summit", ["Tokyo", "summit"], id="a pattern"),
        pytest.param("/s.m+it/", Field.TEXT, "summit", [], id="a pattern says nothing of texts"),
        pytest.param("feed:tokyo unread", Field.TITLE, "Tokyo", [], id="nothing else"),
        pytest.param("", Field.TITLE, "Tokyo", [], id="everything is nothing"),
        pytest.param("数据", Field.TEXT, "数据库", ["数据"], id="a part of a run"),
    ],
)
def test_highlights(query: str, field: Field, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in highlights(parse(query), text, field)] == found


@given(queries, texts)
def test_highlights_lie_in_the_text_side_by_side(query: Query, text: str) -> None:
    for field in (Field.TITLE, Field.AUTHOR, Field.TEXT):
        edges = [place for span in highlights(query, text, field) for place in span]

        assert edges == sorted(edges)
        assert all(0 <= place <= len(text) for place in edges)
