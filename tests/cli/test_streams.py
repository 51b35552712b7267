"""What becomes of a command whose output cannot be written, or goes nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import add_feed
from tests.store.checks import damage, query

from newsreader.store import Store

COMMANDS = ("list", "list --json", "count", "show 1", "feeds", "history", "stats", "help query", "tags")
needs_a_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")


@pytest.fixture
def home(store: Store) -> Path:
    """A home with 4,000 articles: more than any pipe holds."""
    add_feed(store, "Nature", 4_000)
    store.sorting.tag([1], "sea", now=1)
    store.close()
    return store.path.parent


def shell(home: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which $N is newsreader."""
    program = f'"{sys.executable}" -m newsreader --home "{home}"'
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = ["sh", "-c", line.replace("$N", program)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)


@needs_a_full_device
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_behind_the_output_is_one_plain_message(home: Path, command: str) -> None:
    ran = shell(home, f"$N {command} > /dev/full")

    assert ran.returncode == 1
    assert ran.stderr == "newsreader: Not all could be written: No space left on device.\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_has_seen_enough_is_no_failure(home: Path, command: str) -> None:
    ran = shell(home, f"{{ $N {command}; echo $? > {home}/status; }} | head -n 1")

    assert len(ran.stdout.splitlines()) == 1
    assert ran.stderr == ""
    assert (home / "status").read_text() == "0\n"


def test_a_closed_output_ends_up_in_no_file(home: Path) -> None:
    for line in ("$N list >&-", "$N star 5 2>&- >&-", "$N star 6 <&- >&- 2>&-"):
        assert shell(home, line).returncode == 0

    assert damage(home / "newsreader.db") == []
    assert query(home / "newsreader.db", "SELECT count(*) FROM articles WHERE starred_at IS NOT NULL") == [(2,)]


def test_complaints_that_nobody_can_read_change_no_status(home: Path) -> None:
    assert shell(home, "$N show 99999 2>&-").returncode == 1
    assert shell(home, "$N list nosuch:x 2>&-").returncode == 2
