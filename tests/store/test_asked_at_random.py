"""Random queries, as people type them, find in a random library what the plain filter finds there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import NOW, open_store
from tests.query.making import facts
from tests.query.typed import typed_queries
from tests.store.asked import add, fill, index_all, storable

from newsreader.query.dates import resolve
from newsreader.query.matching import Facts, holds, select
from newsreader.query.parser import parse
from newsreader.store import Store, asking

ZONES = (UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/St_Johns"))
libraries = st.lists(facts, min_size=1, max_size=12)


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


def put(shelf: Store, library: list[Facts], indexed: int) -> list[Facts]:
    """Store these articles, so many of them indexed, and return them as they are stored."""
    stored = [storable(each, number) for number, each in enumerate(library, 1)]
    fill(shelf._database, stored[:indexed])
    index_all(shelf)
    add(shelf._database, stored[indexed:])
    return stored


@given(library=libraries, typed=typed_queries, zone=st.sampled_from(ZONES), indexed=st.integers(0, 12))
def test_any_query_finds_what_the_plain_filter_finds(
    shelf: Store, library: list[Facts], typed: str, zone: tzinfo, indexed: int
) -> None:
    stored = put(shelf, library, indexed)
    query = resolve(parse(typed), NOW, zone)

    found = list(shelf.asking.ids(query))

    assert found == [each.id for each in select(query, stored)]
    assert list(shelf.asking.ids(query, first=3)) == found[:3]
    assert shelf.asking.count(query) == len(found)


@given(library=libraries, typed=typed_queries, after=st.integers(0, 12), indexed=st.integers(0, 12))
def test_a_rule_finds_among_what_arrived_what_the_plain_filter_finds(
    shelf: Store, library: list[Facts], typed: str, after: int, indexed: int
) -> None:
    stored = put(shelf, library, indexed)
    query = resolve(parse(typed), NOW, UTC)

    found = shelf.asking.among(query, after=after, upto=after + 6)

    arrived = [each for each in stored if after < each.id <= after + 6 and each.feed_url]
    assert sorted(found) == [each.id for each in arrived if query.where is None or holds(query.where, each)]
