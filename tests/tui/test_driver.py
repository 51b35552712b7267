"""The question to the terminal in a real one that answers at once, late, in pieces, with junk or never."""

from __future__ import annotations

import os
import signal
import termios
import time
from pathlib import Path

import pytest
from tests.terminal import Terminal
from textual.color import Color

from newsreader.tui.themes import INK, PAPER

QUESTION = b"\x1b]11;?\x1b\\\x1b[>q\x1b[c"
WHITE, BLACK, END = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:0000/0000/0000\x07", "\x1b[?62;22c"
INK_PANEL, PAPER_PANEL = (Color.parse(str(theme.panel)).hex[1:].lower() for theme in (INK, PAPER))


def asked(terminals: list[Terminal], home: Path, **environment: str) -> Terminal:
    """Return a terminal that was just asked what it is."""
    terminal = Terminal(home, environment=environment)
    terminals.append(terminal)
    terminal.until_raw(QUESTION)
    return terminal


def until_panel(terminal: Terminal, colour: str) -> None:
    terminal.until("1 of 12")
    terminal.until_so(lambda: terminal.background() == colour, f"a panel in {colour}")


def assert_no_keys_came(terminal: Terminal) -> None:
    """What an answer is made of (r, b, 1, f, g, /) would refresh, scroll, count and find."""
    terminal.press("j")
    terminal.until("2 of 12")
    assert "Refreshing" not in terminal.text
    assert "SAMPLE EDITION" in terminal.text


@pytest.mark.parametrize(
    ("answer", "panel"), [(WHITE, PAPER_PANEL), (BLACK, INK_PANEL), ("\x1b]11;cheese\x07", INK_PANEL), ("", INK_PANEL)]
)
def test_an_answer_at_once_chooses_the_theme_of_the_first_paint(
    terminals: list[Terminal], tmp_path: Path, answer: str, panel: str
) -> None:
    terminal = asked(terminals, tmp_path)
    terminal.press(answer + END)

    until_panel(terminal, panel)

    assert b"48;2" in terminal.raw
    other = Color.parse(f"#{INK_PANEL if panel == PAPER_PANEL else PAPER_PANEL}").rgb
    assert f"48;2;{';'.join(map(str, other))}m".encode() not in terminal.raw
    assert_no_keys_came(terminal)


def test_a_late_answer_still_changes_the_theme_and_is_no_key(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = asked(terminals, tmp_path)
    terminal.until("1 of 12")
    for piece in (WHITE[:1], WHITE[1:3], WHITE[3:9], WHITE[9:-1], WHITE[-1:], END[:4], END[4:]):
        terminal.press(piece)
        terminal.look(0.02)

    until_panel(terminal, PAPER_PANEL)

    assert_no_keys_came(terminal)


def test_a_terminal_that_never_answers_is_dark(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = asked(terminals, tmp_path)

    until_panel(terminal, INK_PANEL)

    assert_no_keys_came(terminal)


def test_where_it_does_not_answer_the_environment_may(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = asked(terminals, tmp_path, COLORFGBG="0;15")

    until_panel(terminal, PAPER_PANEL)


def test_an_answer_that_breaks_off_swallows_no_keys(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = asked(terminals, tmp_path)
    terminal.press(WHITE[:12])

    terminal.until("1 of 12")
    end = time.monotonic() + 10
    while "2 of 12" not in terminal.text:
        assert time.monotonic() < end
        terminal.press("k")
        terminal.press("j")
        terminal.look(0.3)


def test_keys_typed_while_it_starts_are_not_lost(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = asked(terminals, tmp_path)
    terminal.press(f"j{WHITE}j{END}j")

    until_panel(terminal, PAPER_PANEL)

    terminal.until("4 of 12")


def test_it_follows_a_terminal_that_turns_light(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = asked(terminals, tmp_path)
    terminal.press(BLACK + END)
    until_panel(terminal, INK_PANEL)

    terminal.press("\x1b[?997;2n")

    until_panel(terminal, PAPER_PANEL)
    terminal.press("Q")
    assert terminal.wait() == 0
    assert terminal.raw.count(b"\x1b[?2031h") == terminal.raw.count(b"\x1b[?2031l") == 1


def test_a_theme_by_its_name_asks_nothing(terminals: list[Terminal], tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "paper"\n')
    terminal = Terminal(tmp_path)
    terminals.append(terminal)

    until_panel(terminal, PAPER_PANEL)

    assert b"\x1b]11;" not in terminal.raw
    assert b"\x1b[?2031h" not in terminal.raw


def test_the_terminal_is_as_it_was_before_the_question(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = asked(terminals, tmp_path)
    terminal.until("1 of 12")
    terminal.press("\x1a")
    terminal.until_stopped()

    flags = terminal.attributes()[3]
    os.kill(terminal.pid, signal.SIGCONT)

    assert flags & termios.ECHO
    assert flags & termios.ICANON
    terminal.press("Q")
    assert terminal.wait() == 0
