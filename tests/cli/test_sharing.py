"""sql and completion: what other programs get."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article
from tests.cli.running import CommandLine

from newsreader.store import Store


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    # As a program would that trusts nothing: views must not need more.
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection.execute(sql).fetchall()


@pytest.fixture
def path(newsreader: CommandLine, store: Store) -> Path:
    """The database, with two articles and a page of no feed, as `newsreader sql` names it."""
    add_feed(store, "Nature", [new_article("a", author="Ada Ito", link="https://nature.example/a")], folder="Science")
    store.refreshing.write_articles(None, [new_article("page")], (), now=NOW)
    store.marks.set_starred([1], True, now=NOW)
    store.sorting.tag([1], "sea", now=NOW)
    store.sorting.tag([1], "japan", now=NOW)
    return Path(newsreader("sql").out.strip())


def test_views_answer_while_the_store_is_open(path: Path, store: Store) -> None:
    assert rows(path, "SELECT feed, folder, author, starred, read, tags FROM v_articles WHERE id = 1") == [
        ("Nature", "Science", "Ada Ito", "2026-11-22T12:00:00Z", None, "sea, japan")
    ]
    assert rows(path, "SELECT feed, title, tags FROM v_articles WHERE id = 2") == [(None, "Title of page", None)]
    assert rows(path, "SELECT title, folder, total, unread, error FROM v_feeds") == [("Nature", "Science", 1, 1, None)]
    assert rows(path, "SELECT * FROM v_tags ORDER BY tag") == [("japan", 1), ("sea", 1)]


@pytest.mark.parametrize("view", ["v_articles", "v_feeds", "v_enclosures"])
def test_the_page_of_help_names_every_column_and_no_other(path: Path, view: str) -> None:
    page = resources.files("newsreader").joinpath("help/sql.md").read_text("utf-8")
    section = page.partition(f"## {view}")[2].partition("## ")[0]
    table = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]

    named = {name for cell in table for name in re.findall(r"`(\w+)`", cell)}

    assert named == {row[1] for row in rows(path, f"PRAGMA table_info({view})")}


def test_the_views_are_explained_on_the_command_line(newsreader: CommandLine) -> None:
    assert "v_articles" in newsreader("sql", "--help-views").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_what_the_shell_evaluates(newsreader: CommandLine, shell: str) -> None:
    ran = newsreader("completion", shell)

    assert ran.status == 0
    assert "_NEWSREADER_COMPLETE" in ran.out


def completed(home: Path, line: str) -> list[str]:
    """Ask as bash does what may follow, and return the words."""
    words = line.split(" ")
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_NEWSREADER_COMPLETE": "bash_complete"}
    environment = {**os.environ, **asked, "NEWSREADER_HOME": str(home)}
    ran = subprocess.run(
        [sys.executable, "-m", "newsreader"], env=environment, capture_output=True, text=True, check=False
    )
    return [each.partition(",")[2] for each in ran.stdout.splitlines()]


def test_a_shell_completes_commands_and_queries(path: Path) -> None:
    home = path.parent

    assert "completion" in completed(home, "newsreader co")
    assert "feed:nature" in [each.lower() for each in completed(home, "newsreader list feed:na")]
    assert "unread" in completed(home, "newsreader count unr")
    assert "tag:japan" in completed(home, "newsreader list tag:j")


def completed_by_bash(newsreader: CommandLine, folder: Path, words: list[str]) -> list[str]:
    """Let bash complete a line that it has parted into these words; return what it would offer."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not here")
    program = folder / "newsreader"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsreader "$@"\n')
    program.chmod(0o755)
    line = "".join(
        f"{'' if word in (':', '=') or before in (':', '=') else ' '}{word}" for before, word in pairwise(words)
    )
    line = words[0] + line
    script = f"""{newsreader("completion", "bash").out}
        COMP_LINE={shlex.quote(line)} COMP_POINT={len(line)}
        COMP_WORDS=({" ".join(map(shlex.quote, words))}) COMP_CWORD={len(words) - 1}
        _newsreader_completion {shlex.quote(str(program))}
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    environment = {**os.environ, "NEWSREADER_HOME": str(newsreader.home)}
    ran = subprocess.run([bash, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["newsreader", "cou"], ["count"]),
        (["newsreader", "list", "unr"], ["unread"]),
        (["newsreader", "list", "tag", ":", "ja"], ["japan"]),
        (["newsreader", "list", "unread", "tag", ":"], ["japan", "sea"]),
        (["newsreader", "list", "tag", "=", "se"], ["sea"]),
        (["newsreader", "list", "sort", ":", "old"], ["oldest"]),
    ],
    ids=lambda words: " ".join(words),
)
def test_bash_parts_words_at_colons_and_is_offered_what_is_missing(
    path: Path, newsreader: CommandLine, tmp_path: Path, words: list[str], offered: list[str]
) -> None:
    assert completed_by_bash(newsreader, tmp_path, words) == offered
