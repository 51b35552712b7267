"""What is wrong in settings.toml: the file's place, then a paragraph a complaint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.segment import Segment
from textual import events

from newsreader.settings import Complaint
from newsreader.text import clean
from newsreader.tui.widgets.changes_view import InkedText, Piece
from newsreader.tui.widgets.pane import Pane

_SHOWN = 200
"""More than this nobody reads on a screen."""
_LEFT = 2


class FaultsSheet(Pane):
    """Scrolls."""

    title_ink = "kicker"

    def __init__(self, complaints: Sequence[Complaint], path: Path, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.title = "Wrong in settings.toml"
        self.note = f"{len(complaints):,}" if complaints else ""
        self._paragraphs = [[(clean(str(path)), "meta")], *map(_paragraph, complaints[:_SHOWN])]
        if (more := len(complaints) - _SHOWN) > 0:
            self._paragraphs.append([(f"And {more:,} more: newsreader settings --check", "text")])
        if not complaints:
            self._paragraphs.append([("Nothing: every line of it can be used.", "text")])
        self._texts: list[InkedText] = []
        self._lines: list[tuple[int, int] | None] = []

    def line_at(self, line: int) -> list[Segment]:
        """Return the segments of a line."""
        place = self._lines[line] if line < len(self._lines) else None
        if place is None:
            return []
        text, number = place
        return [Segment(" " * _LEFT), *self._texts[text].painted(number, self.inks)]

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width: a blank line between two paragraphs."""
        width = max(self.text_width - 2 * _LEFT, 8)
        self._texts = [InkedText(pieces, width) for pieces in self._paragraphs]
        self._lines = []
        for place, text in enumerate(self._texts):
            self._lines += [*((place, number) for number in range(len(text.lines))), None]
        self._lines.pop()
        self.set_lines(len(self._lines))
        self.refresh()


def _paragraph(complaint: Complaint) -> list[Piece]:
    line = [(f"line {complaint.line}  ", "strong")] if complaint.line else []
    return [*line, (clean(complaint.text), "text")]
