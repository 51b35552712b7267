"""All links of the article with their addresses: open one, or copy its address."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.getters import query_one

from newsreader.tui.commands import Place
from newsreader.tui.copying import copy
from newsreader.tui.screens.overlay import Does, ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.link_list import LinkList
from newsreader.tui.widgets.status_line import StatusLine


class LinksScreen(ListOverlay[None]):
    """Stays open when a link goes to the browser: often one wants more than one."""

    CSS_PATH = stylesheet("links.tcss")
    place = Place.LINKS

    link_list = query_one("#links", LinkList)

    def compose(self) -> ComposeResult:
        """The list, and a status line that says what the reading screen's says."""
        yield LinkList(self.reading.article_view.links, id="links")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {
            **super().does(),
            "pane.open": lambda count: self._read(),
            "article.browse": lambda count: self._browse(),
            "article.copy": lambda count: self._copy(),
            "link.list": lambda count: self.close(),
        }

    def on_mount(self) -> None:
        """Begin at the first link that is in sight in the article."""
        self.link_list.rows_changed()
        in_sight = self.reading.article_view.links_in_sight()
        if in_sight:
            self.link_list.cursor = self.reading.article_view.links.index(in_sight[0].link)

    def _read(self) -> None:
        """Read the page here, or go to the note."""
        self.close()
        self.reading.visits.follow(self.link_list.chosen, in_reader=True)

    def _browse(self) -> None:
        """Open the link in the browser."""
        if self.link_list.chosen.address:
            self.reading.visits.follow(self.link_list.chosen)

    def _copy(self) -> None:
        """Copy its address."""
        copy(self.reading.app, self.link_list.chosen.shown)
        self.reading.say(f"Copied {self.link_list.chosen.shown}")
