"""The keys as they are in force: the registry's, a preset's, the user's. Pure: knows no widget and reads no file."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from newsreader.settings import Fault
from newsreader.tui.commands import COMMANDS, Command, Group, Place
from newsreader.tui.overlay_commands import OVERLAY_COMMANDS, SHARED
from newsreader.tui.strokes import key_name


class Keymap(msgspec.Struct, frozen=True):
    """Which strokes run what, and where."""

    commands: tuple[Command, ...] = COMMANDS
    """In the order of the registry, with the keys in force; the user's macros stand last.

    A command that works everywhere, but has keys of its own in one place, is there once more for that place.
    """
    overlay_commands: tuple[Command, ...] = OVERLAY_COMMANDS
    """The same for what lies over the panes: what each list and sheet has of its own."""
    changed: frozenset[str] = frozenset()
    """Ids of the commands that the user gave other keys."""
    langmap: Mapping[str, str] = {}
    """What a character of another keyboard layout stands for."""
    faults: tuple[Fault, ...] = ()
    """What in the table cannot be; what it would have changed stays as it was."""

    def key_of(self, command_id: str) -> str:
        """Return the first key of a command as people write it, or nothing where it has none."""
        first = (command.keys[0] for command in self.commands if command.id == command_id and command.keys)
        return key_name(next(first, ""))

    def typed(self, command_id: str) -> str:
        """Return what a user types for a command: its first key, or its id at the command line."""
        return self.key_of(command_id) or self.key_of("program.line") + command_id

    def footer_hints(
        self, place: Place, over: Place | None = None, *, has_articles: bool = True
    ) -> tuple[tuple[str, str], ...]:
        """Return keys and words for the status line, with those of `over`; a find and a selection have no others.

        `has_articles`: does the list have any; what is done to them is not offered where it has none.
        """
        first = over or place
        places = (first,) if first in (Place.FOUND, Place.SELECTED) else (over, place, Place.EVERYWHERE)
        return tuple(
            (key_name(command.keys[0]), command.footer)
            for command in self.commands
            if command.footer and command.keys and command.place in places
            if has_articles or not _needs_article(command)
        )

    def commands_over(self, place: Place) -> tuple[Command, ...]:
        """Return what works in a list or sheet over the panes: its own, what is shared with them, the user's macros."""
        own = [command for command in self.overlay_commands if command.place is place]
        everywhere = [command for command in self.commands if command.place is Place.EVERYWHERE]
        return (*own, *(command for command in everywhere if command.id in SHARED or command.steps))

    def hints_over(self, place: Place) -> tuple[tuple[str, str], ...]:
        """Return keys and words for the status line of what lies over the panes."""
        own = (command for command in self.overlay_commands if command.place is place)
        return tuple((key_name(command.keys[0]), command.footer) for command in own if command.footer and command.keys)

    def typed_over(self, command_id: str, place: Place) -> str:
        """Return the first key of a command in what lies over the panes; where it has none there, its label."""
        command = next(each for each in self.overlay_commands if (each.id, each.place) == (command_id, place))
        return key_name(command.keys[0]) if command.keys else f"{command.label!r}"

    def meant(self, stroke: str) -> str:
        """Return the stroke that was meant by one from another keyboard layout."""
        return self.langmap.get(stroke, stroke)


def _needs_article(command: Command) -> bool:
    if command.group is Group.READ or command.id in ("mark.star", "mark.read"):
        return True
    return (command.id, command.place) == ("pane.open", Place.ARTICLES)


DEFAULT = Keymap()
"""That of who has set nothing."""


def keymap_of(table: Mapping[str, object]) -> Keymap:
    """Return the keys in force for what stands in `[keys]`."""
    if not table:
        return DEFAULT
    # What reads tables is imported only by those who have one: it would cost the first paint of all others.
    from newsreader.tui.remapping import remap

    return remap(table)
