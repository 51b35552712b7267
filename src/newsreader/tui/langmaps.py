"""Other keyboard layouts: which Latin character stands where, so that its commands can be reached. Pure.

A map is made of pairs. Only characters that a Latin layout does not have are mapped in the ones shipped: which layout
is active no terminal tells.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

_CYRILLIC = (
    ("йцукенгшщзхъфывапролджэячсмитьбюё№", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`#"),
    ("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'),
    # Ukrainian and Belarusian letters in the places of Russian ones.
    ("іїєґўІЇЄҐЎ", "s]'\\oS}\"|O"),
)
_GREEK = (
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
)
SHIPPED: Mapping[str, tuple[tuple[str, str], ...]] = {"cyrillic": _CYRILLIC, "greek": _GREEK}
"""By name: what is typed, and what stands in its place on a Latin keyboard."""


class NotAMap(msgspec.Struct, frozen=True):
    """Why something written is no langmap."""

    reason: str


def read_langmap(written: str) -> dict[str, str] | NotAMap:
    """Return the map of a name, or of a string like vim's: "фa,ыs" in pairs, or "фы;as" from and to, also mixed.

    A comma, a semicolon or a backslash that is meant itself has a backslash before it.
    """
    if (shipped := SHIPPED.get(written.strip().lower())) is not None:
        return {typed: meant for row, latin in shipped for typed, meant in zip(row, latin, strict=True)}
    if written.isascii() and written.isalpha():
        return NotAMap(f"no layout is called {written!r}; there are {' and '.join(SHIPPED)}")
    found: dict[str, str] = {}
    for part in _split(written, ","):
        sides = _split("".join(part), ";")
        if len(sides) == 1:
            typed, meant = sides[0][::2], sides[0][1::2]
        else:
            typed, meant = sides[0], sides[1]
        if len(typed) != len(meant) or len(sides) > 2 or not typed:
            return NotAMap('it takes pairs like "фa,ыs", or as many characters after the semicolon as before: "фы;as"')
        found.update((_bare(key), _bare(value)) for key, value in zip(typed, meant, strict=True))
    return found


def _split(written: str, at: str) -> list[list[str]]:
    """Return the characters between separators; a backslash stays with the character that it protects."""
    parts: list[list[str]] = [[]]
    characters = iter(written)
    for character in characters:
        if character == at:
            parts.append([])
        else:
            parts[-1].append(character + next(characters, "") if character == "\\" else character)
    return parts


def _bare(character: str) -> str:
    return character[-1]
