"""A pane of laid-out text: its links and their letters, and what the mouse selects, opens and hovers over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from newsreader.blocks import Blocks
from newsreader.tui.keymap import DEFAULT
from newsreader.tui.layout import Layout
from newsreader.tui.notes import Typed, Words, wrapped
from newsreader.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from newsreader.tui.article_head import HeadLine
    from newsreader.tui.article_mouse import ArticleMouse
    from newsreader.tui.links import Link, Spot


class TextPane(Pane):
    """What an article's pane has beside scrolling: subclasses say which text it shows, and lay it out."""

    class SelectionChanged(Message):
        """Something is selected, or nothing any more."""

    class LinkHovered(Message):
        """The mouse is over a link, or over none any more."""

        def __init__(self, link: Link | None) -> None:
            super().__init__()
            self.link = link

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, link: Link) -> None:
            super().__init__()
            self.link = link

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._head_lines: list[HeadLine] = []
        self._layout = Layout(0)
        self._strips: dict[int, Strip] = {}
        """Painted lines, as far as they are kept."""
        self._vacancy: list[Words] = []
        self.typed: Typed = DEFAULT.typed
        """What a user types for a command."""
        self._left = 2
        self._links: tuple[Blocks, list[Link]] = ((), [])
        """Those of which text."""
        self._labels: dict[int, list[tuple[int, str]]] = {}
        self._mouse: ArticleMouse | None = None

    @property
    def blocks(self) -> Blocks:
        """The text that is shown."""
        raise NotImplementedError

    @property
    def left(self) -> int:
        """Cells before the text."""
        return self._left

    @property
    def parts(self) -> tuple[Sequence[HeadLine], Blocks, Layout]:
        """What is laid out: the head, the text and its lines."""
        return self._head_lines, self.blocks, self._layout

    def marked(self, strip: Strip, line: int) -> Strip:
        """Return a painted line with its labels and with what is selected of it."""
        for column, label in self._labels.get(line - len(self._head_lines), ()):
            at = self._left + column
            painted = Segment(label, self.base + self.inks["found-here"])
            strip = Strip([*strip.crop(0, at), painted, *strip.crop(at + len(label))])
            strip = strip.adjust_cell_length(self.text_width, self.base)
        if self._mouse is not None:
            strip = self._mouse.painted(strip, line, self._left, self.inks["selected"])
        return strip

    def explain(self, vacancy: Words, typed: Typed) -> None:
        """Know what is to be said where there is nothing to read, and what the keys are."""
        self.typed = typed
        if [vacancy] != self._vacancy:
            self._vacancy = [vacancy]
            self._strips.clear()
            self.refresh()

    def vacant_line(self, line: int) -> list[Segment]:
        """Return a line of what stands where there is nothing to read."""
        return self.centred(wrapped(self._vacancy, max(self.outer_size.width - 4, 8)), line)

    # Links

    @property
    def links(self) -> list[Link]:
        """The links of the text, in their order."""
        # A pane that is not on the screen lays nothing out, so the text itself says whose links these are.
        if self._links[0] is not self.blocks:
            from newsreader.tui.links import links_of

            self._links = (self.blocks, links_of(self.blocks))
        return self._links[1]

    def links_in_sight(self) -> list[Spot]:
        """Return those links that begin in the window."""
        if not self.text_width:
            return []
        from newsreader.tui.links import spots

        top = self.scroll_offset.y - len(self._head_lines)
        lines = range(max(top, 0), max(min(top + self.window_lines, len(self._layout.lines)), 0))
        return spots(self.links, self.blocks, self._layout, lines)

    def show_labels(self, labels: Mapping[str, Spot]) -> None:
        """Paint these labels at their links, and no others."""
        self._labels = {}
        for label, spot in labels.items():
            self._labels.setdefault(spot.line, []).append((spot.column, label))
        self.refresh()

    # The mouse

    @property
    def selected_text(self) -> str:
        """What is to be copied of what the mouse selected; empty where that is nothing."""
        return self._mouse.text if self._mouse is not None else ""

    @property
    def has_selection(self) -> bool:
        """Is something selected."""
        return self._mouse is not None and self._mouse.selection is not None

    def clear_selection(self) -> None:
        """Select nothing any more."""
        if self._mouse is not None:
            self._mouse.clear()

    def link_at(self, line: int, column: int) -> Link | None:
        """Return the link in a cell of a line of the article."""
        from newsreader.tui.links import link_at

        number = line - len(self._head_lines)
        if not 0 <= number < len(self._layout.lines):
            return None
        return link_at(self.links, self.blocks, self._layout, number, column)

    @property
    def _mouse_at_work(self) -> ArticleMouse:
        if self._mouse is None:
            from newsreader.tui.article_mouse import ArticleMouse  # whoever has no mouse does not need it

            self._mouse = ArticleMouse(self)
        return self._mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select."""
        if not (self.is_on_scrollbar(event) or self.is_on_edge(event)):
            self._mouse_at_work.down(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select on, or show where the link under the mouse leads."""
        self._mouse_at_work.moved(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """What is selected stays so."""
        self._mouse_at_work.up()

    def on_leave(self, event: events.Leave) -> None:
        """The mouse is over no link any more."""
        self._mouse_at_work.left()

    def on_click(self, event: events.Click) -> None:
        """Open a link."""
        if not self.is_on_scrollbar(event) and (link := self._mouse_at_work.clicked(event)):
            self.post_message(self.LinkClicked(link))
