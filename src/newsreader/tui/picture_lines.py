"""Paint the lines of an image: rows of its picture, what stands there before it comes, and what could be done. Pure."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from newsreader.blocks import Block
from newsreader.text import clean
from newsreader.tui.format import fit
from newsreader.tui.half_blocks import Raster
from newsreader.tui.inks import Inks
from newsreader.tui.layout import Layout, Line, image_words
from newsreader.tui.placeholders import Placed

Hung = Raster | Placed | str
"""The picture of an image, or words in its place: what is the matter with it, or what to do to see it."""
_SIGN = "▨"
_BEFORE_HINT = 3
"""Cells that keep it apart from the words."""
_LEAST_MATTER = 12
"""Cells below which what is the matter cannot be told."""


def picture_row(line: Line, block: Block, layout: Layout, inks: Inks, hung: Hung) -> list[Segment]:
    """Return a row of the picture, or of the surface that keeps its room free."""
    cells = layout.pictures[line.block].cells
    if not isinstance(hung, str) and hung.cells == cells:
        return hung.row(line.start)
    words = ""
    middle = (cells.rows - 1) // 2
    if line.start == middle:
        words = f"{_SIGN}  {clean(image_words(block))}"
    elif line.start == middle + 1 and isinstance(hung, str):
        words = hung
    shown = fit(words, min(cell_len(words), max(cells.columns - 2, 0)))
    blanks = " " * ((cells.columns - cell_len(shown)) // 2)
    return [Segment(set_cell_size(blanks + shown, cells.columns), inks["image"])]


def with_hint(text: str, room: int, inks: Inks, hung: Hung) -> list[Segment]:
    """Return the last line of an image's words, and behind it what is the matter, as far as there is room for that."""
    left = room - cell_len(text) - _BEFORE_HINT
    hint = _hint(hung, left) if isinstance(hung, str) else ""
    if not hint:
        return [Segment(set_cell_size(text, room), inks["image"])]
    return [Segment(text + " " * (room - cell_len(text) - cell_len(hint)) + hint, inks["image"])]


def _hint(words: str, room: int) -> str:
    """Return the words in so much room: what is the matter is cut, then left out, then all but the key is."""
    if cell_len(words) <= room:
        return words
    matter, between, step = words.rpartition(" · ")
    left = room - cell_len(between + step)
    if matter and left >= _LEAST_MATTER:
        return fit(matter, left) + between + step
    return next((each for each in (step, step.partition(" ")[0]) if cell_len(each) <= room), "")
