"""The value of each setting: where it is from, how it is replaced, and what was meant by what a person typed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import msgspec

from newsreader.settings.declared import Settings
from newsreader.settings.described import Setting, Table, setting_at, tables
from newsreader.settings.kinds import alternatives, written
from newsreader.settings.loading import Complaint, Loaded
from newsreader.settings.positions import positions

_WORDS = {"yes": True, "on": True, "no": False, "off": False}
"""What people type for true and false."""


class Valued(msgspec.Struct, frozen=True):
    """A setting, its value, and where that is from."""

    setting: Setting
    value: object
    """As TOML has it; None where it is not set and has no default."""
    is_set: bool
    """Is it from the file."""
    complaint: Complaint | None = None
    """Why what is in the file does not count."""

    @property
    def words(self) -> str:
        """The value for a person."""
        return "not set" if self.value is None else self.value if isinstance(self.value, str) else written(self.value)

    @property
    def default(self) -> object:
        """As TOML has it; None where there is none."""
        return msgspec.to_builtins(self.setting.default)

    @property
    def origin(self) -> str:
        """Where the value is from, in a word or two."""
        if self.complaint is not None:
            return f"default, line {self.complaint.line} is wrong" if self.complaint.line else "default"
        return "file" if self.is_set else "default"


class NotUnderstood(msgspec.Struct, frozen=True):
    """What was typed is no value of the setting; `words` go on from its name."""

    words: str


def valued(loaded: Loaded) -> Iterator[Valued]:
    """Yield every setting with its value; of what is named by the user, like feeds, what the file has."""
    settings = (setting for table in tables() for setting in _settings(table, loaded.settings))
    yield from valued_of(loaded, settings)


def valued_of(loaded: Loaded, settings: Iterable[Setting]) -> Iterator[Valued]:
    """Yield these settings with their values."""
    places = () if loaded.is_broken else positions(loaded.document)
    complaints = {each.path: each for each in loaded.complaints}
    for setting in settings:
        complaint = complaints.get(setting.path)
        is_set = setting.path in places and complaint is None
        yield Valued(setting, value_at(loaded.settings, setting.path), is_set, complaint)


def _settings(table: Table, settings: Settings) -> Iterator[Setting]:
    """Yield the settings of a table; of one whose name or names are the user's, what is set."""
    if not table.is_free:
        yield from table.settings
        return
    tree = getattr(settings, table.path[0])
    ends = [each.path[-1:] for each in table.settings] if table.is_example else [()]
    for path in ((table.path[0], name, *end) for name in tree for end in ends):
        setting = setting_at(path)
        if setting is not None and value_at(settings, setting.path) != setting.default:
            yield setting


def value_at(settings: Settings, path: tuple[str, ...]) -> object:
    """Return a value as TOML has it; None where there is none."""
    found: Any = settings
    for part in path:
        found = found.get(part) if isinstance(found, dict) else getattr(found, part, None)
    plain: object = msgspec.to_builtins(found)
    return plain


def with_value(settings: Settings, path: tuple[str, ...], value: object) -> Settings:
    """Return the settings with one value replaced; None brings the default back. The value must fit."""
    tree: Any = msgspec.to_builtins(settings)
    table = tree
    for part in path[:-1]:
        table = table.setdefault(part, {})
    if value is None:
        table.pop(path[-1], None)
    else:
        table[path[-1]] = value
    return msgspec.convert(tree, Settings)


def differences(before: Settings, after: Settings) -> tuple[tuple[str, ...], ...]:
    """Return the paths of the settings that are others; of what is named by the user, that of its table."""
    if before == after:
        return ()
    plain = [setting.path for table in tables() if not table.is_free for setting in table.settings]
    free = [table.path[:1] for table in tables() if table.is_free]
    return tuple(path for path in (*plain, *free) if value_at(before, path) != value_at(after, path))


def typed_value(setting: Setting, typed: str) -> object | NotUnderstood:
    """Return what was typed as a value of the setting, as TOML has it; None to have no value again."""
    text = typed.strip()
    kinds = tuple(alternatives(setting.kind))
    if text == "" and type(None) in kinds:
        return None
    for value in _readings(text, is_text_first=str in kinds):
        try:
            found: object = msgspec.to_builtins(msgspec.convert(value, setting.kind))
        except msgspec.ValidationError:
            continue
        return found
    return NotUnderstood(f"must be {setting.expected or 'something else'}, not {text or 'empty'}.")


def _readings(text: str, *, is_text_first: bool) -> Iterator[object]:
    if is_text_first:
        yield text
    with suppress(ValueError, RecursionError):
        yield tomllib.loads(f"x = {text}")["x"]
    if text.lower() in _WORDS:
        yield _WORDS[text.lower()]
    if text.lower() in ("true", "false"):
        yield text.lower() == "true"
    yield from (text, text.lower())
    yield [part.strip() for part in text.split(",") if part.strip()]
