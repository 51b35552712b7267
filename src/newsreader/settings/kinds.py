"""What a setting may be, in words: made from its declared kind, for complaints and for the written file."""

from __future__ import annotations

from typing import Any

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


def quoted(text: str) -> str:
    """Return text as TOML has it."""
    return msgspec.json.encode(text).decode()


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
    return f"like {_choice(examples)}" if examples else "text of another form"


def _choice(values: list[str]) -> str:
    *others, last = map(quoted, values)
    return f"{', '.join(others)} or {last}" if others else last
