"""The history: look at what was done, undo and redo, go back to before something, or to its article."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.getters import query_one

from newsreader.store.history import Batch
from newsreader.tui.commands import Place
from newsreader.tui.screens.overlay import Does, ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.history_list import HistoryList
from newsreader.tui.widgets.status_line import StatusLine


class HistoryScreen(ListOverlay[Batch | None]):
    """Ends with the batch whose article or feed is to be gone to, or None."""

    CSS_PATH = stylesheet("history.tcss")
    place = Place.HISTORY

    history_list = query_one("#history", HistoryList)

    def compose(self) -> ComposeResult:
        """The list, and a status line that says what the reading screen's says."""
        yield HistoryList(self.reading.store.history.batches, self.reading.now, id="history")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {
            **super().does(),
            "pane.open": lambda count: self._go(),
            "history.undo_to": lambda count: self._undo_to(),
        }

    def on_mount(self) -> None:
        """List it now, and again whenever something was done or undone."""
        self.reading.feeds_changed.subscribe(self, lambda _: self._list())
        self._list()

    def _list(self) -> None:
        self.history_list.show(self.reading.store.history.ids())

    def _go(self) -> None:
        """Close, and show what was changed."""
        chosen = self.history_list.chosen
        if chosen is not None and chosen.article_id is None and chosen.feed_id is None:
            undo = self.reading.keys.keymap.typed_over("history.undo_to", self.place)
            self.reading.say(f"What that changed is not listed any more. {undo} brings it back.")
        else:
            self.close(chosen)

    def _undo_to(self) -> None:
        """Undo this one and all that was done after it, in one step."""
        chosen = self.history_list.chosen
        if chosen is None:
            return
        if chosen.is_undone:
            self.reading.say("This is undone already.")
            return
        undo = partial(self.reading.store.journal.undo_back_to, chosen.id, now=self.reading.now())
        self.reading.write(undo, "Undone")
