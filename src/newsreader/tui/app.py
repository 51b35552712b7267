"""The Textual app: themes, style sheets, signals. What is read and marked is the reading screen's business."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.screen import Screen

from newsreader.paths import Paths
from newsreader.settings import Loaded, Settings
from newsreader.store import Store
from newsreader.tui.background import Answers, Ground, Question
from newsreader.tui.driver import NewsDriver
from newsreader.tui.glyphs import signs_for
from newsreader.tui.looks import USER_SHEET, Looks, no_color_is_ours, theme_for
from newsreader.tui.programs import Programs
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.settings_file import SettingsFile
from newsreader.tui.spoken import spoken_place
from newsreader.tui.stylesheets import stylesheets
from newsreader.tui.themes import MISSING
from newsreader.tui.timers import OnceAtLeast
from newsreader.tui.window_title import WindowTitle

_LAST_EXIT_S = 2.0
"""After a signal the program is gone within this time, whatever hangs (promise 19)."""


def _now() -> int:
    return int(time.time())


class NewsApp(OnceAtLeast, App[None]):
    """Owns the reading screen and what belongs to the terminal."""

    TITLE = "newsreader"
    CSS_PATH = stylesheets()  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        store: Store,
        settings: Settings,
        paths: Paths,
        clock: Callable[[], int] = _now,
        loaded: Loaded | None = None,
        ground: Ground = Ground.DARK,
        question: Question | None = None,
    ) -> None:
        """`loaded`: the file that `settings` are from, where there is one.

        `ground` is what the terminal is known to be, `question` what it was asked and may still answer.
        """
        has_own_colours = theme_for(settings.theme, ground).ansi
        with no_color_is_ours():
            super().__init__(driver_class=NewsDriver, ansi_color=has_own_colours)
        self.animation_level = "none"
        self.question = question
        self.looks = Looks(self, settings.theme, ground, paths.settings.with_name(USER_SHEET))
        self.signs = signs_for(
            settings.terminal.glyphs,
            is_spoken=settings.terminal.screen_reader,
            terminal=os.environ.get("TERM", ""),
            encoding=sys.__stdout__.encoding if sys.__stdout__ is not None else "utf-8",
        )
        self.settings_file = SettingsFile(self, paths, loaded or Loaded(settings))
        self.programs = Programs(self)
        self.reading = ReadingScreen(store, paths, clock, settings)

    @property
    def answers(self) -> Answers:
        """What the terminal said of itself until now."""
        return self.question.answers if self.question is not None else Answers()

    @property
    def is_leaving(self) -> bool:
        """Was its end asked for. What is typed behind that is for nobody."""
        return self._exit

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give themes what our sheets ask of them."""
        return MISSING

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Change painted lines last: signs that the terminal lacks become others."""
        return [*super().get_line_filters(), *((self.signs,) if self.signs is not None else ())]

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands after each paint: on the current row, if a screen reader follows it."""
        spoken = spoken_place(self.screen) if self._running and self.reading.settings.terminal.screen_reader else None
        return spoken or self._cursor_position

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._cursor_position = place

    def get_default_screen(self) -> Screen[None]:
        """Start on the reading screen at once: a screen pushed over a blank one would cost a paint."""
        return self.reading

    def on_mount(self) -> None:
        """Restore the terminal whatever ends the program; say what of the settings is wrong."""
        self.call_after_refresh(self.settings_file.start)
        if self.reading.settings.terminal.title:
            self.call_after_refresh(WindowTitle(self).start)
        if self.looks.complaint:
            self.call_after_refresh(self.reading.say, self.looks.complaint, is_error=True)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(repaint=True, layout=True))
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._loop_signal(number)

    def on_resize(self, event: events.Resize) -> None:
        """Paint all again when the window has the size it had: what it cut off meanwhile is gone from the terminal."""
        if self._running and event.size == self.screen.size:
            self.refresh(repaint=True, layout=True)

    def on_unmount(self) -> None:
        """No program that articles were handed to outlives the app."""
        self.programs.close()

    def _loop_signal(self, number: signal.Signals) -> None:
        import asyncio

        asyncio.get_running_loop().add_signal_handler(number, self._end, number)

    def _end(self, number: signal.Signals) -> None:
        # A terminal that is gone may hold up every further write: then the alarm ends the process.
        signal.setitimer(signal.ITIMER_REAL, _LAST_EXIT_S)
        self.exit(return_code=128 + number)

    def set_window_title(self, title: str) -> None:
        """Have the terminal's window show this title."""
        if isinstance(self._driver, NewsDriver):
            self._driver.set_title(title)

    def tell_terminal(self, sequence: str) -> None:
        """Send the terminal what paints nothing."""
        if isinstance(self._driver, NewsDriver):
            self._driver.write(sequence)

    def on_news_driver_turned(self, message: NewsDriver.Turned) -> None:
        """Follow the terminal: it answered late, or its owner turned on the light."""
        self.looks.follow(message.ground)
