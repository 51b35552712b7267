"""A pane: a head line, lines that scroll below it, and perhaps some lines at the foot. Painted line by line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from newsreader.text import clean, defused
from newsreader.tui.format import fit
from newsreader.tui.inks import Inks, mix_inks
from newsreader.tui.notes import Words

HEAD_LINES = 2
"""The head and a blank line below it."""
_CONTEXT = 2
"""Lines of the last page that stay in sight on the next."""
_WHEEL_LINES = 3
"""Lines that one notch of the mouse wheel scrolls."""


class Pane(ScrollView, can_focus=False):
    """Paints its own head, so that a pane is one widget: at start every widget costs milliseconds."""

    ALLOW_SELECT = False

    title: reactive[str] = reactive("", repaint=False)
    """What the pane shows."""
    note: reactive[str] = reactive("", repaint=False)
    """Behind the title, or at the right edge: how many, or where."""
    is_active: reactive[bool] = reactive(False, repaint=False)
    """Do keys act on this pane."""

    head_lines = HEAD_LINES

    class EdgeDragged(Message):
        """The mouse drags the left edge of the pane to a column of the screen; None: it let go."""

        def __init__(self, pane: Pane, column: int | None) -> None:
            super().__init__()
            self.pane = pane
            self.column = column

    has_edge = False
    """Can its left edge be dragged."""
    title_ink = "strong"
    note_at_right = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        self._painted: dict[int, Strip] = {}
        """Lines of the window as they were painted last, until something of them is to be painted again."""
        self._painted_size = Size()
        super().__init__(id=id)
        self._inks: Inks | None = None
        self._base: Style | None = None
        self._foot: tuple[Words, ...] = ()
        self._line_count = 0
        self._holds_scrollbar = False
        self._holds_edge = False

    def line_at(self, line: int) -> list[Segment]:
        """Return the segments of a line of the content; shorter ones are filled up."""
        raise NotImplementedError

    @property
    def inks(self) -> Inks:
        """The inks, mixed for this pane's surface."""
        if self._inks is None:
            self._inks = mix_inks(self.screen, self.background_colors[1])
        return self._inks

    @property
    def base(self) -> Style:
        """The style of the bare surface. (Textual computes `rich_style` anew each time it is asked for.)"""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    @property
    def left(self) -> int:
        """Cells before the title."""
        return 2

    @property
    def head_note(self) -> str:
        """What stands behind the title."""
        return self.note

    @property
    def text_width(self) -> int:
        """Cells for the content: all but the last, in which the thumb of the scrollbar stands."""
        return max(self.outer_size.width - 1, 0)

    @property
    def window_lines(self) -> int:
        """Lines of content in sight."""
        # A pane has neither border nor padding, and `size` would ask the screen at each line where it stands.
        return max(self.outer_size.height - self.head_lines - len(self._foot), 1)

    def set_lines(self, count: int) -> None:
        """Say how many lines of content there are.

        Assigning `virtual_size` would lay the whole screen out and paint it again, since it might show or hide a
        scrollbar. Ours is painted with the lines.
        """
        self._line_count = count
        self.set_reactive(Widget.virtual_size, Size(0, count + self.head_lines + len(self._foot)))
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def set_foot(self, lines: tuple[Words, ...]) -> None:
        """Show these lines at the foot of the pane, a blank line before and after them."""
        foot = ([], *lines, []) if lines else ()
        if foot != self._foot:
            self._foot = foot
            self.set_lines(self._line_count)
            self.refresh()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint these regions of the window again, or all of it."""
        if repaint and regions:
            for y in chain.from_iterable(region.line_range for region in regions):
                self._painted.pop(y, None)
        elif repaint:
            self._painted.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def repaint_head(self) -> None:
        """Paint the first line of the pane again."""
        self.refresh(Region(0, 0, self.outer_size.width, 1))

    def repaint_lines(self, first: int, count: int) -> None:
        """Paint some lines of the content again, where they are in sight."""
        top = self.scroll_offset.y
        start, end = max(first - top, 0), min(first + count - top, self.window_lines)
        if start < end:
            self.refresh(Region(0, start + self.head_lines, self.outer_size.width, end - start))

    def watch_title(self) -> None:
        """It stands in the head."""
        self.repaint_head()

    def watch_note(self) -> None:
        """It stands in the head."""
        self.repaint_head()

    def show_lines(self, first: int, count: int) -> None:
        """Scroll as little as needed to bring these lines of the content into sight."""
        top = self.scroll_offset.y
        count = min(count, self.window_lines)  # where not all find room, the first do
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif first + count > top + self.window_lines:
            self.scroll_to(y=first + count - self.window_lines, animate=False, force=True)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines; negative is up."""
        self.scroll_to(y=min(max(self.scroll_offset.y + lines, 0), self.max_scroll_y), animate=False, force=True)

    def scroll_pages(self, pages: float) -> None:
        """Scroll by this share of a page, keeping two lines of context; negative is up."""
        lines = max(1, int(abs(pages) * self.window_lines) - (_CONTEXT if abs(pages) == 1 else 0))
        self.scroll_lines(lines if pages > 0 else -lines)

    def scroll_to_edge(self, is_end: bool) -> None:
        """Scroll to the first or last line."""
        self.scroll_lines(self.max_scroll_y if is_end else -self.max_scroll_y)

    def line_under(self, event: events.MouseEvent) -> int | None:
        """Return the line of the content under the mouse."""
        return self.line_of_row(event.y) if 0 <= event.y - self.head_lines < self.window_lines else None

    def line_of_row(self, y: int) -> int:
        """Return the line of the content that stands in a row of the pane, or would if the window went so far."""
        return y - self.head_lines + self.scroll_offset.y

    def is_on_edge(self, event: events.MouseEvent) -> bool:
        """Is the mouse on the edge that can be dragged: the first column, where another pane is left of it."""
        return self.has_edge and event.x == 0 and self.region.x > 0

    def is_on_scrollbar(self, event: events.MouseEvent) -> bool:
        """Is the mouse on the scrollbar."""
        return event.x == self.text_width and self._line_count > self.window_lines

    def render_line(self, y: int) -> Strip:
        """Return the line at `y` of the pane."""
        foot_at = self.outer_size.height - len(self._foot)
        if y < self.head_lines:
            return self._on_surface([] if y else self._head())
        if y >= foot_at:
            return self._on_surface(self._indented(self._foot[y - foot_at]))
        window_line = y - self.head_lines
        return self.whole_line(window_line + self.scroll_offset.y, has_thumb=window_line in self._thumb())

    def whole_line(self, line: int, *, has_thumb: bool) -> Strip:
        """Return the painted line of the content and its last cell, in which the thumb of the scrollbar may stand."""
        strip = self.content_line(line)
        *_, last = (Segment("", self.base), *strip)
        # The cursor's tint goes on to the edge.
        ground = last.style or self.base
        edge = Segment("▐", ground + self.inks["thumb"]) if has_thumb else Segment(" ", ground)
        return Strip([*strip, edge], strip.cell_length + 1)

    def content_line(self, line: int) -> Strip:
        """Return the painted line of the content, `text_width` cells wide."""
        return self._on_surface(self.line_at(line)).adjust_cell_length(self.text_width, self.base)

    def _on_surface(self, segments: list[Segment]) -> Strip:
        base = self.base
        strip = Strip([Segment(defused(text), base + style if style else base) for text, style, _ in segments])
        return strip.adjust_cell_length(self.outer_size.width, base)

    def _thumb(self) -> range:
        """Return the lines of the window beside which the thumb stands; none where everything is in sight."""
        window, lines = self.window_lines, self._line_count
        if lines <= window:
            return range(0)
        length = max(1, window * window // lines)
        top = round(self.scroll_offset.y / (lines - window) * (window - length))
        return range(top, top + length)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of `crop`, kept from the last time where nothing asked to have them painted again.

        The screen asks every pane for all of its lines when a line of any pane changes. Textual's own way looks for
        borders, padding and hatching on each; a pane has none. Filters (no colours, dimmed) still come last.
        """
        if self.outer_size != self._painted_size:
            self._painted_size = self.outer_size
            self._painted.clear()
        background, filters = self.background_colors[1], self.get_line_filters()
        for y in crop.line_range:
            if y not in self._painted:
                strip = self.render_line(y)
                for each in filters:
                    strip = strip.apply_filter(each, background)
                self._painted[y] = strip
        strips = [self._painted[y] for y in crop.line_range]
        first, last = crop.column_span
        return strips if (first, last) == (0, self.outer_size.width) else [strip.crop(first, last) for strip in strips]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar, or of the edge."""
        if self.is_on_edge(event):
            self._holds_edge = True
            self.capture_mouse()
        elif self.is_on_scrollbar(event):
            self._holds_scrollbar = True
            self.capture_mouse()
            self._scroll_to_mouse(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scrollbar or the edge."""
        if self._holds_edge:
            self.post_message(self.EdgeDragged(self, int(event.screen_x)))
        if self._holds_scrollbar:
            self._scroll_to_mouse(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the scrollbar or the edge go."""
        if self._holds_edge:
            self._holds_edge = False
            self.release_mouse()
            self.post_message(self.EdgeDragged(self, None))
        if self._holds_scrollbar:
            self._holds_scrollbar = False
            self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll what is under the mouse."""
        event.stop()
        self.wheel(_WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll what is under the mouse."""
        event.stop()
        self.wheel(-_WHEEL_LINES)

    def wheel(self, lines: int) -> None:
        """Scroll by so many lines; negative is up."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def _scroll_to_mouse(self, event: events.MouseEvent) -> None:
        share = (event.y - self.head_lines) / max(self.window_lines - 1, 1)
        self.scroll_to(y=round(share * self.max_scroll_y), animate=False, force=True)

    def notify_style_update(self) -> None:
        """Mix the inks again: theme or sheet changed."""
        super().notify_style_update()
        self._inks = self._base = None
        self._painted.clear()

    def _head(self) -> list[Segment]:
        note, left = self.head_note, self.left
        edge = left if self.note_at_right else 2
        if cell_len(note) > (most := max(self.outer_size.width - left - edge - 2, 0)):
            note = fit(note, most)
        room = max(self.outer_size.width - left - edge - (cell_len(note) + 2 if note else 0), 0)
        title = clean(self.title)
        if self.note_at_right or cell_len(title) > room:
            title = fit(title, room)
        return [
            Segment(" " * left),
            Segment(title, self.inks[self.title_ink]),
            Segment(f"  {note}", self.inks["meta"]),
        ]

    def centred(self, lines: Sequence[Words], line: int) -> list[Segment]:
        """Return a line of the window in the midst of which these lines stand, in place of any content."""
        number = line - max((self.window_lines - len(lines)) // 2, 0)
        words = lines[number] if 0 <= number < len(lines) else []
        blanks = max((self.outer_size.width - sum(cell_len(text) for text, _ in words)) // 2, 0)
        return [Segment(" " * blanks), *(Segment(text, self.inks[ink]) for text, ink in words)]

    def _indented(self, words: Words) -> list[Segment]:
        return [Segment("  "), *(Segment(text, self.inks[ink]) for text, ink in words)]
