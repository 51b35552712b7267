"""The program itself on all hostile feeds at once: what it prints and logs holds nothing that a terminal obeys."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import NOW, open_store, paths_of
from tests.conftest import SHARED
from tests.hostile.kit import Kit, read_manifest
from tests.hostile.oracles import is_sound, unsafe, unsafe_in_lines

FEEDS = [case.file for case in read_manifest(SHARED / "tools" / "hostile").cases("feed", "json")]
WITH_A_REASON = ("/esc-reason", "/not-http", "/html-instead", "/redirect-javascript")


@pytest.fixture(scope="module")
def home(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which `newsreader refresh` fetched every hostile feed."""
    store = open_store(tmp_path_factory.mktemp("home"))
    for path in (*(f"/corpus/{file}" for file in FEEDS), *WITH_A_REASON):
        store.feeds.add(kit.url(path), now=NOW)
    folder = store.path.parent
    store.close()
    ran = newsreader(folder, "refresh")
    check(ran)
    assert f"{len(FEEDS) + len(WITH_A_REASON)} feeds" in ran.stderr
    return folder


def newsreader(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "newsreader", "--home", str(home), *arguments]
    return subprocess.run(program, capture_output=True, text=True, errors="surrogateescape", check=False)


def check(ran: subprocess.CompletedProcess[str]) -> None:
    """Fail where it printed what a terminal obeys, or a traceback."""
    for printed in (ran.stdout, ran.stderr):
        assert "Traceback" not in printed
        assert unsafe_in_lines(printed) == []


@pytest.mark.parametrize("command", ["feeds", "feeds --json", "list --limit 500", "list --limit 500 --json"])
def test_promise_7_lists_are_printed_clean(home: Path, command: str) -> None:
    ran = newsreader(home, *command.split())

    check(ran)
    assert ran.stdout


@pytest.mark.parametrize("form", ["--text", "--markdown", "--html"])
def test_promise_7_articles_are_printed_clean(home: Path, form: str) -> None:
    for article_id in range(1, 6):
        check(newsreader(home, "show", str(article_id), form))


def test_promise_7_the_log_is_clean(home: Path) -> None:
    store = open_store(home)
    log = paths_of(store).log
    store.close()

    written = log.read_text(errors="surrogateescape") if log.exists() else ""

    assert "Traceback" not in written
    assert [line for line in written.splitlines() if unsafe(line)] == []


def test_the_database_is_whole(home: Path) -> None:
    assert is_sound(home / "newsreader.db")
