"""From what was typed to the command that is meant, or to what is wrong with it. Pure."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.spelling import nearest
from newsreader.tui.arguments import Argument
from newsreader.tui.commandline.names import named, short_names, usage
from newsreader.tui.commands import Command

_MAX_ROW = 10**9


class Spoken(NamedTuple):
    """A command with its arguments."""

    command: Command
    values: tuple[str, ...]
    """As many as were typed; those that are missing are optional."""


class Row(NamedTuple):
    """A row of the list to go to, from 1."""

    number: int


class Wrong(NamedTuple):
    """What is wrong, and what was expected, as sentences."""

    words: str


class Begun(NamedTuple):
    """The argument that is being typed."""

    argument: Argument
    before: tuple[str, ...]
    """The arguments before it."""
    start: int
    """Where it begins in the line."""
    is_last: bool


def understand(line: str) -> Spoken | Row | Wrong:
    """Return what a line means; a colon before it does not count."""
    name, rest = _name_and_rest(line.strip().lstrip(": "))
    if name.isdecimal() and not rest:
        return Row(min(int(name), _MAX_ROW)) if len(name) < 12 else Row(_MAX_ROW)
    command = named().get(_written(name))
    if command is None:
        return Wrong(_unknown(name))
    values = _values(command, rest)
    if rest and not command.arguments:
        return Wrong(f"{usage(command)} takes nothing behind it.")
    missing = command.arguments[len(values) :]
    if missing and not missing[0].is_optional:
        return Wrong(f"{missing[0].takes.value.capitalize()} is missing: {usage(command)}")
    return Spoken(command, values)


def begun(line: str, cursor: int) -> Begun | None:
    """Return the argument at the cursor; None where the name of the command is being typed, or nothing is taken."""
    typed = line[:cursor]
    stripped = typed.lstrip(": ")
    name, _ = _name_and_rest(stripped)
    if len(name) == len(stripped):
        return None
    command = named().get(_written(name))
    if command is None or not command.arguments:
        return None
    at = len(typed) - len(stripped) + len(name)
    before: list[str] = []
    for number, argument in enumerate(command.arguments):
        start = at + len(typed[at:]) - len(typed[at:].lstrip())
        is_last = number == len(command.arguments) - 1
        end = typed.find(" ", start)
        if is_last or end < 0:
            return Begun(argument, tuple(before), start, is_last)
        before.append(typed[start:end])
        at = end
    return None


def _values(command: Command, rest: str) -> tuple[str, ...]:
    # Without arguments everything is too much; with some the last one takes the rest.
    return tuple(rest.split(maxsplit=max(len(command.arguments) - 1, 0))) if rest else ()


def _name_and_rest(line: str) -> tuple[str, str]:
    name, _, rest = line.partition(" ")
    return name, rest.strip()


def _written(name: str) -> str:
    return name.lower().replace("-", "_")


def _unknown(name: str) -> str:
    close = nearest(_written(name), short_names(), most=3)
    hint = f" Did you mean {' or '.join(f':{each}' for each in close)}?" if close else " Tab shows what there is."
    return f"There is no command “{name}”.{hint}"
