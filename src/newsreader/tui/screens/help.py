"""The keys: all commands by place and group, found by a word as one types it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.getters import query_one

from newsreader.tui.commands import Place
from newsreader.tui.manual import matching, sections, without_arrows
from newsreader.tui.question import Question
from newsreader.tui.screens.overlay import Does, Overlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.help_sheet import HelpSheet
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class HelpScreen(Overlay[None]):
    """Goes by the keys that it shows."""

    CSS_PATH = stylesheet("dialogs.tcss")
    place = Place.HELP

    sheet = query_one("#help", HelpSheet)

    def __init__(self, reading: ReadingScreen, here: Place) -> None:
        """`here`: the place whose keys stand first."""
        super().__init__(reading)
        self._all = sections(reading.keys.keymap, here)
        if reading.news_app.signs is not None:
            self._all = without_arrows(self._all)
        self._query = ""

    def does(self) -> Does:
        """Return what each command does here."""
        return {
            **super().does(),
            "find.start": lambda count: self._search(),
            "program.help": lambda count: self.close(),
        }

    def compose(self) -> ComposeResult:
        """One sheet, and a line that says what keys do."""
        yield HelpSheet(self._all, id="help")
        yield StatusLine()

    def on_mount(self) -> None:
        """Show everything."""
        self.sheet.show(self._all)

    def _search(self) -> None:
        def accept(text: str) -> None:
            self._show(text)

        self.status.ask(
            Question("/", accept=accept, begun=self._query, typed=self._show, leave=partial(self._show, ""))
        )

    def _show(self, query: str) -> None:
        self._query = query
        self.sheet.show(matching(self._all, query), query)

    def leave(self) -> None:
        """Show everything again, or close."""
        if self._query:
            self._show("")
        else:
            self.close()

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return keys and words for the status line, but for the key that leads here."""
        return tuple(hint for hint in super().hints if hint[1] != "help")
