"""undo, redo, history."""

from __future__ import annotations

import time

import pytest
from tests.building import add_feed
from tests.cli.running import CommandLine

from newsreader.query.moments import written
from newsreader.store import Store

DAY = 86_400


def starred(newsreader: CommandLine) -> set[int]:
    return {each["id"] for each in newsreader("list", "--starred", "--json").objects}


def test_undo_takes_the_last_change_back_and_redo_does_it_again(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 3)
    newsreader("star", "1", "2")

    undone = newsreader("undo")

    assert (undone.status, undone.out) == (0, "")
    assert undone.err.startswith("Undone: starred 2 articles, ")
    assert starred(newsreader) == set()
    assert newsreader("redo").err == "Redone: starred 2 articles.\n"
    assert starred(newsreader) == {1, 2}


def test_several_changes_are_undone_and_redone_in_one_go(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 3)
    for article_id in ("1", "2", "3"):
        newsreader("star", article_id)

    undone = newsreader("undo", "2", "--json").objects

    assert [(each["label"], each["changes"], each["articles"], each["kept"]) for each in undone] == [
        ("2 changes", 2, 2, 0)
    ]
    assert starred(newsreader) == {1}
    newsreader("redo", "2")
    assert starred(newsreader) == {1, 2, 3}


def test_a_time_takes_back_all_that_was_done_since(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 3)
    now = int(time.time())
    store.marks.set_starred([1], True, now=now - 3 * DAY)
    store.marks.set_starred([2], True, now=now - DAY)
    store.marks.set_starred([3], True, now=now - DAY + 60)

    day, clock = written(now - 2 * DAY, now).split()
    ran = newsreader("undo", day, clock)

    assert ran.err.startswith("Undone: 2 changes since ")
    assert starred(newsreader) == {1}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("soon", "“soon” is no time"),
        ("25:99", "“25:99” is no time"),
        ("9998-01-01", "still to come"),
        ("0", "that is none"),
        ("\x1b[31m14", "“[31m14” is no time"),
    ],
)
def test_what_is_no_time_or_number_undoes_nothing(newsreader: CommandLine, store: Store, typed: str, said: str) -> None:
    add_feed(store, "Nature", 1)
    newsreader("star", "1")

    ran = newsreader("undo", typed)

    assert ran.status == 2
    assert said in ran.err
    assert "\x1b" not in ran.err
    assert starred(newsreader) == {1}


@pytest.mark.parametrize("number", ["99999999999999999999999", "100000"])
def test_more_changes_than_there_are_undo_those_there_are(newsreader: CommandLine, store: Store, number: str) -> None:
    add_feed(store, "Nature", 2)
    newsreader("star", "1")
    newsreader("star", "2")

    assert newsreader("undo", number, "--json").objects[0]["changes"] == 2
    assert starred(newsreader) == set()


def test_where_there_is_nothing_to_take_back_that_is_said(newsreader: CommandLine) -> None:
    assert (newsreader("undo").status, newsreader("undo").err) == (0, "There is nothing to undo.\n")
    assert newsreader("redo").err == "There is nothing to redo.\n"
    assert newsreader("history").err == "Nothing was done yet.\n"
    assert newsreader("undo", "--json").objects == [{"label": None, "changes": 0, "articles": 0, "kept": 0, "at": None}]


def test_what_is_otherwise_by_now_stays_and_is_counted(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 2)
    now = int(time.time())
    store.sorting.snooze([1], now + DAY, now=now - 60)
    store.sorting.wake(now=now + 2 * DAY)

    ran = newsreader("undo")

    assert ran.err.endswith(". 1 that was changed again since stayed.\n")


def test_history_prints_its_promised_fields_the_last_first(newsreader: CommandLine, store: Store) -> None:
    feed_id = add_feed(store, "Nature", 2)
    newsreader("star", "1", "2")
    newsreader("undo")
    newsreader("later", "2")
    store.marks.rename_feed(feed_id, "Sea", now=int(time.time()))

    listed = newsreader("history", "--json").objects

    assert [set(each) for each in listed] == [{"id", "at", "label", "undone", "article", "feed"}] * 3
    assert [(each["label"], each["undone"], each["article"], each["feed"]) for each in listed] == [
        ("renamed Nature to Sea", False, None, feed_id),
        ("put “Title of Nature 1” on the list for later", False, 2, None),
        ("starred 2 articles", True, 1, None),
    ]
    assert [each["id"] for each in newsreader("history", "--limit", "1", "--json").objects] == [listed[0]["id"]]


def test_history_names_a_time_that_undo_takes(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 1)
    store.marks.set_starred([1], True, now=int(time.time()) - 3 * DAY)

    (line,) = newsreader("history").out.splitlines()
    day, clock = line.split()[:2]

    assert newsreader("undo", day, clock).err.startswith("Undone: ")
    assert starred(newsreader) == set()
