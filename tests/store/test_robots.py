"""What robots.txt said is remembered for a day."""

from __future__ import annotations

from tests.building import NOW
from tests.store.checks import query

from newsreader.store import Store

DAY = 86_400


def test_rules_hold_for_a_day_and_only_for_their_origin(store: Store) -> None:
    store.robots.keep("a.example", "User-agent: *", now=NOW)
    store.robots.keep("a.example:8080", "", now=NOW)

    assert store.robots.rules("a.example", now=NOW) == "User-agent: *"
    assert store.robots.rules("a.example", now=NOW + DAY - 1) == "User-agent: *"
    assert store.robots.rules("a.example", now=NOW + DAY) is None
    assert store.robots.rules("a.example:8080", now=NOW) == ""
    assert store.robots.rules("b.example", now=NOW) is None


def test_rules_of_a_clock_that_was_set_back_are_asked_for_again(store: Store) -> None:
    store.robots.keep("a.example", "User-agent: *", now=NOW)

    assert store.robots.rules("a.example", now=NOW - 1) is None


def test_newer_rules_replace_older_ones_and_old_ones_are_let_go(store: Store) -> None:
    store.robots.keep("a.example", "first", now=NOW)
    store.robots.keep("b.example", "old", now=NOW)

    store.robots.keep("a.example", "second", now=NOW + DAY + 1)

    assert query(store.path, "SELECT origin, rules FROM robots") == [("a.example", "second")]
