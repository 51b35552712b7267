"""The feeds that need a look: what is wrong with each, since when, and when it last had something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events

from newsreader.health import NEED_A_LOOK, Judged, Verdict, last_sign_of_life
from newsreader.text import clean
from newsreader.tui.format import age, fit
from newsreader.tui.notes import Words, fitted, wrapped
from newsreader.tui.widgets.row_list import RowList
from newsreader.wrapping import wrap

_DAY_S = 86_400
_MARKS = {Verdict.DEAD: "✕", Verdict.FAILING: "!", Verdict.SILENT: "–"}
_ALL_IS_WELL: list[Words] = [
    [("✓", "good")],
    [],
    [("All is well.", "strong")],
    [("No feed is dead, failing or silent.", "quiet")],
]
_INDENT = 4
"""Cells before the text of a row: bar, blank, mark, blank."""
_NARROW, _VERY_NARROW = 90, 60
"""Below so many cells a reason gets two lines, and three; the head then shows marks instead of words."""


class HealthList(RowList):
    """Title, reason and times of each feed, the worst first."""

    title_ink = "kicker"
    row_height = 4

    def __init__(self, clock: Callable[[], int], *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._clock = clock
        self._rows: tuple[Judged, ...] = ()
        self._is_read = False
        self.title = "Feeds that need a look"

    @property
    def chosen(self) -> Judged | None:
        """The feed under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[Judged]) -> None:
        """List these feeds; the cursor stays on its feed, or where that was."""
        chosen = self.chosen.health.id if self.chosen is not None else None
        self._rows, self._is_read = tuple(rows), True
        self._show_counts()
        same = next((index for index, row in enumerate(rows) if row.health.id == chosen), self.cursor)
        self.cursor = max(min(same, len(rows) - 1), 0)
        self.rows_changed()
        self.show_cursor()

    def row_count(self) -> int:
        """Return how many feeds are listed."""
        return len(self._rows)

    def line_at(self, line: int) -> list[Segment]:
        """Return a line of the note that stands where there is nothing to look at."""
        if self._rows or not self._is_read:
            return []
        lines = wrapped(_ALL_IS_WELL, max(self.outer_size.width - 4, 8))
        return self.centred(fitted(lines, self.window_lines), line)

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room a reason gets more lines."""
        self._show_counts()
        height = 4 + (self.outer_size.width < _NARROW) + (self.size.width < _VERY_NARROW)
        if height != self.row_height:
            self.row_height = height
            self.rows_changed()

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return title, reason, times or gap of a feed."""
        judged = self._rows[index]
        bar = Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"])
        if part == 0:
            return [bar, *self._title_line(judged, width - 1, base)]
        room = width - _INDENT - 1
        reason = _lines(clean(judged.reason), max(room, 1), most=self.row_height - 3)
        if part > len(reason) + 1:
            return [Segment(" " * width, self.base)]
        is_times = part > len(reason)
        words = self._times(judged) if is_times else reason[part - 1]
        ink = base + self.inks["meta" if is_times else "text"]
        return [bar, Segment(" " * (_INDENT - 1) + fit(words, room) + " ", ink)]

    def _show_counts(self) -> None:
        counts = Counter(row.verdict for row in self._rows)
        is_short = self.outer_size.width < _VERY_NARROW
        self.note = " · ".join(
            f"{counts[verdict]:,} {_MARKS[verdict] if is_short else verdict}"
            for verdict in NEED_A_LOOK
            if counts[verdict]
        )

    def _title_line(self, judged: Judged, room: int, base: Style) -> list[Segment]:
        ink = base + self.inks["meta" if judged.verdict is Verdict.SILENT else "error"]
        word = judged.verdict.value
        title = fit(clean(judged.health.title), room - 3 - len(word) - 3)
        return [
            Segment(f" {_MARKS.get(judged.verdict, ' ')} ", ink),
            Segment(title, base + self.inks["strong"]),
            Segment(f"  {word} ", ink),
        ]

    def _times(self, judged: Judged) -> str:
        health, now = judged.health, self._clock()
        parts = []
        if judged.since is not None and judged.verdict is not Verdict.SILENT:
            since = age(judged.since, now)
            parts.append(f"for {since}" if now - judged.since < 14 * _DAY_S else f"since {since}")
        if health.new_at is None:
            parts.append("never had an article")
        else:
            last = last_sign_of_life(health)
            parts.append(f"last article {age(last, now)}" + (" ago" if now - last < 14 * _DAY_S else ""))
        if health.folder:
            parts.append(clean(health.folder))
        return " · ".join(parts)


def _lines(text: str, width: int, *, most: int) -> list[str]:
    """Return text in lines, at most so many; the last one then holds all the rest, to be cut."""
    ranges = wrap(text, width)
    return [text[start : end if number < most else None] for number, (start, end) in enumerate(ranges[:most], start=1)]
