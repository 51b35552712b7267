"""What goes with time, and what never does."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.store.checks import faults, query

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.store.retention import Going, KeepRule

DAY = 24 * HOUR
ALL = View(ViewKind.ALL)


@pytest.fixture
def harbour(store: Store) -> Store:
    """A feed with articles 1 to 6, 6 the newest, all read."""
    add_feed(store, "Harbour", 6)
    store.marks.set_read(range(1, 7), True, now=NOW)
    return store


def left(store: Store) -> list[int]:
    return sorted(store.articles.list_ids(ALL, since=0))


def delete(store: Store, *rules: KeepRule) -> int:
    return store.retention.delete(store.retention.going(rules), rules, now=NOW)


def test_the_newest_of_a_feed_are_kept(harbour: Store) -> None:
    add_feed(harbour, "Coast", 6)

    assert delete(harbour, KeepRule(1, newest=4)) == 2

    assert left(harbour) == [3, 4, 5, 6, *range(7, 13)]
    assert faults(harbour.path) == []


def test_what_arrived_long_ago_goes(harbour: Store) -> None:
    query(harbour.path, "UPDATE articles SET fetched = ? WHERE id IN (2, 6)", NOW - 40 * DAY)

    delete(harbour, KeepRule(1, arrived_since=NOW - 30 * DAY))

    assert left(harbour) == [1, 3, 4, 5]


def test_what_the_user_may_miss_stays_whatever_the_rules_say(harbour: Store) -> None:
    harbour.marks.set_starred([1], True, now=NOW)
    harbour.sorting.set_later([2], True, now=NOW)
    harbour.sorting.tag([3], "sea", now=NOW)
    harbour.sorting.snooze([4], NOW + 60, now=NOW)
    query(harbour.path, "UPDATE articles SET progress = 400 WHERE id = 5")

    assert delete(harbour, KeepRule(1, newest=0, arrived_since=NOW + 1, with_unread=True)) == 1

    assert left(harbour) == [1, 2, 3, 5]
    harbour.sorting.wake(now=NOW + 60)
    assert left(harbour) == [1, 2, 3, 4, 5]


def test_unread_articles_stay_unless_they_are_to_go_and_those_unread_by_hand_even_then(store: Store) -> None:
    add_feed(store, "Harbour", 4)
    store.marks.set_read([1, 2], True, now=NOW)
    store.marks.set_read([2], False, now=NOW + 1)

    delete(store, KeepRule(1, newest=1))
    assert left(store) == [2, 3, 4]

    delete(store, KeepRule(1, newest=1, with_unread=True))
    assert left(store) == [2, 4]


def test_a_preview_says_what_would_go_and_changes_nothing(harbour: Store) -> None:
    assert harbour.retention.preview([KeepRule(1, newest=4)]) == [Going(1, 2, NOW - 6 * HOUR)]
    assert left(harbour) == [1, 2, 3, 4, 5, 6]


def test_an_article_starred_meanwhile_stays(harbour: Store) -> None:
    rules = [KeepRule(1, newest=4)]
    going = harbour.retention.going(rules)
    harbour.marks.set_starred([going[0]], True, now=NOW)

    assert harbour.retention.delete(going, rules, now=NOW) == 1

    assert going[0] in left(harbour)


def test_without_rules_nothing_goes(harbour: Store) -> None:
    assert harbour.retention.going([]) == []
    assert harbour.retention.delete([1, 2], [], now=NOW) == 0


def test_undo_passes_over_what_was_deleted(harbour: Store) -> None:
    delete(harbour, KeepRule(1, newest=4))

    undone = harbour.journal.undo(now=NOW + 1)

    assert undone is not None
    assert undone.article_ids == {3, 4, 5, 6}
    assert undone.kept == 2


def test_ids_of_what_was_deleted_are_not_given_again(harbour: Store) -> None:
    delete(harbour, KeepRule(1, newest=0))

    harbour.refreshing.write_articles(1, [new_article("new")], (), now=NOW)

    assert left(harbour) == [7]
