"""Pixels as half blocks: the exact segments."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from newsreader.pictures.fitting import Cells
from newsreader.tui.half_blocks import Raster

RED, GREEN, BLUE = b"\xff\x00\x00", b"\x00\xff\x00", b"\x00\x00\xff"


def ink(upper: str, lower: str) -> Style:
    return Style(color=upper, bgcolor=lower)


def test_each_cell_shows_two_pixels_one_above_the_other() -> None:
    raster = Raster(Cells(2, 2), RED + GREEN + BLUE + RED + GREEN + BLUE + RED + GREEN)

    assert raster.row(0) == [Segment("▀", ink("#ff0000", "#0000ff")), Segment("▀", ink("#00ff00", "#ff0000"))]
    assert raster.row(1) == [Segment("▀", ink("#00ff00", "#ff0000")), Segment("▀", ink("#0000ff", "#00ff00"))]


def test_cells_alike_are_one_segment() -> None:
    raster = Raster(Cells(4, 1), RED * 3 + GREEN + BLUE * 4)

    assert raster.row(0) == [Segment("▀▀▀", ink("#ff0000", "#0000ff")), Segment("▀", ink("#00ff00", "#0000ff"))]
