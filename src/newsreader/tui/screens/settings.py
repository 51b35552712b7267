"""The settings: each with its value and what it means; a key changes it, here at once and in settings.toml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.getters import query_one

from newsreader.settings.described import Choice
from newsreader.settings.kinds import examples
from newsreader.settings.values import NotUnderstood, typed_value
from newsreader.text import clean, counted
from newsreader.tui.commands import Place
from newsreader.tui.offering import Names
from newsreader.tui.question import Question
from newsreader.tui.screens.choice import ChoiceScreen
from newsreader.tui.screens.faults import FaultsScreen
from newsreader.tui.screens.overlay import Does, ListOverlay
from newsreader.tui.screens.themes import ThemesScreen
from newsreader.tui.setting_rows import Row, fitting, is_flag, rows_of
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.settings_list import SettingsList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.query.completion import Completion
    from newsreader.tui.screens.reading import ReadingScreen

_VERY_NARROW = 40
"""Up to so many columns there are no notes."""


class SettingsScreen(ListOverlay[None]):
    """What can be is applied while one looks; undone by setting it back."""

    CSS_PATH = stylesheet("settings.tcss")
    place = Place.SETTINGS

    settings_list = query_one("#settings", SettingsList)

    def __init__(self, reading: ReadingScreen, at: tuple[str, ...] = ()) -> None:
        """`at`: the setting to begin at."""
        super().__init__(reading)
        self._at = at
        self._file = reading.news_app.settings_file
        self._searched = ""

    def compose(self) -> ComposeResult:
        """The list, and a status line that says what the reading screen's says."""
        yield SettingsList(id="settings")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {
            **super().does(),
            "pane.open": lambda count: self._change(),
            "settings.default": lambda count: self._set_default(),
            "find.start": lambda count: self._ask_words(),
            "settings.faults": lambda count: self._show_faults(),
        }

    def on_mount(self) -> None:
        """List them now, and again whenever one is another."""
        self.reading.settings_changed.subscribe(self, lambda _: self._show())
        self._show()
        self.settings_list.choose(self._at)

    def on_resize(self, event: events.Resize) -> None:
        """Notes where there is room for them."""
        self._show()

    def _show(self) -> None:
        rows = rows_of(self._file.loaded)
        found = fitting(rows, self._searched)
        faults = len(self._file.complaints)
        shows = self.reading.keys.keymap.typed_over("settings.faults", self.place)
        notes = [f"{len(found)} of {len(rows)}"] if self._searched else []
        notes += [f"{counted(faults, 'fault')}, {shows} shows"] if faults else []
        self.settings_list.note = " · ".join(notes) if self.size.width > _VERY_NARROW else ""
        self.settings_list.show(found)

    def leave(self) -> None:
        """Show all again where there was a search, else close."""
        if self._searched:
            self._search("")
        else:
            self.close()

    def _show_faults(self) -> None:
        """Show what is wrong in the file."""
        self.app.push_screen(FaultsScreen(self.reading))

    def _ask_words(self) -> None:
        """List only settings with the words that are typed."""

        def accept(typed: str) -> None:
            self._search(typed)

        self.status.ask(Question("/", accept, typed=self._search, leave=partial(self._search, "")))

    def _search(self, typed: str) -> None:
        self._searched = typed.strip()
        self._show()

    def _set_default(self) -> None:
        """Give it its default again."""
        if (row := self.settings_list.chosen) is not None:
            self._set(row, None)

    def _change(self) -> None:
        """Flip it, or ask for another value."""
        row = self.settings_list.chosen
        if row is None:
            return
        if row.path == ("theme",):
            self.app.push_screen(ThemesScreen(self.reading))
        elif is_flag(row.valued.setting):
            self._set(row, not row.valued.value)
        elif choices := row.choices:
            self._choose(row, choices)
        else:
            self._ask(row)

    def _choose(self, row: Row, choices: tuple[Choice, ...]) -> None:
        def end(choice: Choice | None) -> None:
            if choice is not None:
                self._set(row, choice.value)

        self.app.push_screen(ChoiceScreen(self.reading, row.label, choices, row.valued.value), end)

    def _ask(self, row: Row) -> None:
        setting = row.valued.setting
        begun = "" if row.valued.value is None else clean(row.valued.words)

        def accept(typed: str) -> str | None:
            if typed == begun:
                return None
            value = typed_value(setting, typed)
            return f"It {value.words}" if isinstance(value, NotUnderstood) else self._set(row, value)

        hint = f"{row.meaning} It may be {setting.expected}."
        offers = Names({str(each): "" for each in examples(setting.kind)})

        def complete(text: str, cursor: int) -> Sequence[Completion]:
            return offers.complete(text, cursor) if text != begun else ()

        self.status.ask(Question(f"{row.label} ", accept, begun=begun, hint=hint, complete=complete))

    def _set(self, row: Row, value: object) -> str | None:
        fault = self._file.change(row.valued.setting, value)
        if fault is not None:
            self.reading.say(fault, is_error=True)
        return fault
