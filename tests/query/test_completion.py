"""What may follow at the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.query.making import odd, queries

from newsreader.query.completion import Names, completions
from newsreader.query.parser import parse, parse_partial
from newsreader.query.vocabulary import BARE_STATES, FIELDS
from newsreader.query.writing import write

NAMES = Names(
    feeds=("DW News", "The Guardian", "Süddeutsche", "München 24"),
    folders=("News", "News/Europe"),
    tags=("japan", "world cup", "deutsch"),
    languages=("de", "en"),
    authors=("Ada Itō",),
)


def offered(typed: str) -> list[str]:
    """The texts that are offered at the "|" in what is typed."""
    return [each.text for each in completions(typed.replace("|", ""), typed.index("|"), NAMES)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        pytest.param("unr|", ["unread"], id="a state"),
        pytest.param("UNR|", ["unread"], id="in any case"),
        pytest.param("fe|", ["feed:", "fetched:"], id="fields"),
        pytest.param("rea|", ["read", "read:"], id="both"),
        pytest.param("a -st|", ["starred", "starred:"], id="what is not wanted"),
        pytest.param("(tod|", ["today"], id="a day"),
        pytest.param("a o|", ["on:", "older:", "or"], id="a connective"),
        pytest.param("o|", ["on:", "older:"], id="but not before anything"),
        pytest.param("is:f|", ["full", "failed"], id="states of a field"),
        pytest.param("has:i|", ["image"], id="things"),
        pytest.param("sort:ol|", ["oldest"], id="orders"),
        pytest.param("sort:feed,-ti|", ["title"], id="the second order"),
        pytest.param("after:last|", ["last-week", "last-month", "last-year"], id="days of a field"),
        pytest.param("newer:2|", ["2w"], id="ages"),
        pytest.param("feed:d|", ['"DW News"', '"The Guardian"', "Süddeutsche"], id="names, the best first"),
        pytest.param('feed:"dw|', ['"DW News"'], id="in a quote that is open"),
        pytest.param('feed:"dw|"', ['"DW News"'], id="in one that is closed behind the cursor"),
        pytest.param("feed:munch|", ['"München 24"'], id="names without their accents"),
        pytest.param("feed:guard|", ['"The Guardian"'], id="any word of a name"),
        pytest.param("tag:(japan or wo|", ['"world cup"'], id="in a group"),
        pytest.param("tag:(|", ["japan", '"world cup"', "deutsch"], id="at its beginning"),
        pytest.param("tag=j|", ["japan"], id="all of a tag"),
        pytest.param("folder:|", ["News", "News/Europe"], id="folders"),
        pytest.param("folder:eur|", ["News/Europe"], id="folders by their last part"),
        pytest.param("lang:d|", ["de"], id="languages"),
        pytest.param("author:ad|", ['"Ada Itō"'], id="authors"),
        pytest.param("dw|", ['feed:"DW News"'], id="feeds for a word"),
        pytest.param("de|", ["tag:deutsch"], id="tags for a word"),
        pytest.param("euro|", ["folder:News/Europe"], id="folders for a word"),
        pytest.param("title:jap|", [], id="no words to offer"),
        pytest.param("words>1|", [], id="no numbers"),
        pytest.param('"unr|', [], id="nothing in quotes"),
        pytest.param('"unr"|', [], id="nor behind them"),
        pytest.param("/unr|", [], id="nor in patterns"),
        pytest.param("xyz:unr|", [], id="nor after what is no field"),
        pytest.param("(a)|", [], id="nor behind a parenthesis"),
        pytest.param("unr*|", [], id="nor behind a star"),
        pytest.param("a*b |", [], id="nor where a query is wrong"),
        pytest.param("unr|xx", ["unread"], id="by what stands before the cursor"),
    ],
)
def test_completions(typed: str, texts: list[str]) -> None:
    assert offered(typed) == texts


@pytest.mark.parametrize("typed", ["|", "a |", "(|", "-|", "a -|"])
def test_where_a_condition_begins_all_are_offered(typed: str) -> None:
    found = offered(typed)

    assert set(BARE_STATES) < set(found)
    assert {f"{field}:" for field in FIELDS} < set(found)


def test_what_is_typed_is_replaced() -> None:
    (found,) = completions('unread feed:"dw" x', 15, NAMES)

    assert ('unread feed:"dw" x'[found.start : found.end], found.meaning) == ('"dw"', "feed")


@given(odd, st.data())
def test_any_text_has_its_completions(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))

    for found in completions(text, cursor, NAMES):
        assert 0 <= found.start <= cursor <= found.end <= len(text)


def test_nothing_that_turns_round_is_offered_after_a_minus() -> None:
    assert "not" in offered("a |")
    assert "not" not in offered("-url:00 -|")


@given(queries.map(write), st.data())
def test_every_completion_can_be_put_in(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))

    for found in completions(text, cursor, NAMES):
        assert 0 <= found.start <= cursor <= found.end <= len(text)
        parse_partial(text[: found.start] + found.text)


@pytest.mark.parametrize("name", NAMES.feeds)
def test_a_name_that_was_put_in_is_understood(name: str) -> None:
    found = completions(f"feed:{name[:2]}", 7, NAMES)[0]

    assert parse(f"feed:{found.text}") == parse(f'feed:"{name}"')
