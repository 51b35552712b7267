"""What a list with a filter is as a query."""

from __future__ import annotations

import pytest

from newsreader.model import View, ViewKind
from newsreader.query.parser import parse
from newsreader.tui.asking import fault_of, narrowed

SEARCH = View(ViewKind.QUERY, query="tokyo or seoul sort:oldest", name="Search")


@pytest.mark.parametrize(
    ("view", "filtered", "query"),
    [
        pytest.param(View(ViewKind.UNREAD), "tokyo", "unread tokyo", id="a standing view"),
        pytest.param(View(ViewKind.NEW), "tokyo or seoul", "is:new (tokyo or seoul)", id="a choice"),
        pytest.param(View(ViewKind.ALL), "tokyo", "tokyo", id="all articles"),
        pytest.param(View(ViewKind.FEED, 1), "older:2d", 'feed="Nature: News" older:2d', id="a feed"),
        pytest.param(SEARCH, "", "tokyo or seoul sort:oldest", id="a search as it was typed"),
        pytest.param(SEARCH, "unread", "(tokyo or seoul) unread sort:oldest", id="a search with a filter"),
        pytest.param(SEARCH, "x sort:title limit:9", "(tokyo or seoul) x sort:title limit:9", id="the filter's order"),
    ],
)
def test_a_list_with_a_filter_is_a_query(view: View, filtered: str, query: str) -> None:
    found = narrowed(view, "Nature: News", filtered)

    assert found is not None
    assert parse(found) == parse(query)


@pytest.mark.parametrize("kind", [ViewKind.HISTORY, ViewKind.CONTINUE])
def test_what_no_query_can_say_is_none(kind: ViewKind) -> None:
    assert narrowed(View(kind), "", "tokyo") is None


@pytest.mark.parametrize(
    ("typed", "words", "at"),
    [
        pytest.param("tokyo is:blue", "At “blue”", 9, id="before what is in the way"),
        pytest.param("  tokyo minutes< ", "At “minutes<”", 16, id="where what is missing belongs"),
    ],
)
def test_a_query_that_is_not_understood_says_where_to_mend_it(typed: str, words: str, at: int) -> None:
    fault = fault_of(typed)

    assert fault is not None
    assert fault.words.startswith(words)
    assert fault.at == at


def test_a_query_that_is_understood_has_no_fault() -> None:
    assert fault_of("tokyo or is:starred") is None
    assert fault_of("") is None
