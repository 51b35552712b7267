"""The history: look at what was done, undo and redo, go back to before something, or to its article."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one

from newsreader.model import Batch
from newsreader.tui.screens.overlay import ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.history_list import HistoryList
from newsreader.tui.widgets.status_line import StatusLine


class HistoryScreen(ListOverlay[Batch | None]):
    """Ends with the batch whose article or feed is to be gone to, or None."""

    CSS_PATH = stylesheet("history.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "go", show=False),
        Binding("B", "undo_back", show=False),
        Binding("u", "undo", show=False),
        Binding("ctrl+r", "redo", show=False),
    ]

    hints = (("Enter", "go to it"), ("B", "undo back to here"), ("u", "undo"), ("Ctrl-R", "redo"), ("Esc", "close"))
    short_hints = (("Enter", "go"), ("B", "back to here"), ("u", "undo"), ("Esc", "close"))
    narrow = 80

    history_list = query_one("#history", HistoryList)

    def compose(self) -> ComposeResult:
        """The list, and a status line that says what the reading screen's says."""
        yield HistoryList(self._reading.store.history.batches, self._reading.now, id="history")
        yield StatusLine()

    def on_mount(self) -> None:
        """List it now, and again whenever something was done or undone."""
        self._reading.feeds_changed.subscribe(self, lambda _: self._list())
        self._list()

    def _list(self) -> None:
        self.history_list.show(self._reading.store.history.ids())

    def action_go(self) -> None:
        """Close, and show what was changed."""
        chosen = self.history_list.chosen
        if chosen is not None and chosen.article_id is None and chosen.feed_id is None:
            self._reading.say("What that changed is not listed any more. u and B bring it back.")
        else:
            self.dismiss(chosen)

    def action_undo_back(self) -> None:
        """Undo this one and all that was done after it, in one step."""
        chosen = self.history_list.chosen
        if chosen is None:
            return
        if chosen.is_undone:
            self._reading.say("This is undone already.")
            return
        undo = partial(self._reading.store.journal.undo_back_to, chosen.id, now=self._reading.now())
        self._reading.write(undo, "Undid")

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._reading.write(partial(self._reading.store.journal.undo, now=self._reading.now()), "Undid")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._reading.write(partial(self._reading.store.journal.redo, now=self._reading.now()), "Redid")
