"""show --changes: what a feed edited."""

from __future__ import annotations

import pytest
from tests.building import NOW, add_feed, new_article, paragraphs
from tests.cli.running import CommandLine

from newsreader.model import ChangedArticle
from newsreader.store import Store


def edit(store: Store, text: str, *, at: int, title: str = "Title of a") -> None:
    new = new_article("a", title=title, blocks=paragraphs("Kept as it was.", text))
    store.refreshing.write_articles(1, (), [ChangedArticle(1, b"new digest", new.parsed, is_real=True)], now=at)


@pytest.fixture
def nature(store: Store) -> Store:
    """A feed with one article."""
    blocks = paragraphs("Kept as it was.", "It opens in spring, the council said.")
    add_feed(store, "Nature", [new_article("a", blocks=blocks)])
    return store


def test_each_edit_is_shown_word_by_word_newest_first(newsreader: CommandLine, nature: Store) -> None:
    edit(nature, "It opens in summer, the council said.", at=NOW)
    edit(nature, "It opens in summer, the mayor said.", at=NOW + 7200, title="A title")

    ran = newsreader("show", "1", "--changes")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "Edited 2026-11-22 14:00 UTC\n\n[-Title of a-]{+A title+}\n\n…\n\n"
        "It opens in summer, the [-council-] {+mayor+} said.\n\n"
        "Edited 2026-11-22 12:00 UTC\n\nTitle of a\n\n…\n\n"
        "It opens in [-spring-] {+summer+}, the council said.\n"
    )


def test_an_article_that_was_never_edited_says_so_in_one_line(newsreader: CommandLine, nature: Store) -> None:
    ran = newsreader("show", "1", "--changes")

    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "The text of article 1 did not change since it came.\n"


def test_programs_are_told_when_an_article_was_edited(newsreader: CommandLine, nature: Store) -> None:
    assert newsreader("show", "1", "--json").objects[0]["edited"] is None
    edit(nature, "It opens in summer.", at=NOW)

    assert newsreader("show", "1", "--json").objects[0]["edited"] == "2026-11-22T12:00:00Z"


def test_what_is_not_there_has_no_changes(newsreader: CommandLine, nature: Store) -> None:
    ran = newsreader("show", "99", "--changes")

    assert (ran.status, ran.out) == (1, "")
    assert "There is no article 99" in ran.err


def test_promise_7_nothing_that_a_terminal_obeys_is_printed(newsreader: CommandLine, nature: Store) -> None:
    edit(nature, "It \x1b]0;pwned\x07 opens \u202e.", at=NOW, title="\x1b[2J")

    out = newsreader("show", "1", "--changes").out

    assert "]0;pwned" in out
    assert all(character.isprintable() or character == "\n" for character in out)
