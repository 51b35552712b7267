"""What is new since the reader was last here."""

from __future__ import annotations

from tests.building import HOUR, NOW, add_feed, new_article

from newsreader.model import View, ViewKind
from newsreader.query.dates import resolve
from newsreader.query.parser import parse
from newsreader.store import Store
from newsreader.store.sittings import PAUSE_S

NEW = View(ViewKind.NEW)


def arrive(store: Store, name: str) -> int:
    """Have an article arrive, and return its id."""
    store.refreshing.write_articles(1, [new_article(name)], (), now=NOW)
    return store.articles.newest_id()


def new(store: Store) -> list[int]:
    return list(store.articles.list_ids(NEW, since=0))


def asked(store: Store, now: int) -> list[int]:
    """Return what a query finds new, as the CLI asks."""
    return list(store.asking.ids(resolve(parse("is:new"), now)))


def test_before_anybody_was_here_and_at_the_first_sitting_nothing_is_new(store: Store) -> None:
    add_feed(store, "Coast", 3)
    assert new(store) == []

    assert store.sittings.here(now=NOW)

    assert new(store) == []
    assert store.articles.counts(since=NOW).new == 0


def test_what_arrives_after_the_first_start_is_new(store: Store) -> None:
    add_feed(store, "Coast", 3)
    store.sittings.here(now=NOW)

    late = arrive(store, "late")

    assert new(store) == [late]
    assert store.articles.counts(since=NOW).new == 1
    store.marks.set_read([late], True, now=NOW)
    assert store.articles.counts(since=NOW).new == 0
    assert new(store) == [late]


def test_a_sitting_goes_on_until_nobody_was_here_for_half_an_hour(store: Store) -> None:
    add_feed(store, "Coast", 3)
    store.sittings.here(now=NOW)
    first = arrive(store, "first")

    assert not store.sittings.here(now=NOW + PAUSE_S - 1)
    second = arrive(store, "second")
    assert set(new(store)) == {first, second}

    assert store.sittings.here(now=NOW + 2 * PAUSE_S)
    assert new(store) == [second]
    assert store.articles.arrived(NEW, after=second - 1, since=0) == 1


def test_a_crash_and_a_second_app_leave_new_what_was_new(store: Store) -> None:
    add_feed(store, "Coast", 3)
    store.sittings.here(now=NOW)
    late = arrive(store, "late")
    store.sittings.here(now=NOW + 10 * HOUR)
    assert new(store) == [late]

    assert not store.sittings.here(now=NOW + 10 * HOUR + 5)  # started again, or a second one beside it

    assert new(store) == [late]


def test_a_clock_that_was_set_back_ends_no_sitting(store: Store) -> None:
    add_feed(store, "Coast", 3)
    store.sittings.here(now=NOW)
    late = arrive(store, "late")

    assert not store.sittings.here(now=NOW - 10 * HOUR)

    assert new(store) == [late]


def test_a_clock_that_was_set_ahead_ends_no_sitting_where_somebody_is_known_to_have_been_here(store: Store) -> None:
    add_feed(store, "Coast", 3)
    store.sittings.here(now=NOW)
    late = arrive(store, "late")

    assert not store.sittings.here(now=NOW + 1000 * HOUR, was_here=True)
    assert not store.sittings.here(now=NOW)  # it was set right again

    assert new(store) == [late]
    assert store.sittings.here(now=NOW + HOUR)


def test_who_asks_from_elsewhere_is_told_what_came_since_the_last_sitting_and_ends_none(store: Store) -> None:
    add_feed(store, "Coast", 3)
    assert asked(store, NOW) == []
    store.sittings.here(now=NOW)
    first = arrive(store, "first")
    assert asked(store, NOW + 60) == [first]
    store.sittings.here(now=NOW + 60)
    night = arrive(store, "night")

    assert asked(store, NOW + 120) == [night, first]  # the sitting goes on
    assert asked(store, NOW + 10 * HOUR) == [night]
    assert asked(store, NOW + 10 * HOUR) == [night]
    assert asked(store, NOW - 10 * HOUR) == [night, first]  # a clock that was set back

    assert store.sittings.here(now=NOW + 11 * HOUR)
    assert new(store) == [night] == asked(store, NOW + 11 * HOUR)


def test_hidden_articles_are_not_new(store: Store) -> None:
    add_feed(store, "Coast", 1)
    store.sittings.here(now=NOW)
    late = arrive(store, "late")

    store.sorting.set_hidden([late], True, now=NOW)

    assert new(store) == []
    assert store.articles.counts(since=NOW).new == 0
