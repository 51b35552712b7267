"""Notifications by the terminal: to those that know them, as they know them, with nothing in them that is an order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.programs.notices import Notice, Told, notice_of
from newsreader.settings import NotifyBy
from newsreader.tui.terminal_notices import sent, sequence_of, written

TERMINAL, OSC9, OSC777 = NotifyBy.TERMINAL, NotifyBy.OSC9, NotifyBy.OSC777
NOTICE = Notice("New: r", "Tokyo summit")


@pytest.mark.parametrize(
    ("environment", "program", "sequence"),
    [
        ({"TERM": "xterm-kitty"}, "", OSC9),
        ({"TERM": "xterm-256color"}, "kitty(0.36.4)", OSC9),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "", OSC9),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "", OSC9),
        ({"TERM": "foot"}, "", OSC777),
        ({"TERM": "rxvt-unicode-256color"}, "", OSC777),
        ({"TERM": "xterm-ghostty"}, "ghostty 1.0.1", OSC777),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "", OSC777),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, "", OSC777),
        ({"TERM": "xterm-256color"}, "", None),
        ({"TERM": "xterm-256color"}, "XTerm(390)", None),
        ({"TERM": "linux"}, "", None),
        ({}, "", None),
    ],
)
def test_the_sequence_is_that_which_the_terminal_is_known_for(
    environment: dict[str, str], program: str, sequence: NotifyBy | None
) -> None:
    assert sequence_of(TERMINAL, environment, program) is sequence


@pytest.mark.parametrize("wanted", [OSC9, OSC777])
def test_the_user_may_say_which_one_but_not_to_what_would_show_it(wanted: NotifyBy) -> None:
    assert sequence_of(wanted, {"TERM": "xterm-256color"}, "") is wanted
    assert sequence_of(wanted, {"TERM": "linux"}, "") is None


def test_the_bytes_are_those_that_terminals_read() -> None:
    assert written(OSC9, NOTICE) == "\x1b]9;newsreader: New: r: Tokyo summit\x1b\\"
    assert written(OSC777, NOTICE) == "\x1b]777;notify;newsreader: New: r;Tokyo summit\x1b\\"


@pytest.mark.parametrize("sequence", [OSC9, OSC777])
def test_a_hostile_title_ends_no_sequence_and_begins_none(sequence: NotifyBy) -> None:
    hostile = "a;b\x1b\\\x1b]52;c;aGk=\x07\x9c\x9d0;owned\x9c\x1b[2J\nc"

    shown = written(sequence, notice_of([Told(hostile, (hostile,))]))

    assert shown.count("\x1b") == 2
    assert shown.endswith("\x1b\\")
    assert shown[1:-2].isprintable()
    assert shown.count(";") == (1 if sequence is OSC9 else 3)


def test_a_title_that_begins_with_a_number_is_no_order_to_the_terminal() -> None:
    assert written(OSC9, Notice("4;3;50", "")).startswith("\x1b]9;newsreader: 4,3,50")


def test_gnu_screen_gets_nothing() -> None:
    assert sent(OSC9, {"TERM": "screen", "STY": "1.pts"}, "", NOTICE) == ""


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("on|foot(1.16.2)|foot", "\x1bPtmux;\x1b\x1b]777;notify;newsreader: New: r;Tokyo summit\x1b\x1b\\\x1b\\"),
        ("all||xterm-kitty", "\x1bPtmux;\x1b\x1b]9;newsreader: New: r: Tokyo summit\x1b\x1b\\\x1b\\"),
        ("off|foot(1.16.2)|foot", ""),
        ("|foot(1.16.2)|foot", ""),
        ("on||xterm-256color", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_under_tmux_the_terminal_behind_it_is_meant_and_only_where_tmux_lets_it_pass(
    tmp_path: Path, told: str, shown: str
) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text(f"#!/bin/sh\necho '{told}'\n")
    tmux.chmod(0o700)
    environment = {
        "TMUX": "/tmp/x,1,0",
        "TERM": "tmux-256color",
        "PATH": str(tmp_path) + os.pathsep + os.environ["PATH"],
    }

    assert sent(TERMINAL, environment, "tmux 3.4", NOTICE) == shown


def test_a_tmux_that_does_not_answer_gets_nothing(tmp_path: Path) -> None:
    assert sent(OSC9, {"TMUX": "x", "TERM": "tmux", "PATH": str(tmp_path)}, "", NOTICE) == ""
