"""Choose the value of a setting from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.getters import query_one

from newsreader.settings.described import Choice
from newsreader.tui.commands import Place
from newsreader.tui.screens.overlay import Does, ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.choice_list import ChoiceList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class ChoiceScreen(ListOverlay[Choice | None]):
    """Ends with what was chosen, or None."""

    CSS_PATH = stylesheet("settings.tcss")
    place = Place.CHOICES
    leaving = "leave it"

    choice_list = query_one("#choices", ChoiceList)

    def __init__(
        self,
        reading: ReadingScreen,
        title: str,
        choices: Sequence[Choice],
        value: object,
    ) -> None:
        """`value` is the one in force."""
        super().__init__(reading)
        self._title, self._choices, self._value = title, choices, value

    def compose(self) -> ComposeResult:
        """The list, and a line that says what keys do."""
        yield ChoiceList(self._title, self._choices, self._value, id="choices")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {**super().does(), "pane.open": lambda count: self.close(self.choice_list.chosen)}

    def on_mount(self) -> None:
        """Begin at the value in force."""
        self.choice_list.begin()
