"""Queries on the command line: list, count, and every command that takes --query."""

from __future__ import annotations

import pytest
from tests.building import HOUR, add_feed, new_article
from tests.cli.running import CommandLine

from newsreader.store import Store


@pytest.fixture
def library(store: Store) -> Store:
    """Harbour: 1 "Seoul", 2 "Tokyo summit"; Coast: 3 "Tokyo bay"."""
    add_feed(
        store, "Harbour", [new_article("a", title="Tokyo summit"), new_article("b", title="Seoul", age_s=2 * HOUR)]
    )
    add_feed(store, "Coast", [new_article("c", title="Tokyo bay", age_s=3 * HOUR)])
    return store


def found(newsreader: CommandLine, *arguments: str) -> list[int]:
    return [each["id"] for each in newsreader("list", *arguments, "--json").objects]


def test_list_takes_a_query_in_one_piece_or_in_words(newsreader: CommandLine, library: Store) -> None:
    assert found(newsreader, "tokyo") == [2, 3]
    assert found(newsreader, "tokyo feed:coast") == found(newsreader, "tokyo", "feed:coast") == [3]
    assert found(newsreader, "tokyo sort:oldest limit:1") == [3]


def test_options_and_a_query_must_both_hold(newsreader: CommandLine, library: Store) -> None:
    library.marks.set_read([2], True, now=9)

    assert found(newsreader, "tokyo", "--unread") == [3]
    assert found(newsreader, "tokyo", "--feed", "Harbour") == [2]
    assert found(newsreader, "tokyo", "--limit", "1") == [2]


def test_count_prints_a_number_for_a_status_bar(newsreader: CommandLine, library: Store) -> None:
    assert newsreader("count").out == "3\n"
    assert newsreader("count", "unread", "tokyo").out == "2\n"
    assert newsreader("count", "berlin", "--json").objects == [{"count": 0}]


def test_a_wrong_query_is_shown_with_its_place(newsreader: CommandLine, library: Store) -> None:
    ran = newsreader("list", "tokyo titel:bay")

    assert (ran.status, ran.out) == (2, "")
    message, shown, pointer = ran.err.splitlines()
    assert "title" in message
    assert shown[pointer.index("^") : pointer.rindex("^") + 1] == "titel:bay"[: pointer.count("^")]


def test_no_escape_of_a_wrong_query_reaches_the_terminal(newsreader: CommandLine, library: Store) -> None:
    ran = newsreader("list", "titel:\x1b]0;x\x07")

    assert "\x1b" not in ran.err
    assert "\x07" not in ran.err


@pytest.mark.parametrize(
    ("command", "query"),
    [("star", "starred"), ("read", "read"), ("later", "later"), ("hide", "hidden"), ("tag x", "tag:x")],
    ids=["star", "read", "later", "hide", "tag"],
)
def test_commands_act_on_what_a_query_finds_as_one_batch(
    newsreader: CommandLine, library: Store, command: str, query: str
) -> None:
    ran = newsreader(*command.split(" "), "--query", "tokyo")

    assert ran.status == 0
    assert "2 articles" in ran.err
    assert found(newsreader, query) == [2, 3]
    library.journal.undo(now=9)
    assert found(newsreader, query) == []


@pytest.mark.parametrize("arguments", [["star"], ["star", "1", "--query", "tokyo"]], ids=["none", "both"])
def test_articles_are_named_by_ids_or_by_a_query(newsreader: CommandLine, library: Store, arguments: list[str]) -> None:
    ran = newsreader(*arguments)

    assert ran.status == 2
    assert "--query" in ran.err
    assert found(newsreader, "starred") == []


def test_a_query_that_finds_nothing_changes_nothing(newsreader: CommandLine, library: Store) -> None:
    ran = newsreader("star", "--query", "berlin")

    assert ran.status == 0
    assert "Nothing to change" in ran.err


def test_articles_are_exported_by_query(newsreader: CommandLine, library: Store) -> None:
    target = newsreader.home / "tokyo.txt"

    assert newsreader("export", str(target), "--query", "tokyo sort:oldest").status == 0

    text = target.read_text()
    assert text.index("Tokyo bay") < text.index("Tokyo summit")
    assert "Seoul" not in text


def test_of_a_long_query_only_what_is_around_the_mistake_is_shown(newsreader: CommandLine, store: Store) -> None:
    err = newsreader("count", "a " * 200 + "foo:bar" + " b" * 200).err.splitlines()

    assert len(err[1]) < 120
    assert err[1].startswith("  …a a")
    assert err[1].endswith(" b…")
    assert err[1][err[2].index("^") : err[2].rindex("^") + 1] == "foo:bar"


def test_a_mistake_that_is_long_itself_is_shown_by_its_beginning(newsreader: CommandLine, store: Store) -> None:
    err = newsreader("count", "(" * 3000).err.splitlines()

    assert max(map(len, err)) < 130
