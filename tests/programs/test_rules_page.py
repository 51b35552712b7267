"""The page on rules is true: its rules can be made, its settings are right, and it names all that a rule does."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files
from pathlib import Path

import pytest
from tests.building import NOW

from newsreader.programs.doings import Doing, doing_of
from newsreader.programs.faults import wrong_programs
from newsreader.query.kept import Colour, RuleAction
from newsreader.query.parser import parse
from newsreader.query.waking import parse_wake_time
from newsreader.settings import CommandSettings, load_settings

PAGE = (files("newsreader") / "help" / "rules.md").read_text(encoding="utf-8")
LINES = [shlex.split(line) for line in PAGE.splitlines() if line.startswith("newsreader rules ")]
ADDED = [words for words in LINES if words[2] == "add"]
TABLES = re.findall(r"^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = {"archive": CommandSettings(run="tee")}


@pytest.mark.parametrize("words", ADDED, ids=lambda words: words[3])
def test_every_rule_of_it_can_be_made(words: list[str]) -> None:
    name, query = words[3], words[4]
    options = dict(zip(words[5::2], words[6::2], strict=True))

    assert name
    assert parse(query).where is not None
    assert isinstance(doing_of(options["--do"], COMMANDS), Doing)
    assert "--until" not in options or parse_wake_time(options["--until"], NOW)


def test_it_names_all_that_a_rule_does_and_all_colours() -> None:
    rows = "\n".join(line for line in PAGE.splitlines() if line.startswith("| `"))

    assert [action for action in RuleAction if f"| `{action}" not in rows] == []
    assert [colour for colour in Colour if colour not in rows] == []


@pytest.mark.parametrize("table", TABLES)
def test_its_settings_are_right(table: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(table, "utf-8")

    loaded = load_settings(file)

    assert loaded.complaints == ()
    assert list(wrong_programs(loaded.settings)) == []


def test_there_is_something_to_look_at() -> None:
    assert len(ADDED) >= 8
    assert len(TABLES) == 3
