"""What its feed changed in an article, edit by edit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.getters import query_one
from textual.message import Message

from newsreader.model import Article, Version
from newsreader.tui.commands import Place
from newsreader.tui.screens.overlay import Does, Overlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.changes_view import ChangesView
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.writing.changes import Edit, edits_of

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class ChangesScreen(Overlay[None]):
    """The newest edit first. They are compared in a thread: a megabyte of text takes a second."""

    CSS_PATH = stylesheet("dialogs.tcss")
    place = Place.CHANGES

    view = query_one("#changes", ChangesView)

    class Compared(Message):
        """The versions were compared."""

        def __init__(self, edits: Sequence[Edit]) -> None:
            super().__init__()
            self.edits = edits

    def __init__(self, reading: ReadingScreen, article: Article, earlier: Sequence[Version]) -> None:
        super().__init__(reading)
        self._article = article
        self._earlier = earlier
        self._edits: Sequence[Edit] = ()
        self._number = 0

    def compose(self) -> ComposeResult:
        """One sheet, and a line that says what keys do."""
        yield ChangesView(self.reading.now, id="changes")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {
            **super().does(),
            "change.older": partial(self._turn, 1),
            "change.newer": partial(self._turn, -1),
        }

    def on_mount(self) -> None:
        """Compare."""
        self._compare()

    @work(thread=True, group="changes", exclusive=True, exit_on_error=False)
    def _compare(self) -> None:
        self.post_message(self.Compared(edits_of(self._article, self._earlier)))

    def on_changes_screen_compared(self, message: Compared) -> None:
        """Show the newest edit."""
        self._edits = message.edits
        self._show()

    def _show(self) -> None:
        total = len(self._edits)
        self.view.note = f"{self._number + 1} of {total}" if total > 1 else ""
        # The page's text is another one: whoever reads that must not look for these words in it.
        whose = "in the feed's text" if self._article.page_blocks else "changed by its feed"
        self.view.show(self._edits[self._number], whose)

    def _turn(self, direction: int, count: int | None) -> None:
        """Go to an older edit, or with -1 to a newer one."""
        number = self._number + direction * (count or 1)
        if len(self._edits) == 1:
            self.status.notice = "Only one change is kept."
        elif number in range(len(self._edits)):
            self._number = number
            self.status.notice = ""
            self._show()
        elif self._edits:
            self.status.notice = f"This is the {'oldest' if direction > 0 else 'newest'} change that is kept."
