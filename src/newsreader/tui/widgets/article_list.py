"""The list of articles: title, source, age and state of each, whatever the view holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from newsreader.model import Headline, ViewKind
from newsreader.text import clean, reading_minutes
from newsreader.tui.format import age, fit
from newsreader.tui.notes import empty_note
from newsreader.tui.snapshot import Snapshot
from newsreader.tui.widgets.row_list import RowList

_AIRY_FROM = 34
"""Lines of the window from which rows get a blank line below them."""
_MARGIN = 4
"""Cells of a row that are not its title: bar, dot, blank, and one at the right."""


class ArticleList(RowList):
    """The rows of a snapshot; the cursor keeps its article whatever happens around it."""

    row_height = 2

    class Moved(Message):
        """The cursor came to stand on an article, or on none in an empty list."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place counts."""
            return isinstance(message, ArticleList.Moved)

    def __init__(self, clock: Callable[[], int], *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._clock = clock
        self._snapshot: Snapshot | None = None
        self._has_feeds = True
        self._error: str | None = None

    def show(self, snapshot: Snapshot, cursor: int = 0) -> None:
        """List a snapshot with the cursor on row `cursor`, and say where it stands."""
        self._snapshot = snapshot
        with self.prevent(self.Moved):
            self.cursor = cursor
        self.rows_changed()
        self.show_cursor()
        self._say_moved()

    def explain(self, *, has_feeds: bool, error: str | None) -> None:
        """Know why the list may be empty; `error` is that of the view's feed."""
        if (has_feeds, error) != (self._has_feeds, self._error):
            self._has_feeds, self._error = has_feeds, error
            self.refresh()

    def line_at(self, line: int) -> list[Segment]:
        """Return a line of the note that stands where there are no articles."""
        if self._snapshot is None or len(self._snapshot):
            return []
        width = max(self.size.width - 4, 8)
        lines = empty_note(self._snapshot.view, has_feeds=self._has_feeds, error=self._error, width=width)
        number = line - max((self.window_lines - len(lines)) // 2, 0)
        if not 0 <= number < len(lines):
            return []
        words = lines[number]
        blanks = max((self.size.width - sum(cell_len(text) for text, _ in words)) // 2, 0)
        return [Segment(" " * blanks), *(Segment(text, self.inks[ink]) for text, ink in words)]

    def all_changed(self) -> None:
        """Paint all rows again from what is stored now."""
        if self._snapshot is not None:
            self._snapshot.forget_rows()
        self._strips.clear()
        self.refresh()

    def articles_changed(self, article_ids: Iterable[int]) -> None:
        """Paint these articles again, where they are in sight."""
        if self._snapshot is None:
            return
        self._snapshot.forget_rows()
        first = self.scroll_offset.y // self.row_height
        last = first + self.window_lines // self.row_height + 1
        changed = set(article_ids)
        for index, article_id in enumerate(self._snapshot.ids_between(first, last + 1), first):
            if article_id in changed:
                self.row_changed(index)
        # Rows out of sight are painted when they are scrolled to; what was kept of them is old.
        self._strips = {key: strip for key, strip in self._strips.items() if first <= key[0] <= last}

    def seek_unread(self, direction: int) -> bool:
        """Move to the next unread article in this direction, round the end; False if the list has none other."""
        found = self._snapshot.find_unread(self.cursor, direction) if self._snapshot is not None else None
        if found is None:
            return False
        self.cursor = found
        return True

    def row_count(self) -> int:
        """Return how many articles are listed."""
        return len(self._snapshot) if self._snapshot is not None else 0

    def watch_cursor(self, old: int, new: int) -> None:
        """Say which article is chosen now."""
        super().watch_cursor(old, new)
        self._say_moved()

    def _say_moved(self) -> None:
        self.post_message(self.Moved())

    def on_resize(self, event: events.Resize) -> None:
        """Tall windows get a blank line between rows."""
        height = 3 if self.app.size.height >= _AIRY_FROM else 2
        if height != self.row_height:
            self.row_height = height
            self.rows_changed()
        super().on_resize(event)

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return title, source line or gap of a row; never a character that is not the feed's own."""
        headline = self._snapshot.headline(index) if self._snapshot is not None else None
        if part == 2:
            return [Segment(" " * width, self.base)]
        bar = Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"])
        if headline is None:
            gone = "This article is gone." if part == 0 else ""
            return [bar, Segment(fit("  " + gone, width - 1), base + self.inks["meta"])]
        line = self._title_line if part == 0 else self._source_line
        return [bar, *line(headline, width - _MARGIN, base)]

    def _title_line(self, headline: Headline, room: int, base: Style) -> list[Segment]:
        ink = "quiet" if headline.is_read else "strong"
        title = fit(clean(headline.title) or "Untitled", room)
        return [
            Segment("  " if headline.is_read else "● ", base + self.inks["accent"]),
            Segment(title, base + self.inks[ink]),
            Segment(" ", base),
        ]

    def _source_line(self, headline: Headline, room: int, base: Style) -> list[Segment]:
        minutes = reading_minutes(headline.words)
        tail = age(headline.published, self._clock())
        tail = f"{minutes} min · {tail}" if minutes else tail
        # In a feed's own list its name would stand on every row and say nothing.
        is_of_feed = self._snapshot is not None and self._snapshot.view.kind is ViewKind.FEED
        source = clean(headline.author if is_of_feed and headline.author else headline.feed_title)
        space = room - len(tail) - 4
        source = source if cell_len(source) <= space else fit(source, max(space, 0))
        rest = room - cell_len(source) - len(tail) - 3
        meta = base + self.inks["meta"]
        return [
            Segment("  ", base),
            Segment(source, meta if headline.is_read else base + self.inks["source"]),
            Segment(f"  {tail}" + " " * max(rest, 0), meta),
            Segment("★ " if headline.is_starred else "  ", base + self.inks["star"]),
        ]
