"""The room that pictures take among the lines of an article. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsreader.blocks import Block, BlockKind
from newsreader.pictures.fitting import Cells, Size, fit

PLACES = 1_000
"""So many places above an image's words are for its picture. A row stands at its share of them: the same part of the
picture is on top again at any width."""


class Frames(NamedTuple):
    """Which images of an article are shown as pictures."""

    sizes: Mapping[str, Size]
    """By address."""
    most_rows: int
    """Of one picture: some of the text around it stays in sight."""


NO_FRAMES = Frames({}, 0)


class Framed(NamedTuple):
    """Where a picture stands."""

    cells: Cells
    line: int
    """Its first, of the layout."""

    @property
    def lines(self) -> range:
        """All of its lines."""
        return range(self.line, self.line + self.cells.rows)


def cells_of(block: Block, frames: Frames, columns: int) -> Cells | None:
    """Return the cells that the picture of a block takes, in so many columns; None where none is shown."""
    size = frames.sizes.get(block.url) if block.kind is BlockKind.IMAGE else None
    return None if size is None else fit(size, Cells(columns, min(frames.most_rows, PLACES)))


def row_places(cells: Cells) -> Iterator[int]:
    """Return the place of each row of a picture; they rise, and end above the words."""
    return (row * PLACES // cells.rows - PLACES for row in range(cells.rows))
