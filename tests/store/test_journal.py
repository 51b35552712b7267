"""Undo and redo without limit: any sequence of changes, undone, is as if it never was; redone, as if never undone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.building import NOW, add_feed, open_store
from tests.store.checks import faults, query
from tests.store.children import said, start

from newsreader.model import View, ViewKind
from newsreader.query.kept import RuleAction
from newsreader.store import Store
from newsreader.store.journal import Change
from newsreader.store.rules import Rules
from newsreader.store.views import Views

EXAMPLES = int(os.environ.get("NEWSREADER_EXAMPLES", "200"))
YEARS = 10 * 365 * 86_400
ALL = View(ViewKind.ALL)

ids = st.lists(st.integers(min_value=1, max_value=6), min_size=1, max_size=6)
changes = st.one_of(
    st.tuples(st.just("read"), ids, st.booleans()),
    st.tuples(st.just("star"), ids, st.booleans()),
    st.tuples(st.just("toggle read"), ids, st.just(True)),
    st.tuples(st.just("toggle star"), ids, st.just(True)),
    st.tuples(st.just("remove"), ids, st.just(True)),
    st.tuples(st.just("rename"), ids, st.booleans()),
    st.tuples(st.just("move"), ids, st.booleans()),
    st.tuples(st.just("add"), ids, st.just(True)),
    st.tuples(st.just("view"), ids, st.booleans()),
    st.tuples(st.just("rule"), ids, st.booleans()),
)
steps = st.one_of(changes, st.sampled_from(["undo", "undo", "redo", "open again", "10 years on", "10 years back"]))

State = list[tuple[object, ...]]


def state(path: Path) -> State:
    """Return all that the user changes, to the second."""
    return [
        row
        for sql in (
            "SELECT id, read_at, starred_at, hidden FROM articles ORDER BY id",
            """
            SELECT url, removed_at IS NULL, user_title, folder, total, unread FROM feeds
            WHERE removed_at IS NULL OR total > 0 ORDER BY id
            """,
            "SELECT id, name, query, icon, folder, place FROM views ORDER BY place",
            "SELECT id, name, query, action, argument, until, is_on, place FROM rules ORDER BY place",
        )
        for row in query(path, sql)
    ]


def change(store: Store, what: str, chosen: list[int], wanted: bool, now: int) -> None:
    """Do one thing that a user does."""
    if what == "read":
        store.marks.set_read(chosen, wanted, now=now)
    elif what == "star":
        store.marks.set_starred(chosen, wanted, now=now)
    elif what == "toggle read":
        store.marks.toggle_read(chosen[0], now=now)
    elif what == "toggle star":
        store.marks.toggle_starred(chosen[0], now=now)
    elif what == "add":
        store.marks.add_feed(f"https://{chosen[0] % 2}.example/new", "New", now=now)
    elif what == "view":
        change_view(store.views, chosen, wanted, now)
    elif what == "rule":
        change_rule(store.rules, chosen, wanted, now)
    elif feeds := store.feeds.all():
        feed = feeds[chosen[0] % len(feeds)]
        if what == "rename":
            store.marks.rename_feed(feed.id, f"Name {chosen[-1]}" if wanted else "", now=now)
        elif what == "move":
            store.marks.move_feed(feed.id, f"Folder {chosen[-1]}" if wanted else "", now=now)
        else:
            store.marks.remove_feed(feed.id, now=now)


def change_view(views: Views, chosen: list[int], wanted: bool, now: int) -> None:
    """Change, move, rename or remove one of three views, or keep one."""
    name, argument = f"View {chosen[0] % 3}", chosen[-1]
    view = views.find(name)
    if view is None:
        views.save(name, f"title:{argument}", icon=str(argument) if wanted else "", now=now)
        return
    ways: list[Callable[[], object]] = [
        lambda: views.change(view, query=f"nature {argument}", now=now),
        lambda: views.change(view, icon="★" if wanted else "", folder=f"Folder {argument}", now=now),
        lambda: views.move(view, argument % 3, now=now),
        lambda: views.remove(view, now=now),
    ]
    other = f"View {argument % 3}"
    if views.find(other) is None:
        ways.append(lambda: views.rename(view, other, now=now))
    ways[sum(chosen) % len(ways)]()


def change_rule(rules: Rules, chosen: list[int], wanted: bool, now: int) -> None:
    """Make, change, switch or remove one of two rules that mute articles by their titles."""
    name, argument = f"Rule {chosen[0] % 2}", chosen[-1]
    rule = rules.find(name)
    if rule is not None and sum(chosen) % 3 == 0:
        rules.remove(rule, now=now)
    elif rule is not None and sum(chosen) % 3 == 1:
        rules.switch(rule, wanted, now=now)
    else:
        rules.save(name, f"title:{argument}", RuleAction.HIDE, now=now)


@given(st.lists(steps, max_size=40))
@settings(max_examples=EXAMPLES // 4, deadline=None)
def test_undo_and_redo_walk_along_the_states_that_were(steps: list[str | tuple[str, list[int], bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        add_feed(store, "Harbour", 4)
        add_feed(store, "Coast", 2)
        path, now = store.path, NOW
        states, at = [state(path)], 0

        for number, step in enumerate(steps):
            now += number % 2  # two changes a second
            if step == "undo":
                assert (store.journal.undo(now=now) is None) == (at == 0)
                at = max(0, at - 1)
            elif step == "redo":
                assert (store.journal.redo(now=now) is None) == (at == len(states) - 1)
                at = min(len(states) - 1, at + 1)
            elif step == "open again":
                store.close()
                store = open_store(Path(folder))
            elif isinstance(step, str):
                now = max(1, now + (YEARS if step == "10 years on" else -YEARS))
            else:
                change(store, *step, now)
                if state(path) != states[at]:
                    states, at = [*states[: at + 1], state(path)], at + 1
            assert state(path) == states[at]

        while store.journal.undo(now=now):
            at -= 1
            assert state(path) == states[at]
        assert at == 0
        while store.journal.redo(now=now):
            at += 1
            assert state(path) == states[at]
        assert at == len(states) - 1
        store.close()
        assert faults(path) == []


@pytest.fixture
def harbour(store: Store) -> Store:
    """A store with four unread articles."""
    add_feed(store, "Harbour", 4)
    return store


def marks_of(store: Store) -> list[tuple[bool, bool]]:
    """Return for articles 1 to 4 whether they are read and starred."""
    return [(row.is_read, row.is_starred) for row in store.articles.headlines([1, 2, 3, 4])]


def test_there_is_nothing_to_undo_or_redo_at_first(harbour: Store) -> None:
    assert harbour.journal.undo(now=NOW) is None
    assert harbour.journal.redo(now=NOW) is None
    assert query(harbour.path, "SELECT count(*) FROM batches") == [(0,)]


def test_undo_says_what_it_undid_and_which_articles_changed(harbour: Store) -> None:
    harbour.marks.set_read([1, 2, 3], True, now=NOW)

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert undone == Change("marked 3 articles read", frozenset({1, 2, 3}), feeds_changed=False, kept=0, at=NOW)
    assert harbour.journal.redo(now=NOW) == undone


def test_undoing_the_removal_of_a_feed_says_that_feeds_changed(harbour: Store) -> None:
    harbour.marks.remove_feed(1, now=NOW)

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert (undone.label, undone.feeds_changed, undone.article_ids) == ("removed Harbour", True, frozenset())
    assert harbour.feeds.get(1).unread == 4


def test_what_was_changed_again_later_is_kept_and_counted(harbour: Store) -> None:
    harbour.marks.set_read([1, 2, 3], True, now=NOW)
    query(harbour.path, "UPDATE articles SET read_at = ? WHERE id = 2", NOW + 5)

    undone = harbour.journal.undo(now=NOW + 10)

    assert undone == Change("marked 3 articles read", frozenset({1, 3}), feeds_changed=False, kept=1, at=NOW)
    assert [is_read for is_read, _ in marks_of(harbour)] == [False, True, False, False]
    redone = harbour.journal.redo(now=NOW + 11)
    assert redone == Change("marked 3 articles read", frozenset({1, 3}), feeds_changed=False, kept=0, at=NOW + 10)


def test_another_field_of_the_same_article_is_no_later_change(harbour: Store) -> None:
    harbour.marks.set_read([1], True, now=NOW)
    query(harbour.path, "UPDATE articles SET starred_at = ? WHERE id = 1", NOW)

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert undone.kept == 0
    assert marks_of(harbour)[0] == (False, True)


def test_a_feed_that_was_added_again_is_a_later_change(harbour: Store) -> None:
    harbour.marks.remove_feed(1, now=NOW)
    harbour.feeds.add("https://harbour.example/feed", now=NOW)

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert (undone.kept, undone.feeds_changed) == (1, False)
    assert len(harbour.feeds.all()) == 1


def test_an_article_that_is_gone_is_counted_as_kept(harbour: Store) -> None:
    harbour.marks.set_read([1, 2], True, now=NOW)
    query(harbour.path, "DELETE FROM bodies WHERE article_id = 1")
    query(harbour.path, "DELETE FROM articles WHERE id = 1")

    undone = harbour.journal.undo(now=NOW)

    assert undone == Change("marked 2 articles read", frozenset({2}), feeds_changed=False, kept=1, at=NOW)


def test_a_new_change_ends_redoing_but_not_undoing(harbour: Store) -> None:
    harbour.marks.set_read([1], True, now=NOW)
    harbour.marks.set_read([2], True, now=NOW)
    harbour.journal.undo(now=NOW)
    harbour.marks.set_starred([3], True, now=NOW)

    assert harbour.journal.redo(now=NOW) is None
    assert harbour.journal.undo(now=NOW)
    assert harbour.journal.undo(now=NOW)
    assert harbour.journal.undo(now=NOW) is None
    assert marks_of(harbour) == [(False, False)] * 4


def test_what_another_program_did_last_is_what_is_undone(harbour: Store) -> None:
    harbour.marks.set_starred([1], True, now=NOW)
    said(start("come_and_go", harbour.path.parent, 0))

    undone = harbour.journal.undo(now=NOW)

    assert undone is not None
    assert "starred" in undone.label
    assert undone.article_ids


def test_the_journal_only_grows_and_holds_every_change_as_a_row_a_field(harbour: Store) -> None:
    harbour.marks.set_read([1, 2], True, now=NOW)
    harbour.journal.undo(now=NOW + 1)
    harbour.journal.redo(now=NOW + 2)

    rows = query(
        harbour.path,
        """
        SELECT b.action, b.at, a.id, j.field, j.old, j.new
        FROM batches b JOIN journal j ON j.batch_id = b.id JOIN articles a ON a.key = j.article_key
        ORDER BY b.id, a.id
        """,
    )

    assert rows == [
        ("do", NOW, 1, "read_at", None, NOW),
        ("do", NOW, 2, "read_at", None, NOW),
        ("undo", NOW + 1, 1, "read_at", NOW, None),
        ("undo", NOW + 1, 2, "read_at", NOW, None),
        ("redo", NOW + 2, 1, "read_at", None, NOW),
        ("redo", NOW + 2, 2, "read_at", None, NOW),
    ]
    assert query(harbour.path, "SELECT id, reverses, is_reversed FROM batches") == [(1, None, 1), (2, 1, 1), (3, 2, 0)]


def test_one_device_has_one_name_for_ever(harbour: Store) -> None:
    harbour.marks.toggle_read(1, now=NOW)
    said(start("come_and_go", harbour.path.parent, 0))

    ((device,),) = query(harbour.path, "SELECT DISTINCT device FROM batches")
    assert len(device) == 16


@pytest.mark.parametrize("jump", [-YEARS, -1, 0, 1, YEARS])
def test_promise_20_the_clock_of_the_journal_grows_whatever_the_wall_says(harbour: Store, jump: int) -> None:
    for number in range(4):
        harbour.marks.toggle_read(1, now=NOW + number // 2)
    for number in range(4):
        harbour.marks.toggle_read(1, now=NOW + jump + number // 2)
    harbour.journal.undo(now=NOW)

    clocks = [row[0] for row in query(harbour.path, "SELECT clock FROM batches ORDER BY id")]

    assert clocks == sorted(set(clocks))
    assert clocks[0] == NOW * 1000 << 16


def test_a_thousand_changes_are_undone_and_redone(harbour: Store) -> None:
    for number in range(1000):
        harbour.marks.toggle_starred(number % 4 + 1, now=NOW + number)
    before = state(harbour.path)

    assert run_out(lambda: harbour.journal.undo(now=NOW)) == 1000
    assert marks_of(harbour) == [(False, False)] * 4
    assert run_out(lambda: harbour.journal.redo(now=NOW)) == 1000
    assert state(harbour.path) == before


def run_out(call: Callable[[], object]) -> int:
    """Call until nothing is left; return how often something was."""
    count = 0
    while call():
        count += 1
    return count
