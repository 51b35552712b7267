"""Every setting with what it means, taken from the structs that declare it and the strings below their fields."""

from __future__ import annotations

import ast
import inspect
import sys
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Any, get_args, get_origin

import msgspec

from newsreader.settings.declared import Settings
from newsreader.settings.kinds import alternatives, dotted, example, expected

EXAMPLE_FEED = "https://example.org/feed.xml"
"""Stands for the addresses of feeds where their settings are described."""
_EXAMPLE_NAMES = {"feeds": EXAMPLE_FEED, "commands": "translate", "openers": "video"}
"""Of tables that the user names."""


class Setting(msgspec.Struct, frozen=True):
    """One name that can be set."""

    path: tuple[str, ...]
    kind: Any
    """Its declared type."""
    default: object
    meaning: str
    shown: object = None
    """An example, where the kind has none."""

    @property
    def name(self) -> str:
        """Its name from the top of the file."""
        return dotted(self.path)

    @property
    def expected(self) -> str:
        """What it may be, in words."""
        return expected(self.kind)

    @property
    def example(self) -> object:
        """Its default, or where that is nothing what it might be."""
        return msgspec.to_builtins(self.default) if self.has_default else self.shown or example(self.kind)

    @property
    def has_default(self) -> bool:
        """Is its default anything."""
        return self.default not in (None, {}, [], "")


class Choice(msgspec.Struct, frozen=True):
    """One of a few values."""

    value: object
    """As TOML has it; None is "not set"."""
    meaning: str = ""


class Table(msgspec.Struct, frozen=True):
    """Settings that stand below one [name]; that of the first is empty."""

    path: tuple[str, ...]
    meaning: str
    settings: tuple[Setting, ...]
    is_example: bool = False
    """Is its name only one of many that it may have: the address of a feed, the name of a command."""
    entries: Any = None
    """The declared type of its values, where their names are the user's own; `settings` are examples then."""

    @property
    def is_free(self) -> bool:
        """Does the user give it names: feeds, keys."""
        return self.is_example or self.entries is not None


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables in the order of their declaration, the top of the file first."""
    top: list[Setting] = []
    others: list[Table] = []
    for field, meaning in _fields(Settings):
        path: tuple[str, ...] = (field.encode_name,)
        entries = _entries(field.type)
        if (struct := _struct(field.type)) is not None:
            others.append(Table(path, _docstring(struct), tuple(_settings(struct, path))))
        elif entries is None:
            top.append(Setting(path, field.type, field.default, meaning))
        elif (struct := _struct(entries)) is not None:
            path = (*path, _EXAMPLE_NAMES[field.encode_name])
            others.append(Table(path, _docstring(struct), tuple(_settings(struct, path)), is_example=True))
        else:
            others.append(Table(path, meaning, tuple(_example_entries(field, path, entries)), entries=entries))
    return Table((), _docstring(Settings), tuple(top)), *others


def setting_at(path: tuple[str, ...]) -> Setting | None:
    """Return the setting with this path; None where there is none."""
    for table in tables():
        if table.entries is not None and path[:-1] == table.path:
            return Setting(path, table.entries, None, table.meaning)
        for setting in table.settings:
            is_meant = setting.path == path
            if table.is_example and len(path) == len(setting.path):
                is_meant = (path[0], path[-1]) == (setting.path[0], setting.path[-1])
            if is_meant:
                return msgspec.structs.replace(setting, path=path)
    return None


def find(name: str) -> Setting | None:
    """Return the setting with this name, written as in the file: refresh.every_minutes, feeds."…".user."""
    with suppress(ValueError, RecursionError):
        tree: Any = tomllib.loads(f"{name} = 0")
        path: tuple[str, ...] = ()
        while isinstance(tree, dict) and len(tree) == 1:
            ((part, tree),) = tree.items()
            path = (*path, part)
        return setting_at(path)
    return None


def choices(setting: Setting) -> tuple[Choice, ...]:
    """Return the values of a setting that has but a few, with what each means; nothing for others."""
    for kind in alternatives(setting.kind):
        if isinstance(kind, type) and issubclass(kind, Enum):
            meanings = _meanings(kind)
            named = tuple(Choice(str(each.value), meanings.get(each.name, "")) for each in kind)
            return (Choice(None, setting.meaning), *named) if setting.default is None else named
    return ()


def _settings(struct: type[msgspec.Struct], path: tuple[str, ...]) -> Iterator[Setting]:
    for field, meaning in _fields(struct):
        default = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
        yield Setting((*path, field.encode_name), field.type, default, meaning)


def _example_entries(field: msgspec.structs.FieldInfo, path: tuple[str, ...], kind: Any) -> Iterator[Setting]:
    """Yield what the declaration shows of a table whose names are the user's own."""
    shown = example(field.type)
    for name, value in shown.items() if isinstance(shown, dict) else ():
        yield Setting((*path, name), kind, None, "", value)


def _fields(struct: type[msgspec.Struct]) -> Iterator[tuple[msgspec.structs.FieldInfo, str]]:
    meanings = _meanings(struct)
    for field in msgspec.structs.fields(struct):
        yield field, meanings.get(field.name, "")


def _meanings(kind: type) -> dict[str, str]:
    """Return the strings below the fields of a struct or the members of an enumeration: only the source has them."""
    tree = ast.parse(inspect.getsource(sys.modules[kind.__module__]))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__)
    found = {}
    for field, below in pairwise(body):
        match field, below:
            case (
                (ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)])),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split())
    return found


def _docstring(struct: type[msgspec.Struct]) -> str:
    return " ".join((struct.__doc__ or "").split())


def _struct(kind: Any) -> type[msgspec.Struct] | None:
    kinds = (each for each in alternatives(kind) if isinstance(each, type) and issubclass(each, msgspec.Struct))
    return next(kinds, None)


def _entries(kind: Any) -> Any:
    """Return the kind of a table's entries, whose names are free; None where it is no such table."""
    return next((get_args(each)[1] for each in alternatives(kind) if get_origin(each) is dict), None)
