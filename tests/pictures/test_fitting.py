"""The cells of a picture, from its size alone."""

from __future__ import annotations

import pytest

from newsreader.pictures.fitting import Cells, Size, fit, fit_pixels

ROOM = Cells(76, 22)


@pytest.mark.parametrize(
    ("size", "cells"),
    [
        (Size(1600, 900), Cells(76, 21)),
        (Size(1600, 1200), Cells(59, 22)),
        (Size(1000, 4000), Cells(11, 22)),
        (Size(200, 100), Cells(50, 12)),
        (Size(9, 9), Cells(3, 2)),
        (Size(2000, 1), Cells(76, 1)),
        (Size(1, 2000), Cells(1, 22)),
        (Size(1, 1), Cells(1, 1)),
        (Size(0, 0), Cells(1, 1)),
    ],
    ids=["wide", "too-high", "strip", "small", "icon", "one-pixel-high", "one-pixel-wide", "beacon", "nothing"],
)
def test_a_picture_keeps_its_proportions_and_never_takes_more_than_its_room(size: Size, cells: Cells) -> None:
    assert fit(size, ROOM) == cells


def test_pixels_fill_the_room_but_are_not_blown_up_more_than_twice() -> None:
    cell = Size(10, 20)

    assert fit_pixels(Size(1600, 900), Cells(80, 30), cell) == (Size(800, 450), Cells(80, 23))
    assert fit_pixels(Size(100, 100), Cells(80, 30), cell) == (Size(200, 200), Cells(20, 10))
    assert fit_pixels(Size(1, 5000), Cells(80, 30), cell) == (Size(1, 600), Cells(1, 30))
