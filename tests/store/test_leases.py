"""Who may do what only one process may do at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.building import NOW

from newsreader.store import Store

YEARS = 10 * 365 * 86_400


def take(store: Store, holder: str, now: int) -> bool:
    return store.leases.take("engine", holder, now=now, for_s=15)


def test_one_holds_it_until_it_runs_out(store: Store) -> None:
    assert take(store, "a", NOW)
    assert not take(store, "b", NOW)
    assert not take(store, "b", NOW + 14)
    assert take(store, "b", NOW + 15)
    assert not take(store, "a", NOW + 16)


def test_the_holder_renews_it(store: Store) -> None:
    take(store, "a", NOW)

    assert take(store, "a", NOW + 10)
    assert not take(store, "b", NOW + 24)
    assert take(store, "b", NOW + 25)


def test_given_back_it_is_free_at_once(store: Store) -> None:
    take(store, "a", NOW)

    store.leases.release("engine", "b")
    assert not take(store, "b", NOW)
    store.leases.release("engine", "a")
    assert take(store, "b", NOW)


def test_leases_of_other_names_are_others(store: Store) -> None:
    take(store, "a", NOW)

    assert store.leases.take("backup", "b", now=NOW, for_s=15)


@pytest.mark.parametrize("back", [16, 3600, YEARS])
def test_promise_20_a_clock_that_was_set_back_blocks_nobody_for_longer_than_two_leases(store: Store, back: int) -> None:
    take(store, "a", NOW)

    assert take(store, "b", NOW - back)
    assert not take(store, "c", NOW - back + 1)


def test_who_looked_at_the_clock_and_then_waited_takes_it_from_nobody(store: Store) -> None:
    take(store, "a", NOW)

    assert not take(store, "b", NOW - 15)


def test_promise_20_a_clock_that_went_ahead_leaves_no_lease_for_ever(store: Store) -> None:
    take(store, "a", NOW + YEARS)

    assert take(store, "b", NOW)


def test_of_many_that_ask_at_once_one_gets_it(store: Store) -> None:
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda number: take(store, f"holder {number}", NOW), range(30)))

    assert answers.count(True) == 1
