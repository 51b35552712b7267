"""Takes the strokes of the reading screen and runs what they mean; the palette runs commands here, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError, NotPossible
from newsreader.tui.commands import Command, Place
from newsreader.tui.hint_panel import HintPanel
from newsreader.tui.keymap import Keymap
from newsreader.tui.keys import KeyReader
from newsreader.tui.strokes import stroke_of

if TYPE_CHECKING:
    from textual import events

    from newsreader.tui.screens.reading import ReadingScreen


class KeyInput:
    """Every key goes through the keymap; what is not in it does nothing."""

    def __init__(self, screen: ReadingScreen, keymap: Keymap) -> None:
        self.keymap = keymap
        self.stroke = ""
        """The last that was pressed."""
        self._screen = screen
        self._reader = KeyReader(keymap.commands)
        self._panel = HintPanel(screen)

    def use(self, keymap: Keymap) -> None:
        """Go by other keys from now on."""
        self._panel.close()
        self.keymap = keymap
        self._reader = KeyReader(keymap.commands)
        self._screen.status.pending = ""
        self._screen.show_hints()
        self._screen.show_list_state()
        self._screen.follower.reload()

    @property
    def over(self) -> Place | None:
        """The place whose commands go before those of the pane."""
        screen = self._screen
        return screen.article_view.key_place or (Place.SEARCHED if screen.searching.is_shown else None)

    @property
    def find_note(self) -> str:
        """Which match of how many the reader is at; of a search only in the article."""
        find = self._screen.article_view.find
        if find is None or (find.is_of_search and (self._screen.place is not Place.ARTICLE or self.over is None)):
            return ""
        return find.note

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """Keys and their words for the status line."""
        find = self._screen.article_view.find
        if self.over is Place.FOUND and find is not None and find.here is None:
            typed = self.keymap.typed
            return ((typed("find.start"), "find something else"), (typed("find.end"), "end"))
        has_articles = self._screen.article_list.row_count() > 0
        return self.keymap.footer_hints(self._screen.place, self.over, has_articles=has_articles)

    def take(self, event: events.Key) -> None:
        """Take one stroke. A capture is asked first."""
        screen = self._screen
        if screen.news_app.is_leaving:
            return  # typed in one go with the key that quits
        screen.sitting.here()
        self._panel.close()
        stroke = self.stroke = self.keymap.meant(stroke_of(event.key, event.character, event.is_printable))
        if screen.capture is not None and screen.capture(stroke):
            return
        pressed = self._reader.press(stroke, screen.place, self.over)
        if pressed.command is not None:
            self.run(pressed.command, pressed.count)
        elif pressed.is_pending:
            self._panel.soon(lambda: self._reader.follow_ups(screen.place, self.over))
        screen.status.pending = self._reader.pending

    def run(self, command: Command, count: int | None = None) -> None:
        """Do what a key or the palette asks for; what cannot be done is said in one line."""
        if command.steps:
            from newsreader.tui.macros import Macro

            Macro(self._screen, command).start(count)
            return
        from newsreader.tui.actions import ACTIONS  # with the first key, not before the first paint

        try:
            ACTIONS[command.id](self._screen, count)
        except NewsreaderError as error:
            self._screen.say(str(error), is_error=not isinstance(error, NotPossible))
