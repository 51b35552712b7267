"""What is written is read back as the same tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.query.making import queries
from tests.query.typed import typed_queries

from newsreader.query.parser import parse
from newsreader.query.tree import Query
from newsreader.query.writing import write, write_word


@given(queries)
def test_a_random_query_is_read_back_as_it_was(query: Query) -> None:
    assert parse(write(query)) == query


@given(typed_queries)
def test_what_is_typed_with_any_word_of_the_language_means_the_same_when_written(typed: str) -> None:
    query = parse(typed)

    assert parse(write(query)) == query
    assert write(parse(write(query))) == write(query)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        pytest.param("UNREAD AND Feed:dw", "unread feed:dw", id="and is a blank"),
        pytest.param("(a)", "a", id="no parentheses round one"),
        pytest.param("a or (b and c)", "a or b c", id="and binds closer"),
        pytest.param("a (b or c)", "a (b or c)", id="or in parentheses"),
        pytest.param("a (b c)", "a (b c)", id="structure stays"),
        pytest.param("not (a or b)", "-(a or b)", id="not is a dash"),
        pytest.param("is:starred is:muted", "starred is:muted", id="states that stand alone"),
        pytest.param('"unread" \\unread', '"unread" \\unread', id="a word that is a state otherwise"),
        pytest.param("tag:(japan or korea)", "tag:japan or tag:korea", id="a field for a group"),
        pytest.param("minutes<5 words:>100", "minutes<=4 words>=101", id="bounds are inclusive"),
        pytest.param("minutes:5 words:1..2", "minutes=5 words:1..2", id="numbers"),
        pytest.param("newer:14d after:7d", "newer:14d newer:7d", id="ages"),
        pytest.param("on:today", "today", id="today"),
        pytest.param("after:1.8.2025", "after:2025-08-01", id="days as ISO 8601 has them"),
        pytest.param("fetched>=2w-ago", "fetched:2w", id="ages of other times"),
        pytest.param("sort:date,-title", "sort:newest,-title", id="order"),
        pytest.param("sort:feed,length sort:reversed", "sort:-feed,longest", id="reversed order"),
        pytest.param("limit:5 a", "a limit:5", id="limits at the end"),
        pytest.param("https://example.org/x", "url:https://example.org/x", id="an address"),
        pytest.param("/a\\/b/", "/a\\/b/", id="a slash in a pattern"),
        pytest.param('feed:"dw" feed:DW\\ News', 'feed:dw feed:"DW News"', id="names in quotes where they must be"),
        pytest.param('title:"dw" title:a\\ b', 'title:"dw" title:a\\ b', id="words as they are meant"),
        pytest.param("", "", id="everything"),
    ],
)
def test_the_usual_form(typed: str, written: str) -> None:
    assert write(parse(typed)) == written


@pytest.mark.parametrize(
    ("name", "typed"),
    [("dw", "dw"), ("DW News", '"DW News"'), ('a"b', 'a"b'), ('"a"', '"\\"a\\""'), ("a(b)", '"a(b)"'), ("", '""')],
)
def test_a_name_is_quoted_where_it_must_be(name: str, typed: str) -> None:
    assert write_word(name) == typed
