"""What programs printed, laid out and painted line by line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events

from newsreader.tui.widgets.article_view import MEASURE
from newsreader.tui.widgets.changes_view import InkedText, Piece
from newsreader.tui.widgets.pane import Pane


class OutputView(Pane):
    """Lines in their inks, wrapped where they are wider than the window; those that fit keep their columns."""

    title_ink = "kicker"
    note_at_right = True

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._content: list[Piece] = []
        self._texts: list[InkedText] = []
        self._lines: list[tuple[int, int]] = []
        self._left = 2

    def show(self, content: Sequence[Piece]) -> None:
        """Show these lines; what is in sight stays there."""
        self._content = list(content)
        self._lay_out()

    @property
    def left(self) -> int:
        """Cells before the text."""
        return self._left

    def _lay_out(self) -> None:
        room = self.text_width
        if not room:
            return  # not on the screen yet; its first size comes soon
        # Prose is read at the measure of articles; what has columns of its own gets all there is.
        width = max(room - 4, 8)
        self._left = max(2, (room - MEASURE + 1) // 2) if self._is_prose else 2
        width = min(width, MEASURE) if self._is_prose else width
        self._texts = [InkedText([piece], width) for piece in self._content]
        self._lines = [
            (place, line) for place, text in enumerate(self._texts) for line in range(max(len(text.lines), 1))
        ]
        self.set_lines(len(self._lines))
        self.refresh()

    @property
    def _is_prose(self) -> bool:
        return not any(len(text) > MEASURE and "  " in text.strip() for text, _ in self._content)

    def line_at(self, line: int) -> list[Segment]:
        """Return the segments of a line."""
        if line >= len(self._lines):
            return []
        place, number = self._lines[line]
        text = self._texts[place]
        return [Segment(" " * self._left), *(text.painted(number, self.inks) if text.lines else ())]

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width."""
        self._lay_out()
