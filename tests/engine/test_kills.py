"""Promise 14: engine, worker, app and `newsreader refresh` are killed in the middle of their work, again and again.

20 kills, or as many as NEWSREADER_KILLS says: 200 before a release.
"""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.building import open_store
from tests.engine.killing import Edition, engines_of, is_gone, kill, processes_of, workers_of
from tests.loopback import Site
from tests.processes import CAN_MEASURE, cpu_s
from tests.store.checks import faults, query
from tests.store.children import KILLS
from tests.terminal import Terminal

A_HOME = 20
"""Kills of one home; then another begins, small again."""
FEEDS, ARTICLES = 6, 60
"""Two transactions a feed: a kill can come between them."""
KINDS = ("app", "engine", "worker", "refresh")
"""Who is killed."""
START_S = 2.0
PATIENCE_S = 60.0
KEYS = "jsjmjjsmj"
"""Stars and reads."""


class Home:
    """A home with feeds, and what was seen to be committed in it."""

    def __init__(self, folder: Path, edition: Edition) -> None:
        self.folder = folder
        self.database = folder / "newsreader.db"
        self.edition = edition
        self.changes: list[tuple[object, ...]] = []
        self.slowest_s = 0.0
        self.in_the_middle = 0
        folder.mkdir()
        (folder / "settings.toml").write_text("[refresh]\nautomatic = false\n")
        store = open_store(folder)
        for url in edition.serve():
            store.feeds.add(url, now=1)
        store.close()

    def command(self, *words: str) -> subprocess.Popen[str]:
        """Start a command of newsreader on this home."""
        program = [sys.executable, "-m", "newsreader", "--home", str(self.folder), *words]
        return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *words: str) -> None:
        """Run a command to its end, which must be a good one."""
        command = self.command(*words)
        said, _ = command.communicate(timeout=PATIENCE_S)
        assert command.returncode == 0, said

    def note_changes(self) -> None:
        """Note what is committed by now; from here on it must never be lost."""
        known = self.changes[-1][0] if self.changes else 0
        self.changes += query(self.database, f"{_CHANGES} WHERE id > ? ORDER BY id", known)

    def started(self) -> Terminal:
        """Start the app: its list is there within two seconds."""
        begun = time.monotonic()
        terminal = Terminal(self.folder)
        try:
            terminal.until(" of ")
            took = time.monotonic() - begun
            if CAN_MEASURE:  # others may use the processor as well: what counts is the app's own time
                took = min(took, cpu_s(terminal.pid))
            self.slowest_s = max(self.slowest_s, took)
        except BaseException:
            terminal.close()
            raise
        return terminal

    def check(self) -> None:
        """Nothing is broken, half there or lost."""
        assert faults(self.database) == []
        assert self.edition.half_stored(self.database) == []
        assert query(self.database, f"{_CHANGES} ORDER BY id")[: len(self.changes)] == self.changes


_CHANGES = "SELECT id, batch_id, article_key, field, old, new FROM journal"
_STARS_OF = """
    SELECT j.id FROM journal j JOIN articles a ON a.key = j.article_key
    WHERE a.id = ? AND j.field = 'starred_at' AND j.new IS NOT NULL
"""


@pytest.fixture
def home(tmp_path: Path, site: Site) -> Iterator[Home]:
    made = Home(tmp_path / "home", Edition(site, FEEDS, ARTICLES))
    yield made
    for pid in processes_of(made.folder):
        kill(pid)


@pytest.mark.parametrize("turn", range(-(-KILLS // A_HOME)))
def test_promise_14_a_kill_during_refresh_and_marking_costs_nothing_that_was_stored(home: Home, turn: int) -> None:
    dice = random.Random(turn)
    home.edition.publish(home.database)
    home.run("refresh")
    kinds = dice.sample([*KINDS] * (A_HOME // len(KINDS)), A_HOME)[: KILLS - turn * A_HOME]
    for kind in kinds:
        home.edition.publish(home.database)
        terminal = home.started()
        try:
            if kind == "refresh":
                kill_refresh(home, terminal, dice)
            else:
                kill_behind_app(home, terminal, kind, dice)
        finally:
            terminal.close()
        assert is_gone(home.folder), kind
        home.check()

    sys.stdout.write(
        f"{home.in_the_middle} of {len(kinds)} kills in the middle, slowest start {home.slowest_s:.2f} s, "
    )
    sys.stdout.write(f"{len(home.changes)} changes kept\n")
    assert home.slowest_s <= START_S
    assert home.in_the_middle >= len(kinds) // 2, "most kills came when all was done"


def kill_behind_app(home: Home, terminal: Terminal, kind: str, dice: random.Random) -> None:
    """Kill the app, or its engine or worker, while it refreshes and marks; the next refresh brings all."""
    terminal.press("R")
    if kind != "app":
        assert mark_until(home, terminal, lambda: bool(victims(home, kind))), terminal.text
    await_the_moment(home, terminal, dice)

    if kind == "app":
        terminal.kill()
        assert is_gone(home.folder)
        home.check()
        home.edition.allow(home.database)
        home.run("refresh")
    else:
        assert kill(victims(home, kind)[0])
        if kind == "engine":
            assert is_gone(home.folder, "newsreader.engine")
            home.check()
        else:
            assert mark_until(home, terminal, lambda: home.edition.settled(home.database) == FEEDS), terminal.text
            assert home.edition.stored(home.database) >= FEEDS - 1
        refresh_in_app(home, terminal)
        terminal.press("Q")
        assert terminal.wait() == 0
    assert home.edition.stored(home.database) == FEEDS


def refresh_in_app(home: Home, terminal: Terminal) -> None:
    """Press R until all feeds are there: what is left of the refresh before may still refuse another."""
    end = time.monotonic() + PATIENCE_S
    has_all = False
    while not has_all:
        assert time.monotonic() < end, terminal.text
        home.edition.allow(home.database)
        terminal.press("R")
        has_all = mark_until(home, terminal, lambda: home.edition.stored(home.database) == FEEDS, patience_s=2)


def kill_refresh(home: Home, terminal: Terminal, dice: random.Random) -> None:
    """Kill `newsreader refresh` while the app and another command mark; the next one brings all."""
    ((chosen,),) = query(home.database, "SELECT id FROM articles WHERE starred_at IS NULL ORDER BY id LIMIT 1")
    refreshing, starring = home.command("refresh"), home.command("star", str(chosen))
    await_the_moment(home, terminal, dice)

    refreshing.kill()
    refreshing.communicate()

    assert is_gone(home.folder, "newsreader.engine")
    said, _ = starring.communicate(timeout=PATIENCE_S)
    assert starring.returncode == 0, said
    home.check()
    assert query(home.database, _STARS_OF, chosen) != []
    home.edition.allow(home.database)
    home.run("refresh")
    assert home.edition.stored(home.database) == FEEDS
    terminal.press("Q")
    assert terminal.wait() == 0


def await_the_moment(home: Home, terminal: Terminal, dice: random.Random) -> None:
    """Mark until so many articles of the edition are there as the dice say, from none to all of them."""
    wanted = dice.randint(0, FEEDS * ARTICLES)
    assert mark_until(home, terminal, lambda: home.edition.arrived(home.database) >= wanted), terminal.text
    home.in_the_middle += home.edition.stored(home.database) < FEEDS


def victims(home: Home, kind: str) -> list[int]:
    return engines_of(home.folder) if kind == "engine" else workers_of(home.folder)


def mark_until(home: Home, terminal: Terminal, is_time: Callable[[], bool], patience_s: float = PATIENCE_S) -> bool:
    """Press keys that mark, noting what is committed, until it is time; False where that does not come."""
    end = time.monotonic() + patience_s
    for key in itertools.cycle(KEYS):
        home.note_changes()
        if is_time():
            return True
        if time.monotonic() > end:
            break
        terminal.press(key)
        terminal.look(0.03)
    return False
