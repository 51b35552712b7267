"""What stayed unread for long is marked read, but nothing that the user may still want to read."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed
from tests.store.checks import faults, query

from newsreader.model import View, ViewKind
from newsreader.store import Store, expiry
from newsreader.store.expiry import ExpiryRule

DAY = 24 * HOUR


@pytest.fixture
def rules(store: Store) -> list[ExpiryRule]:
    """Of a feed with eight old articles, another that has no rule, and a new article."""
    harbour = add_feed(store, "Harbour", 9)
    add_feed(store, "Coast", 2)
    query(store.path, "UPDATE articles SET fetched = fetched - 9 * 86400 WHERE id <> 9")
    return [ExpiryRule(harbour, NOW - DAY)]


def unread(store: Store) -> set[int]:
    return set(store.articles.list_ids(View(ViewKind.UNREAD), since=0))


def test_old_unread_articles_of_the_feed_are_marked_read(store: Store, rules: list[ExpiryRule]) -> None:
    assert store.expiry.count(rules) == 8

    done = store.expiry.mark(store.expiry.expired(rules), rules, now=NOW)

    assert done.articles == 8
    assert unread(store) == {9, 10, 11}
    assert faults(store.path) == []


def test_what_was_put_aside_stays_unread(store: Store, rules: list[ExpiryRule]) -> None:
    store.marks.set_starred([1], True, now=NOW)
    store.sorting.set_later([2], True, now=NOW)
    store.sorting.tag([3], "japan", now=NOW)
    store.sorting.snooze([4], NOW + DAY, now=NOW)
    query(store.path, "UPDATE articles SET progress = 500 WHERE id = 5")

    assert store.expiry.expired(rules) == [6, 7, 8]


def test_what_was_marked_unread_by_hand_stays_so(store: Store, rules: list[ExpiryRule]) -> None:
    store.marks.set_read([1], True, now=NOW)
    store.marks.set_read([1], False, now=NOW)

    assert 1 not in store.expiry.expired(rules)


def test_what_changed_since_it_was_looked_for_is_passed_over(store: Store, rules: list[ExpiryRule]) -> None:
    expired = store.expiry.expired(rules)
    store.marks.set_starred([1], True, now=NOW)

    assert store.expiry.mark(expired, rules, now=NOW).articles == 7
    assert store.expiry.mark(expired, rules, now=NOW) == expiry.Expired(0, None)


def test_one_undo_brings_all_portions_back_and_they_do_not_go_again(store: Store, rules: list[ExpiryRule]) -> None:
    expired = store.expiry.expired(rules)
    first = store.expiry.mark(expired[:5], rules, now=NOW)
    store.expiry.mark(expired[5:], rules, now=NOW, step=first.batch_id)

    undone = store.journal.undo(now=NOW + 1)

    assert undone is not None
    assert undone.batches == 2
    assert unread(store) == set(range(1, 12))
    assert store.expiry.expired(rules) == []
