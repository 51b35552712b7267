"""From what stands in `[keys]` to the keys in force, and what is wrong with it. Pure.

    [keys]
    preset = "vim"
    "mark.star" = ["s", "ctrl+s"]                              # wherever it works
    "feed.next" = { articles = ["right"] }                     # there only; elsewhere as before
    [keys.macros]
    "g o" = ["article.browse", "mark.read", "article.next"]
    ", s" = { name = "Star and go on", steps = ["mark.star", "article.next"] }

A key that means something else already stays what it is, and the user is told: the one named first keeps it. In the
form with places a key goes before that of everywhere: whoever writes it so means it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from newsreader.settings import Fault
from newsreader.spelling import nearest
from newsreader.tui.commands import COMMANDS, Command, Group, Step
from newsreader.tui.keymap import Keymap
from newsreader.tui.langmaps import NotAMap, read_langmap
from newsreader.tui.overlay_commands import OVERLAY_COMMANDS, OVERLAYS, SHARED
from newsreader.tui.place import WHERE, Place
from newsreader.tui.presets import PRESETS, Table
from newsreader.tui.strokes import NotAKey, key_name, read_keys

Path = tuple[str, ...]

_LEAVES_ALWAYS = "ctrl+q"
_COUNTS = frozenset("123456789")
_OWN_WORDS = ("preset", "langmap", "macros")
"""What stands in `[keys]` besides commands."""
_ALL = (*COMMANDS, *OVERLAY_COMMANDS)
_PLACES_OF: dict[str, list[Place]] = {}
for _command in _ALL:
    _PLACES_OF.setdefault(_command.id, []).append(_command.place)
_OVER = {Place.FOUND, Place.SELECTED, Place.SEARCHED}
"""Places whose commands go before all others."""


class _Entry(msgspec.Struct, frozen=True):
    """The keys that a command is to have in one place."""

    path: Path
    id: str
    place: Place
    keys: tuple[str, ...]
    goes_before: bool
    """Was the place named, so that the keys of everywhere give way."""


class _Slot(msgspec.Struct):
    """A command in one place, while its keys are found out."""

    command: Command
    keys: list[str]
    goes_before: bool = False


def remap(table: Table) -> Keymap:
    """Return the keys in force for what stands in `[keys]`, with all that is wrong in it."""
    work = _Remapping()
    work.lay_preset(table.get("preset", "default"))
    users = {key: value for key, value in table.items() if key not in _OWN_WORDS}
    changed = work.lay(list(work.entries(users, ("keys",))))
    work.lay_macros(table.get("macros", {}))
    commands = work.commands()
    langmap = work.read_langmaps(table.get("langmap", []), commands)
    panes = tuple(command for command in commands if command.place not in OVERLAYS)
    over = tuple(command for command in commands if command.place in OVERLAYS)
    return Keymap(panes, over, changed, langmap, tuple(work.faults))


class _Remapping:
    """The slots of all commands, and the faults so far."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._slots = {(command.id, command.place): _Slot(command, list(command.keys)) for command in _ALL}

    def complain(self, path: Path, words: str) -> None:
        fault = Fault(path, words)
        if fault not in self.faults:  # a command of several places would be named once for each
            self.faults.append(fault)

    # What is written

    def entries(self, table: Mapping[str, object], path: Path, prefix: str = "") -> Iterator[_Entry]:
        """Yield what is asked for; `mark.star = …` without quotes makes tables in tables, and means the same."""
        for key, value in table.items():
            command_id, here = prefix + key, (*path, key)
            if command_id in _PLACES_OF:
                yield from self._entries_of(command_id, value, here)
            elif isinstance(value, Mapping) and any(known.startswith(f"{command_id}.") for known in _PLACES_OF):
                yield from self.entries(value, here, f"{command_id}.")
            else:
                self.complain(here, f"is no command{_suggestion(command_id, _PLACES_OF)}. It is left out.")

    def _entries_of(self, command_id: str, value: object, path: Path) -> Iterator[_Entry]:
        places = _PLACES_OF[command_id]
        if not isinstance(value, Mapping):
            keys = self._read_list(value, path)
            if keys is not None:
                yield from (_Entry(path, command_id, place, keys, False) for place in places)
            return
        allowed = _places_for(command_id)
        for name, written in value.items():
            if name not in allowed:
                words = ", ".join(allowed)
                self.complain((*path, name), f"is no place of this command; it has: {words}. It is left out.")
            elif (keys := self._read_list(written, (*path, name))) is not None:
                place = Place(name)
                yield _Entry((*path, name), command_id, place, keys, place is not Place.EVERYWHERE)

    def _read_list(self, value: object, path: Path) -> tuple[str, ...] | None:
        """Return the keys as the registry writes them; None where there is nothing to go by."""
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
            self.complain(path, 'is no list of keys like ["s", "ctrl+s"]; an empty one takes them away.')
            return None
        read = [keys for each in written if (keys := self._read_keys(each, path)) is not None]
        return tuple(dict.fromkeys(read)) if read or not written else None

    def _read_keys(self, written: str, path: Path) -> str | None:
        strokes = read_keys(written)
        if isinstance(strokes, NotAKey):
            self.complain(path, f"cannot have {written!r}: {strokes.reason}.")
            return None
        return " ".join(strokes)

    # What comes of it

    def lay_preset(self, name: object) -> None:
        """Give commands the keys of a preset; who had them loses them."""
        preset = PRESETS.get(name) if isinstance(name, str) else None
        if preset is None:
            words = f"names no set of keys; there are: {', '.join(PRESETS)}. The default's are used."
            self.complain(("keys", "preset"), words)
            return
        entries = list(self.entries(preset, ("keys", "preset")))
        named = {(entry.id, entry.place) for entry in entries}
        for entry in entries:
            for slot in self._slots.values():
                if (slot.command.id, slot.command.place) not in named:
                    slot.keys = [keys for keys in slot.keys if not _is_taken_by(entry, slot, keys)]
            self._slot_of(entry).keys = list(entry.keys)

    def lay(self, entries: list[_Entry]) -> frozenset[str]:
        """Give commands the user's keys, as far as they are free; return the ids of those that have other keys now."""
        before: list[list[str]] = []
        for entry in entries:
            slot = self._slot_of(entry)
            before.append(slot.keys)
            slot.keys = []
        changed = set()
        for entry, old in zip(entries, before, strict=True):
            slot = self._slot_of(entry)
            slot.keys = [keys for keys in entry.keys if self._is_free(entry, keys)]
            if entry.keys and not slot.keys:
                slot.keys = [keys for keys in old if self._holder(entry, keys) is None]
            if slot.keys != old:
                changed.add(entry.id)
        return frozenset(changed)

    def _slot_of(self, entry: _Entry) -> _Slot:
        key = (entry.id, entry.place)
        if key not in self._slots:
            command = next(slot.command for slot in self._slots.values() if slot.command.id == entry.id)
            self._slots[key] = _Slot(msgspec.structs.replace(command, place=entry.place), [])
        self._slots[key].goes_before |= entry.goes_before
        return self._slots[key]

    def _is_free(self, entry: _Entry, keys: str) -> bool:
        """Can these strokes be the entry's; if not, say why."""
        shown = key_name(keys)
        if keys == _LEAVES_ALWAYS and entry.id != "program.quit":
            self.complain(entry.path, f"cannot have {shown}: that always quits.")
            return False
        if keys[0] in _COUNTS and entry.place is not Place.ARTICLE:
            self.complain(entry.path, f"cannot have {shown}: outside the article a digit begins a count.")
            return False
        holder = self._holder(entry, keys)
        if holder is None:
            return True
        slot, theirs = holder
        of = f"{slot.command.id}, {WHERE[slot.command.place]}"
        if theirs == keys:
            self.complain(entry.path, f"cannot have {shown}: that is the key of {of}. Give that one another key first.")
        elif len(theirs) < len(keys):
            self.complain(entry.path, f"cannot have {shown}: {key_name(theirs)} goes before it, the key of {of}.")
        else:
            self.complain(entry.path, f"cannot have {shown}: it would hide {key_name(theirs)}, the key of {of}.")
        return False

    def _holder(self, entry: _Entry, keys: str) -> tuple[_Slot, str] | None:
        """Return who has these strokes already, or some that cannot be told from them in time."""
        own = self._slots.get((entry.id, entry.place))
        for slot in self._slots.values():
            for theirs in slot.keys:
                if slot is not own and _collide(entry, keys, slot, theirs):
                    return slot, theirs
        return None

    def lay_macros(self, macros: object) -> None:
        """Take in the user's macros: several steps on one key."""
        if not isinstance(macros, Mapping):
            self.complain(("keys", "macros"), 'is no table of lines like "g o" = ["article.browse", "article.next"].')
            return
        for written, value in macros.items():
            path = ("keys", "macros", str(written))
            keys = self._read_keys(str(written), path)
            named = value if isinstance(value, Mapping) else {"steps": value}
            steps = self._read_steps(named.get("steps"), path)
            if keys is None or steps is None:
                continue
            entry = _Entry(path, f"macro.{keys}", Place.EVERYWHERE, (keys,), False)
            if (entry.id, entry.place) in self._slots:
                self.complain(path, "stands there twice; the first is used.")
            elif self._is_free(entry, keys):
                words = " · ".join(_step_words(step) for step in steps)
                name = named.get("name")
                label = name if isinstance(name, str) and name else words
                command = Command(entry.id, label, label, (keys,), Group.MACROS, steps=steps)
                self._slots[entry.id, entry.place] = _Slot(command, [keys])

    def _read_steps(self, value: object, path: Path) -> tuple[Step, ...] | None:
        if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
            self.complain(path, 'is no list of commands like ["mark.read", "3 article.next"]. It is left out.')
            return None
        steps: list[Step] = []
        for written in value:
            if written.strip().startswith(":"):
                if (line := self._read_line(written.strip(), path)) is None:
                    return None
                steps.append(line)
                continue
            number, blank, command_id = written.strip().rpartition(" ")
            if command_id not in _PLACES_OF:
                known = _suggestion(command_id, _PLACES_OF)
                self.complain(path, f"has the step {command_id!r}, which is no command{known}. It is left out.")
                return None
            if blank and not (number.isascii() and number.isdigit() and 0 < int(number[:6]) < 100_000):
                self.complain(path, f'has the count {number!r}; write it as in "3 article.next". It is left out.')
                return None
            steps.append(Step(command_id, int(number) if blank else None))
        return tuple(steps)

    def _read_line(self, written: str, path: Path) -> Step | None:
        from newsreader.tui.commandline.reading import Wrong, understand

        match understand(written):
            case Wrong(words):
                self.complain(path, f"has the line {written!r}: {words} It is left out.")
                return None
        return Step(line=written)

    def read_langmaps(self, value: object, commands: tuple[Command, ...]) -> dict[str, str]:
        """Return the layouts together; a character that is a key itself is not mapped."""
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
            self.complain(("keys", "langmap"), 'is neither "cyrillic" nor "greek" nor pairs like "фa,ыs".')
            return {}
        langmap: dict[str, str] = {}
        for name in names:
            read = read_langmap(name)
            if isinstance(read, NotAMap):
                self.complain(("keys", "langmap"), f"cannot be {name!r}: {read.reason}.")
            else:
                langmap |= read
        taken = {stroke for command in commands for keys in command.keys for stroke in keys.split(" ")}
        return {typed: meant for typed, meant in langmap.items() if typed.isascii() or typed not in taken}

    def commands(self) -> tuple[Command, ...]:
        """Return all commands with the keys they have now; those of one place stand behind what works everywhere."""
        order = {(command.id, command.place): number for number, command in enumerate(_ALL)}
        firsts = {command.id: number for number, command in reversed(list(enumerate(_ALL)))}
        slots = sorted(
            self._slots.values(),
            key=lambda slot: order.get((slot.command.id, slot.command.place), firsts.get(slot.command.id, len(_ALL))),
        )
        quits = self._slots["program.quit", Place.EVERYWHERE]
        if _LEAVES_ALWAYS not in quits.keys:
            quits.keys.append(_LEAVES_ALWAYS)
        return tuple(
            msgspec.structs.replace(slot.command, keys=tuple(slot.keys))
            for slot in slots
            if slot.keys or slot.command.place in _PLACES_OF[slot.command.id]
        )


def _step_words(step: Step) -> str:
    if step.line:
        return step.line
    label = next(command.label for command in _ALL if command.id == step.id)
    return f"{step.count} × {label}" if step.count else label


def _is_taken_by(entry: _Entry, slot: _Slot, keys: str) -> bool:
    return any(_collide(entry, each, slot, keys) for each in entry.keys)


def _collide(entry: _Entry, keys: str, slot: _Slot, theirs: str) -> bool:
    """Do the strokes of both mean two things somewhere, or hide the longer of them."""
    if not _meet(entry, slot.command):
        return False
    if keys == theirs:
        return entry.place is slot.command.place or not (entry.goes_before or slot.goes_before)
    shorter, longer = sorted((keys, theirs), key=len)
    return longer.startswith(f"{shorter} ")


def _meet(entry: _Entry, command: Command) -> bool:
    """Are there strokes that both could get."""
    here, there = entry.place, command.place
    if here is there or _OVER & {here, there}:
        return here is there
    if there is Place.EVERYWHERE:
        return here not in OVERLAYS or command.id in SHARED
    return here is Place.EVERYWHERE and (there not in OVERLAYS or entry.id in SHARED)


def _places_for(command_id: str) -> list[Place]:
    """Return the places in which a command may have keys of its own."""
    declared = _PLACES_OF[command_id]
    if Place.EVERYWHERE not in declared:
        return declared
    return [place for place in Place if place not in OVERLAYS or command_id in SHARED or place in declared]


def _suggestion(word: str, known: Mapping[str, object]) -> str:
    close = nearest(word, known)
    return f" (did you mean {close[0]!r}?)" if close else " (? lists them)"
