"""What is wrong in settings.toml, line by line."""

from __future__ import annotations

from textual.app import ComposeResult

from newsreader.tui.commands import Place
from newsreader.tui.screens.overlay import Does, Overlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.faults_sheet import FaultsSheet
from newsreader.tui.widgets.status_line import StatusLine


class FaultsScreen(Overlay[None]):
    """A sheet that scrolls."""

    CSS_PATH = stylesheet("settings.tcss")
    place = Place.FAULTS

    def compose(self) -> ComposeResult:
        """The sheet, and a line that says what keys do."""
        file = self.reading.news_app.settings_file
        yield FaultsSheet(file.complaints, file.path, id="faults")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {**super().does(), "pane.open": lambda count: self.close()}
