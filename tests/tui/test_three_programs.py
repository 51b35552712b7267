"""Promise 15 as a person meets it: the app in a terminal and two command lines change one library at the same time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.building import add_feed, open_store
from tests.store.checks import faults, query
from tests.terminal import Terminal

ARTICLES = 100
"""Of each of three feeds: one for each program, which makes three changes to each of them."""
LOOP = """
import sys, time
from newsreader.cli import run
longest = 0.0
for article in range(int(sys.argv[2]), int(sys.argv[3])):
    for words in (["star", str(article)], ["later", str(article)], ["tag", "sea", str(article)]):
        begun = time.monotonic()
        assert run(["--home", sys.argv[1], *words]) == 0, words
        longest = max(longest, time.monotonic() - begun)
print(longest)
"""
"""Command lines one after the other, each of which opens the library and closes it. In one process: Python's own start,
600 times, is nobody's promise."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "settings.toml").write_text("[refresh]\nautomatic = false\n")
    store = open_store(tmp_path)
    for name in ("App", "First", "Second"):
        add_feed(store, name, ARTICLES)
    store.close()
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


def command_lines(home: Path, first: int) -> subprocess.Popen[str]:
    """Start 300 command lines on 100 articles."""
    program = [sys.executable, "-c", LOOP, str(home), str(first), str(first + ARTICLES)]
    return subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_promise_15_the_app_and_two_command_lines_make_900_changes_and_all_are_kept(
    tmp_path: Path, terminal: Terminal
) -> None:
    database = tmp_path / "newsreader.db"
    terminal.until("1 of 300")
    terminal.press("}")
    terminal.until("1 of 100")

    others = [command_lines(tmp_path, 1 + ARTICLES), command_lines(tmp_path, 1 + 2 * ARTICLES)]
    for _ in range(3):  # starred, not starred, starred
        terminal.press("gg")
        for _ in range(ARTICLES):
            terminal.press("sj")
            terminal.look(0.01)
    waits = []
    for other in others:
        terminal.until_so(lambda other=other: other.poll() is not None, "ends")  # type: ignore[misc]
        printed, complaints = other.communicate()
        assert other.returncode == 0, complaints
        assert "locked" not in complaints
        waits.append(float(printed))
    terminal.until_so(lambda: query(database, "SELECT count(*) FROM batches") == [(900,)], "writes all")

    assert max(waits) < 15
    # What the command lines did is in the app's sidebar, though no key was pressed since.
    terminal.until_so(lambda: shows(terminal, "Starred", "300") and shows(terminal, "Later", "200"), "shows it")
    terminal.press("Q")
    assert terminal.wait() == 0
    assert b"locked" not in terminal.raw
    assert query(database, _KEPT) == [(100, 0, 0), (100, 100, 100), (100, 100, 100)]
    assert query(database, "SELECT count(DISTINCT clock), count(DISTINCT device) FROM batches") == [(900, 1)]
    assert faults(database) == []


_KEPT = """
    SELECT count(starred_at), count(later_at), sum(id IN (SELECT article_id FROM article_tags))
    FROM articles GROUP BY feed_id ORDER BY feed_id
"""


def shows(terminal: Terminal, name: str, number: str) -> bool:
    """Does the sidebar name this view with this number."""
    return any(name in line[:26] and line[:26].split()[-1:] == [number] for line in terminal.text.splitlines())
