"""What its feed changed in an article, edit by edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.message import Message
from textual.screen import ModalScreen

from newsreader.model import Article, Version
from newsreader.tui.inks import CLASSES
from newsreader.tui.screens.handing_on import ActsAtOnce
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.changes_view import ChangesView
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.writing.changes import Edit, edits_of

_TURN_HINTS = (("[", "older"), ("]", "newer"))
_HINTS = (("Space", "on"), ("Esc", "close"))


class ChangesScreen(ActsAtOnce, ModalScreen[None]):
    """The newest edit first. They are compared in a thread: a megabyte of text takes a second."""

    CSS_PATH = stylesheet("dialogs.tcss")
    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "dismiss", show=False),
        Binding("left_square_bracket", "turn(1)", show=False),
        Binding("right_square_bracket", "turn(-1)", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown,ctrl+f", "scroll_page(1.0)", show=False),
        Binding("b,pageup,ctrl+b", "scroll_page(-1.0)", show=False),
        Binding("ctrl+d", "scroll_page(0.5)", show=False),
        Binding("ctrl+u", "scroll_page(-0.5)", show=False),
        Binding("g,home", "scroll(-1000000000)", show=False),
        Binding("G,end", "scroll(1000000000)", show=False),
        Binding("Q,ctrl+c", "app.quit", show=False),
    ]

    view = query_one("#changes", ChangesView)
    status = query_one(StatusLine)

    class Compared(Message):
        """The versions were compared."""

        def __init__(self, edits: Sequence[Edit]) -> None:
            super().__init__()
            self.edits = edits

    def __init__(self, article: Article, earlier: Sequence[Version], clock: Callable[[], int]) -> None:
        super().__init__()
        self._article = article
        self._earlier = earlier
        self._clock = clock
        self._edits: Sequence[Edit] = ()
        self._number = 0

    def compose(self) -> ComposeResult:
        """One sheet, and a line that says what keys do."""
        yield ChangesView(self._clock, id="changes")
        yield StatusLine()

    def on_mount(self) -> None:
        """Say what keys do, and compare."""
        self.view.is_active = True
        self.status.hints = (*(_TURN_HINTS if len(self._earlier) > 1 else ()), *_HINTS)
        self._compare()

    @work(thread=True, group="changes", exclusive=True, exit_on_error=False)
    def _compare(self) -> None:
        self.post_message(self.Compared(edits_of(self._article, self._earlier)))

    def on_changes_screen_compared(self, message: Compared) -> None:
        """Show the newest edit."""
        self._edits = message.edits
        self._show()

    def _show(self) -> None:
        total = len(self._edits)
        self.view.note = f"{self._number + 1} of {total}" if total > 1 else ""
        # The page's text is another one: whoever reads that must not look for these words in it.
        whose = "in the feed's text" if self._article.page_blocks else "changed by its feed"
        self.view.show(self._edits[self._number], whose)

    def action_turn(self, steps: int) -> None:
        """Go to an older edit, or with -1 to a newer one."""
        number = self._number + steps
        if not self._edits or len(self._edits) == 1:
            return
        if number in range(len(self._edits)):
            self._number = number
            self.status.notice = ""
            self._show()
        else:
            self.status.notice = f"This is the {'oldest' if steps > 0 else 'newest'} change that is kept."

    def action_scroll(self, lines: int) -> None:
        """Scroll the sheet."""
        self.view.scroll_lines(lines)

    def action_scroll_page(self, share: float) -> None:
        """Scroll the sheet by a page."""
        self.view.scroll_pages(share)
