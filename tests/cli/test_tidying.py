"""tidy: what would go, and that it goes."""

from __future__ import annotations

from tests.building import add_feed
from tests.cli.running import CommandLine
from tests.store.checks import query

from newsreader.store import Store


def keep(newsreader: CommandLine, lines: str) -> None:
    (newsreader.home / "settings.toml").write_text(f"[retention]\n{lines}\n")


def test_without_settings_everything_is_kept_and_said_to_be(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 3)

    assert "Everything is kept" in newsreader("tidy", "--preview").err
    assert newsreader("tidy", "--json").objects == [{"deleted": 0, "marked_read": 0}]
    assert newsreader("count").out == "3\n"


def test_a_preview_names_the_feeds_and_deletes_nothing(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.marks.set_read([1, 2], True, now=9)
    keep(newsreader, "articles = 1")

    (going,) = newsreader("tidy", "--preview", "--json").objects

    assert (going["title"], going["articles"], going["oldest"]) == ("Nature", 2, "2026-11-22T09:00:00Z")
    assert "Nature" in newsreader("tidy", "--preview").out
    assert newsreader("count").out == "3\n"


def test_it_deletes_what_the_preview_named(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Nature", 3)
    store.marks.set_read([1, 2], True, now=9)
    keep(newsreader, "articles = 1")

    ran = newsreader("tidy")

    assert ran.status == 0
    assert "Deleted 2 articles" in ran.err
    assert newsreader("count").out == "1\n"


def test_it_marks_read_what_stayed_unread_for_long_and_undo_takes_it_back(
    newsreader: CommandLine, store: Store
) -> None:
    add_feed(store, "Nature", 3)
    store.marks.set_starred([2], True, now=9)
    query(store.path, "UPDATE articles SET fetched = fetched - 30 * 86400 WHERE id <> 3")
    keep(newsreader, "mark_read_days = 20")

    assert "1 article would be marked read" in newsreader("tidy", "--preview").err
    assert newsreader("count", "unread").out == "3\n"
    assert newsreader("tidy", "--json").objects == [{"deleted": 0, "marked_read": 1}]
    assert newsreader("count", "unread").out == "2\n"
    assert "an old article" in newsreader("undo").err
    assert newsreader("tidy", "--json").objects == [{"deleted": 0, "marked_read": 0}]
    assert newsreader("count", "unread").out == "3\n"
