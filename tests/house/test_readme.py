"""The README says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec
import pytest

from newsreader.cli import group
from newsreader.settings import Settings
from newsreader.tui.commands import COMMANDS, Group, key_name

BEGIN, END = re.compile(r"<!-- keys: .* -->\n"), "<!-- keys end -->"


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
    return "\n".join(lines) + "\n"


def test_the_key_table_is_that_of_the_registry(project: Path) -> None:
    text = (project / "README.md").read_text()
    begin = BEGIN.search(text)
    assert begin is not None
    shown = text[begin.end() : text.index(END)]

    assert shown == key_table(), f"put this between the markers:\n{key_table()}"


def test_the_first_two_commands_open_the_reader_and_run_the_tests(project: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (project / "README.md").read_text(), re.DOTALL)

    assert blocks[0].strip().endswith("newsreader")
    assert blocks[1].strip().endswith("pytest")
    assert all(len(block.strip().splitlines()) == 1 for block in blocks[:2])


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_command_is_in_the_readme(project: Path, name: str) -> None:
    assert isinstance(group.commands[name], click.Command)
    assert re.search(rf"`(newsreader |[a-z|\\ ]*){name}\b", (project / "README.md").read_text())


def test_the_settings_in_the_readme_are_the_defaults(project: Path) -> None:
    text = (project / "README.md").read_text()
    shown = next(block for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "[refresh]" in block)
    # What is only suggested must be understood, too.
    suggested = re.sub(r"^# (\w+ = )", r"\1", shown, flags=re.MULTILINE)
    of_feed = msgspec.toml.decode(suggested.replace("password_command", "# password_command"), type=Settings).feeds

    settings = msgspec.toml.decode(shown, type=Settings)

    assert msgspec.structs.replace(settings, feeds={}) == Settings()
    (name,) = of_feed
    assert all(field.name in shown for field in msgspec.structs.fields(type(of_feed[name])))
