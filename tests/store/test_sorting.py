"""For later, hidden, hidden until a time, tagged: what is written, and that undo takes it back."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from tests.building import NOW, add_feed
from tests.store.checks import faults, miscounts, query

from newsreader.errors import ArticleNotFound
from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.store.sorting import Tag, tag_name

ALL = View(ViewKind.ALL)


@pytest.fixture
def harbour(store: Store) -> Store:
    """A store with four unread articles."""
    add_feed(store, "Harbour", 4)
    return store


def listed(store: Store) -> list[int]:
    return sorted(store.articles.list_ids(ALL, since=0))


def column(store: Store, name: str) -> list[int | None]:
    return [row[0] for row in query(store.path, f"SELECT {name} FROM articles ORDER BY id")]


def test_articles_go_on_the_list_for_later_and_off_it(harbour: Store) -> None:
    put = harbour.sorting.set_later([1, 3], True, now=NOW)
    taken = harbour.sorting.set_later([1, 2], False, now=NOW + 1)

    assert put is not None
    assert put.label == "put 2 articles on the list for later"
    assert taken is not None
    assert taken.article_ids == {1}
    assert column(harbour, "later_at") == [None, None, NOW, None]


def test_what_is_on_the_list_already_keeps_its_time(harbour: Store) -> None:
    harbour.sorting.set_later([1], True, now=NOW)

    assert harbour.sorting.set_later([1], True, now=NOW + 60) is None
    assert column(harbour, "later_at")[0] == NOW


def test_hidden_articles_leave_lists_and_counts_until_undone(harbour: Store) -> None:
    harbour.sorting.set_hidden([2, 3], True, now=NOW)

    assert listed(harbour) == [1, 4]
    assert harbour.articles.counts(since=0).total == 2
    assert faults(harbour.path) == []

    harbour.journal.undo(now=NOW + 1)

    assert listed(harbour) == [1, 2, 3, 4]
    assert faults(harbour.path) == []


def test_a_snoozed_article_comes_back_when_its_time_has_come(harbour: Store) -> None:
    harbour.sorting.snooze([4], NOW + 60, now=NOW)

    assert listed(harbour) == [1, 2, 3]
    assert harbour.sorting.wake(now=NOW + 59) == frozenset()
    assert harbour.sorting.wake(now=NOW + 60) == {4}
    assert listed(harbour) == [1, 2, 3, 4]
    assert miscounts(harbour.path) == []


def test_a_snooze_to_another_time_is_undone_to_the_first_one(harbour: Store) -> None:
    harbour.sorting.snooze([4], NOW + 60, now=NOW)
    harbour.sorting.snooze([4], NOW + 600, now=NOW + 1)

    harbour.journal.undo(now=NOW + 2)

    assert column(harbour, "snoozed_until")[3] == NOW + 60


def test_an_article_that_woke_stays_awake_when_its_snooze_is_undone(harbour: Store) -> None:
    harbour.sorting.snooze([4], NOW + 60, now=NOW)
    harbour.sorting.wake(now=NOW + 60)

    undone = harbour.journal.undo(now=NOW + 61)

    assert undone is not None
    assert undone.kept == 1
    assert listed(harbour) == [1, 2, 3, 4]


def test_an_article_hidden_by_hand_and_by_its_removed_feed_needs_both_undone(harbour: Store) -> None:
    harbour.sorting.set_hidden([1], True, now=NOW)
    harbour.marks.remove_feed(1, now=NOW + 1)
    harbour.sorting.set_hidden([1], False, now=NOW + 2)

    assert listed(harbour) == []
    harbour.journal.undo(now=NOW + 3)
    harbour.journal.undo(now=NOW + 4)
    assert listed(harbour) == [2, 3, 4]
    harbour.journal.undo(now=NOW + 5)
    assert listed(harbour) == [1, 2, 3, 4]


def test_tags_are_given_taken_and_counted(harbour: Store) -> None:
    harbour.sorting.tag([1, 2, 3], "japan", now=NOW)
    harbour.sorting.tag([3], "World Cup", now=NOW + 1)
    harbour.sorting.untag([1, 4], "Japan", now=NOW + 2)

    assert harbour.sorting.tags() == [Tag("japan", 2), Tag("World Cup", 1)]
    assert harbour.sorting.tags_of(3) == ("japan", "World Cup")


def test_a_tag_in_another_case_is_the_same_tag(harbour: Store) -> None:
    harbour.sorting.tag([1], "Japan", now=NOW)

    assert harbour.sorting.tag([1], "JAPAN", now=NOW) is None
    assert harbour.sorting.tags() == [Tag("Japan", 1)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  world   cup ", "world cup"),
        ("#japan", "japan"),
        ("news//japan/", "news/japan"),
        ("\x1b[31m/", "[31m"),
        ("# ", ""),
    ],
    ids=["blanks", "sign", "slashes", "escape", "nothing"],
)
def test_a_tag_is_one_clean_line(typed: str, kept: str) -> None:
    assert tag_name(typed) == kept


def test_a_tag_of_no_letters_changes_nothing(harbour: Store) -> None:
    assert harbour.sorting.tag([1], " # ", now=NOW) is None
    assert harbour.sorting.tags() == []


def test_tags_are_undone_and_redone(harbour: Store) -> None:
    harbour.sorting.tag([1, 2], "japan", now=NOW)
    harbour.sorting.untag([2], "japan", now=NOW + 1)

    harbour.journal.undo(now=NOW + 2)
    assert harbour.sorting.tags() == [Tag("japan", 2)]
    harbour.journal.undo(now=NOW + 3)
    assert harbour.sorting.tags() == []
    redone = harbour.journal.redo(now=NOW + 4)

    assert redone is not None
    assert redone.article_ids == {1, 2}
    assert harbour.sorting.tags() == [Tag("japan", 2)]


def test_renaming_a_tag_to_one_that_is_there_makes_them_one_and_undo_parts_them(harbour: Store) -> None:
    harbour.sorting.tag([1, 2], "nippon", now=NOW)
    harbour.sorting.tag([2, 3], "japan", now=NOW)

    change = harbour.sorting.rename_tag("nippon", "Japan", now=NOW + 1)

    assert change is not None
    assert harbour.sorting.tags() == [Tag("japan", 3)]
    harbour.journal.undo(now=NOW + 2)
    assert harbour.sorting.tags() == [Tag("japan", 2), Tag("nippon", 2)]
    assert harbour.sorting.tags_of(2) == ("japan", "nippon")


def test_a_tag_may_be_spelt_anew(harbour: Store) -> None:
    harbour.sorting.tag([1], "japan", now=NOW)

    harbour.sorting.rename_tag("japan", "Japan", now=NOW + 1)

    assert harbour.sorting.tags() == [Tag("Japan", 1)]


def test_an_article_that_is_gone_is_named_and_nothing_is_changed(harbour: Store) -> None:
    with pytest.raises(ArticleNotFound, match="no article 9"):
        harbour.sorting.tag([1, 9], "japan", now=NOW)

    assert harbour.sorting.tags() == []
    assert harbour.sorting.tag([1, 9], "japan", now=NOW, passes_gone=True) is not None


def state(store: Store) -> list[tuple[Any, ...]]:
    """Return every field that the journal covers, and every tag."""
    return query(
        store.path,
        """
        SELECT a.id, read_at, starred_at, later_at, hidden_at, snoozed_until, hidden, (
            SELECT group_concat(name, ',') FROM (
                SELECT name FROM tags JOIN article_tags t ON t.tag_id = tags.id WHERE t.article_id = a.id ORDER BY 1
            )
        ) FROM articles a ORDER BY a.id
        """,
    )


def change_something(store: Store, chance: random.Random, now: int) -> bool:
    """Do one thing that the user may do; return whether it changed anything."""
    ids, wanted = chance.sample(range(1, 17), chance.randint(1, 6)), chance.random() < 0.6
    tag, marks, sorting = chance.choice("abc"), store.marks, store.sorting
    operations: list[Callable[[], object]] = [
        lambda: marks.set_read(ids, wanted, now=now),
        lambda: marks.set_starred(ids, wanted, now=now),
        lambda: sorting.set_later(ids, wanted, now=now),
        lambda: sorting.set_hidden(ids, wanted, now=now),
        lambda: sorting.snooze(ids, now + 60 if wanted else None, now=now),
        lambda: sorting.tag(ids, tag, now=now),
        lambda: sorting.untag(ids, tag, now=now),
        lambda: sorting.rename_tag(tag, chance.choice("abc"), now=now),
    ]
    return chance.choice(operations)() is not None


def test_undoing_every_batch_of_a_random_run_restores_every_field(store: Store) -> None:
    feeds = [add_feed(store, "Harbour", 8), add_feed(store, "Coast", 8)]
    chance = random.Random(6)
    earlier: list[list[tuple[Any, ...]]] = []
    for step in range(300):
        before = state(store)
        if step in (100, 200):
            store.marks.remove_feed(feeds.pop(), now=NOW + step)
            earlier.append(before)
        elif change_something(store, chance, NOW + step):
            earlier.append(before)
        assert miscounts(store.path) == []
    assert len(earlier) > 200

    while earlier:
        undone = store.journal.undo(now=NOW + 1_000)
        assert undone is not None
        assert undone.kept == 0
        assert state(store) == earlier.pop()

    assert miscounts(store.path) == []


def test_later_is_turned_round_together_whatever_each_was(harbour: Store) -> None:
    harbour.sorting.set_later([1], True, now=NOW)

    harbour.sorting.toggle_later([1, 2, 999], now=NOW)
    assert [each is not None for each in column(harbour, "later_at")] == [True, True, False, False]
    harbour.sorting.toggle_later([1, 2], now=NOW)
    assert column(harbour, "later_at") == [None] * 4


def test_hiding_again_shows_what_was_hidden_for_good_or_until_a_time(harbour: Store) -> None:
    harbour.sorting.set_hidden([1], True, now=NOW)
    harbour.sorting.snooze([2], NOW + 60, now=NOW)

    harbour.sorting.toggle_hidden([1, 2, 3, 999], now=NOW)
    assert listed(harbour) == [4]
    harbour.sorting.toggle_hidden([1, 2, 3], now=NOW)
    assert listed(harbour) == [1, 2, 3, 4]
    assert harbour.sorting.toggle_hidden([999], now=NOW) is None


def test_a_tag_is_given_to_all_before_it_is_taken_from_all(harbour: Store) -> None:
    harbour.sorting.tag([1], "japan", now=NOW)

    harbour.sorting.toggle_tag([1, 2, 999], "Japan", now=NOW)
    assert harbour.sorting.tags() == [Tag("japan", 2)]
    harbour.sorting.toggle_tag([1, 2], "japan", now=NOW)
    assert harbour.sorting.tags() == []
    assert harbour.sorting.toggle_tag([999], "japan", now=NOW) is None
