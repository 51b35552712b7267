"""Pictures in pixels, where the terminal draws them: Kitty's protocol and Sixel. Nothing is asked or written here.

Which of them a terminal has is told by its environment, and by what it answered when it was asked at the start: to ask
once more would take time before the first paint, or steal keys after it. The sequences hold what our own decoder
drew; no library writes to the terminal.
"""

from __future__ import annotations

import base64
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from newsreader.pictures.fitting import Cells, Size
from newsreader.settings import PictureProtocol

if TYPE_CHECKING:
    from newsreader.tui.background import Answers

_KITTY_PROGRAMS = frozenset({"ghostty", "WezTerm"})
_KITTY_NAMES = ("kitty", "ghostty", "WezTerm")
"""What those call themselves that have Kitty's protocol."""
_SIXEL_PROGRAMS = frozenset({"mintty", "iTerm.app"})
_SIXEL_TERMS = ("foot", "mlterm", "contour", "yaft")
_CHUNK = 4096
"""Characters of one message, by Kitty's protocol."""
_START, _END = "\x1b_G", "\x1b\\"
_USUAL_CELL = Size(10, 20)
"""Pixels of a cell, where the terminal does not say."""
_ALONE = 0x7FFFFF
"""The number of a picture that is shown alone."""


def protocol_of(wanted: PictureProtocol, environment: Mapping[str, str], answers: Answers) -> PictureProtocol:
    """Return what pictures are painted with: what the user wants, else what this terminal is known to understand."""
    if wanted is not PictureProtocol.AUTO:
        return wanted
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    # Under tmux and screen sequences get lost, or land in another pane.
    if "TMUX" in environment or "STY" in environment or term.startswith(("tmux", "screen")):
        return PictureProtocol.HALF_BLOCKS
    if "KITTY_WINDOW_ID" in environment or "kitty" in term or "ghostty" in term or program in _KITTY_PROGRAMS:
        return PictureProtocol.KITTY
    if answers.program.startswith(_KITTY_NAMES):
        return PictureProtocol.KITTY
    if answers.has_sixel or program in _SIXEL_PROGRAMS or term.startswith(_SIXEL_TERMS):
        return PictureProtocol.SIXEL
    return PictureProtocol.HALF_BLOCKS


def cell_size() -> Size:
    """Return the pixels of a cell, as the system knows them of the terminal."""
    if sys.__stdout__ is None:
        return _USUAL_CELL
    import fcntl
    import termios

    with suppress(OSError, ValueError):
        told = fcntl.ioctl(sys.__stdout__.fileno(), termios.TIOCGWINSZ, bytes(8))
        rows, columns, width, height = struct.unpack("HHHH", told)
        if rows and columns and width >= columns and height >= rows:
            return Size(width // columns, height // rows)
    return _USUAL_CELL


def at_cell(sequence: str, column: int, row: int) -> str:
    """Return what draws there and leaves the cursor where it is."""
    return f"\x1b7\x1b[{row + 1};{column + 1}H{sequence}\x1b8"


def kitty(png: bytes, cells: Cells) -> str:
    """Return what shows a PNG picture on so many cells, in Kitty's protocol."""
    return _message(f"a=T,f=100,q=2,i={_ALONE},C=1,c={cells.columns},r={cells.rows},", png)


def transmit(png: bytes, cells: Cells, number: int) -> str:
    """Return what gives the terminal a picture, to be shown by placeholders that fill so many cells."""
    return _message(f"a=T,f=100,q=2,i={number},U=1,c={cells.columns},r={cells.rows},", png)


def delete(number: int) -> str:
    """Return what has the terminal forget the picture with this number."""
    return f"{_START}a=d,d=I,i={number},q=2{_END}"


FORGET = delete(_ALONE)
"""Takes the one picture away that `kitty` showed."""


def _message(head: str, png: bytes) -> str:
    text = base64.standard_b64encode(png).decode("ascii")
    pieces = (text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))
    return "".join(_chunks(head, tuple(pieces)))


def _chunks(head: str, pieces: Sequence[str]) -> Iterator[str]:
    for number, piece in enumerate(pieces, 1):
        yield f"{_START}{head if number == 1 else ''}m={int(number < len(pieces))};{piece}{_END}"
