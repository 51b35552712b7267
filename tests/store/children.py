"""Programs that use a store from a process of their own: several at once, or to be killed.

    python -m tests.store.children TASK FOLDER [ARGUMENT...]

They print a line for whatever is committed, after it is.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.building import NOW, add_feed, new_article, open_store
from tests.store.checks import query

from newsreader.model import View, ViewKind
from newsreader.store import migrations
from newsreader.store.indexing import LAST

PROJECT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("NEWSREADER_KILLS", "20"))
"""How often tests kill; 200 before a release (promise 14)."""
SLOW = """
CREATE TABLE numbers (number INTEGER);
INSERT INTO numbers WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT {}) SELECT n FROM n;
"""
"""A migration that takes as long as it is told."""
ALL = View(ViewKind.ALL)


def start(task: str, folder: Path, *arguments: object) -> subprocess.Popen[str]:
    """Start a program on the store in this folder."""
    command = [sys.executable, "-m", "tests.store.children", task, str(folder), *map(str, arguments)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(child: subprocess.Popen[str]) -> list[str]:
    """Wait for its end; return the lines it printed. It must not have failed."""
    output, errors = child.communicate(timeout=120)
    assert child.returncode == 0, errors
    return output.splitlines()


def killed_after(child: subprocess.Popen[str], seconds: float) -> list[str]:
    """Let it run for so long after its first line, kill it, and return the lines it printed whole."""
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    output, errors = child.communicate(timeout=60)
    assert child.returncode < 0, errors
    return [line.removesuffix("\n") for line in (first + output).splitlines(keepends=True) if line.endswith("\n")]


def say(*words: object) -> None:
    """Print a line at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def first_start(folder: Path, name: str) -> None:
    """Open the store, which perhaps nobody made yet, and add a feed."""
    store = open_store(folder)
    add_feed(store, name, 1)
    store.close()
    say("done")


def change(folder: Path, turn: str) -> None:
    """Make 300 changes: mostly single stars, one bulk change a hundred; print the longest wait in the end."""
    store = open_store(folder)
    mine = list(store.articles.list_ids(ALL, since=0))[int(turn) :: 3]
    longest = 0.0
    for number in range(300):
        started = time.monotonic()
        if number % 100 == 50:
            assert store.marks.set_read(mine, number != 150, now=NOW + number)
        else:
            store.marks.toggle_starred(mine[number % len(mine)], now=NOW + number)
        longest = max(longest, time.monotonic() - started)
    store.close()
    say(longest)


def come_and_go(folder: Path, turn: str) -> None:
    """Open the store, star something and close it, again and again: the log comes and goes."""
    for number in range(40):
        store = open_store(folder)
        ids = store.articles.list_ids(ALL, since=0)
        store.marks.toggle_starred(ids[(int(turn) * 40 + number) % len(ids)], now=NOW)
        store.close()
    say("done")


def write_and_mark(folder: Path) -> None:
    """Store articles in portions and mark them, without end."""
    store = open_store(folder)
    say("opened")
    feed_id, _ = store.feeds.add("https://endless.example/feed", now=NOW)
    run = store.articles.newest_id()
    for number in itertools.count():
        portion = [new_article(f"{run} {number} {each}", age_s=number) for each in range(50)]
        store.refreshing.write_articles(feed_id, portion, (), now=NOW)
        say("stored", 50)
        newest = store.articles.newest_id()
        store.marks.toggle_starred(newest, now=NOW)
        say("starred", newest)
        store.marks.set_read(range(newest - 20, newest), True, now=NOW)
        say("read", newest - 20, newest)


def index(folder: Path) -> None:
    """Index the articles, edit them all and index them again, without end."""
    store = open_store(folder)
    store.indexing.prepare()
    say("opened")
    while True:
        before: int | None = LAST
        while before is not None:
            before = store.indexing.index_some(before=before, now=NOW)
            say("indexed", before)
        query(store.path, "UPDATE articles SET title = title || '.'")


def migrate(folder: Path, step: str) -> None:
    """Open the store with one more migration."""
    migrations.MIGRATIONS = (*migrations.MIGRATIONS, step)
    store = open_store(folder)
    store.close()
    say("done")


def back_up(folder: Path) -> None:
    """Make backups without end."""
    from newsreader.store.backup import back_up
    from newsreader.store.connections import connect

    connection = connect(folder / "newsreader.db")
    say("opened")
    for number in itertools.count(int(time.time())):
        say(back_up(connection, folder / "backups", "daily", number).name)


TASKS = {task.__name__: task for task in (first_start, change, come_and_go, write_and_mark, index, migrate, back_up)}

if __name__ == "__main__":
    TASKS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
