"""What one edit changed, laid out and painted line by line: struck what went, underlined what came."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from rich.cells import cell_len
from rich.segment import Segment
from textual import events

from newsreader.tui.format import moment
from newsreader.tui.inks import Inks
from newsreader.tui.widgets.article_view import MEASURE
from newsreader.tui.widgets.pane import Pane
from newsreader.wrapping import wrap
from newsreader.writing.changes import Edit, Paragraph, RunKind
from newsreader.writing.excerpts import shortened

_CHANGED_INKS = {RunKind.REMOVED: "removed", RunKind.ADDED: "added", RunKind.LEFT_OUT: "meta"}
_WAIT = "Comparing the versions…"
_SAME_TEXT = "Only the title changed; the words of the text are the same."

Piece = tuple[str, str]
"""Words and the name of their ink."""


class InkedText:
    """A paragraph in its inks, wrapped: only the lines in sight are ever painted."""

    def __init__(self, pieces: Sequence[Piece], width: int) -> None:
        self._pieces = pieces
        self._starts = [0, *accumulate(len(text) for text, _ in pieces)]
        self._text = "".join(text for text, _ in pieces).replace("\t", " ")
        self.lines = wrap(self._text, width)

    def painted(self, number: int, inks: Inks) -> list[Segment]:
        """Return the segments of a line."""
        start, end = self.lines[number]
        segments: list[Segment] = []
        piece = max(bisect_right(self._starts, start) - 1, 0)
        while piece < len(self._pieces) and self._starts[piece] < end:
            words = self._text[max(start, self._starts[piece]) : min(end, self._starts[piece + 1])]
            if words:
                segments.append(Segment(words, inks[self._pieces[piece][1]]))
            piece += 1
        return segments


def pieces_of(paragraph: Paragraph, same_ink: str) -> list[Piece]:
    """Return the runs in their inks. The blank before a word is neither struck nor underlined."""
    pieces: list[Piece] = []
    last = RunKind.SAME
    for run in paragraph:
        words = run.text.lstrip()
        blank = run.text[: len(run.text) - len(words)]
        if not blank and last is RunKind.REMOVED and run.kind is RunKind.ADDED and cell_len(words[:1]) == 1:
            blank = " "  # else "OldNew": the first words of two versions have no blank before them
        pieces += [(blank, same_ink), (words, _CHANGED_INKS.get(run.kind, same_ink))]
        last = run.kind
    return [piece for piece in pieces if piece[0]]


class ChangesView(Pane):
    """One edit under a head that says when it was."""

    title_ink = "kicker"
    note_at_right = True

    def __init__(self, clock: Callable[[], int], *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._clock = clock
        self._edit: Edit | None = None
        self._facts = ""
        self._texts: list[InkedText] = []
        self._lines: list[tuple[int, int]] = []
        self._left = 2
        self.title = "WHAT CHANGED"

    def show(self, edit: Edit, facts: str) -> None:
        """Show an edit from its top; `facts` stand behind its time."""
        self._edit, self._facts = edit, facts
        self._lay_out()
        self.scroll_to(0, 0, animate=False, force=True)

    @property
    def left(self) -> int:
        """Cells before the text."""
        return self._left

    def _paragraphs(self, width: int) -> list[list[Piece]]:
        """Return all that is shown, from the head down; an empty paragraph is a blank line."""
        edit = self._edit
        if edit is None:
            return [[(_WAIT, "quiet")]]
        head = [pieces_of(edit.title, "title"), [(" · ".join([moment(edit.at, self._clock()), self._facts]), "meta")]]
        text = [[(_SAME_TEXT, "quiet")]]
        if any(run.kind is not RunKind.SAME for paragraph in edit.text for run in paragraph):
            text = [pieces_of(paragraph, "text") for paragraph in shortened(edit.text)]
        return [*head, [("─" * width, "faint")], [], *(each for pieces in text for each in (pieces, []))]

    def _lay_out(self) -> None:
        room = self.text_width
        if not room:
            return  # not on the screen yet; its first size comes soon
        width = max(min(MEASURE, room - 4), 8)
        self._left = max(1, (room - width + 1) // 2)
        self._texts = [InkedText(pieces, width) for pieces in self._paragraphs(width)]
        self._lines = [(place, line) for place, text in enumerate(self._texts) for line in range(len(text.lines))]
        self.set_lines(len(self._lines))
        self.refresh()

    def line_at(self, line: int) -> list[Segment]:
        """Return the segments of a line."""
        if line >= len(self._lines):
            return []
        place, number = self._lines[line]
        return [Segment(" " * self._left), *self._texts[place].painted(number, self.inks)]

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width."""
        self._lay_out()
