"""How keys are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.commands import COMMANDS
from newsreader.tui.strokes import NotAKey, key_name, read_keys, stroke_of


@pytest.mark.parametrize(
    ("written", "strokes"),
    [
        ("s", "s"),
        ("<", "<"),
        ("é", "é"),
        ("g s", "g s"),
        ("gs", "g s"),
        ("  g   s ", "g s"),
        (", x", ", x"),
        ("g g g", "g g g"),
        ("up", "up"),
        ("u p", "u p"),
        ("F1", "f1"),
        ("Space", "space"),
        (" ", "space"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("↓", "down"),
        ("ctrl+d", "ctrl+d"),
        ("Ctrl-D", "ctrl+d"),
        ("control+d", "ctrl+d"),
        ("ctrl+w w", "ctrl+w w"),
        ("ctrl+]", "ctrl+right_square_bracket"),
        ("ctrl+space", "ctrl+@"),
        ("shift+tab", "shift+tab"),
        ("shift+g", "G"),
        ("alt+up", "alt+up"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("+", "+"),
        ("-", "-"),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, strokes: str) -> None:
    assert read_keys(written) == tuple(strokes.split(" "))


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "names no key"),
        ("spce", "did you mean 'space'"),
        ("ggg", "blanks"),
        ("ctrl+", "ctrl+"),
        ("ctrl+xy", "blanks"),
        ("ctrl+m", "send Enter"),
        ("Ctrl-I", "send Tab"),
        ("ctrl+[", "send Esc"),
        ("shift+1", "the character that Shift makes"),
        ("g escape", "Esc drops"),
        ("\x1b", "no key"),
    ],
)
def test_what_no_terminal_sends_is_no_key_and_says_why(written: str, reason: str) -> None:
    read = read_keys(written)

    assert isinstance(read, NotAKey)
    assert reason in read.reason


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("g s", "gs"),
        ("ctrl+r", "Ctrl-R"),
        ("space", "Space"),
        ("shift+tab", "Shift-Tab"),
        ("J", "J"),
        ("+", "+"),
        ("ctrl+w w", "Ctrl-W w"),
        ("ctrl+right_square_bracket", "Ctrl-]"),
        ("ctrl+shift+left", "Ctrl-Shift-←"),
        ("f1", "F1"),
    ],
)
def test_keys_are_named_as_people_write_them(keys: str, name: str) -> None:
    assert key_name(keys) == name


@pytest.mark.parametrize("keys", sorted({keys for command in COMMANDS for keys in command.keys}))
def test_what_the_help_shows_can_be_written_into_the_settings(keys: str) -> None:
    assert read_keys(key_name(keys)) == tuple(keys.split(" "))


@given(st.text(max_size=12))
def test_whatever_is_written_it_is_strokes_or_a_reason(written: str) -> None:
    read = read_keys(written)

    assert isinstance(read, NotAKey) or all(stroke and " " not in stroke for stroke in read)


@pytest.mark.parametrize(
    ("key", "character", "is_printable", "stroke"),
    [
        ("question_mark", "?", True, "?"),
        ("space", " ", True, "space"),
        ("enter", "\r", False, "enter"),
        ("ctrl+m", None, False, "enter"),
        ("ctrl+space", None, False, "ctrl+@"),
        ("ы", "ы", True, "ы"),
    ],
)
def test_a_stroke_is_the_character_or_the_name_of_its_key(
    key: str, character: str | None, is_printable: bool, stroke: str
) -> None:
    assert stroke_of(key, character, is_printable) == stroke
