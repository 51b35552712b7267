"""Which protocol a terminal has, and the sequences that draw a picture."""

from __future__ import annotations

import base64
import re

import pytest

from newsreader.pictures.fitting import Cells
from newsreader.settings import PictureProtocol
from newsreader.tui.background import Answers
from newsreader.tui.terminal_pictures import at_cell, cell_size, kitty, protocol_of

AUTO, HALF_BLOCKS, KITTY, SIXEL, NONE = PictureProtocol


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({"TERM": "xterm-kitty"}, KITTY),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, KITTY),
        ({"TERM": "xterm-ghostty"}, KITTY),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, KITTY),
        ({"TERM": "foot"}, SIXEL),
        ({"TERM": "xterm", "TERM_PROGRAM": "mintty"}, SIXEL),
        ({"TERM": "xterm-256color"}, HALF_BLOCKS),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"}, HALF_BLOCKS),
        ({"TERM": "screen", "STY": "1.x", "TERM_PROGRAM": "WezTerm"}, HALF_BLOCKS),
        ({}, HALF_BLOCKS),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else value.value,
)
def test_what_a_terminal_is_known_for(environment: dict[str, str], protocol: PictureProtocol) -> None:
    assert protocol_of(AUTO, environment, Answers()) is protocol


@pytest.mark.parametrize("wanted", [HALF_BLOCKS, KITTY, SIXEL, NONE])
def test_the_users_wish_goes_before_it_under_tmux_too(wanted: PictureProtocol) -> None:
    assert protocol_of(wanted, {"TERM": "tmux-256color", "TMUX": "/tmp/x"}, Answers()) is wanted


@pytest.mark.parametrize(
    ("answer", "has_sixel"),
    [("\x1b[?62;4;22c", True), ("\x1b[?4c", True), ("\x1b[?62;22c", False), ("\x1b[?64;14;44c", False)],
)
def test_a_terminal_that_says_that_it_draws_sixel_is_believed_but_for_tmux(answer: str, has_sixel: bool) -> None:
    answers = Answers(0.0)
    assert answers.keys_in(answer.encode(), 0.01) == ""

    assert answers.has_sixel is has_sixel
    assert protocol_of(AUTO, {"TERM": "xterm-256color"}, answers) is (SIXEL if has_sixel else HALF_BLOCKS)
    assert protocol_of(AUTO, {"TERM": "xterm", "TMUX": "/tmp/x"}, answers) is HALF_BLOCKS


@pytest.mark.parametrize(
    ("program", "protocol"),
    [("kitty(0.36.4)", KITTY), ("ghostty 1.0.1", KITTY), ("WezTerm 20240203-1", KITTY), ("XTerm(379)", HALF_BLOCKS)],
)
def test_a_terminal_that_says_who_it_is_is_known_over_ssh_too(program: str, protocol: PictureProtocol) -> None:
    answers = Answers(0.0)
    assert answers.keys_in(f"\x1bP>|{program}\x1b\\".encode(), 0.01) == ""

    assert protocol_of(AUTO, {"TERM": "xterm-256color"}, answers) is protocol
    assert protocol_of(AUTO, {"TERM": "xterm-256color", "TMUX": "/tmp/x"}, answers) is HALF_BLOCKS


@pytest.mark.parametrize("size", [1, 3_000, 3_072, 3_073, 20_000])
def test_kittys_messages_carry_the_picture_whole_in_pieces_of_the_size_that_is_allowed(size: int) -> None:
    png = bytes(number % 251 for number in range(size))

    messages = re.findall(r"\x1b_G([^;]*);([A-Za-z0-9+/=]*)\x1b\\", kitty(png, Cells(40, 20)))

    assert "".join(f"\x1b_G{keys};{text}\x1b\\" for keys, text in messages) == kitty(png, Cells(40, 20))
    assert base64.b64decode("".join(text for _, text in messages)) == png
    assert max(len(text) for _, text in messages) <= 4_096
    assert [keys[-1] for keys, _ in messages] == ["1"] * (len(messages) - 1) + ["0"]
    assert messages[0][0].startswith("a=T,f=100,q=2,i=8388607,C=1,c=40,r=20,m=")


def test_a_picture_begins_at_its_cell_and_the_cursor_stays() -> None:
    assert at_cell("picture", 4, 2) == "\x1b7\x1b[3;5Hpicture\x1b8"


def test_without_a_terminal_a_cell_has_the_usual_size() -> None:
    assert cell_size() == (10, 20)
