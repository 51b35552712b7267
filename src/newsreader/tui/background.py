"""Is the terminal light or dark, and who is it? Asks it, and picks what it answers out of the keys.

Must not import Textual.

The question goes out before Textual is imported, and its answer is there when that is done: nothing waits for it. A
terminal that answers late is understood as well, and no answer, whole or broken off, ever arrives as keys.
"""

from __future__ import annotations

import os
import re
import select
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

AUTO = "auto"
"""The setting of the theme that asks for this."""
_WHICH_GROUND, _WHO = b"\x1b]11;?\x1b\\", b"\x1b[>q\x1b[c"
"""What is your background (OSC 11); who (XTVERSION) and what (DA1) are you. Each terminal answers the last of them, so
that ends the wait."""
_WAIT_S = 0.05
"""The most that is waited for the answer, counted from the question: it has mostly come while Textual was imported."""
_SIXEL = "4"
"""In the answer to DA1: it draws Sixel."""
_EXPECTED_S = 5.0
"""So long after the question a lone Escape may be the beginning of an answer that comes in pieces."""
_PIECE_S = 0.05
"""What may be keys is held for so long, for the rest of an answer."""
_ANSWER_PIECE_S = 1.0
"""What can only be an answer is waited for so long; then it is thrown away."""
_NO_ANSWERS = ("linux", "vt", "dumb", "ansi", "cons", "sun")
"""Beginnings of TERM of which no answer is expected, and which may show the question on the screen."""

_ANSWER = re.compile(
    "\x1b\\]1[01];(?P<colour>[^\x07\x1b]{0,64})(?:\x07|\x1b\\\\)"
    "|\x1b\\[\\?(?P<end>[0-9;]{0,64})c"
    "|\x1b\\[\\?997;(?P<scheme>[12])n"
    "|\x1bP>\\|(?P<program>[^\x07\x1b]{0,64})(?:\x07|\x1b\\\\)"
)
_BEGUN_COLOUR = "(?:#[0-9a-fA-F]{0,12}|r?g?b?a?:?[0-9a-fA-F/]{0,19})"
_BEGUN_PROGRAM = "P(?:>(?:\\|[^\x07\x1b]{0,64}\x1b?)?)?"
_OPEN = re.compile(
    f"\x1b(?:\\](?:1(?:[01](?:;{_BEGUN_COLOUR}\x1b?)?)?)?|\\[(?:\\?[0-9;]{{0,64}})?|{_BEGUN_PROGRAM})?\\Z"
)
_BROKEN_OFF = re.compile(f"\x1b\\]1[01];{_BEGUN_COLOUR}|\x1bP>\\|[^\x07\x1b]{{0,64}}")
"""The beginning of an answer behind which something else came."""
_COLOUR = re.compile(r"(?:rgba?:)([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?")
_SHORT_COLOUR = re.compile(
    r"#(?:([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})|([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{4}))"
)


class Ground(StrEnum):
    """What the terminal's text stands on."""

    LIGHT = "light"
    DARK = "dark"


def ground_of(colour: str) -> Ground | None:
    """Return whether a colour as X11 writes it ("rgb:1111/1313/1a1a", "#11131a") is light; None for junk."""
    match = _COLOUR.fullmatch(colour) or _SHORT_COLOUR.fullmatch(colour)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups() if part)
    return Ground.LIGHT if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else Ground.DARK


def ground_by_environment(environment: Mapping[str, str]) -> Ground:
    """Return what COLORFGBG says: "0;15", "15;default;0"; dark where it says nothing."""
    number = environment.get("COLORFGBG", "").rpartition(";")[2]
    return Ground.LIGHT if number.isdecimal() and int(number) in (7, *range(9, 16)) else Ground.DARK


class Answers:
    """Takes what comes from the terminal, keeps its answers and returns the keys."""

    def __init__(self, asked_at: float | None = None) -> None:
        self.ground: Ground | None = None
        """What the terminal said last of its background."""
        self.has_sixel = False
        """Did it say that it draws Sixel."""
        self.program = ""
        """What it calls itself, with its version: "kitty(0.36.4)", "ghostty 1.0.1"; empty where it does not say."""
        self.has_ended = asked_at is None
        """Is nothing more to come for the question."""
        self._asked_at = asked_at
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        self._held_at = 0.0

    def keys_in(self, data: bytes, now: float) -> str:
        """Return the keys among the next bytes; what may yet become an answer is held back."""
        text = self._held + self._decode(data)
        self._held = ""
        if "\x1b" not in text:
            return text
        keys = _ANSWER.sub(self._take, text)
        if (match := _OPEN.search(keys)) and (len(match.group()) > 1 or self._expects_answer(now)):
            self._held, self._held_at = match.group(), now
            keys = keys[: match.start()]
        return _BROKEN_OFF.sub("", keys)

    def keys_held(self, now: float) -> str:
        """Return what was held back for long enough to be keys; the beginning of an answer is none."""
        is_answer = re.match("\x1b(?:\\]1[01];|P>\\|)", self._held)
        if not self._held or now - self._held_at < (_ANSWER_PIECE_S if is_answer else _PIECE_S):
            return ""
        keys, self._held = "" if is_answer else self._held, ""
        return keys

    @property
    def is_holding(self) -> bool:
        """Must `keys_held` be asked soon."""
        return bool(self._held)

    def _expects_answer(self, now: float) -> bool:
        return not self.has_ended and self._asked_at is not None and now - self._asked_at < _EXPECTED_S

    def _take(self, match: re.Match[str]) -> str:
        if match["end"] is not None:
            self.has_ended = True
            self.has_sixel = _SIXEL in match["end"].split(";")
        elif match["scheme"] is not None:
            self.ground = Ground.DARK if match["scheme"] == "1" else Ground.LIGHT
        elif match["program"] is not None:
            self.program = match["program"]
        else:
            self.ground = ground_of(match["colour"]) or self.ground
        return ""


class Question:
    """Asks a terminal, and keeps it from showing the answer until the driver reads its keys."""

    def __init__(self, descriptor: int, *, asks_ground: bool) -> None:
        """Ask who it is, and perhaps whether it is light; raises termios.error where this is no terminal."""
        self._descriptor = descriptor
        self.attributes: list[Any] = termios.tcgetattr(descriptor)
        """How the terminal was, to be restored at the end."""
        quiet = termios.tcgetattr(descriptor)
        quiet[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
        quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        quiet[6][termios.VMIN] = 1
        termios.tcsetattr(descriptor, termios.TCSANOW, quiet)
        self._asked_at = time.monotonic()
        self.answers = Answers(self._asked_at)
        self.typed = ""
        """Keys that came with the answer."""
        os.write(descriptor, _WHICH_GROUND + _WHO if asks_ground else _WHO)

    def wait(self) -> Ground | None:
        """Return what was answered by now, or is within what is left of the 50 ms."""
        end = self._asked_at + _WAIT_S
        while not self.answers.has_ended:
            if not select.select([self._descriptor], [], [], max(end - time.monotonic(), 0))[0]:
                break
            data = os.read(self._descriptor, 4096)
            if not data:
                break
            self.typed += self.answers.keys_in(data, time.monotonic())
        return self.answers.ground

    def restore(self) -> None:
        """Leave the terminal as it was."""
        termios.tcsetattr(self._descriptor, termios.TCSANOW, self.attributes)


def can_answer(environment: Mapping[str, str]) -> bool:
    """Is it a terminal of a kind that understands the question, or at least shows nothing of it."""
    return not environment.get("TERM", "").startswith(_NO_ANSWERS)
