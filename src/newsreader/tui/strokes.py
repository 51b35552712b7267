"""How keys are written: from what people write to the strokes that a terminal sends, and back. Pure."""

from __future__ import annotations

import re

import msgspec

from newsreader.spelling import nearest

_SHOWN = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""The keys that are no character, and how they are shown."""
_ALSO = {
    "return": "enter",
    "esc": "escape",
    "bs": "backspace",
    "pgdn": "pagedown",
    "pgup": "pageup",
}
_NAMES = {**_ALSO, **{name: name for name in _SHOWN}, **{shown.lower(): name for name, shown in _SHOWN.items()}}
"""What people may call them, in small letters."""
_SIGNS = {
    "]": "right_square_bracket",
    "\\": "backslash",
    "^": "circumflex_accent",
    "_": "underscore",
    "@": "@",
    "[": "left_square_bracket",
}
"""The characters besides letters that Ctrl goes with, by Textual's names."""
_SIGN_OF = {name: sign for sign, name in _SIGNS.items()}
_SENT_AS = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+h": "Backspace", "ctrl+left_square_bracket": "Esc"}
"""Terminals send the same for these as for those."""
_ALIKE = {"ctrl+space": "ctrl+@", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
"""Newer terminals can tell these from each other; a key does the same in all of them."""
_MODIFIER = re.compile(r"(ctrl|control|alt|shift)[+-](?=.)", re.IGNORECASE)
_MODIFIERS = {"control": "ctrl"}


_ARROWS = str.maketrans({"↑": "Up", "↓": "Down", "←": "Left", "→": "Right"})


class NotAKey(msgspec.Struct, frozen=True):
    """Why something written is no key that could be pressed."""

    reason: str


def arrows_in_words(names: str) -> str:
    """Return names of keys with words for arrows."""
    return names.translate(_ARROWS)


def stroke_of(key: str, character: str | None, is_printable: bool) -> str:
    """Return the stroke of a key event: the character it types, or the key's name."""
    if character is not None and is_printable and character != " " and not key.startswith("alt+"):
        return character
    return _ALIKE.get(key, key)


def read_keys(written: str) -> tuple[str, ...] | NotAKey:
    """Return the strokes that are meant by "g s", "gs", "Ctrl-D", "ctrl+w w", "space" or "<"."""
    if written == " ":
        return ("space",)
    strokes: list[str] = []
    for word in written.split():
        read = _read_word(word)
        if isinstance(read, NotAKey):
            return read
        strokes += read
    if "escape" in strokes[1:]:
        return NotAKey("Esc drops what was typed, so that it cannot end a sequence")
    return tuple(strokes) or NotAKey("it names no key")


def _read_word(word: str) -> tuple[str, ...] | NotAKey:
    if (name := _NAMES.get(word.lower())) is not None:
        return (name,)
    if _MODIFIER.match(word):
        return _read_modified(word)
    if not word.isprintable() or len(word) > 2:
        return NotAKey(f"no key is called {word!r}{_suggestion(word)}")
    return tuple(word)


def _read_modified(word: str) -> tuple[str, ...] | NotAKey:
    rest, modifiers = word, set[str]()
    while (modifier := _MODIFIER.match(rest)) is not None:
        modifiers.add(_MODIFIERS.get(modifier[1].lower(), modifier[1].lower()))
        rest = rest[modifier.end() :]
    base = _NAMES.get(rest.lower(), rest)
    if len(base) == 1:
        if modifiers == {"shift"}:
            is_letter = base.upper() != base.lower()
            return (base.upper(),) if is_letter else NotAKey(f"write the character that Shift makes of {base!r}")
        base = base.lower() if base.isalnum() else _SIGNS.get(base, "")
    elif base not in _SHOWN:
        base = ""
    if not base:
        return NotAKey(f"no terminal sends {word!r}; part the strokes of a sequence by blanks")
    stroke = "+".join([*sorted(modifiers), base])
    if stroke in _SENT_AS:
        return NotAKey(f"terminals send {_SENT_AS[stroke]} for {word!r}")
    return (_ALIKE.get(stroke, stroke),)


def _suggestion(word: str) -> str:
    close = nearest(word, _NAMES)
    return f" (did you mean {_NAMES[close[0]]!r}?)" if close else "; part the strokes of a sequence by blanks"


def key_name(keys: str) -> str:
    """Return key strokes as people write them: "g s" is gs, "ctrl+r" is Ctrl-R, "ctrl+w w" is Ctrl-W w."""
    names = [_stroke_name(stroke) for stroke in keys.split(" ")]
    return (" " if any(len(name) > 1 for name in names) else "").join(names)


def _stroke_name(stroke: str) -> str:
    if stroke in _SHOWN:
        return _SHOWN[stroke]
    modifiers, plus, base = stroke.rpartition("+")
    if not plus or not modifiers:
        return stroke
    shown = _SHOWN.get(base) or _SIGN_OF.get(base) or base.upper()
    return "-".join([*(each.capitalize() for each in modifiers.split("+")), shown])
