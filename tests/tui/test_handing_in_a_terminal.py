"""Programs that take the terminal, in a real one: the editor, a pager; and the reader comes back."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal import Terminal

EDITOR = """#!/bin/sh
printf 'EDITING %s\\r\\n' "$1"
cp "$1" {folder}/seen
read answer
[ "$answer" = change ] && echo more >> "$1"
exit 0
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    editor = tmp_path / "my editor"
    editor.write_text(EDITOR.format(folder=tmp_path))
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text(
        '[commands.ask]\nrun = "sh -c \'echo ASKED; read x </dev/tty; exit 5\'"\nshows = "terminal"\n'
        '[commands.wait]\nrun = "sh -c \'echo WAITING; exec sleep 600\'"\nshows = "terminal"\n'
    )
    opened = Terminal(home, environment={"VISUAL": "", "EDITOR": f"'{editor}'", "TMPDIR": str(tmp_path)})
    yield opened
    opened.close()


def test_the_editor_has_the_terminal_and_the_reader_is_painted_anew(terminal: Terminal, tmp_path: Path) -> None:
    terminal.until("1 of 12")
    terminal.press("E")
    terminal.until("EDITING")
    terminal.press("\r")
    terminal.until("1 of 12")
    terminal.until("? help")
    terminal.until_so(lambda: "EDITING" not in terminal.text, "painted anew")

    seen = (tmp_path / "seen").read_text()
    assert seen.startswith("---\n")
    assert list(tmp_path.glob("newsreader-*")) == []
    terminal.press("j")
    terminal.until("2 of 12")


def test_a_copy_that_was_changed_is_kept_and_told(terminal: Terminal, tmp_path: Path) -> None:
    terminal.until("1 of 12")
    terminal.press("E")
    terminal.until("EDITING")
    terminal.press("change\r")
    terminal.until("Your copy is")

    (kept,) = tmp_path.glob("newsreader-*/*.md")
    assert kept.read_text().endswith("more\n")
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_a_command_has_the_terminal_and_its_status_is_told(terminal: Terminal) -> None:
    terminal.until("1 of 12")
    terminal.press("|ask\r")
    terminal.until("ASKED")
    terminal.press("\r")
    terminal.until("sh ended with status 5.")
    terminal.until("LIBRARY")


def test_ctrl_c_ends_the_command_and_not_the_reader(terminal: Terminal) -> None:
    terminal.until("1 of 12")
    terminal.press("|wait\r")
    terminal.until("WAITING")
    terminal.press("\x03")
    terminal.until("sh ended with status -2.")
    terminal.press("j")
    terminal.until("2 of 12")
