"""The lines of the help: headings, and a line or two for each command."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events

from newsreader.folding import fold
from newsreader.tui.format import fit
from newsreader.tui.manual import Row, Section, count_rows
from newsreader.tui.marking_words import marked
from newsreader.tui.widgets.pane import Pane
from newsreader.wrapping import wrap

_LEFT = 2
_GAP = 2
_LEAST_KEYS, _MOST_KEYS = 5, 18
"""Cells for the keys; between these, a quarter of the sheet."""
_IDS_FROM = 84
"""Columns from which there is room for the ids by which settings.toml names commands."""
_ID_CELLS = 24
_YOURS = " · yours"
"""Behind what the user gave other keys."""


class HelpSheet(Pane):
    """Scrolls; a search leaves the lines that have its words."""

    title_ink = "kicker"

    def __init__(self, everything: Sequence[Section], *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.title = "KEYS"
        self._widest_keys = max(cell_len(row.keys) for section in everything for row in section.rows)
        self._sections = everything
        self._needles: list[str] = []
        self._lines: list[list[Segment]] = []

    def show(self, sections: Sequence[Section], query: str = "") -> None:
        """Show these commands from the top, with the words of the query marked."""
        self._sections, self._needles = sections, fold(query).split()
        self.note = f"{count_rows(sections)} found" if self._needles else ""
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    def line_at(self, line: int) -> list[Segment]:
        """Return the segments of a line."""
        return self._lines[line] if line < len(self._lines) else []

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Lay out with the new inks."""
        super().notify_style_update()
        if self.is_mounted:
            self._lay_out()

    def _lay_out(self) -> None:
        if not self.text_width:
            return  # not on the screen yet; its first size comes soon
        if not self._sections:
            self._lines = [[Segment("  Nothing has these words.", self.inks["quiet"])]]
        else:
            self._lines = [line for section in self._sections for line in self._section(section)][:-1]
        self.set_lines(len(self._lines))
        self.refresh()

    def _section(self, section: Section) -> list[list[Segment]]:
        keys_wide = min(self._widest_keys, _MOST_KEYS, max(self.text_width // 4, _LEAST_KEYS))
        lines = [[Segment(" " * _LEFT), Segment(section.title.upper(), self.inks["section"])]]
        for row in section.rows:
            lines += self._row(row, keys_wide)
        return [*lines, []]

    def _row(self, row: Row, keys_wide: int) -> list[list[Segment]]:
        has_id = self.text_width >= _IDS_FROM
        left = _LEFT + keys_wide + _GAP
        room = max(self.text_width - left - (_ID_CELLS if has_id else 0) - 1, 8)
        keys = row.keys if cell_len(row.keys) <= keys_wide else fit(row.keys, keys_wide)
        words = row.words + (_YOURS if row.is_changed else "")
        lines: list[list[Segment]] = []
        for start, end in wrap(words, room):
            line = [Segment(" " * left), *self._marked(words[start:end], self.inks["text"])]
            if not lines:
                blanks = left - _GAP - cell_len(keys)
                ink = self.inks["accent" if row.is_changed else "key"]
                line[:1] = [Segment(" " * blanks), *self._marked(keys, ink), Segment(" " * _GAP)]
            if has_id and not lines:
                blanks = room - cell_len(words[start:end])
                line += [Segment(" " * blanks), *self._marked(row.id, self.inks["meta"])]
            lines.append(line)
        return lines

    def _marked(self, text: str, ink: Style) -> list[Segment]:
        return marked(text, self._needles, ink, self.inks["found"])
