"""What a query finds in the database is what the plain filter in `query.matching` finds in the same articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import HOUR, NOW, add_feed, new_article, open_store
from tests.query.making import facts, queries
from tests.store.asked import add, fill, index_all, rename, storable

from newsreader.query.dates import resolve
from newsreader.query.matching import Facts, select
from newsreader.query.parser import parse
from newsreader.query.tree import (
    And,
    Field,
    Measure,
    Not,
    Or,
    Order,
    Pattern,
    Query,
    Range,
    SortBy,
    State,
    Words,
)
from newsreader.store import Store, asking
from newsreader.store.conditions import Conditions

BLANK = Facts(id=1, title="Tokyo summit", published=NOW, fetched=NOW, words=1)


@pytest.fixture(scope="module", autouse=True)
def lists_are_longer_than_their_top() -> Iterator[None]:
    """Have what is behind the top of a list looked for, too, in libraries of a few articles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "TOP", 2)
        yield


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that each example fills anew."""
    opened = open_store(tmp_path_factory.mktemp("shelf"))
    yield opened
    opened.close()


def meant(text: str) -> Query:
    return resolve(parse(text), NOW, UTC)


def ids(store: Store, text: str) -> list[int]:
    return list(store.asking.ids(meant(text)))


def in_parts(store: Store, query: Query, first: int) -> list[int]:
    """Return what a query finds, as it comes part by part."""
    parts = list(store.asking.parts(query, first=first))
    assert [part.is_last for part in parts] == [False] * (len(parts) - 1) + [True]
    return [article_id for part in parts for article_id in part.ids]


@given(
    articles=st.lists(facts, max_size=6),
    query=queries,
    indexed=st.integers(0, 6),
    first=st.integers(0, 3),
    edited=st.sets(st.integers(1, 6), max_size=2),
)
def test_random_queries_find_what_the_plain_filter_finds(
    shelf: Store, articles: list[Facts], query: Query, indexed: int, first: int, edited: set[int]
) -> None:
    stored = [storable(each, number) for number, each in enumerate(articles, 1)]
    # Some are in the index, some are not yet, and of some it knows what they were before.
    before = [msgspec.structs.replace(each, title="before") if each.id in edited else each for each in stored]
    fill(shelf._database, before[:indexed])
    index_all(shelf)
    add(shelf._database, stored[indexed:])
    rename(shelf._database, stored[:indexed])
    query = resolve(query, NOW, UTC)
    expected = [each.id for each in select(query, stored)]

    found = list(shelf.asking.ids(query))

    assert found == expected
    assert shelf.asking.count(query) == len(found)
    assert list(shelf.asking.ids(query, first=first)) == expected[:first]
    assert in_parts(shelf, query, first) == expected
    index_all(shelf)
    assert list(shelf.asking.ids(query)) == expected
    assert list(shelf.asking.ids(query, first=first)) == expected[:first]
    assert shelf.asking.count(query) == len(found)
    assert in_parts(shelf, query, first) == expected


NASTY = "a' OR 1=1); DROP TABLE articles; --:p0{}%"


@pytest.mark.parametrize("field", Field)
def test_no_text_of_a_query_reaches_sql_as_text(shelf: Store, field: Field) -> None:
    fill(shelf._database, [BLANK])
    nasty, plain = (Query(Words(field, text), (Order(SortBy.RANK),)) for text in (NASTY, "zebra crossing"))

    written = [
        (conditions.where(each), conditions.order(each)) for each in (nasty, plain) if (conditions := Conditions())
    ]

    assert written[0] == written[1]
    assert list(shelf.asking.ids(nasty)) == []
    assert ids(shelf, "tokyo") == [1]


def test_a_statement_holds_nothing_that_was_typed() -> None:
    conditions = Conditions()
    query = Query(
        And((Pattern(Field.ANY, NASTY), Not(Or((Words(Field.TAG, NASTY), Range(Measure.WORDS, 7_919, None))))))
    )

    statement = conditions.where(query)

    assert "DROP" not in statement
    assert "7919" not in statement
    assert NASTY in conditions.parameters.values()


def test_what_is_hidden_is_found_only_by_those_who_ask_for_it(shelf: Store) -> None:
    hidden = msgspec.structs.replace(BLANK, id=2, states=frozenset({State.HIDDEN}))
    fill(shelf._database, [BLANK, hidden])

    assert ids(shelf, "tokyo") == [1]
    assert ids(shelf, "tokyo hidden") == [2]


def test_an_article_without_a_body_has_no_words_and_is_found_by_what_it_lacks(shelf: Store) -> None:
    fill(shelf._database, [BLANK])
    with shelf._database.transaction() as connection:
        connection.execute("DELETE FROM bodies")

    assert ids(shelf, "text:tokyo") == []
    assert ids(shelf, "-text:tokyo -has:image") == [1]


def test_a_damaged_body_ends_no_search(shelf: Store) -> None:
    fill(shelf._database, [BLANK])
    with shelf._database.transaction() as connection:
        connection.execute("UPDATE bodies SET feed_blocks = x'00ff', page_blocks = NULL")

    assert ids(shelf, "text:anything or tokyo") == [1]


def test_every_thread_may_ask_and_who_opened_its_connection_before_too(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    store = open_store(tmp_path)
    fill(store._database, [BLANK])
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(store.feeds.all).result() == []

        assert pool.submit(ids, store, "tokyo").result() == [1]

    assert ids(store, "summit") == [1]
    store.close()


def test_the_first_of_many_are_the_top_of_the_list(store: Store) -> None:
    add_feed(store, "Towns", [new_article(f"{n}", title=f"Tokyo {n}", age_s=n * HOUR) for n in range(9)])
    query = parse("tokyo limit:5")

    whole = store.asking.ids(query)

    assert len(whole) == 5
    assert store.asking.ids(query, first=3) == whole[:3]
    assert store.asking.ids(query, first=9) == whole
