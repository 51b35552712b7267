"""How many cells a picture takes: known from its size alone, before anything of it is decoded. Pure."""

from __future__ import annotations

from typing import NamedTuple


class Size(NamedTuple):
    """Of a picture, in pixels."""

    width: int
    height: int


class Cells(NamedTuple):
    """Of the screen. A cell is taken to be twice as high as it is wide."""

    columns: int
    rows: int


PIXELS_A_COLUMN = 4
"""Of the picture, at least: a small one is not blown up to where it is only blocks of colour."""


LARGEST_SCALE = 2.0
"""To which a picture is blown up where its pixels are shown as they are."""


def fit(size: Size, room: Cells) -> Cells:
    """Return the cells that a picture takes in this room: in its proportions, and at least one."""
    width, height = max(size.width, 1), max(size.height, 1)
    columns = min(room.columns, -(-width // PIXELS_A_COLUMN))
    rows = columns * height / width / 2
    if rows > room.rows:
        columns, rows = round(room.rows * 2 * width / height), room.rows
    return Cells(max(columns, 1), max(round(rows), 1))


def at_most(size: Size, pixels: int) -> Size:
    """Return a size in the same proportions of so many pixels at most."""
    scale = min((pixels / max(size.width * size.height, 1)) ** 0.5, 1.0)
    return Size(max(int(size.width * scale), 1), max(int(size.height * scale), 1))


def fit_pixels(size: Size, room: Cells, cell: Size) -> tuple[Size, Cells]:
    """Return the pixels that a picture takes in this room, on a screen with such cells, and the cells below them."""
    width, height = max(size.width, 1), max(size.height, 1)
    scale = min(room.columns * cell.width / width, room.rows * cell.height / height, LARGEST_SCALE)
    shown = Size(max(int(width * scale), 1), max(int(height * scale), 1))
    return shown, Cells(-(-shown.width // cell.width), -(-shown.height // cell.height))
