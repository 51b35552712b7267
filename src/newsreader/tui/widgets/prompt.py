"""One line that the user types in place of the status line's hints. Imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Prompt(Input):
    """Enter keeps what was typed, Escape leaves it.

    It tells its asker by calls instead of messages, so that a screen needs no handlers for each thing that is asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "finish(False)", show=False),
        Binding("enter", "finish(True)", show=False),
    ]

    def __init__(self, sign: str, typed: Callable[[str], None], done: Callable[[bool], None]) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.sign = sign
        """What stands before it."""
        self._typed = typed
        self._done = done

    def on_input_changed(self, message: Input.Changed) -> None:
        """Tell the asker."""
        message.stop()
        if self.has_focus:
            self._typed(message.value)

    def action_finish(self, is_kept: bool) -> None:
        """Go away, then tell the asker."""
        if self.has_focus:
            self.blur()
            self.remove()
            self._done(is_kept)
