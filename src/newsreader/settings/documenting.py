"""The settings file as it is given to a person: every setting with its meaning and default, all of it comments."""

from __future__ import annotations

from textwrap import wrap

from newsreader.settings.described import Setting, Table, tables
from newsreader.settings.kinds import dotted, written

_WIDTH = 78
_HEAD = (
    "Settings of newsreader. Every line is optional: take the # before a name away to set it. "
    "What follows the = is the default, unless it says that there is none."
)
_SAYS_NOTHING = frozenset({"", "true or false", "text in quotes", "a table"})
"""What the value after the = shows as well."""


def documented() -> str:
    """Return the text of the file."""
    lines = _comment(_HEAD)
    for table in tables():
        lines += _table(table)
    return "\n".join(lines) + "\n"


def _table(table: Table) -> list[str]:
    lines = []
    if table.path:
        lines = ["", f"{'#' if table.is_example else ''}[{dotted(table.path)}]", *_comment(table.meaning)]
    for setting in table.settings:
        value = f"#{dotted(setting.path[-1:])} = {written(setting.example)}"
        words = explained(setting) + ("" if setting.has_default else " No default.")
        lines += ["", *_comment(words), value] if setting.meaning else [value]
    return lines


def explained(setting: Setting) -> str:
    """Return what a setting means, and what it may be where its value does not show that."""
    says_more = setting.expected not in _SAYS_NOTHING
    return f"{setting.meaning} May be {setting.expected}." if says_more else setting.meaning


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)]
