"""Takes the strokes of what lies over the panes and runs what they mean there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsreader.errors import NewsreaderError, NotPossible
from newsreader.tui.commands import Command
from newsreader.tui.hint_panel import HintPanel
from newsreader.tui.keys import KeyReader
from newsreader.tui.strokes import key_name, stroke_of

if TYPE_CHECKING:
    from textual import events

    from newsreader.tui.screens.overlay import Overlay

_LEAVES_ALWAYS = "escape"
_LEAVES_IF_FREE = "q"


class OverlayKeys:
    """The keymap of one list or sheet. Nobody is locked in: Escape leads out whatever it was given to."""

    def __init__(self, screen: Overlay[Any]) -> None:
        self._screen = screen
        self._does = screen.does()
        self._panel = HintPanel(screen)
        self.use()

    def use(self) -> None:
        """Go by the keys that are in force now."""
        self._panel.close()
        self._keymap = self._screen.reading.keys.keymap
        self._reader = KeyReader(self._keymap.commands_over(self._screen.place))

    def take(self, event: events.Key) -> None:
        """Take one stroke."""
        screen = self._screen
        if screen.reading.news_app.is_leaving:
            return  # typed in one go with the key that quits
        self._panel.close()
        stroke = self._keymap.meant(stroke_of(event.key, event.character, event.is_printable))
        is_first = not self._reader.pending
        if is_first and stroke == _LEAVES_ALWAYS:
            screen.leave()
            return
        pressed = self._reader.press(stroke, screen.place)
        if pressed.command is not None:
            self._run(pressed.command, pressed.count)
        elif pressed.is_pending:
            self._panel.soon(lambda: self._reader.follow_ups(screen.place))
        elif is_first and stroke == _LEAVES_IF_FREE:
            screen.leave()
        screen.status.pending = self._reader.pending

    def _run(self, command: Command, count: int | None) -> None:
        try:
            if command.steps:
                self._run_macro(command, count or 1)
            else:
                self._does[command.id](count)
        except NewsreaderError as error:
            self._screen.reading.say(str(error), is_error=not isinstance(error, NotPossible))

    def _run_macro(self, macro: Command, rounds: int) -> None:
        """Run all steps so many times; none where one of them is nothing that is done here."""
        missing = next((step.words for step in macro.steps if step.id not in self._does), None)
        if missing is not None:
            raise NotPossible(f"{key_name(macro.keys[0])} does nothing here: {missing} needs the panes.")
        for step in macro.steps * rounds:
            if self._screen.is_active:
                self._does[step.id](step.count)
