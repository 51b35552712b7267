"""The palette: commands, feeds, views and settings, found by words as one types them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input

from newsreader.text import clean
from newsreader.tui.inks import CLASSES
from newsreader.tui.palette import Offer, command_offers, fitting, setting_offers, view_offers
from newsreader.tui.screens.handing_on import hand_on
from newsreader.tui.setting_rows import rows_of
from newsreader.tui.strokes import arrows_in_words
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.palette_list import PaletteList

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_MAX_QUERY = 200
_BREAKPOINTS = [(0, "-low"), (16, "-high")]
"""Lines from which there is room for blank ones."""


class PaletteInput(Input):
    """What is looked for. Keys that move or choose act at once, so that text typed behind them comes after."""

    def __init__(self, does: dict[str, Callable[[], None]]) -> None:
        super().__init__(compact=True, max_length=_MAX_QUERY, placeholder="a command, a feed, a setting")
        self._does = does
        self.passed: events.Key | None = None
        """The key that it saw last; the screen sees it next."""

    def on_key(self, event: events.Key) -> None:
        """Move, choose or leave; all else is text."""
        self.passed = event
        if hand_on(self.screen, event):
            return
        if (does := self._does.get(event.key)) is not None:
            event.stop()
            event.prevent_default()
            does()

    def take(self, event: events.Key) -> None:
        """Take what was typed before this had the focus."""
        if (does := self._does.get(event.key)) is not None:
            does()
        elif event.is_printable and event.character:
            self.insert_text_at_cursor(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted as one clean line."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(clean(event.text, _MAX_QUERY))


class PaletteScreen(ModalScreen[Offer | None]):
    """Ends with what was chosen. Everything is compared at each stroke: 1,000 feeds take a few milliseconds."""

    CSS_PATH = stylesheet("palette.tcss")
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    AUTO_FOCUS = "PaletteInput"
    VERTICAL_BREAKPOINTS = _BREAKPOINTS

    input = query_one(PaletteInput)
    palette_list = query_one(PaletteList)

    def __init__(self, reading: ReadingScreen) -> None:
        super().__init__()
        self._article_view = reading.article_view
        commands = command_offers(reading.keys.keymap)
        if reading.news_app.signs is not None:  # what stands for arrows there are keys as well
            commands = [msgspec.structs.replace(each, note=arrows_in_words(each.note)) for each in commands]
        ids = (command.id for command in reading.keys.keymap.commands)
        settings = setting_offers(rows_of(reading.news_app.settings_file.loaded))
        self._offers = [*commands, *view_offers(reading.feed_list.rows, ids), *settings]
        self._shown: str | None = None

    def compose(self) -> ComposeResult:
        """A line to type into, what fits it below."""
        down, up = partial(self._move, 1), partial(self._move, -1)
        yield PaletteInput(
            {
                **dict.fromkeys(("down", "ctrl+n", "ctrl+j", "tab"), down),
                **dict.fromkeys(("up", "ctrl+p", "ctrl+k", "shift+tab"), up),
                **dict.fromkeys(("escape", "ctrl+c"), self._leave),
                "pagedown": partial(self._move_page, 1.0),
                "pageup": partial(self._move_page, -1.0),
                "enter": self._choose,
            }
        )
        yield PaletteList(id="palette")

    def on_mount(self) -> None:
        """Offer everything, over panes that are dimmed."""
        self._article_view.shade(True)
        self._search()

    def on_unmount(self) -> None:
        """The panes have their own colours again."""
        self._article_view.shade(False)

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line had the focus belongs to it."""
        if not hand_on(self, event) and event is not self.input.passed:
            event.stop()
            event.prevent_default()
            self.input.take(event)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Offer what fits."""
        self._search()

    def on_palette_list_clicked(self, message: PaletteList.Clicked) -> None:
        """Take it."""
        self.dismiss(self.palette_list.chosen)

    def _search(self) -> None:
        query = self.input.value
        if query != self._shown:
            self._shown = query
            self.palette_list.show(fitting(self._offers, query), query)

    def _move(self, steps: int) -> None:
        self._search()
        self.palette_list.move(steps)

    def _move_page(self, share: float) -> None:
        self._search()
        self.palette_list.move_page(share)

    def _leave(self) -> None:
        self.dismiss(None)

    def _choose(self) -> None:
        # Text that was typed just before Enter has not been looked for yet.
        self._search()
        if self.palette_list.chosen is not None:
            self.dismiss(self.palette_list.chosen)
