"""A terminal with Kitty's graphics: takes pictures apart from text, and knows which piece of which stands in a cell."""

from __future__ import annotations

import base64
import io
import os
import re
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from tests.terminal import Terminal

ANSWERS = "\x1b]11;rgb:0000/0000/0000\x1b\\\x1bP>|kitty(0.36.4)\x1b\\\x1b[?62;c"
QUESTION = b"\x1b]11;?\x1b\\\x1b[>q\x1b[c"
PLACEHOLDER = "\U0010eeee"
_MESSAGE = re.compile(rb"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\")
_BEGUN = re.compile(rb"\x1b(?:_[^\x1b]*(?:\x1b)?)?\Z")


class Held(NamedTuple):
    """A picture that the terminal holds."""

    picture: Image.Image
    columns: int
    rows: int


class Piece(NamedTuple):
    """What a cell shows."""

    number: int
    row: int
    column: int


Pieces = dict[tuple[int, int], Piece]
"""By column and row of the screen."""


class KittyTerminal(Terminal):
    """newsreader in a terminal that says it is a Kitty, and that checks what it is sent."""

    def __init__(self, home: Path, columns: int = 120, rows: int = 36, environment: Mapping[str, str] | None = None):
        self.held: dict[int, Held] = {}
        self.deleted: list[int] = []
        self.sent = b""
        """All it was sent; `raw` is without pictures."""
        self._begun: tuple[dict[str, str], bytes] | None = None
        self._rest = b""
        from textual_image.renderable import tgp  # asks the terminal when it is imported

        self._marks = {chr(code): number for number, code in enumerate(tgp._NUMBER_TO_DIACRITIC)}
        super().__init__(home, columns, rows, environment)
        self.until_raw(QUESTION)
        self.press(ANSWERS)

    def show(self, chunk: bytes) -> None:
        """Keep pictures, and put the rest on the screen."""
        whole = self._rest + chunk
        begun = _BEGUN.search(whole)
        at = begun.start() if begun else len(whole)
        self._rest = whole[at:]
        self.sent += whole[:at]
        super().show(_MESSAGE.sub(self._take, whole[:at]))

    def _take(self, match: re.Match[bytes]) -> bytes:
        keys = dict(pair.split("=") for pair in match[1].decode().split(","))
        if keys.get("a") == "d":
            assert keys["d"] == "I"
            self.held.pop(int(keys["i"]), None)
            self.deleted.append(int(keys["i"]))
            return b""
        assert len(match[2]) <= 4_096
        first, text = self._begun or (keys, b"")
        assert self._begun is None or keys.keys() == {"m"}, "pieces of two pictures between each other"
        self._begun = (first, text + match[2])
        if keys["m"] == "0":
            self._begun = None
            picture = Image.open(io.BytesIO(base64.b64decode(text + match[2], validate=True)))
            picture.load()
            assert (first["a"], first["f"], first["U"], first["q"]) == ("T", "100", "1", "2")
            self.held[int(first["i"])] = Held(picture, int(first["c"]), int(first["r"]))
        return b""

    def pieces(self) -> Pieces:
        """Return what cells show; each must be a piece of a picture that is held."""
        found: Pieces = {}
        for y in range(self.screen.lines):
            for x in range(self.screen.columns):
                cell = self.screen.buffer[y][x]
                if not cell.data.startswith(PLACEHOLDER):
                    continue
                assert len(cell.data) == 3, f"{cell.data!r} says not which row and column"
                piece = Piece(int(cell.fg, 16), self._marks[cell.data[1]], self._marks[cell.data[2]])
                held = self.held.get(piece.number)
                assert held is not None, f"no picture {piece.number:x} for {x},{y}"
                assert piece.row < held.rows
                assert piece.column < held.columns
                found[x, y] = piece
        return found

    def until_pieces(self, are_so: Callable[[Pieces], bool], what: str) -> Pieces:
        """Wait until all cells are right and so; return what they show then."""
        seen: Pieces = {}

        def hold() -> bool:
            nonlocal seen
            try:
                seen = self.pieces()
            except AssertionError:
                return False  # it is being painted
            return are_so(seen)

        self.until_so(hold, what)
        return seen

    def names_a_held_one(self) -> bool:
        """Does any cell stand for a picture that is held."""
        cells = (cell for row in self.screen.buffer.values() for cell in row.values())
        return any(cell.data.startswith(PLACEHOLDER) and int(cell.fg, 16) in self.held for cell in cells)

    def go_on(self) -> None:
        """Come back to it from the shell."""
        os.kill(self.pid, signal.SIGCONT)
