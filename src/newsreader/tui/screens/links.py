"""All links of the article with their addresses: open one, or copy its address."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one

from newsreader.tui.copying import copy
from newsreader.tui.screens.overlay import ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.link_list import LinkList
from newsreader.tui.widgets.status_line import StatusLine


class LinksScreen(ListOverlay[None]):
    """Stays open when a link goes to the browser: often one wants more than one."""

    CSS_PATH = stylesheet("links.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("U", "dismiss", show=False),
        Binding("enter,l,right", "read", show=False),
        Binding("o", "browse", show=False),
        Binding("y", "copy", show=False),
    ]

    hints = (("Enter", "read here"), ("o", "browser"), ("y", "copy"), ("Esc", "close"))

    link_list = query_one("#links", LinkList)

    def compose(self) -> ComposeResult:
        """The list, and a status line that says what the reading screen's says."""
        yield LinkList(self._reading.article_view.links, id="links")
        yield StatusLine()

    def on_mount(self) -> None:
        """Begin at the first link that is in sight in the article."""
        self.link_list.rows_changed()
        in_sight = self._reading.article_view.links_in_sight()
        if in_sight:
            self.link_list.cursor = self._reading.article_view.links.index(in_sight[0].link)
        self._reading.say("")

    def action_read(self) -> None:
        """Read the page here, or go to the note."""
        self.dismiss()
        self._reading.visits.follow(self.link_list.chosen, in_reader=True)

    def action_browse(self) -> None:
        """Open the link in the browser."""
        if self.link_list.chosen.address:
            self._reading.visits.follow(self.link_list.chosen)

    def action_copy(self) -> None:
        """Copy its address."""
        copy(self._reading.app, self.link_list.chosen.shown)
        self._reading.say(f"Copied {self.link_list.chosen.shown}")
