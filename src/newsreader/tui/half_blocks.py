"""Paint pixels with half blocks: two in each cell, the upper one in the colour of the sign, the lower one behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from newsreader.pictures.fitting import Cells

_UPPER = "▀"
_BYTES = 3
"""Of a pixel."""


class Raster(NamedTuple):
    """A drawn picture: three bytes a pixel, row by row, two rows of pixels for each row of cells."""

    cells: Cells
    pixels: bytes

    def row(self, number: int) -> list[Segment]:
        """Return the segments of a row of cells; cells alike are one segment."""
        width = self.cells.columns * _BYTES
        at = number * 2 * width
        upper, lower = self.pixels[at : at + width], self.pixels[at + width : at + 2 * width]
        segments: list[Segment] = []
        count, before = 0, b""
        for column in range(0, width, _BYTES):
            cell = upper[column : column + _BYTES] + lower[column : column + _BYTES]
            if cell != before and count:
                segments.append(Segment(_UPPER * count, _style(before)))
                count = 0
            count, before = count + 1, cell
        return [*segments, Segment(_UPPER * count, _style(before))]


@lru_cache(4096)
def _style(cell: bytes) -> Style:
    return Style(color=_colour(cell[:_BYTES]), bgcolor=_colour(cell[_BYTES:]))


@lru_cache(4096)
def _colour(pixel: bytes) -> Color:
    return Color(f"#{pixel.hex()}", ColorType.TRUECOLOR, triplet=ColorTriplet(*pixel))
