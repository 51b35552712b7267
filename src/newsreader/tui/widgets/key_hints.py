"""The panel that shows what may follow the strokes typed so far. Imported when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.commands import Command
from newsreader.tui.format import fit
from newsreader.tui.inks import Inks, mix_inks
from newsreader.tui.strokes import key_name

_GAP = 3
"""Blank cells between two columns."""
_LEFT = 2
_LEAST_WORDS = 10
"""Cells for what a key does, where there are too many for the window."""
Hint = tuple[str, str]
"""Keys, and what they do."""


def hints_of(follow_ups: Sequence[tuple[str, Command]]) -> list[Hint]:
    """Return what may follow, the keys of one command together."""
    keys: dict[str, list[str]] = {}
    for strokes, command in follow_ups:
        keys.setdefault(command.label, []).append(key_name(strokes))
    return [(" ".join(each), label) for label, each in keys.items()]


def in_columns(hints: Sequence[Hint], width: int, max_rows: int) -> list[list[Hint]]:
    """Return rows of hints that fill columns downwards; where there is no room for all, the last says how many more."""
    keys = _key_cells(hints) + 2
    widest, least = (keys + words for words in (max(cell_len(words) for _, words in hints), _LEAST_WORDS))
    columns = max((width - _LEFT + _GAP) // (widest + _GAP), 1)
    if len(hints) > columns * max_rows:
        # Rather words that are cut than keys that are not shown.
        most = max((width - _LEFT + _GAP) // (least + _GAP), columns)
        columns = min(-(-len(hints) // max_rows), most)
    rows = min(-(-len(hints) // columns), max_rows)
    if len(hints) > rows * columns:
        kept = rows * columns - 1
        hints = [*hints[:kept], ("…", f"{len(hints) - kept} more")]
    return [list(hints[row::rows]) for row in range(rows)]


class KeyHints(Widget):
    """Lies over the foot of the panes, above the status line; it takes no key and no click."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._hints: list[Hint] = []
        self._rows: list[list[Hint]] = []
        self._inks: Inks | None = None

    def show(self, follow_ups: Sequence[tuple[str, Command]]) -> None:
        """Show what may follow."""
        self._hints = hints_of(follow_ups)
        self._arrange()
        self.display = True
        self.refresh()

    def _arrange(self) -> None:
        room = self.screen.size
        self._rows = in_columns(self._hints, room.width, max(min(room.height * 2 // 3, room.height - 2), 1))
        self.styles.height = len(self._rows) + self._margin * 2

    @property
    def _margin(self) -> int:
        """Blank lines above and below, where the window is not low."""
        return 1 if self.screen.size.height >= 12 else 0

    def on_resize(self, event: events.Resize) -> None:
        """Fill the columns anew."""
        self._arrange()

    def notify_style_update(self) -> None:
        """Mix the inks again: theme or sheet changed."""
        super().notify_style_update()
        self._inks = None

    def render_line(self, y: int) -> Strip:
        """Return a row of hints."""
        base, width = self.rich_style, self.size.width
        row = y - self._margin
        segments = self._row(self._rows[row], base, width) if 0 <= row < len(self._rows) else []
        return Strip(segments).adjust_cell_length(width, base)

    def _row(self, row: list[Hint], base: Style, width: int) -> list[Segment]:
        if self._inks is None:
            self._inks = mix_inks(self.screen, self.background_colors[1])
        keys_wide = _key_cells(self._hints)
        columns = max(len(each) for each in self._rows)
        words_wide = (width - _LEFT + _GAP) // columns - _GAP - keys_wide - 2
        segments = [Segment(" " * _LEFT, base)]
        for keys, words in row:
            blanks = " " * (keys_wide - cell_len(keys))
            segments += [
                Segment(f"{blanks}{keys}  ", base + self._inks["key"]),
                Segment(fit(words, words_wide) + " " * _GAP, base + self._inks["text"]),
            ]
        return segments


def _key_cells(hints: Sequence[Hint]) -> int:
    return max(cell_len(keys) for keys, _ in hints)
