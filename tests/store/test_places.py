"""Where reading stopped, and the lists that go by it."""

from __future__ import annotations

import pytest
from tests.building import NOW, add_feed
from tests.store.checks import query

from newsreader.model import ReadingPlace, View, ViewKind
from newsreader.store import Store

MIDDLE = ReadingPlace(7, 31, 430)


def listed(store: Store, kind: ViewKind) -> list[int]:
    return list(store.articles.list_ids(View(kind), since=0))


def test_a_place_is_kept_and_leaves_no_trace_in_the_journal(store: Store) -> None:
    add_feed(store, "Nature", 2)

    store.places.keep(1, MIDDLE, now=NOW)

    assert store.articles.get(1).place == MIDDLE
    assert store.articles.get(2).place is None
    assert store.journal.undo(now=NOW) is None


@pytest.mark.parametrize("progress", [0, 1000], ids=["start", "end"])
def test_at_the_start_and_at_the_end_the_place_is_forgotten(store: Store, progress: int) -> None:
    add_feed(store, "Nature", 1)
    store.places.keep(1, MIDDLE, now=NOW)

    store.places.keep(1, ReadingPlace(0, 0, progress), now=NOW)

    assert store.articles.get(1).place is None
    assert query(store.path, "SELECT place_block, place_offset, progress FROM articles") == [(None, None, progress)]


def test_continue_lists_what_is_5_to_95_percent_read_the_last_one_first(store: Store) -> None:
    add_feed(store, "Nature", 6)
    for article_id, progress in enumerate((49, 50, 430, 950, 951), 1):
        store.places.keep(article_id, ReadingPlace(1, 0, progress), now=NOW + article_id)

    assert listed(store, ViewKind.CONTINUE) == [4, 3, 2]
    assert store.articles.counts(since=0).continued == 3
    store.places.keep(2, MIDDLE, now=NOW + 9)
    assert listed(store, ViewKind.CONTINUE) == [2, 4, 3]


def test_history_lists_what_was_read_or_opened_by_the_later_of_both(store: Store) -> None:
    add_feed(store, "Nature", 5)
    store.marks.set_read([1], True, now=NOW + 1)
    store.texts.note_opened(2, now=NOW + 2)
    store.places.keep(3, MIDDLE, now=NOW + 3)
    store.marks.set_read([2], True, now=NOW + 4)

    assert listed(store, ViewKind.HISTORY) == [2, 3, 1]


def test_articles_of_a_removed_feed_are_in_neither_list(store: Store) -> None:
    feed_id = add_feed(store, "Nature", 1)
    store.places.keep(1, MIDDLE, now=NOW)

    store.marks.remove_feed(feed_id, now=NOW)

    assert listed(store, ViewKind.CONTINUE) == listed(store, ViewKind.HISTORY) == []
    assert store.articles.counts(since=0).continued == 0
