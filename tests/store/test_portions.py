"""Large changes go in several transactions, between which others write, and are one for undo all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article, open_store
from tests.store.checks import miscounts, query

from newsreader.model import View, ViewKind
from newsreader.query.kept import Rule, RuleAction
from newsreader.store import Store, marks, muting, portions

COUNT = 7
HIDDEN = f"SELECT count(*) FROM articles WHERE hidden & {1 | muting.MUTED} <> 0"


@pytest.fixture
def harbour(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Articles with the ids 1 to 7, of which two are changed at once."""
    add_feed(store, "Harbour", [new_article(f"Football {number}") for number in range(COUNT)])
    monkeypatch.setattr(marks, "MARKS_AT_ONCE", 2)
    monkeypatch.setattr(muting, "MARKS_AT_ONCE", 2)
    return store


@pytest.fixture
def other(harbour: Store, tmp_path: Path) -> Iterator[Store]:
    """The same database, as another process has it open."""
    store = open_store(tmp_path)
    assert store.path == harbour.path
    yield store
    store.close()


def between(monkeypatch: pytest.MonkeyPatch, call: Callable[[], object]) -> list[int]:
    """Have something done once, at the first rest; return a list of how many rests there were, which grows."""
    rests: list[int] = []

    def rest_s(held_s: float) -> float:
        if not rests:
            call()
        rests.append(len(rests) + 1)
        return 0.0

    monkeypatch.setattr(portions, "rest_s", rest_s)
    return rests


def hide_all(store: Store) -> object:
    return store.sorting.set_hidden(range(1, COUNT + 1), True, now=NOW)


def mute_all(store: Store) -> Rule:
    return store.rules.save("r", "football", RuleAction.HIDE, now=NOW)


def unmute_all(store: Store) -> object:
    return store.rules.remove(mute_all(store), now=NOW)


@pytest.mark.parametrize("change", [hide_all, mute_all, unmute_all])
def test_a_star_is_committed_in_the_midst_of_a_large_change(
    harbour: Store, other: Store, monkeypatch: pytest.MonkeyPatch, change: Callable[[Store], object]
) -> None:
    seen: list[int] = []

    def star() -> None:
        other.marks.toggle_starred(COUNT, now=NOW)
        seen.extend(count for (count,) in query(harbour.path, HIDDEN))

    rests = between(monkeypatch, star)

    change(harbour)

    assert seen == [2]
    assert len(rests) >= 3
    assert harbour.articles.counts(since=0).starred == 1
    assert miscounts(harbour.path) == []


@pytest.mark.parametrize("change", [hide_all, mute_all])
def test_a_large_change_is_one_for_undo_and_redo(harbour: Store, change: Callable[[Store], object]) -> None:
    harbour.marks.set_starred([1], True, now=NOW)
    change(harbour)

    undone = harbour.journal.undo(now=NOW + 1)
    shown = query(harbour.path, HIDDEN)
    redone = harbour.journal.redo(now=NOW + 2)

    assert undone is not None
    assert redone is not None
    assert len(undone.article_ids) == len(redone.article_ids) == COUNT
    assert (shown, query(harbour.path, HIDDEN)) == ([(0,)], [(COUNT,)])
    assert harbour.articles.counts(since=0).starred == 1


def test_what_is_taken_back_in_its_midst_ends_there(
    harbour: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    between(monkeypatch, lambda: other.journal.undo(now=NOW + 1))

    hide_all(harbour)

    assert query(harbour.path, HIDDEN) == [(0,)]
    assert query(harbour.path, "SELECT count(*) FROM batches") == [(2,)]


def test_muting_ends_where_its_rule_is_taken_back(
    harbour: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    between(monkeypatch, lambda: other.journal.undo(now=NOW + 1))

    mute_all(harbour)

    assert query(harbour.path, HIDDEN) == [(0,)]


def test_what_a_rule_muted_is_shown_no_further_where_the_rule_comes_back(
    harbour: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = mute_all(harbour)
    between(monkeypatch, lambda: other.journal.undo(now=NOW + 1))

    harbour.rules.remove(rule, now=NOW)

    assert query(harbour.path, HIDDEN) == [(COUNT,)]


def test_in_a_transaction_of_the_caller_nobody_rests(harbour: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rests = between(monkeypatch, lambda: None)

    with harbour.together():
        hide_all(harbour)

    assert rests == []
    assert len(harbour.articles.list_ids(View(ViewKind.ALL), since=0)) == 0
