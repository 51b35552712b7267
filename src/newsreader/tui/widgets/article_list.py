"""The list of articles: title, source, age and state of each, whatever the view holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from newsreader.model import Order, ViewKind
from newsreader.settings import Column, Density, ListSettings
from newsreader.tui.article_rows import RowLook, has_star_at_edge, single_line, source_line, title_line
from newsreader.tui.dividers import Dividers, Headings, find_headings
from newsreader.tui.format import count, day_heading, day_start, fit
from newsreader.tui.notes import Words, fitted, wrapped
from newsreader.tui.snapshot import Snapshot
from newsreader.tui.widgets.divided_list import DividedList

if TYPE_CHECKING:
    from newsreader.tui.highlighter import Highlighter
    from newsreader.tui.snippets import Snippets

_COMPACT_BELOW = 30
"""Lines of the window below which rows have one line, if the user wants no density always."""
_ROW_HEIGHTS = {Density.COMPACT: 1, Density.COSY: 2, Density.AIRY: 3}
_AS_IT_COMES = ListSettings()


class ArticleList(DividedList):
    """The rows of a snapshot; the cursor keeps its article whatever happens around it."""

    has_edge = True
    row_height = 2

    class Moved(Message):
        """The cursor came to stand on an article, or on none in an empty list."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place counts."""
            return isinstance(message, ArticleList.Moved)

    class StarClicked(Message):
        """The mouse was at the star of an article, or where it would be."""

        def __init__(self, article_id: int) -> None:
            super().__init__()
            self.article_id = article_id

    def __init__(
        self,
        clock: Callable[[], int],
        settings: ListSettings = _AS_IT_COMES,
        highlighter: Highlighter | None = None,
        *,
        id: str,  # noqa: A002 - Textual's own word
    ) -> None:
        super().__init__(id=id)
        self._clock = clock
        self._density = settings.density
        self._columns = settings.columns
        self._highlighter = highlighter
        self.snippets: Snippets | None = None
        """What stands around the words of a search, while one is listed."""
        self._headings: Headings = ()
        self._today = 0
        self._chosen: set[int] = set()
        self._snapshot: Snapshot | None = None
        self._empty: list[Words] = []
        """What stands where there are no articles."""
        self._below: list[Words] = []
        """What stands below them."""

    @property
    def ids_beside(self) -> list[int]:
        """The articles below and above the cursor."""
        if self._snapshot is None:
            return []
        beside = (self._snapshot.id_at(self.cursor + step) for step in (1, -1))
        return [article_id for article_id in beside if article_id is not None]

    def show(self, snapshot: Snapshot, cursor: int = 0) -> None:
        """List a snapshot with the cursor on row `cursor`, and say where it stands."""
        self._snapshot = snapshot
        self._chosen.clear()
        self._find_headings()
        with self.prevent(self.Moved):
            self.cursor = cursor
        self.rows_changed()
        self.show_cursor()
        self._say_moved()

    @property
    def snapshot(self) -> Snapshot | None:
        """What is listed; None before the first list."""
        return self._snapshot

    @property
    def chosen(self) -> list[int]:
        """The ids of the articles that are selected, in no order."""
        return list(self._chosen)

    @property
    def head_note(self) -> str:
        """How many are listed, and how many are selected."""
        return f"{self.note} · {count(len(self._chosen))} selected" if self._chosen else self.note

    def toggle_chosen(self) -> None:
        """Select the cursor's article, or no longer."""
        article_id = self._snapshot.id_at(self.cursor) if self._snapshot is not None else None
        if article_id is not None:
            self._chosen ^= {article_id}
            self.row_changed(self.cursor)
            self.repaint_head()

    def clear_chosen(self) -> None:
        """Select nothing."""
        self._chosen.clear()
        self._strips.clear()
        self.refresh()

    def grown(self) -> None:
        """List the rows that the snapshot got below those it had."""
        self._find_headings()
        self.rows_changed()

    @property
    def density(self) -> Density | None:
        """What the user wants always; None: what fits the window."""
        return self._density

    def set_density(self, density: Density | None) -> None:
        """Give rows as many lines as the user wants; the cursor stays in sight."""
        self._density = density
        self._lay_out()
        self.show_cursor()

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show these beside the titles."""
        self._columns = columns
        self.repaint_differing()

    def explain(self, empty: list[Words], below: list[Words]) -> None:
        """Know what is to be said where there are no articles, and below the list."""
        if empty != self._empty:
            self._empty = empty
            self.refresh()
        self._below = below
        self._fit_foot()

    def _fit_foot(self) -> None:
        """Break what stands below at the width; where it would take more than half of the pane, it goes away."""
        width, height = self.outer_size
        lines = wrapped(self._below, max(width - 4, 8)) if width else self._below
        with_blanks = len(lines) + 2
        self.set_foot(() if height and with_blanks > height // 2 else tuple(lines))

    def line_at(self, line: int) -> list[Segment]:
        """Return a line of the note that stands where there are no articles."""
        if self._snapshot is None or len(self._snapshot):
            return []
        lines = wrapped(self._empty, max(self.outer_size.width - 4, 8))
        return self.centred(fitted(lines, self.window_lines), line)

    def all_changed(self) -> None:
        """Read all rows again and paint those in sight that look otherwise now."""
        if self._highlighter is not None:
            self._highlighter.forget()
        if self._snapshot is not None:
            self._snapshot.forget_rows()
        if self._today != day_start(self._clock()):
            self._find_headings()
            self.rows_changed()
        else:
            self.repaint_differing()

    def articles_changed(self, article_ids: Collection[int]) -> None:
        """Read these articles again and paint them, where they are in sight."""
        if self._snapshot is not None:
            self._snapshot.forget_rows()
        if self._highlighter is not None:
            self._highlighter.forget(article_ids)
        self.repaint(article_ids)

    @property
    def ids_in_sight(self) -> Sequence[int]:
        """The articles of which a row is on the screen."""
        first, last = self._rows_in_sight
        return self._snapshot.ids_between(first, last + 1) if self._snapshot is not None else ()

    @property
    def _rows_in_sight(self) -> tuple[int, int]:
        top = self.scroll_offset.y
        return self.place_at(top)[0], self.place_at(top + self.window_lines)[0]

    def repaint(self, article_ids: Collection[int]) -> None:
        """Paint these articles anew, from what is known of them."""
        if self._snapshot is None:
            return
        first, last = self._rows_in_sight
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
        """Low windows get rows of one line, where nothing else was chosen."""
        self._fit_foot()
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Tell of a click on a star; the row is chosen besides."""
        line = self.line_under(event)
        index, part = self.place_at(line) if line is not None else (0, -1)
        is_single = self.row_height == 1
        is_on_star = part == (0 if is_single else 1) and self.text_width - 2 <= event.x < self.text_width
        article_id = self._snapshot.id_at(index) if self._snapshot is not None else None
        if is_on_star and article_id is not None and has_star_at_edge(self._columns, is_single=is_single):
            self.post_message(self.StarClicked(article_id))

    def _find_headings(self) -> None:
        """Know the days anew: the rows are others or more, or the day is another."""
        now = self._clock()
        self._today = day_start(now)
        snapshot = self._snapshot
        # In the view of today every article is of today; what was read or put aside goes by when that was.
        undated = (ViewKind.TODAY, ViewKind.LATER, ViewKind.CONTINUE, ViewKind.HISTORY)
        by_date = snapshot is not None and snapshot.arrangement.order is Order.DATE
        # A query may say its order itself.
        is_by_query = snapshot is not None and snapshot.wanted is not None and bool(snapshot.wanted.order)
        has_days = by_date and not is_by_query and snapshot is not None and snapshot.view.kind not in undated
        self._headings = (
            find_headings(len(snapshot), snapshot.dates, partial(day_heading, now=now)) if snapshot and has_days else ()
        )
        self.dividers = self._divided()

    def _lay_out(self) -> None:
        """Reckon lines anew if rows get another height."""
        height = _ROW_HEIGHTS[self._density_here()]
        if height != self.row_height:
            self.row_height = height
            self.dividers = self._divided()
            self.rows_changed()

    def _divided(self) -> Dividers:
        # Two lines leave no blank between rows, so that a heading brings its own.
        height = 2 if self.row_height == 2 else 1
        return Dividers(self._headings, row_height=self.row_height, height=height)

    def _density_here(self) -> Density:
        if self._density is not None:
            return self._density
        return Density.COMPACT if self.app.size.height < _COMPACT_BELOW else Density.COSY

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return a line of a row, or of the heading above it."""
        if part < 0:
            return self.heading_line(index, part, width)
        if part == 2:
            return [Segment(" " * width, self.base)]
        is_here = is_cursor and self.is_active
        bar = Segment("▌" if is_here else " ", base + self.inks["bar"])
        headline = self._snapshot.headline(index) if self._snapshot is not None else None
        if headline is None:
            gone = "This article is gone." if part == 0 else ""
            return [bar, Segment(fit("  " + gone, width - 1), base + self.inks["meta"])]
        is_of_feed = self._snapshot is not None and self._snapshot.view.kind is ViewKind.FEED
        look = RowLook(
            self.inks,
            base,
            width - 1,
            self._clock(),
            self._columns,
            names_author=is_of_feed,
            is_chosen=headline.id in self._chosen,
            in_words=self.in_words,
            wanted=self._snapshot.wanted if self._snapshot is not None else None,
            snippet=self.snippets.of(headline) if part == 1 and self.snippets is not None else None,
            highlight=self._highlighter.of(headline.id) if self._highlighter is not None else None,
        )
        if look.highlight is not None and not is_here:
            bar = Segment("▎", base + look.colour)
        line = single_line if self.row_height == 1 else title_line if part == 0 else source_line
        return [bar, *line(headline, look)]
