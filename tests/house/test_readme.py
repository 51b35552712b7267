"""The README says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec
import pytest

from newsreader.cli import group
from newsreader.settings import Settings, load_settings
from newsreader.settings.described import tables
from newsreader.settings.documenting import explained
from newsreader.settings.kinds import written
from newsreader.tui.commandline.names import usage
from newsreader.tui.commands import COMMANDS, Group, Place
from newsreader.tui.keymap import keymap_of
from newsreader.tui.manual import place_title
from newsreader.tui.overlay_commands import OVERLAY_COMMANDS
from newsreader.tui.strokes import key_name

BEGIN, END = re.compile(r"<!-- keys: .* -->\n"), "<!-- keys end -->"
SETTINGS_BEGIN, SETTINGS_END = re.compile(r"<!-- settings: .* -->\n"), "<!-- settings end -->"


LINE_BEGIN, LINE_END = re.compile(r"<!-- line: .* -->\n"), "<!-- line end -->"


def line_table() -> str:
    """What takes arguments on the command line, from the registry."""
    commands = [command for command in COMMANDS if command.arguments]
    rows = [f"| `{usage(command)}` | {command.help} |" for command in commands]
    return "\n".join(["| | what it does |", "|---|---|", *rows]) + "\n"


def key_table() -> str:
    """The keys as the README shows them, from the registry."""
    lines = ["| | keys | what they do |", "|---|---|---|"]
    for each in Group:
        rows = dict.fromkeys(
            (command.help, command.keys) for command in COMMANDS if command.group is each and command.keys
        )
        for number, (words, keys) in enumerate(rows):
            names = " ".join(f"`{key_name(key)}`" for key in keys)
            lines.append(f"| {each.value if number == 0 else ''} | {names} | {words} |")
    for place in dict.fromkeys(command.place for command in OVERLAY_COMMANDS):
        strokes_of: dict[str, tuple[str, ...]] = {}
        for command in OVERLAY_COMMANDS:
            if command.place is place:
                strokes_of[command.help] = strokes_of.get(command.help, ()) + command.keys
        for number, (words, strokes) in enumerate(strokes_of.items()):
            names = " ".join(f"`{key_name(key)}`" for key in strokes)
            lines.append(f"| {place_title(place) if number == 0 else ''} | {names} | {words} |")
    return "\n".join(lines) + "\n"


def test_the_key_table_is_that_of_the_registry(project: Path) -> None:
    text = (project / "README.md").read_text()
    begin = BEGIN.search(text)
    assert begin is not None
    shown = text[begin.end() : text.index(END)]

    assert shown == key_table(), f"put this between the markers:\n{key_table()}"


def test_the_table_of_the_command_line_is_that_of_the_registry(project: Path) -> None:
    text = (project / "README.md").read_text()
    begin = LINE_BEGIN.search(text)
    assert begin is not None
    shown = text[begin.end() : text.index(LINE_END)]

    assert shown == line_table(), f"put this between the markers:\n{line_table()}"


def test_the_first_two_commands_open_the_reader_and_run_the_tests(project: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (project / "README.md").read_text(), re.DOTALL)

    assert blocks[0].strip().endswith("newsreader")
    assert blocks[1].strip().endswith("pytest")
    assert all(len(block.strip().splitlines()) == 1 for block in blocks[:2])


@pytest.mark.parametrize("name", group.list_commands(click.Context(group)))
def test_every_command_is_in_the_readme(project: Path, name: str) -> None:
    assert re.search(rf"`(newsreader |[a-z|\\ ]*){name}\b", (project / "README.md").read_text())


def settings_table() -> str:
    """The settings as the README shows them, from their declarations."""
    lines = ["| setting | default | what it means |", "|---|---|---|"]
    for table in tables():
        if table.entries is not None:
            lines.append(f"| `{table.path[0]}` |  | {table.meaning} |")
            continue
        for setting in table.settings:
            name = f'{setting.path[0]}."…".{setting.path[-1]}' if table.is_example else setting.name
            default = f"`{written(msgspec.to_builtins(setting.default))}`" if setting.has_default else ""
            lines.append(f"| `{name}` | {default} | {explained(setting)} |")
    return "\n".join(lines) + "\n"


def test_the_settings_are_those_that_are_declared(project: Path) -> None:
    text = (project / "README.md").read_text()
    begin = SETTINGS_BEGIN.search(text)
    assert begin is not None
    shown = text[begin.end() : text.index(SETTINGS_END)]

    assert shown == settings_table(), f"put this between the markers:\n{settings_table()}"


def test_the_settings_that_the_readme_shows_are_understood(project: Path, tmp_path: Path) -> None:
    text = (project / "README.md").read_text()
    (shown,) = (block for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "[feeds" in block)
    (tmp_path / "settings.toml").write_text(shown)

    assert load_settings(tmp_path / "settings.toml").complaints == ()


def test_the_keys_that_the_readme_sets_can_be_set(project: Path) -> None:
    text = (project / "README.md").read_text()
    (shown,) = [block for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "[keys]" in block]

    keymap = keymap_of(msgspec.toml.decode(shown, type=Settings).keys)

    assert keymap.faults == ()
    assert {"mark.star", "feed.next"} == keymap.changed


def test_every_place_that_keys_may_have_is_named(project: Path) -> None:
    readme = (project / "README.md").read_text()
    named = re.search(r"Places are (.*?)\. ", readme, re.DOTALL)

    assert named is not None
    assert set(re.findall(r"`(\w+)`", named[1])) == {place.value for place in Place}
