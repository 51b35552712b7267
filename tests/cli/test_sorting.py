"""later, hide, tag, tags."""

from __future__ import annotations

import pytest
from tests.building import add_feed
from tests.cli.running import CommandLine

from newsreader.store import Store


@pytest.fixture
def harbour(store: Store) -> Store:
    """A store with three articles."""
    add_feed(store, "Harbour", 3)
    return store


def found(newsreader: CommandLine, query: str) -> list[int]:
    return sorted(each["id"] for each in newsreader("list", query, "--json").objects)


def test_later_puts_articles_on_the_list_and_takes_them_off(newsreader: CommandLine, harbour: Store) -> None:
    newsreader("later", "1", "2")
    newsreader("later", "--off", "1")

    assert found(newsreader, "later") == [2]


def test_hidden_articles_are_shown_again_however_they_were_hidden(newsreader: CommandLine, harbour: Store) -> None:
    newsreader("hide", "1")
    newsreader("hide", "2", "--until", "tomorrow")

    assert found(newsreader, "") == [3]
    assert found(newsreader, "is:snoozed") == [2]

    assert newsreader("hide", "--off", "1", "2").status == 0

    assert found(newsreader, "") == [1, 2, 3]
    harbour.journal.undo(now=9)
    assert found(newsreader, "") == [3]
    assert found(newsreader, "is:snoozed") == [2]


def test_a_time_that_is_not_to_come_is_refused_with_examples(newsreader: CommandLine, harbour: Store) -> None:
    ran = newsreader("hide", "1", "--until", "yesterday")

    assert ran.status == 2
    assert "saturday" in ran.err
    assert found(newsreader, "") == [1, 2, 3]


def test_until_and_off_are_not_taken_together(newsreader: CommandLine, harbour: Store) -> None:
    assert newsreader("hide", "1", "--until", "tomorrow", "--off").status == 2


def test_tags_are_given_listed_renamed_and_taken(newsreader: CommandLine, harbour: Store) -> None:
    newsreader("tag", "news/japan", "1", "2")
    newsreader("tag", "sea", "2")

    assert newsreader("tags", "--json").objects == [
        {"tag": "news/japan", "articles": 2},
        {"tag": "sea", "articles": 1},
    ]
    assert found(newsreader, "tag:japan") == [1, 2]

    newsreader("tags", "--rename", "sea", "ocean")
    newsreader("tag", "--off", "news/japan", "1")

    assert found(newsreader, "tag:ocean") == [2]
    assert found(newsreader, "tag:japan") == [2]
    assert found(newsreader, "not tagged") == [1, 3]


def test_a_tag_of_nothing_is_refused(newsreader: CommandLine, harbour: Store) -> None:
    ran = newsreader("tag", " # ", "1")

    assert ran.status == 2
    assert "NAME" in ran.err


def test_without_tags_the_list_says_how_to_give_one(newsreader: CommandLine, harbour: Store) -> None:
    ran = newsreader("tags")

    assert (ran.status, ran.out) == (0, "")
    assert "newsreader tag" in ran.err


@pytest.mark.parametrize(
    ("names", "status", "said"),
    [
        (("se", "x"), 1, "There is no tag se. Did you mean sea?"),
        (("zzz", "x"), 1, "There is no tag zzz. List them with: newsreader tags"),
        (("sea", "#"), 2, "a tag needs a letter"),
    ],
    ids=["mistyped", "unknown", "to nothing"],
)
def test_a_tag_that_is_not_there_is_not_renamed(
    newsreader: CommandLine, harbour: Store, names: tuple[str, str], status: int, said: str
) -> None:
    newsreader("tag", "sea", "2")

    ran = newsreader("tags", "--rename", *names)

    assert ran.status == status
    assert said in ran.err
    assert newsreader("tags", "--json").objects == [{"tag": "sea", "articles": 1}]
