"""The keys: all commands by place and group, found by a word as one types it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.getters import query_one
from textual.screen import ModalScreen

from newsreader.tui.commands import Place
from newsreader.tui.inks import CLASSES
from newsreader.tui.keys import KeyReader
from newsreader.tui.manual import matching, sections, without_arrows
from newsreader.tui.question import Question
from newsreader.tui.screens.handing_on import hand_on
from newsreader.tui.strokes import stroke_of
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.help_sheet import HelpSheet
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class HelpScreen(ModalScreen[None]):
    """Goes by the keys that it shows: those that scroll the article scroll it."""

    CSS_PATH = stylesheet("dialogs.tcss")
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)

    sheet = query_one("#help", HelpSheet)
    status = query_one(StatusLine)

    def __init__(self, reading: ReadingScreen) -> None:
        super().__init__()
        self._keymap = reading.keys.keymap
        self._reader = KeyReader(self._keymap.commands)
        self._all = sections(self._keymap, reading.keys.over or reading.place)
        if reading.news_app.signs is not None:
            self._all = without_arrows(self._all)
        self._query = ""
        self._does: dict[str, Callable[[int], None]] = {
            "cursor.down": lambda count: self.sheet.scroll_lines(count),
            "cursor.up": lambda count: self.sheet.scroll_lines(-count),
            **{f"cursor.{name}": partial(self._scroll_pages, share) for name, share in _SHARES.items()},
            "read.on": partial(self._scroll_pages, 1),
            "read.backward": partial(self._scroll_pages, -1),
            "cursor.top": lambda count: self.sheet.scroll_to_edge(False),
            "cursor.bottom": lambda count: self.sheet.scroll_to_edge(True),
            "find.start": lambda count: self._search(),
            "pane.back": lambda count: self._peel(),
            "program.help": lambda count: self._close(),
            "program.quit": lambda count: self.app.exit(),
        }

    def compose(self) -> ComposeResult:
        """One sheet, and a line that says what keys do."""
        yield HelpSheet(self._all, id="help")
        yield StatusLine()

    def on_mount(self) -> None:
        """Show everything."""
        self.sheet.is_active = True
        search = self._keymap.key_of("find.start")
        self.status.hints = (*([(search, "search")] if search else []), ("Esc", "close"))
        self.sheet.show(self._all)

    async def on_key(self, event: events.Key) -> None:
        """Every key goes through the keymap, as it would in the article; Escape always leads back."""
        if hand_on(self, event):
            return
        event.stop()
        event.prevent_default()
        if self.status.is_asking:
            await self.status.type_ahead(event)
            return
        stroke = self._keymap.meant(stroke_of(event.key, event.character, event.is_printable))
        pressed = self._reader.press(stroke, Place.ARTICLE)
        does = self._does.get(pressed.command.id) if pressed.command is not None else None
        if does is not None:
            does(pressed.count or 1)
        elif stroke == "escape":
            self._peel()
        self.status.pending = self._reader.pending

    async def on_paste(self, event: events.Paste) -> None:
        """What is pasted goes to a prompt, and nowhere else."""
        await self.status.type_ahead(event)

    def _scroll_pages(self, share: float, count: int) -> None:
        self.sheet.scroll_pages(share * count)

    def _search(self) -> None:
        def accept(text: str) -> None:
            self._show(text)

        self.status.ask(
            Question("/", accept=accept, begun=self._query, typed=self._show, leave=partial(self._show, ""))
        )

    def _show(self, query: str) -> None:
        self._query = query
        self.sheet.show(matching(self._all, query), query)

    def _peel(self) -> None:
        """Show everything again, or close."""
        if self._query:
            self._show("")
        else:
            self._close()

    def _close(self) -> None:
        if self.is_current:  # keys may be typed faster than the screen goes
            self.dismiss(None)


_SHARES = {"page_down": 1, "page_up": -1, "half_down": 0.5, "half_up": -0.5}
