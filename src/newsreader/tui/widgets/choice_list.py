"""A few values to choose one from: the one in force is marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from newsreader.settings.described import Choice
from newsreader.text import clean
from newsreader.tui.format import fit
from newsreader.tui.widgets.row_list import RowList

_BETWEEN = 2
"""Cells between the values and their meanings."""


class ChoiceList(RowList):
    """One line a value."""

    title_ink = "kicker"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        value: object,
        *,
        id: str,  # noqa: A002 - Textual's own word
    ) -> None:
        """`value` is the one in force."""
        super().__init__(id=id)
        self._choices = choices
        self._widest = max(cell_len(_words(choice)) for choice in choices)
        self._value = value
        self.title = title

    @property
    def chosen(self) -> Choice:
        """The value under the cursor."""
        return self._choices[self.cursor]

    def begin(self) -> None:
        """List them, the cursor on the one in force."""
        self.rows_changed()
        self.cursor = next((index for index, each in enumerate(self._choices) if each.value == self._value), 0)

    def row_count(self) -> int:
        """Return how many there are."""
        return len(self._choices)

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return mark, value and meaning."""
        choice = self._choices[index]
        bar = Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"])
        mark = Segment("● " if choice.value == self._value else "  ", base + self.inks["accent"])
        room = max(width - 3, 0)
        value = min(self._widest + _BETWEEN, room)
        return [
            bar,
            mark,
            Segment(fit(_words(choice), value), base + self.inks["strong"]),
            Segment(fit(clean(choice.meaning), room - value), base + self.inks["meta"]),
        ]


def _words(choice: Choice) -> str:
    return "not set" if choice.value is None else clean(str(choice.value))
