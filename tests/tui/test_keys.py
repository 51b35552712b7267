"""From strokes to commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.tui.actions import ACTIONS
from newsreader.tui.commands import COMMANDS, Command, Group, Place
from newsreader.tui.keys import KeyReader, Pressed
from newsreader.tui.strokes import key_name


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


def test_ctrl_c_quits_at_once_even_in_an_open_sequence(reader: KeyReader) -> None:
    pressed = press(reader, "5 g ctrl+c")

    assert pressed.command is not None
    assert (pressed.command.id, pressed.count) == ("program.quit", None)


def test_enter_opens_in_a_list_but_means_nothing_in_the_article(reader: KeyReader) -> None:
    assert press(reader, "enter", Place.FEEDS).command is not None
    assert press(reader, "enter", Place.ARTICLE).command is None


def test_every_command_has_an_action_and_every_action_a_command() -> None:
    assert {command.id for command in COMMANDS} == set(ACTIONS)


PANES = (Place.FEEDS, Place.ARTICLES, Place.ARTICLE)


def test_while_a_find_is_highlighted_its_keys_go_before_all_others(reader: KeyReader) -> None:
    found = reader.press("n", Place.ARTICLES, Place.FOUND).command
    other = reader.press("j", Place.ARTICLES, Place.FOUND).command

    assert (found and found.id, other and other.id) == ("find.next", "cursor.down")


def test_no_key_means_two_things_in_one_place() -> None:
    seen: dict[tuple[Place, str], str] = {}
    for command in COMMANDS:
        for keys in command.keys:
            assert seen.setdefault((command.place, keys), command.id) == command.id


def test_a_pane_has_a_key_of_its_own_for_what_another_does_elsewhere_only_where_that_is_meant() -> None:
    everywhere = {
        keys: command.id for command in COMMANDS if command.place is Place.EVERYWHERE for keys in command.keys
    }

    shadowed = {
        (command.id, everywhere[keys])
        for command in COMMANDS
        if command.place in PANES
        for keys in command.keys
        if keys in everywhere
    }

    # In the feeds the letters act on the feed, or on a view that is kept, and in the article / finds in it.
    assert shadowed == {
        ("feed.remove", "mark.hide"),
        ("feed.folder", "mark.tag"),
        ("feed.rename", "article.edit"),
        ("find.start", "list.search"),
        ("view.query", "mark.later"),
    }


def test_keys_that_terminals_send_for_others_are_not_used() -> None:
    taken = {stroke for command in COMMANDS for keys in command.keys for stroke in keys.split(" ")}

    # Many terminals send Enter, Backspace and Tab for these.
    assert taken.isdisjoint({"ctrl+j", "ctrl+m", "ctrl+h", "ctrl+i"})


def test_a_count_is_kept_through_a_sequence() -> None:
    pressed = press(KeyReader(COMMANDS), "1 0 g g")

    assert pressed.command is not None
    assert (pressed.command.id, pressed.count) == ("cursor.top", 10)


def test_escape_drops_a_count_and_only_then_leads_back(reader: KeyReader) -> None:
    assert press(reader, "5 escape") == Pressed()
    assert press(reader, "j").count is None

    back = press(reader, "escape")
    assert back.command is not None
    assert back.command.id == "pane.back"


def test_a_panes_own_command_goes_before_that_of_everywhere() -> None:
    here = Command("here", "Here", "Here", ("e",), Group.READ, Place.FEEDS)
    anywhere = Command("anywhere", "Anywhere", "Anywhere", ("e",), Group.READ)
    reader = KeyReader([here, anywhere])

    assert reader.press("e", Place.FEEDS).command is here
    assert reader.press("e", Place.ARTICLES).command is anywhere


STROKES = sorted({stroke for command in COMMANDS for keys in command.keys for stroke in keys.split()} | set("0159ézx"))


@given(st.lists(st.tuples(st.sampled_from(STROKES), st.sampled_from(Place)), max_size=30))
def test_whatever_is_typed_nothing_stays_open_behind_a_command(typed: list[tuple[str, Place]]) -> None:
    reader = KeyReader(COMMANDS)

    for stroke, place in typed:
        pressed = reader.press(stroke, place)
        assert bool(reader.pending) is pressed.is_pending
        assert pressed.command is None or not pressed.is_pending


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command.id} {command.place}")
def test_every_command_has_words_that_fit(command: Command) -> None:
    assert command.label
    # The help sheet is 66 cells wide inside; keys take 26 of them.
    assert cell_len(command.help) <= 40
    assert cell_len(" ".join(key_name(keys) for keys in command.keys[:3])) <= 16
    assert cell_len(command.footer) <= 8


def test_commands_that_share_an_id_or_a_label_are_the_same_one() -> None:
    assert len({command.label for command in COMMANDS}) == len({command.id for command in COMMANDS})


def test_the_standing_views_and_panes_are_two_strokes_away() -> None:
    keys = {command.id: command.keys[0] for command in COMMANDS if command.keys}

    assert [keys[f"go.{view}"] for view in ("starred", "unread", "all", "today")] == ["g s", "g u", "g a", "g t"]
    assert [keys[f"pane.{pane}"] for pane in ("feeds", "articles", "article")] == ["g 1", "g 2", "g 3"]
