"""The feed pane's list: views, folders, feeds and their counts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from newsreader.model import View, ViewKind
from newsreader.text import clean
from newsreader.tui.format import count, fit
from newsreader.tui.sidebar import SidebarRow
from newsreader.tui.widgets.row_list import RowList

_GLYPHS = {
    ViewKind.TODAY: "◷",
    ViewKind.NEW: "✦",
    ViewKind.UNREAD: "●",
    ViewKind.LATER: "◆",
    ViewKind.CONTINUE: "▸",
    ViewKind.STARRED: "★",
    ViewKind.ALL: "≡",
    ViewKind.HISTORY: "↺",
    ViewKind.MUTED: "×",
    ViewKind.QUERY: "◇",
    ViewKind.FEED: " ",
}
_SILENT = "–"
"""Before a feed that answers, but had nothing new for very long."""
_GLYPH_INKS = {ViewKind.UNREAD: "accent", ViewKind.STARRED: "star", ViewKind.LATER: "accent"}


class FeedList(RowList):
    """Views and feeds, one line each."""

    title_ink = "kicker"

    class Chosen(Message):
        """The cursor came to stand on a view."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._rows: tuple[SidebarRow, ...] = ()

    @property
    def rows(self) -> tuple[SidebarRow, ...]:
        """What is listed."""
        return self._rows

    def show(self, rows: Sequence[SidebarRow], view: View) -> None:
        """List these rows with the cursor on `view`, without saying that it was chosen."""
        before, self._rows = self._rows, tuple(rows)
        if len(before) != len(self._rows):
            with self.prevent(self.Chosen):  # fewer rows may move the cursor
                self.rows_changed()
        elif before != self._rows:
            self.repaint_differing()
        self.select(view)

    def select(self, view: View) -> None:
        """Put the cursor on a view, without saying that it was chosen."""
        if self._view_at(self.cursor) == view:
            return
        with self.prevent(self.Chosen):
            place = next((index for index, row in enumerate(self._rows) if row.view == view), None)
            if place is not None:
                self.cursor = place

    def move_to_feed(self, direction: int, count: int = 1) -> None:
        """Move the cursor to the next feed (not view) in this direction, or so many feeds on."""
        if feeds := self._feeds_from_cursor(direction)[:count]:
            self.cursor, _ = feeds[-1]

    def seek_unread_feed(self, direction: int, count: int = 1) -> View | None:
        """Return the next feed in this direction, round the end, that has unread articles, or the one so many on."""
        unread = [row.view for _, row in self._feeds_from_cursor(direction) if row.number][:count]
        return unread[-1] if unread else None

    def _feeds_from_cursor(self, direction: int) -> list[tuple[int, SidebarRow]]:
        """Return all other feeds in the order in which they are met, round the end."""
        count = len(self._rows)
        order = ((self.cursor + direction * step) % count for step in range(1, count))
        rows = ((index, self._rows[index]) for index in order)
        return [(index, row) for index, row in rows if row.view is not None and row.view.kind is ViewKind.FEED]

    def neighbour(self, view: View) -> View | None:
        """Return the feed below this one, else the one above it; None where there is no other."""
        feeds = [row.view for row in self._rows if row.view is not None and row.view.kind is ViewKind.FEED]
        if view not in feeds or len(feeds) == 1:
            return None
        place = feeds.index(view)
        return feeds[place + 1] if place + 1 < len(feeds) else feeds[place - 1]

    def row_count(self) -> int:
        """Return how many lines there are, headings and gaps included."""
        return len(self._rows)

    def can_choose(self, index: int) -> bool:
        """Headings and gaps are passed over."""
        return self._view_at(index) is not None

    def watch_cursor(self, old: int, new: int) -> None:
        """Say which view is chosen now."""
        super().watch_cursor(old, new)
        view = self._view_at(new)
        if view is not None:
            self.post_message(self.Chosen(view))

    def _view_at(self, index: int) -> View | None:
        return self._rows[index].view if 0 <= index < len(self._rows) else None

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return bar, glyph, name and count; a failing feed carries a mark instead of its count."""
        row = self._rows[index]
        if row.view is None:
            return [Segment(fit("  " + clean(row.label).upper(), width), base + self.inks["section"])]
        has_error = row.error is not None
        bar = "▌" if is_cursor and self.is_active else " "
        number = "!" if has_error else count(row.number) if row.number else ""
        if self.in_words:
            number = _said(row)
        name_ink = "error" if has_error else "strong" if is_cursor else "text" if row.number else "meta"
        room = width - 7 - len(number)
        label = row.short if row.short and cell_len(row.label) > room else row.label
        glyph = clean(row.icon) or (_SILENT if row.is_silent and not has_error else _GLYPHS[row.view.kind])
        return [
            Segment(bar, base + self.inks["bar"]),
            # An emoji is two cells wide: it stands nearer to the bar, not nearer to the name.
            Segment(
                fit(glyph if cell_len(glyph) > 1 else f" {glyph}", 3),
                base + self.inks[_GLYPH_INKS.get(row.view.kind, "meta")],
            ),
            Segment(fit(clean(label), room), base + self.inks[name_ink]),
            Segment(f" {number}  ", base + self.inks["error" if has_error else "meta"]),
        ]


def _said(row: SidebarRow) -> str:
    """Return in words what count and marks tell."""
    if row.error is not None:
        return "failing"
    is_unread = row.view is not None and row.view.kind in (ViewKind.FEED, ViewKind.UNREAD, ViewKind.NEW)
    what = "unread" if is_unread else "article" if row.number == 1 else "articles"
    number = f"{count(row.number)} {what}" if row.number else ""
    return ", ".join(part for part in (number, "silent" if row.is_silent else "") if part)
