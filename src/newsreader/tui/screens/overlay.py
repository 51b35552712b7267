"""A list that lies over the reading screen until it is closed: its keys, its cursor, its status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.screen import ModalScreen

from newsreader.tui.inks import CLASSES
from newsreader.tui.screens.handing_on import ActsAtOnce
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_Ending = TypeVar("_Ending")
Hints = tuple[tuple[str, str], ...]
"""Keys and what they do."""


class ListOverlay(ActsAtOnce, ModalScreen[_Ending]):
    """Moves like the lists below it and says what the reading screen says. Subclasses compose list and status line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "dismiss", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,pagedown,ctrl+f", "move_page(1.0)", show=False),
        Binding("b,pageup,ctrl+b", "move_page(-1.0)", show=False),
        Binding("g,home", "move_to_edge(False)", show=False),
        Binding("G,end", "move_to_edge(True)", show=False),
        Binding("Q,ctrl+c,ctrl+q", "app.quit", show=False),
    ]

    hints: ClassVar[Hints] = ()
    """What the keys do, said below."""
    short_hints: ClassVar[Hints] = ()
    """The same in windows of less than `narrow` columns, where it takes fewer words."""
    narrow: ClassVar[int] = 60

    row_list = query_one(RowList)
    status = query_one(StatusLine)

    def __init__(self, reading: ReadingScreen) -> None:
        super().__init__()
        self._reading = reading

    def on_mount(self) -> None:
        """Give the list the keys, and repeat what is said below."""
        self.row_list.is_active = True
        self.watch(self._reading.status, "notice", self._show_notice)

    def on_resize(self, event: events.Resize) -> None:
        """Say as much of the keys as there is room for."""
        is_narrow = bool(self.short_hints) and event.size.width < self.narrow
        self.status.hints = self.short_hints if is_narrow else self.hints

    def _show_notice(self, notice: str) -> None:
        self.status.is_error = self._reading.status.is_error
        self.status.notice = notice

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.row_list.move(steps)

    def action_move_page(self, share: float) -> None:
        """Move the cursor by a page."""
        self.row_list.move_page(share)

    def action_move_to_edge(self, is_end: bool) -> None:
        """Move the cursor to the first or last row."""
        self.row_list.move_to_edge(is_end)
