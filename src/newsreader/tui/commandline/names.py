"""Which names reach which command. Pure."""

from __future__ import annotations

from collections import Counter
from functools import cache

from newsreader.tui.commands import COMMANDS, Command


@cache
def named() -> dict[str, Command]:
    """Return the commands by what may be typed: short names in the order of the registry, then all ids."""
    by_id = {command.id: command for command in COMMANDS}
    tails = Counter(_tail(name) for name in by_id)
    names: dict[str, Command] = {}
    for command in by_id.values():
        for name in command.names:
            names[name] = command
    for command in by_id.values():
        if tails[_tail(command.id)] == 1:
            names.setdefault(_tail(command.id), command)
    return names | by_id


@cache
def short_names() -> dict[str, Command]:
    """Return one name for each command, the shortest that is not an abbreviation: what is offered and shown."""
    best: dict[str, str] = {}
    for name, command in named().items():
        best.setdefault(command.id, name)
    return {name: named()[name] for name in best.values()}


def usage(command: Command) -> str:
    """Return how a command is typed: `:set NAME [VALUE]`."""
    name = next((name for name, each in short_names().items() if each.id == command.id), command.id)
    words = (f"[{each.name}]" if each.is_optional else each.name for each in command.arguments)
    return " ".join([f":{name}", *words])


def _tail(command_id: str) -> str:
    return command_id.rpartition(".")[2]
