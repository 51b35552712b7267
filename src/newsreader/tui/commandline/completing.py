"""What may stand at the cursor of the command line. Pure: the names that there are come from the caller."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from newsreader.query.completion import Completion
from newsreader.tui.arguments import Takes
from newsreader.tui.commandline.names import named, short_names, usage
from newsreader.tui.commandline.reading import begun
from newsreader.tui.commands import Command
from newsreader.tui.offering import Offering

NamesOf = Callable[[Takes, tuple[str, ...]], Offering]
"""Returns what is offered for an argument, given those before it."""


def completions(line: str, cursor: int, names_of: NamesOf) -> list[Completion]:
    """Return commands, or values of the argument at the cursor, the likeliest first."""
    argument = begun(line, cursor)
    if argument is not None:
        offers = names_of(argument.argument.takes, argument.before).complete_from(argument.start, line, cursor)
        return offers if argument.is_last else [_with_blank(offer) for offer in offers]
    typed = line[:cursor].lstrip(": ")
    if " " in typed:
        return []
    start = cursor - len(typed)
    return [
        Completion(name + (" " if command.arguments else ""), _meaning(command), start, len(line))
        for name, command in _commands(typed.lower().replace("-", "_"))
    ]


def _commands(typed: str) -> list[tuple[str, Command]]:
    """Return the short names that begin so; else the ids that hold it."""
    short = [(name, command) for name, command in short_names().items() if name.startswith(typed)]
    if typed and not short:
        return [(name, command) for name, command in named().items() if typed in name and "." in name]
    return sorted(short, key=lambda each: (each[0] != typed, not each[1].arguments))


def _meaning(command: Command) -> str:
    arguments = usage(command).partition(" ")[2]
    return f"{arguments} · {command.help}" if arguments else command.help


def _with_blank(offer: Completion) -> Completion:
    return msgspec.structs.replace(offer, text=f"{offer.text} ")
