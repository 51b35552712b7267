"""What was done is listed, and taken back in one go: so many batches, or all since a time."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, open_store
from tests.store.checks import query

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.store.history import Batch


@pytest.fixture
def harbour(store: Store) -> Store:
    """Four articles, of which 1 to 3 were starred an hour apart, the last one now."""
    add_feed(store, "Harbour", 4)
    for number in (1, 2, 3):
        store.marks.set_starred([number], True, now=NOW - (3 - number) * HOUR)
    return store


def starred(store: Store) -> list[int]:
    return sorted(store.articles.list_ids(View(ViewKind.STARRED), since=0))


def listed(store: Store) -> list[tuple[str, bool]]:
    """Return what the history shows, without titles, and whether it is undone."""
    batches = store.history.batches(store.history.ids())
    return [(batch.label.partition(" “")[0], batch.is_undone) for batch in batches]


def test_batches_are_listed_newest_first_with_what_they_changed(harbour: Store) -> None:
    harbour.marks.set_read([4, 2], True, now=NOW + 1)
    harbour.marks.remove_feed(1, now=NOW + 2)

    batches = harbour.history.batches(harbour.history.ids())

    assert batches[:2] == [
        Batch(5, NOW + 2, "removed Harbour", 1, False, None, None),
        Batch(4, NOW + 1, "marked 2 articles read", 2, False, 2, None),
    ]
    assert [batch.id for batch in batches] == [5, 4, 3, 2, 1]
    assert harbour.history.batches([99, 1])[0].article_id == 1


def test_what_was_undone_and_redone_is_one_batch_whatever_became_of_it(harbour: Store) -> None:
    for step in (harbour.journal.undo, harbour.journal.redo, harbour.journal.undo):
        step(now=NOW + 1)
    harbour.journal.undo(now=NOW + 2)

    assert listed(harbour) == [("starred", True), ("starred", True), ("starred", False)]
    harbour.journal.redo(now=NOW + 3)
    assert listed(harbour) == [("starred", True), ("starred", False), ("starred", False)]


def test_all_since_a_time_are_undone_newest_first_and_redone_in_one_go(harbour: Store) -> None:
    undone = harbour.journal.undo_since(NOW - HOUR, now=NOW + 5)

    assert undone is not None
    assert (undone.label, undone.batches, undone.at, undone.kept) == ("2 changes", 2, NOW - HOUR, 0)
    assert undone.article_ids == {2, 3}
    assert starred(harbour) == [1]
    redone = harbour.journal.redo(now=NOW + 6)
    assert redone is not None
    assert redone.batches == 2
    assert starred(harbour) == [1, 2, 3]


def test_what_was_redone_in_one_go_is_undone_in_one_go_also_after_a_restart(harbour: Store) -> None:
    harbour.journal.undo_batches(2, now=NOW)
    harbour.journal.redo(now=NOW)
    harbour.close()

    again = open_store(harbour.path.parent)
    undone = again.journal.undo(now=NOW)

    assert undone is not None
    assert undone.batches == 2
    assert starred(again) == [1]
    assert again.journal.undo(now=NOW) is not None
    assert again.journal.undo(now=NOW) is None


def test_a_part_of_what_was_undone_in_one_go_can_be_redone_alone(harbour: Store) -> None:
    harbour.journal.undo_batches(3, now=NOW)

    assert harbour.journal.redo_batches(1, now=NOW) is not None
    assert starred(harbour) == [1]
    rest = harbour.journal.redo(now=NOW)

    assert rest is not None
    assert rest.batches == 2
    assert starred(harbour) == [1, 2, 3]


def test_a_batch_that_was_redone_counts_from_when_it_was_done(harbour: Store) -> None:
    harbour.journal.undo_batches(3, now=NOW + 1)
    harbour.journal.redo(now=NOW + 2)

    harbour.journal.undo_since(NOW - HOUR, now=NOW + 3)

    assert starred(harbour) == [1]


def test_a_clock_that_was_set_back_does_not_carry_earlier_batches_along(harbour: Store) -> None:
    query(harbour.path, "UPDATE batches SET at = at + 315360000 WHERE id = 1")

    harbour.journal.undo_since(NOW, now=NOW + 1)

    assert starred(harbour) == [1, 2]


def test_back_to_a_batch_takes_it_and_all_after_it(harbour: Store) -> None:
    assert harbour.journal.undo_back_to(2, now=NOW) is not None
    assert starred(harbour) == [1]
    assert harbour.journal.undo_back_to(2, now=NOW) is None
    assert harbour.journal.undo_back_to(99, now=NOW) is None
    harbour.journal.redo(now=NOW)
    # Now another batch does what batch 2 did.
    assert harbour.journal.undo_back_to(2, now=NOW) is not None
    assert starred(harbour) == [1]


def test_more_than_there_are_takes_all(harbour: Store) -> None:
    undone = harbour.journal.undo_batches(100, now=NOW)

    assert undone is not None
    assert undone.batches == 3
    assert harbour.journal.undo_batches(1, now=NOW) is None
    assert harbour.journal.undo_since(0, now=NOW) is None
    assert harbour.journal.redo_batches(100, now=NOW) is not None
    assert starred(harbour) == [1, 2, 3]


def test_what_was_changed_since_is_kept_and_counted_over_all_batches(harbour: Store) -> None:
    query(harbour.path, "UPDATE articles SET starred_at = ? WHERE id IN (2, 3)", NOW + 77)

    undone = harbour.journal.undo_batches(3, now=NOW + 80)

    assert undone is not None
    assert undone.kept == 2
    assert undone.article_ids == {1}
    assert starred(harbour) == [2, 3]


def test_a_new_change_ends_redoing_of_what_was_undone_in_one_go(harbour: Store) -> None:
    harbour.journal.undo_batches(2, now=NOW)
    harbour.marks.set_read([4], True, now=NOW)

    assert harbour.journal.redo(now=NOW) is None
    assert harbour.journal.redo_batches(2, now=NOW) is None
    assert harbour.journal.undo(now=NOW) is not None
    assert starred(harbour) == [1]


def test_two_thousand_batches_are_undone_and_redone_in_one_go(harbour: Store) -> None:
    query(
        harbour.path,
        """
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT 2000)
        INSERT INTO batches (device, clock, at, label, action) SELECT 'x', n, ?, 'nothing', 'do' FROM n
        """,
        NOW,
    )

    undone = harbour.journal.undo_since(NOW, now=NOW)

    assert undone is not None
    assert undone.batches == 2_001
    assert starred(harbour) == [1, 2]
    assert harbour.journal.redo(now=NOW) is not None
    assert starred(harbour) == [1, 2, 3]
