"""Several programs on one database, and programs that are killed on it."""

from __future__ import annotations

import random
import time
from pathlib import Path

from tests.building import add_feed, open_store
from tests.store.checks import faults, names, query
from tests.store.children import ALL, KILLS, SLOW, killed_after, said, start


def test_promise_15_three_programs_make_300_changes_each_and_none_is_lost(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_feed(store, "Harbour", 300)

    children = [start("change", tmp_path, turn) for turn in range(3)]
    waits = [float(said(child)[0]) for child in children]

    assert query(store.path, "SELECT count(*), count(DISTINCT clock), count(DISTINCT device) FROM batches") == [
        (900, 900, 1)
    ]
    assert max(waits) < 15
    # Each toggled 99 of its 100 stars three times, and marked all of them read in the end.
    assert store.articles.counts(since=0).starred == 3 * 99
    assert store.articles.counts(since=0).unread == 0
    store.close()
    assert faults(store.path) == []


def test_programs_that_come_and_go_disturb_nobody(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_feed(store, "Harbour", 120)
    store.close()

    children = [start("come_and_go", tmp_path, turn) for turn in range(3)]
    for child in children:
        assert said(child) == ["done"]

    store = open_store(tmp_path)
    assert store.articles.counts(since=0).starred == 120
    store.close()
    assert names(tmp_path) == ["newsreader.db"]
    assert faults(store.path) == []


def test_promise_14_a_kill_costs_nothing_that_was_confirmed(tmp_path: Path) -> None:
    dice = random.Random(14)
    articles = 0
    starred: set[int] = set()
    read: set[int] = set()
    slowest = 0.0
    for _ in range(KILLS):
        for line in killed_after(start("write_and_mark", tmp_path), dice.uniform(0.0, 0.25)):
            match line.split():
                case "stored", count:
                    articles += int(count)
                case "starred", article_id:
                    starred.add(int(article_id))
                case "read", first, end:
                    read.update(range(int(first), int(end)))

        started = time.process_time()
        store = open_store(tmp_path)
        ids = store.articles.list_ids(ALL, since=0)
        slowest = max(slowest, time.process_time() - started)
        rows = store.articles.headlines(ids)
        store.close()
        assert len(ids) >= articles
        assert starred <= {row.id for row in rows if row.is_starred}
        assert read <= {row.id for row in rows if row.is_read}
        assert faults(store.path) == []
        articles = len(ids)

    assert articles > 50 * KILLS
    assert slowest < 2


def test_a_kill_during_the_first_start_leaves_no_half_database(tmp_path: Path) -> None:
    child = start("migrate", tmp_path, SLOW.format(100_000_000))
    while not any(tmp_path.rglob("*-wal")):
        assert child.poll() is None
        time.sleep(0.005)
    time.sleep(0.1)
    child.kill()
    child.communicate()

    assert not (tmp_path / "newsreader.db").exists()
    store = open_store(tmp_path)
    add_feed(store, "Harbour", 1)
    store.close()
    assert faults(store.path) == []
