"""Which of the known words was probably meant by one that is not known. Pure.

Must not know what the words name: fields of a query, commands, settings, feeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LIKE = 0.7
"""How alike two words must be: a letter missed, doubled or swapped in words of four is still so."""
_BEGUN = 2
"""From so many letters on a word may be the beginning of the one that was meant,"""
_HELD = 4
"""or a part of it, or like one."""
_WORD = re.compile(r"[^\W_]+")


def nearest(word: str, known: Iterable[str], *, most: int = 1) -> list[str]:
    """Return the known words that were probably meant, the likeliest first; case is ignored."""
    from difflib import get_close_matches  # takes milliseconds, and few words are mistyped

    # The first of those that differ in case only; Python keeps it in its place.
    names: dict[str, str] = {}
    for name in known:
        names.setdefault(name.casefold(), name)
    typed = word.strip().casefold()
    found = get_close_matches(typed, names, n=most, cutoff=_LIKE)
    if not found and len(typed) >= _BEGUN:
        found = [name for name in names if name.startswith(typed)]
    if not found and len(typed) >= _HELD:
        found = [name for name in names if typed in name] or _by_parts(typed, names, most)
    return [names[name] for name in found[:most]]


def _by_parts(typed: str, names: Iterable[str], most: int) -> list[str]:
    """Return names of several words of which one is like this: `mesure` is reading.measure."""
    from difflib import get_close_matches

    parts: dict[str, str] = {}
    for name in names:
        for part in _WORD.findall(name):
            parts.setdefault(part, name)
    return list(dict.fromkeys(parts[part] for part in get_close_matches(typed, parts, n=most, cutoff=_LIKE)))


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the question whether a word like it was meant, with a blank before it; empty where there is none."""
    found = nearest(word, known)
    return f" Did you mean {found[0]}?" if found else ""
