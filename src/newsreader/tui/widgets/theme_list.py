"""The themes by their names: auto, ours, then Textual's."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from newsreader.tui.format import fit
from newsreader.tui.widgets.row_list import RowList


class ThemeList(RowList):
    """One line a theme; the one that was worn before has a dot."""

    title_ink = "kicker"

    class Moved(Message):
        """The cursor came to stand on a theme."""

        def __init__(self, wish: str) -> None:
            super().__init__()
            self.wish = wish

    def __init__(self, names: Sequence[str], worn: str, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._names = names
        self._worn = worn
        self.title = "THEMES"
        with self.prevent(self.Moved):
            self.cursor = names.index(worn) if worn in names else 0

    @property
    def chosen(self) -> str:
        """The theme under the cursor."""
        return self._names[self.cursor]

    def row_count(self) -> int:
        """Return how many themes there are."""
        return len(self._names)

    def watch_cursor(self, old: int, new: int) -> None:
        """Say which theme is to be tried."""
        super().watch_cursor(old, new)
        self.post_message(self.Moved(self.chosen))

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return bar, dot and name."""
        name = self._names[index]
        return [
            Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"]),
            Segment("● " if name == self._worn else "  ", base + self.inks["accent"]),
            Segment(fit(name, width - 3), base + self.inks["strong" if is_cursor else "text"]),
        ]
