"""Put a command of the shipped list into the settings."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec

from newsreader.programs.examples import EXAMPLES
from newsreader.programs.lines import program_of
from newsreader.settings import CommandSettings
from newsreader.settings.writing import write_setting

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def examples(screen: ReadingScreen) -> dict[str, str]:
    """Return what may be added, with what it does and whether its program is here."""
    taken = screen.settings.commands
    return {
        each.name: each.meaning if shutil.which(program_of(each.command.run)) else f"{each.meaning} · not installed"
        for each in EXAMPLES
        if each.name not in taken
    }


def add_example(screen: ReadingScreen, name: str) -> None:
    """Write the command into settings.toml, and say how it is used."""
    command = next(each.command for each in EXAMPLES if each.name == name)
    file = screen.news_app.settings_file
    defaults = msgspec.to_builtins(CommandSettings())
    values = {field: value for field, value in msgspec.to_builtins(command).items() if value != defaults[field]}

    def done() -> None:
        file.look()
        program = program_of(command.run)
        missing = "" if shutil.which(program) else f" Install {program} first."
        screen.say(f"Added {name}: {screen.keys.keymap.typed('article.pipe')} and its name runs it.{missing}")

    def write() -> None:
        for field, value in values.items():
            write_setting(file.path, ("commands", name, field), value)
        screen.call_later(done)

    screen.write(write)
