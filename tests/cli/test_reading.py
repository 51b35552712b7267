"""feeds, list, show: what they print, for people and for programs."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.cli.running import CommandLine

from newsreader.blocks import Block, BlockKind
from newsreader.model import ReadingPlace, SharedValues, View, ViewKind
from newsreader.store import Store

HOSTILE = "[/] [bold]x[/bold] \x1b]0;pwned\x07"
SHOWN = "[/] [bold]x[/bold] ]0;pwned"


def test_a_new_home_says_how_to_begin_and_prints_no_data(newsreader: CommandLine) -> None:
    ran = newsreader("list")

    assert (ran.status, ran.out) == (0, "")
    assert "newsreader add URL" in ran.err


def test_feeds_print_their_promised_fields(newsreader: CommandLine, store: Store) -> None:
    feed_id = add_feed(store, "Nature", 2, folder="Science")
    store.refreshing.record_failure(feed_id, "The server answered 503.", due_at=NOW, now=NOW)

    assert newsreader("feeds", "--json").objects == [
        {
            "id": feed_id,
            "url": "https://nature.example/feed",
            "title": "Nature",
            "folder": "Science",
            "total": 2,
            "unread": 2,
            "error": "The server answered 503.",
            "error_since": "2026-11-22T12:00:00Z",
        }
    ]


def test_articles_print_their_promised_fields(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", [new_article("a", author="Ada Ito", link="https://nature.example/a")])

    assert newsreader("list", "--json").objects == [
        {
            "id": 1,
            "feed": "Nature",
            "title": "Title of a",
            "author": "Ada Ito",
            "url": "https://nature.example/a",
            "published": "2026-11-22T11:00:00Z",
            "read": False,
            "starred": False,
            "later": False,
            "hidden": False,
            "tags": [],
            "words": 4,
            "progress": 0,
            "text_state": "feed",
            "also_in": [],
        }
    ]


def test_a_story_in_several_feeds_is_listed_once_and_names_its_copies(newsreader: CommandLine, store: Store) -> None:
    for name in ("Nature", "Planet"):
        article = new_article(name)
        parsed = msgspec.structs.replace(article.parsed, canonical="nature.example/a")
        shared = SharedValues(canonical="nature.example/a")
        add_feed(store, name, [msgspec.structs.replace(article, parsed=parsed, shared=shared)])

    assert [(each["id"], each["also_in"]) for each in newsreader("list", "--json").objects] == [
        (1, [{"id": 2, "feed": "Planet"}])
    ]
    assert [each["id"] for each in newsreader("list", "feed:planet", "--json").objects] == [2]
    assert newsreader("show", "2", "--json").objects[0]["also_in"] == [{"id": 1, "feed": "Nature"}]
    assert newsreader("read", "--query", "feed:planet").status == 0
    assert newsreader("count", "unread").out == "0\n"
    assert newsreader("undo").status == 0
    assert newsreader("count", "unread").out == "1\n"


def test_articles_tell_how_they_are_sorted(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 2)
    store.sorting.set_later([1], True, now=NOW)
    store.sorting.set_hidden([1], True, now=NOW)
    for name in ("sea", "News/Japan, today"):
        store.sorting.tag([1], name, now=NOW)
    store.places.keep(1, ReadingPlace(0, 3, 420), now=NOW)

    for command in (("list", "is:hidden"), ("show", "1")):
        (told,) = newsreader(*command, "--json").objects
        assert (told["later"], told["hidden"], told["progress"]) == (True, True, 42)
        assert told["tags"] == ["News/Japan, today", "sea"]


def test_show_adds_byline_language_and_text(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", [new_article("a", author="Ada Ito")])

    (shown,) = newsreader("show", "1", "--json").objects

    assert (shown["byline"], shown["lang"], shown["text"]) == ("Ada Ito", "en", "The text of a.")
    assert set(newsreader("list", "--json").objects[0]) < set(shown)


def test_show_prints_text_or_markdown_with_the_facts_above(newsreader: CommandLine, store: Store) -> None:
    blocks = (Block(BlockKind.HEADING, "A head", level=2), Block(BlockKind.PARAGRAPH, "Words."))
    add_feed(store, "Nature", [new_article("a", blocks=blocks)])

    text, markdown = newsreader("show", "1").out, newsreader("show", "1", "--markdown").out

    assert text.startswith("Title of a\n")
    assert "Words." in text
    assert "## " not in text
    assert "Title of a" in markdown
    assert "## A head" in markdown


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        ((), ["c", "b", "a", "other"]),
        (("--unread",), ["c", "a", "other"]),
        (("--starred",), ["c"]),
        (("--feed", "Nature"), ["c", "b", "a"]),
        (("--feed", "nature"), ["c", "b", "a"]),
        (("--feed", "https://sea.example/feed"), ["other"]),
        (("--feed", "2"), ["other"]),
        (("--unread", "--feed", "1"), ["c", "a"]),
        (("--limit", "2"), ["c", "b"]),
        (("--unread", "--feed", "1", "--limit", "1"), ["c"]),
        (("--limit", "0"), []),
    ],
)
def test_list_narrows_down(
    newsreader: CommandLine, store: Store, arguments: tuple[str, ...], titles: list[str]
) -> None:
    add_feed(store, "Nature", [new_article(name, age_s=age * HOUR) for age, name in enumerate("cba", 1)])
    add_feed(store, "Sea", [new_article("other", age_s=9 * HOUR)])
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.marks.set_read([ids[1]], True, now=NOW)
    store.marks.set_starred([ids[0]], True, now=NOW)

    listed = newsreader("list", "--json", *arguments).objects

    assert [each["title"].removeprefix("Title of ") for each in listed] == titles


def test_thousands_of_articles_are_listed_once_each_in_order(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 2500)

    listed = newsreader("list", "--json").objects

    assert len({each["id"] for each in listed}) == 2500
    assert [each["published"] for each in listed] == sorted((each["published"] for each in listed), reverse=True)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("show", "99"), 1, "There is no article 99"),
        (("list", "--feed", "Nobody"), 1, "There is no feed Nobody"),
        (("show", "x"), 2, "x"),
        (("list", "--limit", "-1"), 2, "limit"),
        (("list", "--bogus"), 2, "bogus"),
        (("frobnicate",), 2, "frobnicate"),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error(
    newsreader: CommandLine, arguments: tuple[str, ...], status: int, words: str
) -> None:
    ran = newsreader(*arguments)

    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err


def test_two_feeds_of_one_name_ask_for_an_id(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 1)
    add_feed(store, "Nature", 0, url="https://other.example/")

    ran = newsreader("list", "--feed", "Nature")

    assert ran.status == 1
    assert "1, 2" in ran.err


@pytest.mark.parametrize("command", [("list",), ("list", "--json"), ("feeds",), ("feeds", "--json"), ("show", "1")])
def test_promise_7_nothing_that_a_terminal_obeys_is_printed(
    newsreader: CommandLine, store: Store, command: tuple[str, ...]
) -> None:
    blocks = (Block(BlockKind.PARAGRAPH, HOSTILE),)
    feed_id = add_feed(store, HOSTILE, [new_article("a", title=HOSTILE, author=HOSTILE, blocks=blocks)])
    store.refreshing.record_failure(feed_id, HOSTILE, due_at=NOW, now=NOW)

    ran = newsreader(*command)

    assert SHOWN in ran.out
    assert all(character.isprintable() or character == "\n" for character in ran.out + ran.err)


def test_a_very_long_article_is_printed_to_its_end(newsreader: CommandLine, store: Store) -> None:
    text = '"Yes" ' * 199_999 + "in the end."
    add_feed(store, "Nature", [new_article("a", blocks=(Block(BlockKind.PARAGRAPH, text),))])

    assert newsreader("show", "1").out.endswith("in the end.\n")
    assert newsreader("show", "1", "--json").objects[0]["text"] == text


def test_a_list_of_nothing_says_so_and_what_was_probably_meant(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 1)

    assert newsreader("list", "zebra").err == "Nothing found.\n"
    assert newsreader("list", "unred").err == "Nothing found. Did you mean unread?\n"
    ran = newsreader("list", "unred", "--json")
    assert (ran.out, ran.err) == ("", "")
