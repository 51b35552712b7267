"""All links of the article with their addresses: open one, or copy its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.screen import ModalScreen

from newsreader.errors import NewsreaderError
from newsreader.tui.browsing import browse
from newsreader.tui.copying import copy
from newsreader.tui.inks import CLASSES
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.link_list import LinkList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class LinksScreen(ModalScreen[None]):
    """Stays open when a link was opened: often one wants more than one."""

    CSS_PATH = stylesheet("links.tcss")
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,U", "dismiss", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,pagedown,ctrl+f", "move_page(1.0)", show=False),
        Binding("b,pageup,ctrl+b", "move_page(-1.0)", show=False),
        Binding("g,home", "move_to_edge(False)", show=False),
        Binding("G,end", "move_to_edge(True)", show=False),
        Binding("enter,l,right,o", "open", show=False),
        Binding("y", "copy", show=False),
        Binding("Q,ctrl+c,ctrl+q", "app.quit", show=False),
    ]

    link_list = query_one("#links", LinkList)
    status = query_one(StatusLine)

    def __init__(self, reading: ReadingScreen) -> None:
        super().__init__()
        self._reading = reading

    def compose(self) -> ComposeResult:
        """The list, and a status line that says what the reading screen's says."""
        yield LinkList(self._reading.article_view.links, id="links")
        yield StatusLine()

    def on_mount(self) -> None:
        """Begin at the first link that is in sight in the article."""
        self.status.hints = (("Enter", "open"), ("y", "copy"), ("Esc", "close"))
        self.link_list.is_active = True
        self.link_list.rows_changed()
        in_sight = self._reading.article_view.links_in_sight()
        if in_sight:
            self.link_list.cursor = self._reading.article_view.links.index(in_sight[0].link)
        self._reading.say("")
        self.watch(self._reading.status, "notice", self._show_notice)

    def _show_notice(self, notice: str) -> None:
        self.status.is_error = self._reading.status.is_error
        self.status.notice = notice

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.link_list.move(steps)

    def action_move_page(self, share: float) -> None:
        """Move the cursor by a page."""
        self.link_list.move_page(share)

    def action_move_to_edge(self, is_end: bool) -> None:
        """Move the cursor to the first or last link."""
        self.link_list.move_to_edge(is_end)

    def action_open(self) -> None:
        """Open the link in the browser."""
        try:
            browse(self._reading, self.link_list.chosen.address)
        except NewsreaderError as error:
            self._reading.say(str(error), is_error=True)

    def action_copy(self) -> None:
        """Copy its address."""
        copy(self._reading.app, self.link_list.chosen.address)
        self._reading.say(f"Copied {self.link_list.chosen.address}")
