"""What the help screen says: the commands by place and group, with the keys in force. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from newsreader.folding import fold
from newsreader.text import clean
from newsreader.tui.commandline.names import usage
from newsreader.tui.commands import Command, Group
from newsreader.tui.keymap import Keymap
from newsreader.tui.place import WHERE, Place
from newsreader.tui.strokes import arrows_in_words, key_name

_PLACES = tuple(place for place in Place if place is not Place.EVERYWHERE)
_SHOWN_KEYS = 4
"""More are not shown: the nine digits of links."""


class Row(msgspec.Struct, frozen=True):
    """One command."""

    keys: str
    """As people write them; empty where it has none."""
    words: str
    id: str
    is_changed: bool
    """Has the user given it other keys."""
    folded: str
    """All that a search looks at."""


class Section(msgspec.Struct, frozen=True):
    """Rows below a heading."""

    title: str
    rows: tuple[Row, ...]


def sections(keymap: Keymap, here: Place) -> tuple[Section, ...]:
    """Return all commands: those of the place that has the keys, everywhere's by group, the other places', macros."""
    others = [place for place in _PLACES if place is not here]
    first = [here] if here in _PLACES else []
    found = [(place_title(place), _of_place(keymap, place)) for place in first]
    found += [(each.value, _of_group(keymap, each)) for each in Group if each is not Group.MACROS]
    found += [(place_title(place), _of_place(keymap, place)) for place in others]
    found.append(("Your macros", _of_group(keymap, Group.MACROS)))
    return tuple(Section(title, rows) for title, rows in found if rows)


def without_arrows(all_sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the same with words for arrows: the signs that stand for these, such as < and v, are keys as well."""
    return tuple(
        Section(
            section.title, tuple(msgspec.structs.replace(row, keys=arrows_in_words(row.keys)) for row in section.rows)
        )
        for section in all_sections
    )


def matching(all_sections: Iterable[Section], query: str) -> tuple[Section, ...]:
    """Return what has every word of the query in its keys, its words, its id or its heading."""
    words = fold(query).split()
    found = []
    for section in all_sections:
        heading = fold(section.title)
        rows = tuple(row for row in section.rows if all(word in row.folded or word in heading for word in words))
        if rows:
            found.append(Section(section.title, rows))
    return tuple(found)


def count_rows(all_sections: Iterable[Section]) -> int:
    """Return how many commands there are in these sections."""
    return sum(len(section.rows) for section in all_sections)


def place_title(place: Place) -> str:
    """Return the heading of a place."""
    return WHERE[place].capitalize()


def _of_place(keymap: Keymap, place: Place) -> tuple[Row, ...]:
    everything = (*keymap.commands, *keymap.overlay_commands)
    return _rows([command for command in everything if command.place is place], keymap)


def _of_group(keymap: Keymap, group: Group) -> tuple[Row, ...]:
    commands = [command for command in keymap.commands if command.group is group]
    return _rows([command for command in commands if command.place is Place.EVERYWHERE], keymap)


def _rows(commands: Sequence[Command], keymap: Keymap) -> tuple[Row, ...]:
    return tuple(_row(command, command.id in keymap.changed) for command in commands)


def _row(command: Command, is_changed: bool) -> Row:
    names = [key_name(keys) for keys in command.keys]
    if not names and command.arguments and not is_changed:
        names = [usage(command)]
    shown = names if len(names) <= _SHOWN_KEYS else [*names[: _SHOWN_KEYS - 1], "…"]
    words = clean(command.help)
    searched = " ".join([*names, *command.keys, words, command.label, command.id])
    return Row(clean(" ".join(shown)), words, clean(command.id), is_changed, fold(searched))
