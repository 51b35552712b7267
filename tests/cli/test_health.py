"""`newsreader feeds --health`: who is dead, who is silent, and since when."""

from __future__ import annotations

import time

import pytest
from tests.building import HOUR, add_feed, new_article
from tests.cli.running import CommandLine
from tests.store.checks import query

from newsreader.cli.output import iso
from newsreader.store import Store
from newsreader.store.refreshing import Answer

DAY = 24 * HOUR


@pytest.fixture
def now() -> int:
    """The command line reads the real clock, so these feeds live in the real present."""
    return int(time.time())


def answered(store: Store, feed_id: int, at: int) -> None:
    store.refreshing.record_success(feed_id, None, Answer(None, None, None), due_at=at + HOUR, now=at)
    query(store.path, "UPDATE feeds SET asked_at = ?, new_at = ? WHERE id = ?", at, at, feed_id)


def dated(store: Store, feed_id: int, published: int) -> None:
    query(store.path, "UPDATE articles SET published = ?, fetched = ? WHERE feed_id = ?", published, published, feed_id)


@pytest.fixture
def life(store: Store, now: int) -> Store:
    """A feed of each kind."""
    well = add_feed(store, "Harbour", 3)
    silent = add_feed(store, "Observatory", 3)
    new = add_feed(store, "Brand New")
    failing = add_feed(store, "Members", 1)
    dead = add_feed(store, "Old Comics", 1)
    assert (well, silent, new, failing, dead) == (1, 2, 3, 4, 5)
    for feed_id, published in ((well, now - DAY), (silent, now - 90 * DAY), (failing, now - DAY), (dead, now - DAY)):
        dated(store, feed_id, published)
        answered(store, feed_id, now - 60)
    store.refreshing.record_failure(failing, "The server refuses access (403).", due_at=now, now=now - 5 * HOUR)
    for at in (now - 40 * DAY, now - HOUR):
        store.refreshing.record_failure(dead, "The server has nothing at this address (404).", due_at=now, now=at)
        query(store.path, "UPDATE feeds SET asked_at = ? WHERE id = ?", at, dead)
    return store


def test_the_table_begins_with_the_worst_and_says_why(life: Store, newsreader: CommandLine) -> None:
    ran = newsreader("feeds", "--health")

    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line.split()[:2] for line in lines if not line.startswith(" ")] == [
        ["id", "state"],
        ["5", "dead"],
        ["4", "failing"],
        ["2", "silent"],
        ["3", "new"],
        ["1", "ok"],
    ]
    assert lines[2].strip() == "The server has nothing at this address (404)."
    assert lines[1].split()[2:4] == ["5", "w"]
    assert lines[4].strip() == "The server refuses access (403)."
    assert lines[6].strip() == "It answers, but had nothing new for 2 months."
    assert len(lines) == 9


def test_json_gives_every_fact_with_times_in_iso_8601(life: Store, newsreader: CommandLine, now: int) -> None:
    article = new_article("later")
    life.refreshing.write_articles(1, [article], (), now=now - 60)
    query(life.path, "UPDATE articles SET published = ? WHERE id = (SELECT max(id) FROM articles)", now - 360)
    query(life.path, "UPDATE articles SET page_tried_at = 9, text_state = 'full' WHERE id = 1")
    query(life.path, "UPDATE articles SET page_tried_at = 9, text_state = 'failed' WHERE id IN (2, 3)")

    objects = {each["id"]: each for each in newsreader("feeds", "--health", "--json").objects}

    assert {key: each["verdict"] for key, each in objects.items()} == {
        1: "ok",
        2: "silent",
        3: "new",
        4: "failing",
        5: "dead",
    }
    assert objects[1] == {
        "id": 1,
        "url": "https://harbour.example/feed",
        "title": "Harbour",
        "folder": "",
        "verdict": "ok",
        "since": None,
        "reason": None,
        "answered": iso(now - 60),
        "asked": iso(now - 60),
        "due": iso(now - 60 + HOUR),
        "last_new": iso(now - 60),
        "newest": iso(now - 360),
        "error": None,
        "error_since": None,
        "failures": 0,
        "gone": False,
        "crashes": 0,
        "delay_s": 300,
        "interval_s": (DAY - 360) // 3,
        "articles_30_days": 4,
        "pages_tried": 3,
        "pages_full": 1,
        "full_text_rate": 0.333,
    }
    assert objects[5]["error_since"] == objects[5]["since"] == iso(now - 40 * DAY)
    assert objects[5]["failures"] == 2


def test_without_feeds_it_says_how_to_add_one(store: Store, newsreader: CommandLine) -> None:
    ran = newsreader("feeds", "--health")

    assert (ran.status, ran.out) == (0, "")
    assert "newsreader add URL" in ran.err
    assert newsreader("feeds", "--health", "--json").err == ""


def test_promise_7_titles_and_reasons_are_printed_without_control_characters(
    store: Store, newsreader: CommandLine, now: int
) -> None:
    feed_id = add_feed(store, "\x1b]0;pwned\x07Harbour", 1, url="https://harbour.example/feed")
    store.refreshing.record_failure(feed_id, "\x9b31mred\u202e", due_at=now, now=now)

    for arguments in (("feeds", "--health"), ("feeds", "--health", "--json")):
        out = newsreader(*arguments).out
        assert "Harbour" in out
        assert not set(out) & set("\x1b\x07\x9b\u202e")
