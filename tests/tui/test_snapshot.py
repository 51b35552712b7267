"""A list that stays as it was opened, whatever happens to its articles."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import NOW, add_feed

from newsreader.model import Headline, View, ViewKind
from newsreader.store import Store
from newsreader.store.articles import Articles
from newsreader.tui.snapshot import PAGE, Snapshot

ALL = View(ViewKind.ALL)


def opened(store: Store, view: View = ALL) -> Snapshot:
    return Snapshot(view, store.articles.list_ids(view, since=0), store.articles)


def title(snapshot: Snapshot, index: int) -> str | None:
    headline = snapshot.headline(index)
    return headline.title if headline else None


class Asked(Articles):
    """The articles table, which notes what it is asked for."""

    def __init__(self, store: Store) -> None:
        self._articles = store.articles
        self.headlines_asked: list[int] = []
        self.unread_asked: list[int] = []

    def headlines(self, ids: Iterable[int]) -> list[Headline]:
        wanted = list(ids)
        self.headlines_asked.append(len(wanted))
        return self._articles.headlines(wanted)

    def unread_among(self, ids: Iterable[int]) -> set[int]:
        wanted = list(ids)
        self.unread_asked.append(len(wanted))
        return self._articles.unread_among(wanted)


def test_rows_are_those_of_the_ids_in_their_order(store: Store) -> None:
    add_feed(store, "Nature", 3)

    snapshot = opened(store)

    assert len(snapshot) == 3
    assert [title(snapshot, index) for index in range(3)] == [f"Title of Nature {n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("index", [-1, 3, 99])
def test_there_is_nothing_before_the_first_and_behind_the_last_row(store: Store, index: int) -> None:
    add_feed(store, "Nature", 3)

    assert opened(store).id_at(index) is None
    assert opened(store).headline(index) is None


@pytest.mark.parametrize(
    ("start", "end", "indexes"), [(0, 2, [0, 1]), (-5, 1, [0]), (2, 99, [2]), (2, 1, []), (-3, -1, [])]
)
def test_ids_between_rows_are_clamped(store: Store, start: int, end: int, indexes: list[int]) -> None:
    add_feed(store, "Nature", 3)
    snapshot = opened(store)

    assert list(snapshot.ids_between(start, end)) == [snapshot.id_at(index) for index in indexes]


def test_rows_are_read_in_pages_and_only_once(store: Store) -> None:
    add_feed(store, "Nature", PAGE + 10)
    articles = Asked(store)
    snapshot = Snapshot(ALL, store.articles.list_ids(ALL, since=0), articles)

    for index in (0, 1, PAGE - 1, PAGE, PAGE + 9, 0):
        snapshot.headline(index)

    assert articles.headlines_asked == [PAGE, 10]


def test_what_changed_is_read_again_when_told(store: Store) -> None:
    add_feed(store, "Nature", 1)
    snapshot = opened(store)
    before = snapshot.headline(0)
    assert before is not None

    store.marks.set_starred([before.id], True, now=NOW)
    assert snapshot.headline(0) == before
    snapshot.forget_rows()

    after = snapshot.headline(0)
    assert after is not None
    assert after.is_starred


def test_an_article_that_is_gone_leaves_its_row(store: Store) -> None:
    add_feed(store, "Nature", 2)
    first, last = store.articles.list_ids(ALL, since=0)

    snapshot = Snapshot(ALL, array("q", [first, 12345, last]), store.articles)

    assert len(snapshot) == 3
    assert [title(snapshot, index) for index in range(3)] == ["Title of Nature 1", None, "Title of Nature 2"]
    assert snapshot.find_unread(0, 1) == 2


@given(unread=st.sets(st.integers(0, 9)), index=st.integers(0, 9), direction=st.sampled_from([1, -1]))
def test_the_nearest_unread_row_is_found_in_either_direction_round_the_end(
    unread: set[int], index: int, direction: int
) -> None:
    class Fake(Articles):
        def __init__(self) -> None:
            pass

        def unread_among(self, ids: Iterable[int]) -> set[int]:
            return {each for each in ids if each - 100 in unread}

    found = Snapshot(ALL, array("q", range(100, 110)), Fake()).find_unread(index, direction)

    order = [(index + direction * step) % 10 for step in range(1, 10)]
    assert found == next((row for row in order if row in unread), None)


def test_a_far_unread_row_is_found_with_few_questions(store: Store) -> None:
    add_feed(store, "Nature", 300)
    ids = store.articles.list_ids(ALL, since=0)
    store.marks.set_read(ids[:-1], True, now=NOW)
    articles = Asked(store)
    snapshot = Snapshot(ALL, ids, articles)

    assert snapshot.find_unread(0, 1) == 299
    assert articles.unread_asked == [64, 235]
    assert snapshot.find_unread(0, -1) == 299


def test_an_empty_list_has_nothing_unread(store: Store) -> None:
    assert opened(store).find_unread(0, 1) is None
    assert opened(store).find_unread(0, -1) is None


def test_the_rest_of_a_list_follows_what_is_shown(store: Store) -> None:
    snapshot = Snapshot(ALL, array("q", [9, 8, 7]), store.articles)

    snapshot.extend(array("q", [6, 5]))

    assert list(snapshot.ids_between(0, 9)) == [9, 8, 7, 6, 5]


@pytest.mark.parametrize(("wanted", "row"), [([8, 9], 1), ([5, 7], 2), ([5, 4], 0), ([], 0)])
def test_the_first_of_some_articles_that_is_listed_has_a_row(store: Store, wanted: list[int], row: int) -> None:
    assert Snapshot(ALL, array("q", [9, 8, 7]), store.articles).first_row_of(wanted) == row
