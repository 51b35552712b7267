"""What a setting may be, in words: made from its declared kind, for complaints and for the written file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec import inspect

_NOT_SHOWN = 30
"""Characters of a value that are too many to repeat it."""


def expected(kind: Any) -> str:
    """Return what a value of this kind looks like: "a whole number from 5 to 100"; empty where words fail."""
    return _words(inspect.type_info(kind), {})


def found_kind(value: object, *, is_secret: bool = False) -> str:
    """Return what was found instead: the value where it is short and may be repeated, else its kind."""
    match value:
        case bool() | int() | float() if not is_secret and len(str(value)) < _NOT_SHOWN:
            return str(value).lower()
        case str() if not is_secret and len(value) < _NOT_SHOWN:
            return quoted(value)
        case list() if not is_secret and len(shown := written(value)) < _NOT_SHOWN:
            return shown
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "this text"
        case dict():
            return "a table"
        case list():
            return "a list"
    return "a date or time"


def example(kind: Any) -> object:
    """Return a value that it may have, as TOML knows values."""
    return _made_up(inspect.type_info(kind))


def examples(kind: Any) -> tuple[object, ...]:
    """Return the values that its declaration gives as examples."""
    info = inspect.type_info(kind)
    found = (info.extra_json_schema or {}).get("examples", ()) if isinstance(info, inspect.Metadata) else ()
    return tuple(found)


def alternatives(kind: Any) -> Iterator[Any]:
    """Yield the kinds that a value may have."""
    if get_origin(kind) is Annotated:
        yield from alternatives(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for each in get_args(kind):
            yield from alternatives(each)
    else:
        yield kind


def dotted(path: tuple[str, ...]) -> str:
    """Return a path as TOML has it: keys."article.star"."""
    return ".".join(
        part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"'
        for part in path
    )


def quoted(text: str) -> str:
    """Return text as TOML has it."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")


def written(value: object) -> str:
    """Return a value as TOML has it, on one line."""
    match value:
        case str():
            return quoted(value)
        case dict():
            return "{ " + ", ".join(f"{dotted((str(name),))} = {written(part)}" for name, part in value.items()) + " }"
        case list() | tuple():
            return f"[{', '.join(map(written, value))}]"
    return str(value).lower()


def _words(kind: inspect.Type, extra: dict[str, Any]) -> str:
    match kind:
        case inspect.Metadata():
            return _words(kind.type, kind.extra_json_schema or {})
        case inspect.UnionType():
            return " or ".join(_words(each, extra) for each in kind.types if not isinstance(each, inspect.NoneType))
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType() | inspect.FloatType():
            return _number(kind)
        case inspect.EnumType():
            return _choice([str(each.value) for each in kind.cls])
        case inspect.LiteralType():
            return _choice([str(each) for each in kind.values])
        case inspect.StrType():
            return _text(kind, extra.get("examples", []))
        case inspect.ListType() | inspect.VarTupleType():
            return f"a list of {_words(kind.item_type, extra)}"
        case inspect.DictType() | inspect.StructType():
            return "a table"
    return ""


def _number(kind: inspect.IntType | inspect.FloatType) -> str:
    word = "a whole number" if isinstance(kind, inspect.IntType) else "a number"
    if kind.ge is not None and kind.le is not None:
        return f"{word} from {kind.ge} to {kind.le}"
    if kind.ge is not None:
        return f"{word}, at least {kind.ge}"
    return f"{word}, at most {kind.le}" if kind.le is not None else word


def _text(kind: inspect.StrType, examples: list[str]) -> str:
    if kind.pattern is None:
        return "text in quotes"
    return f"of the form {_choice(examples)}" if examples else "text of another form"


def _choice(values: list[str]) -> str:
    *others, last = map(quoted, values)
    return f"{', '.join(others)} or {last}" if others else last


def _made_up(kind: inspect.Type) -> object:
    match kind:
        case inspect.Metadata():
            examples = (kind.extra_json_schema or {}).get("examples")
            return examples[0] if examples else _made_up(kind.type)
        case inspect.UnionType():
            return next(_made_up(each) for each in kind.types if not isinstance(each, inspect.NoneType))
        case inspect.BoolType():
            return True
        case inspect.IntType() | inspect.FloatType():
            return kind.ge or 1
        case inspect.EnumType():
            return str(next(iter(kind.cls)).value)
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.ListType() | inspect.VarTupleType():
            return []
        case inspect.DictType() | inspect.StructType():
            return {}
    return "…"
