"""star, unstar, read, unread."""

from __future__ import annotations

import pytest
from tests.building import add_feed
from tests.cli.running import CommandLine

from newsreader.store import Store


@pytest.mark.parametrize(
    ("command", "field", "expected"),
    [("star", "starred", True), ("unstar", "starred", False), ("read", "read", True), ("unread", "read", False)],
)
def test_several_articles_are_marked_at_once_and_undone_as_one(
    newsreader: CommandLine, store: Store, command: str, field: str, expected: bool
) -> None:
    add_feed(store, "Nature", 3)
    if not expected:
        newsreader("star" if field == "starred" else "read", "1", "2")

    assert newsreader(command, "1", "2").status == 0

    marked = {each["id"]: each[field] for each in newsreader("list", "--json").objects}
    assert marked == {1: expected, 2: expected, 3: False}
    store.journal.undo(now=9)
    undone = {each["id"]: each[field] for each in newsreader("list", "--json").objects}
    assert undone == {1: not expected, 2: not expected, 3: False}


def test_an_unknown_id_changes_nothing_at_all(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 1)

    ran = newsreader("star", "1", "99")

    assert ran.status == 1
    assert "99" in ran.err
    assert store.articles.counts(since=0).starred == 0


def test_marking_what_is_marked_is_no_failure(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 1)
    newsreader("star", "1")

    assert newsreader("star", "1").status == 0


def test_programs_are_told_which_articles_were_changed(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 3)

    first = newsreader("star", "3", "1", "--json").objects
    again = newsreader("star", "1", "--json").objects

    assert first == [{"label": "starred 2 articles", "articles": 2, "ids": [1, 3]}]
    assert again == [{"label": None, "articles": 0, "ids": []}]


def test_a_query_that_finds_nothing_is_told_from_articles_that_are_so_already(
    newsreader: CommandLine, store: Store
) -> None:
    add_feed(store, "Nature", 1)

    assert newsreader("star", "--query", "zzz").err == "Nothing to change: the query finds no article.\n"
    newsreader("star", "1")
    assert newsreader("star", "1").err == "Nothing to change: it is so already.\n"
