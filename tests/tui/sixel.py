"""A terminal with Sixel: a picture's pixels are part of the cells, and go with whatever is painted over them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tests.terminal import Terminal

from newsreader.pictures.fitting import Cells

_ANSWERS = "\x1b[?62;4c"
_QUESTION = b"\x1b]11;?\x1b\\\x1b[>q\x1b[c"
_PIXELS = "\ue000"
_PICTURE = re.compile(rb'\x1bP[\d;]*q"1;1;(\d+);(\d+)[\x20-\x7e]*\x1b\\')
_BEGUN = re.compile(rb"\x1b(?:P[^\x1b]*\x1b?)?\Z")
_CELL = (10, 20)
"""Pixels of a cell, as the reader takes them to be where the terminal does not say."""


class SixelTerminal(Terminal):
    """newsreader in a terminal that says it has Sixel."""

    def __init__(self, home: Path, columns: int = 120, rows: int = 36, environment: Mapping[str, str] | None = None):
        self.drawn: list[Cells] = []
        """The pictures it was sent, by what they cover."""
        self._rest = b""
        super().__init__(home, columns, rows, environment)
        self.until_raw(_QUESTION)
        self.press(_ANSWERS)

    def show(self, chunk: bytes) -> None:
        """Fill the cells that a picture covers, and put the rest on the screen."""
        whole = self._rest + chunk
        begun = _BEGUN.search(whole)
        at = begun.start() if begun else len(whole)
        self._rest = whole[at:]
        super().show(_PICTURE.sub(self._draw, whole[:at]))

    def _draw(self, match: re.Match[bytes]) -> bytes:
        width, height = int(match[1]), int(match[2])
        cells = Cells(-(-width // _CELL[0]), -(-height // _CELL[1]))
        self.drawn.append(cells)
        row = _PIXELS * cells.columns + f"\x1b[{cells.columns}D"
        return "\x1b[B".join([row] * cells.rows).encode()

    @property
    def has_pixels(self) -> bool:
        """Is anything of a picture to be seen."""
        return _PIXELS in self.text

    @property
    def is_whole(self) -> bool:
        """Is all of the last picture to be seen, and nothing of another."""
        cells = self.drawn[-1] if self.drawn else Cells(0, 0)
        rows = [line.strip() for line in self.text.splitlines() if _PIXELS in line]
        return bool(rows) and rows == [_PIXELS * cells.columns] * cells.rows

    def until_whole(self, size: Cells | None = None) -> None:
        """Wait until a picture of this size, or of any, is to be seen and stays."""
        for _ in range(2):
            what = f"a whole picture of {size}, after {self.drawn}"
            self.until_so(lambda: self.is_whole and size in (None, self.drawn[-1]), what)
            for _ in range(5):  # what would be painted over it
                self.look()
