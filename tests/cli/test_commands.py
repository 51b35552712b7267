"""Every command is found by its name, and imports no more than it needs."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module

import click

from newsreader import cli
from newsreader.cli import group


def test_the_commands_of_every_module_are_found_by_name() -> None:
    modules = [import_module(f"newsreader.cli.{module.name}") for module in pkgutil.iter_modules(cli.__path__)]
    commands = {command.name: command for module in modules for command in getattr(module, "COMMANDS", ())}
    context = click.Context(group)

    assert group.list_commands(context) == sorted(name or "" for name in commands)
    assert {name: group.get_command(context, name or "") for name in commands} == commands
    assert group.get_command(context, "nonsense") is None


def test_a_refresh_does_not_wait_for_what_other_commands_need() -> None:
    lines = "import sys; import newsreader.cli.fetching; print(*sys.modules)"

    imported = subprocess.run([sys.executable, "-c", lines], check=True, capture_output=True, text=True).stdout.split()

    assert "newsreader.cli.fetching" in imported
    assert not {"newsreader.query", "newsreader.writing.plain", "aiohttp", "lxml", "tomlkit"} & set(imported)
