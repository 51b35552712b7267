"""What a typed line means, or what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.commandline.names import named, short_names, usage
from newsreader.tui.commandline.reading import Row, Spoken, Wrong, begun, understand
from newsreader.tui.commandline.running import WITH_ARGUMENTS
from newsreader.tui.commands import COMMANDS


@pytest.mark.parametrize(
    ("line", "command", "values"),
    [
        ("star", "mark.star", ()),
        ("mark.star", "mark.star", ()),
        (":mark.read ", "mark.read", ()),
        ("q", "program.quit", ()),
        ("QUIT", "program.quit", ()),
        ("next-unread", None, ()),
        ("article.next-unread", "article.next_unread", ()),
        ("add", "feed.add", ()),
        ("add  https://a.example/x", "feed.add", ("https://a.example/x",)),
        ("add a.example News / Sea and Coast", "feed.add", ("a.example", "News / Sea and Coast")),
        ("feed The Harbour  News", "feed.go", ("The Harbour  News",)),
        ("set list.density airy", "settings.set", ("list.density", "airy")),
        ("undo 2026-11-27 14:05", "mark.undo", ("2026-11-27 14:05",)),
    ],
)
def test_a_line_is_a_command_with_its_arguments(line: str, command: str | None, values: tuple[str, ...]) -> None:
    meant = understand(line)

    if command is None:
        assert isinstance(meant, Wrong)
    else:
        assert isinstance(meant, Spoken)
        assert (meant.command.id, meant.values) == (command, values)


def test_a_number_is_a_row() -> None:
    assert understand("42") == Row(42)
    assert understand(":" + "9" * 5000) == Row(10**9)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("strr", "There is no command “strr”. Did you mean :star"),
        ("zzzzzz", "There is no command “zzzzzz”. Tab shows what there is."),
        ("zen 5", ":zen takes nothing behind it."),
        ("feed", "The name of a feed is missing: :feed NAME"),
        ("set", "The name of a setting is missing: :set NAME [VALUE]"),
        ("!rm", "There is no command “!rm”."),
        ("42 x", "There is no command “42”."),
    ],
)
def test_what_is_wrong_is_said_with_what_was_expected(line: str, words: str) -> None:
    wrong = understand(line)

    assert isinstance(wrong, Wrong)
    assert wrong.words.startswith(words)


@given(st.text())
def test_no_line_is_too_odd(line: str) -> None:
    assert understand(line) is not None
    begun(line, len(line))
    begun(line, len(line) // 2)


def test_every_command_is_reached_by_its_id_and_offered_once() -> None:
    for command in COMMANDS:
        assert named()[command.id].id == command.id
    offered = [command.id for command in short_names().values()]
    assert sorted(offered) == sorted({command.id for command in COMMANDS})
    assert usage(named()["add"]) == ":add [URL] [FOLDER]"


def test_what_declares_arguments_does_something_with_them_and_only_the_last_ones_are_optional() -> None:
    declared = [command for command in COMMANDS if command.arguments]

    assert {command.id for command in declared} == set(WITH_ARGUMENTS)
    for command in declared:
        optional = [argument.is_optional for argument in command.arguments]
        assert optional == sorted(optional)


@pytest.mark.parametrize(
    ("line", "name", "start"),
    [
        ("feed ", "NAME", 5),
        ("feed Harb", "NAME", 5),
        ("feed The Harb", "NAME", 5),
        (":set list", "NAME", 5),
        ("set list.density  ai", "VALUE", 18),
        ("set list.density ", "VALUE", 17),
    ],
)
def test_the_argument_at_the_cursor_is_known(line: str, name: str, start: int) -> None:
    argument = begun(line, len(line))

    assert argument is not None
    assert (argument.argument.name, argument.start) == (name, start)


@pytest.mark.parametrize("line", ["", "fee", "feed", "zen ", "nonsense x", ":"])
def test_elsewhere_there_is_no_argument(line: str) -> None:
    assert begun(line, len(line)) is None
