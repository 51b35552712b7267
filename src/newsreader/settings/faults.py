"""Take what can be taken of a file with faults, and say of each what is wrong and what would be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_origin

import msgspec

from newsreader.settings.declared import Settings
from newsreader.settings.kinds import alternatives, dotted, expected, found_kind
from newsreader.settings.loading import Complaint, Fault
from newsreader.settings.positions import Position, positions
from newsreader.spelling import suggestion

_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_UNQUOTED = re.compile(r"=\s*([^\W\d][\w-]*)")
_SECRET = frozenset({"feeds", "commands"})
"""Tables whose values are not repeated: complaints land in logs, and these may be passwords."""


def take(document: str) -> tuple[Settings, tuple[Complaint, ...]]:
    """Return the settings with every value that can be used, and complaints about the others."""
    try:
        table = tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (_not_toml(str(error), document),)
    except RecursionError:
        return Settings(), (Complaint("The file is nested too deeply. All settings have their defaults."),)
    except ValueError:
        return Settings(), (Complaint("A number has too many digits. All settings have their defaults."),)
    faults: list[Fault] = []
    settings = _taken(Settings, table, (), faults)
    return settings if isinstance(settings, Settings) else Settings(), tuple(located(faults, document))


def located(faults: Iterable[Fault], document: str) -> list[Complaint]:
    """Return faults as complaints, in the order of their lines."""
    try:
        places = positions(document)
    except tomllib.TOMLDecodeError:  # no TOML, so there is no telling
        places = {}
    complaints = []
    for fault in faults:
        place = _place(fault.path, places)
        text = f"{dotted(fault.path) or 'The file'} {fault.words}"
        line, column = (place.line, place.column) if place else (None, None)
        complaints.append(Complaint(text, line, column, fault.path))
    return sorted(complaints, key=lambda each: (each.line or 0, each.column or 0))


def _place(path: tuple[str, ...], places: Mapping[tuple[str, ...], Position]) -> Position | None:
    """Return where this stands, or what is around it: a default that is at fault stands nowhere itself."""
    return next((places[path[:length]] for length in range(len(path), 0, -1) if path[:length] in places), None)


def _not_toml(message: str, document: str) -> Complaint:
    where = _WHERE.search(message)
    lines = document.splitlines() or [""]
    line = int(where[1]) if where and where[1] else len(lines)
    column = int(where[2]) if where and where[2] else None
    reason = message[: where.start()] if where else message
    hint = _hint(lines[line - 1]) if 0 < line <= len(lines) else ""
    text = f"The file cannot be understood from here on: {reason[:1].lower()}{reason[1:]}.{hint}"
    return Complaint(f"{text} All settings have their defaults.", line, column)


def _hint(line: str) -> str:
    """Return what is most often wrong in a line that is no TOML: a word without quotes, a flag with a capital."""
    word = _UNQUOTED.search(line)
    if word is None:
        return ""
    flag = word[1].lower()
    return f" Write {flag}." if flag in ("true", "false") else f' Text stands in quotes: "{word[1]}".'


def _taken(
    kind: Any, value: object, path: tuple[str, ...], faults: list[Fault], instead: str = "Its default is used."
) -> object:
    """Return the value as its kind, or UNSET; of a table, what of it can be used."""
    try:
        return msgspec.convert(value, kind, str_keys=True)
    except msgspec.ValidationError as error:
        reason = str(error)
    if isinstance(value, dict):
        for each in alternatives(kind):
            if isinstance(each, type) and issubclass(each, msgspec.Struct):
                return _taken_struct(each, value, path, faults)
            if get_origin(each) is dict:
                return _taken_entries(get_args(each)[1], value, path, faults)
    wanted = expected(kind)
    if not wanted:
        faults.append(Fault(path, f"cannot be used: {reason}. {instead}"))
    else:
        found = found_kind(value, is_secret=path[0] in _SECRET)
        faults.append(Fault(path, f"must be {wanted}, not {found}. {instead}"))
    return msgspec.UNSET


def _taken_entries(
    kind: Any, value: dict[str, object], path: tuple[str, ...], faults: list[Fault]
) -> dict[str, object]:
    taken = {name: _taken(kind, part, (*path, name), faults, "It is left out.") for name, part in value.items()}
    return {name: part for name, part in taken.items() if part is not msgspec.UNSET}


def _taken_struct(
    kind: type[msgspec.Struct], value: dict[str, object], path: tuple[str, ...], faults: list[Fault]
) -> object:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    kept = {}
    for name, part in value.items():
        if (field := fields.get(name)) is None:
            faults.append(Fault((*path, name), f"is no setting.{_unknown(name, path, tuple(fields))}"))
        elif (taken := _taken(field.type, part, (*path, name), faults)) is not msgspec.UNSET:
            kept[field.name] = taken
    return kind(**kept)


def _unknown(name: str, path: tuple[str, ...], known: tuple[str, ...]) -> str:
    """Return what was probably meant: a name spelt like it, the table it belongs in, or else all names."""
    for field in msgspec.structs.fields(Settings):
        is_table = isinstance(field.type, type) and issubclass(field.type, msgspec.Struct)
        if path and field.encode_name == name and not is_table:
            return f" {name} stands at the top of the file, above the first [table]."
        if is_table and path != (field.encode_name,) and name in field.type.__struct_fields__:
            return f" {name} belongs below [{field.encode_name}]."
    return suggestion(name, known) or f" Here are: {', '.join(known)}."
