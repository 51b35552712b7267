"""From key strokes to commands: sequences, counts, and which pane has the focus. Pure: knows no widget."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from newsreader.tui.commands import Command, Place
from newsreader.tui.strokes import key_name

_MAX_COUNT = 99_999
_DIGITS = frozenset("0123456789")


class Pressed(msgspec.Struct, frozen=True):
    """What a stroke led to."""

    command: Command | None = None
    """To be run now; None while a sequence is open, or where the strokes mean nothing."""
    count: int | None = None
    """The number typed before it."""
    is_pending: bool = False
    """Is a longer sequence possible."""


class KeyReader:
    """Collects strokes until they name a command. `gg`, `5j` and `g s` are sequences; Escape drops an open one.

    A stroke with Ctrl breaks into a sequence that it does not belong to: Ctrl-C quits at once.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands: dict[Place, dict[tuple[str, ...], Command]] = {place: {} for place in Place}
        self._prefixes: dict[Place, set[tuple[str, ...]]] = {place: set() for place in Place}
        for command in commands:
            for keys in command.keys:
                strokes = tuple(keys.split(" "))
                self._commands[command.place][strokes] = command
                self._prefixes[command.place].update(strokes[:length] for length in range(1, len(strokes)))
        self._open: tuple[str, ...] = ()
        self._count = ""

    @property
    def pending(self) -> str:
        """What was typed of an open sequence, to be shown."""
        return self._count + (key_name(" ".join(self._open)) if self._open else "")

    def press(self, stroke: str, place: Place, over: Place | None = None) -> Pressed:
        """Take one stroke, typed while `place` has the focus; the commands of `over` go before its own."""
        if stroke == "escape" and (self._open or self._count):
            self.reset()
            return Pressed()
        if not self._open and place is not Place.ARTICLE and self._takes_digit(stroke):
            self._count += stroke
            return Pressed(is_pending=True)
        strokes = (*self._open, stroke)
        places = _in_order(place, over)
        command = next((found for each in places if (found := self._commands[each].get(strokes))), None)
        if command is None and any(strokes in self._prefixes[each] for each in places):
            self._open = strokes
            return Pressed(is_pending=True)
        if command is None and self._open and _has_modifier(stroke):
            self.reset()
            return self.press(stroke, place, over)
        count = min(int(self._count), _MAX_COUNT) if self._count else None
        self.reset()
        # Where digits are commands (links by number), the command is told which one it was.
        return Pressed(command, int(stroke) if len(strokes) == 1 and stroke in _DIGITS else count)

    def follow_ups(self, place: Place, over: Place | None = None) -> list[tuple[str, Command]]:
        """Return what may follow the open sequence, each with the command that it leads to, in their order."""
        length = len(self._open)
        found: dict[str, Command] = {}
        for each in _in_order(place, over) if self._open else ():
            for strokes, command in self._commands[each].items():
                if len(strokes) > length and strokes[:length] == self._open:
                    found.setdefault(" ".join(strokes[length:]), command)
        return list(found.items())

    def reset(self) -> None:
        """Forget an open sequence and its count."""
        self._open, self._count = (), ""

    def _takes_digit(self, stroke: str) -> bool:
        return stroke in _DIGITS and (stroke != "0" or bool(self._count))


def _in_order(place: Place, over: Place | None) -> tuple[Place, ...]:
    return (place, Place.EVERYWHERE) if over is None else (over, place, Place.EVERYWHERE)


def _has_modifier(stroke: str) -> bool:
    return "+" in stroke[:-1]
