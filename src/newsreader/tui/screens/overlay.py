"""What lies over the reading screen until it is closed: its keys, its status line, and the list or text they move.

A subclass names its `place`, whose commands stand in `overlay_commands.py`, and says by `does` what they do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.getters import query_one
from textual.screen import ModalScreen

from newsreader.tui.actions import ACTIONS
from newsreader.tui.commands import Place
from newsreader.tui.inks import CLASSES
from newsreader.tui.overlay_keys import OverlayKeys
from newsreader.tui.pane_moves import MOVES
from newsreader.tui.screens.handing_on import hand_on
from newsreader.tui.widgets.pane import Pane
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_Ending = TypeVar("_Ending")
Does = Mapping[str, Callable[[int | None], None]]
"""What is done for a command, by its id; it takes the count typed before the key."""

_OF_THE_PANES = ("mark.undo", "mark.redo", "program.redraw", "program.suspend", "program.quit")
"""Done as in the panes."""


class Overlay(ModalScreen[_Ending]):
    """Goes by the keys of its place, and says what the reading screen says."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)

    place: ClassVar[Place]
    """Under which the registry has its commands."""
    leaving: ClassVar[str] = "close"
    """What the status line says that Escape does."""

    pane = query_one(Pane)
    """What keys move, scroll and turn pages of."""
    status = query_one(StatusLine)

    def __init__(self, reading: ReadingScreen) -> None:
        super().__init__()
        self.reading = reading
        self._keys = OverlayKeys(self)

    def does(self) -> Does:
        """Return what each command does here; subclasses add those of their place."""
        return {
            **{command_id: partial(self._move, command_id) for command_id in MOVES},
            "read.on": partial(self._move, "cursor.page_down"),
            "read.backward": partial(self._move, "cursor.page_up"),
            "pane.back": lambda count: self.leave(),
            "program.help": lambda count: self._help(),
            **{command_id: partial(ACTIONS[command_id], self.reading) for command_id in _OF_THE_PANES},
        }

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return keys and words for the status line; the way out goes last of all."""
        keymap = self.reading.keys.keymap
        helps = keymap.key_of("program.help")
        return (*keymap.hints_over(self.place), *(((helps, "help"),) if helps else ()), ("Esc", self.leaving))

    def on_mount(self) -> None:
        """Give the list the keys, say what they do, and repeat what is said below."""
        self.pane.is_active = True
        self.status.hints = self.hints
        self.watch(self.reading.status, "notice", self._show_notice, init=False)
        self.reading.settings_changed.subscribe(self, lambda _: self._use_keys())

    def leave(self) -> None:
        """Close, or peel off what lies over this."""
        self.close()

    def close(self, ending: _Ending | None = None) -> None:
        """Close with this result. Keys may be typed faster than a screen goes."""
        if self.is_active:
            self.dismiss(ending)

    async def on_key(self, event: events.Key) -> None:
        """Every key goes through the keymap, at once; while a prompt is open it has them all."""
        if hand_on(self, event):
            return
        event.stop()
        event.prevent_default()
        if self.status.is_asking:
            await self.status.type_ahead(event)
        else:
            self._keys.take(event)

    async def on_paste(self, event: events.Paste) -> None:
        """What is pasted goes to a prompt, and nowhere else."""
        await self.status.type_ahead(event)

    def _use_keys(self) -> None:
        self._keys.use()
        self.status.hints = self.hints

    def _show_notice(self, notice: str) -> None:
        self.status.is_error = self.reading.status.is_error
        self.status.notice = notice

    def _move(self, command_id: str, count: int | None) -> None:
        MOVES[command_id](self.pane, count)

    def _help(self) -> None:
        from newsreader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.reading, self.place))


class ListOverlay(Overlay[_Ending]):
    """One list and the status line."""

    row_list = query_one(RowList)
