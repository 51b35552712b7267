"""One picture in the middle of all there is, its caption below it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from newsreader.blocks import Block
from newsreader.pictures.fitting import Cells
from newsreader.text import clean
from newsreader.tui.half_blocks import Raster
from newsreader.tui.layout import image_words
from newsreader.tui.notes import Words
from newsreader.tui.widgets.pane import HEAD_LINES, Pane
from newsreader.wrapping import wrap

_EDGE = 2
"""Cells left free at each side."""
_MOST_CAPTION_LINES = 4
_CAPTION_SHARE = 4
"""In a low window the picture goes before its words: they get one line in so many."""


class PictureView(Pane):
    """Shows a picture, or words in its place."""

    title_ink = "kicker"
    note_at_right = True

    class Blanked(Message):
        """The cells kept free for a picture in pixels were painted: whatever stood there is gone, or soon is."""

        def can_replace(self, message: Message) -> bool:
            """Many of them ask for no more than one."""
            return isinstance(message, PictureView.Blanked)

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._raster: Raster | None = None
        self._words: list[Words] = []
        self._free = Region()
        """Cells kept for a picture in pixels."""

    @property
    def room(self) -> Cells:
        """The cells that a picture may take, below the head and above the caption."""
        return Cells(max(self.size.width - 2 * _EDGE, 1), self.window_lines)

    def show_caption(self, block: Block) -> None:
        """Show what is said of the picture."""
        width = max(self.size.width - 2 * _EDGE, 1)
        lines: list[Words] = []
        for text, ink in ((block.text or image_words(block), "caption"), (block.credit, "meta")):
            shown = " ".join(clean(text).split())
            lines += [[(shown[start:end], ink)] for start, end in wrap(shown, width)] if shown else []
        self.set_foot(tuple(lines[: max(min(self.size.height // _CAPTION_SHARE - 1, _MOST_CAPTION_LINES), 0)]))

    def show_raster(self, raster: Raster) -> None:
        """Paint a picture with half blocks."""
        self._raster, self._words, self._free = raster, [], Region()
        self._fill()

    def keep_free(self, cells: Cells) -> None:
        """Paint nothing where a picture in pixels goes, and tell each time that it is to be written."""
        self._raster, self._words = None, []
        self._free = Region(*self.corner_of(cells), cells.columns, cells.rows)
        self._fill()

    def show_words(self, words: Words) -> None:
        """Say something in place of the picture."""
        width = max(self.size.width - 2 * _EDGE, 1)
        ((text, ink),) = words
        self._words = [[(text[start:end], ink)] for start, end in wrap(clean(text), width)]
        self._raster, self._free = None, Region()
        self._fill()

    def corner_of(self, cells: Cells) -> tuple[int, int]:
        """Return column and row of the pane at which a picture begins, so that it stands in the middle."""
        return max(self.size.width - cells.columns, 0) // 2, HEAD_LINES + max(self.window_lines - cells.rows, 0) // 2

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return these lines. They are on their way to the terminal before a message that is posted here is taken."""
        if self._free.overlaps(crop):
            self.post_message(self.Blanked())
        return super().render_lines(crop)

    def _fill(self) -> None:
        self.set_lines(self.window_lines)
        self.refresh()

    def line_at(self, line: int) -> list[Segment]:
        """Return a row of the picture, or a line of the words."""
        if self._raster is not None:
            column, row = self.corner_of(self._raster.cells)
            number = line + HEAD_LINES - row
            is_inside = 0 <= number < self._raster.cells.rows
            return [Segment(" " * column), *self._raster.row(number)] if is_inside else []
        number = line - max(self.window_lines - len(self._words), 0) // 2
        if not 0 <= number < len(self._words):
            return []
        blanks = max(self.text_width - sum(cell_len(text) for text, _ in self._words[number]), 0) // 2
        return [Segment(" " * blanks), *(Segment(text, self.inks[ink]) for text, ink in self._words[number])]
