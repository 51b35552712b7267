"""What a rule does, as a person writes it: `hide`, `tag:news/japan`, `highlight:accent`, `pipe:COMMAND`. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from newsreader.programs.lines import fault_of
from newsreader.query.kept import Colour, Rule, RuleAction
from newsreader.settings import CommandSettings, Shows
from newsreader.spelling import suggestion
from newsreader.store.sorting import tag_name

EXPECTED = "read, star, later, hide, tag:NAME, highlight:COLOUR, notify or pipe:COMMAND"
_TAKES = {RuleAction.TAG: "a tag", RuleAction.HIGHLIGHT: "a colour", RuleAction.PIPE: "a command"}
_COLOURS = ", ".join(Colour)


class Doing(msgspec.Struct, frozen=True):
    """What a rule does, and with what."""

    action: RuleAction
    argument: str = ""


class NotDone(msgspec.Struct, frozen=True):
    """No rule can do what was typed."""

    words: str
    """Why, as a sentence."""


def doing_of(typed: str, commands: Mapping[str, CommandSettings]) -> Doing | NotDone:
    """Return what was meant. `commands` are those of the settings, which may be named."""
    name, colon, argument = typed.strip().partition(":")
    if name not in set(RuleAction):
        return NotDone(f"A rule does one thing: {EXPECTED}.{suggestion(name, RuleAction)}")
    action, argument = RuleAction(name), argument.strip()
    if action not in _TAKES:
        return NotDone(f"{name} takes nothing behind it.") if colon else Doing(action)
    if action is RuleAction.HIGHLIGHT:
        argument = argument or Colour.ACCENT.value
        return (
            Doing(action, argument)
            if argument in set(Colour)
            else NotDone(f"The colours are {_COLOURS}.{suggestion(argument, Colour)}")
        )
    if action is RuleAction.TAG:
        argument = tag_name(argument)
    if not argument:
        return NotDone(f"{name} takes {_TAKES[action]}: {name}:NAME.")
    if action is RuleAction.PIPE and (fault := _fault_of(argument, commands)) is not None:
        return NotDone(fault)
    return Doing(action, argument)


def written_doing(rule: Rule) -> str:
    """Return what a rule does as it would be typed."""
    return f"{rule.action.value}:{rule.argument}" if rule.argument else rule.action.value


def _fault_of(typed: str, commands: Mapping[str, CommandSettings]) -> str | None:
    command = commands.get(typed) or CommandSettings(run=typed)
    if command.shows is Shows.TERMINAL:
        return f"{typed} takes the terminal, which nobody may be at when a rule hands something over."
    fault = fault_of(command.run)
    return f"The command line {fault}." if fault is not None else None
