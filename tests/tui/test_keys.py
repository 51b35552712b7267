"""From strokes to commands."""

from __future__ import annotations

import pytest

from newsreader.tui.actions import ACTIONS
from newsreader.tui.commands import COMMANDS, Place, key_name
from newsreader.tui.keys import KeyReader, Pressed


def press(reader: KeyReader, strokes: str, place: Place = Place.ARTICLES) -> Pressed:
    pressed = Pressed()
    for stroke in strokes.split():
        pressed = reader.press(stroke, place)
    return pressed


@pytest.fixture
def reader() -> KeyReader:
    return KeyReader(COMMANDS)


@pytest.mark.parametrize(
    ("strokes", "command"),
    [
        ("j", "cursor.down"),
        ("down", "cursor.down"),
        ("J", "article.next"),
        ("g g", "cursor.top"),
        ("g s", "go.starred"),
        ("g 1", "pane.feeds"),
        ("space", "read.on"),
        ("ctrl+r", "mark.redo"),
        ("?", "program.help"),
        ("}", "feed.next"),
    ],
)
def test_strokes_lead_to_their_command(reader: KeyReader, strokes: str, command: str) -> None:
    pressed = press(reader, strokes)

    assert pressed.command is not None
    assert pressed.command.id == command


def test_a_number_before_a_key_is_its_count(reader: KeyReader) -> None:
    pressed = press(reader, "1 2 j")

    assert pressed.command is not None
    assert (pressed.command.id, pressed.count) == ("cursor.down", 12)


def test_a_count_does_not_survive_its_command(reader: KeyReader) -> None:
    press(reader, "5 j")

    assert press(reader, "j").count is None


def test_a_count_of_many_digits_is_bounded(reader: KeyReader) -> None:
    assert press(reader, " ".join("9" * 50) + " j").count == 99_999


def test_digits_in_the_article_are_no_count(reader: KeyReader) -> None:
    press(reader, "5", Place.ARTICLE)

    assert reader.pending == ""


def test_a_zero_alone_is_no_count(reader: KeyReader) -> None:
    assert press(reader, "0 j").count is None


def test_an_open_sequence_is_shown_and_escape_drops_it(reader: KeyReader) -> None:
    assert press(reader, "g").is_pending
    assert reader.pending == "g"

    assert press(reader, "escape") == Pressed()

    assert reader.pending == ""


def test_a_wrong_second_stroke_does_nothing(reader: KeyReader) -> None:
    assert press(reader, "g z") == Pressed()
    assert press(reader, "s").command is not None


def test_enter_opens_in_a_list_but_means_nothing_in_the_article(reader: KeyReader) -> None:
    assert press(reader, "enter", Place.FEEDS).command is not None
    assert press(reader, "enter", Place.ARTICLE).command is None


def test_every_command_has_an_action_and_every_action_a_command() -> None:
    assert {command.id for command in COMMANDS} == set(ACTIONS)


def test_no_key_means_two_things_in_one_place() -> None:
    seen: dict[tuple[Place, str], str] = {}
    for command in COMMANDS:
        for keys in command.keys:
            for place in Place if command.place is Place.EVERYWHERE else (command.place,):
                assert seen.setdefault((place, keys), command.id) == command.id


def test_keys_that_terminals_send_for_others_are_not_used() -> None:
    taken = {stroke for command in COMMANDS for keys in command.keys for stroke in keys.split(" ")}

    # Many terminals send Enter, Backspace and Tab for these.
    assert taken.isdisjoint({"ctrl+j", "ctrl+m", "ctrl+h", "ctrl+i"})


@pytest.mark.parametrize(
    ("keys", "name"), [("g s", "gs"), ("ctrl+r", "Ctrl-R"), ("space", "Space"), ("shift+tab", "Shift-Tab"), ("J", "J")]
)
def test_keys_are_named_as_people_write_them(keys: str, name: str) -> None:
    assert key_name(keys) == name
