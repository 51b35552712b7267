"""Marking all that a query finds, on the command line."""

from __future__ import annotations

import pytest
from tests.building import NOW, add_feed
from tests.tui.driving import reading
from tests.tui.test_commandline import say

from newsreader.query.parser import parse
from newsreader.store import Store


@pytest.fixture
def coast(store: Store) -> Store:
    """Two feeds: Coast with two articles, Harbour with three, all unread."""
    add_feed(store, "Coast", 2)
    add_feed(store, "Harbour", 3, url="https://harbour.example/feed")
    return store


def found(store: Store, query: str) -> int:
    return store.asking.count(parse(query))


@pytest.mark.parametrize(
    ("before", "line", "query", "number"),
    [
        ("", "read feed:harbour", "is:read", 3),
        ("read all", "unread feed:coast", "is:unread", 2),
        ("", "star title:1", "is:starred", 2),
        ("star all", "unstar feed:harbour", "is:starred", 2),
        ("", "later feed:coast or title:3", "is:later", 3),
        ("later all", "unlater feed:harbour", "is:later", 2),
        ("", "hide feed:harbour", "is:hidden", 3),
        ("hide all", "unhide feed:coast", "is:hidden", 3),
        ("", "snooze saturday feed:coast", "is:snoozed", 2),
        ("", "tag sea/far unread limit:4", "tag:sea", 4),
        ("tag sea all", "untag sea feed:coast", "tag:sea", 3),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_query_says_what_is_marked_and_one_u_takes_it_back(
    coast: Store, before: str, line: str, query: str, number: int
) -> None:
    async with reading(coast) as reader:
        if before:
            await say(reader, before.replace(" all", " feed:coast or feed:harbour"))
        there = found(coast, query)
        await say(reader, line)

        assert found(coast, query) == number
        assert "articles" in reader.text.splitlines()[-1]
        assert "u takes it back." in reader.text
        await reader.press("u")
        assert found(coast, query) == there


async def test_without_a_query_the_selection_or_the_article_of_the_cursor_is_marked(coast: Store) -> None:
    async with reading(coast) as reader:
        await say(reader, "star")
        assert found(coast, "is:starred") == 1
        await say(reader, "unstar")
        assert found(coast, "is:starred") == 0
        await reader.press("v", "v", "v")
        await say(reader, "tag sea")
        assert found(coast, "tag:sea") == 3
        await reader.press("g", "g")
        await say(reader, "untag sea")
        assert found(coast, "tag:sea") == 2
        await say(reader, "snooze 3h")
        assert found(coast, "is:snoozed") == 1
        await say(reader, "unhide")
        assert found(coast, "is:snoozed") == 0
        await say(reader, "read")
        await say(reader, "unread")
        assert found(coast, "is:unread") == 5


async def test_what_marks_nothing_says_so(coast: Store) -> None:
    async with reading(coast) as reader:
        await say(reader, "read title:nowhere")
        assert "Nothing to mark." in reader.text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("read minutes<", "At “minutes<”"),
        ("tag sea is:blue", "At “blue”"),
        ("tag # unread", "A tag needs a letter"),
        ("snooze yesterday unread", "“yesterday” is no time to come."),
        ("untag", "A tag is missing: :untag TAG [QUERY]"),
    ],
)
async def test_what_is_wrong_is_said_with_its_place(coast: Store, line: str, words: str) -> None:
    async with reading(coast) as reader:
        await say(reader, line)

        assert words in reader.text
        assert reader.text.rstrip().endswith(f":{line}")
    assert found(coast, "is:unread -is:tagged") == 5


async def test_a_query_is_completed_and_judged_while_it_is_typed(coast: Store) -> None:
    async with reading(coast) as reader:
        await reader.press("colon", *"read", "space", *"feed:har", "tab")
        assert reader.text.rstrip().endswith(":read feed:Harbour")
        await reader.press("space", *"is:blue", "space", *"or")
        assert "At “blue”" in reader.text
        await reader.press("escape", "colon", *"tag", "space", *"sea", "space", *"unr", "tab")
        assert reader.text.rstrip().endswith(":tag sea unread")


async def test_ten_thousand_articles_are_marked_in_one(store: Store) -> None:
    add_feed(store, "Coast", 10_000)
    async with reading(store) as reader:
        await say(reader, "read feed:coast")
        assert "10,000 articles read" in reader.text
        await reader.press("j")
        await reader.press("u")
    assert store.articles.counts(since=NOW).unread == 10_000
