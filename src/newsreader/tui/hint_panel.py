"""Shows what may follow the strokes of an open sequence, when the rest of it is slow to come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from newsreader.tui.commands import Command

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

    from newsreader.tui.widgets.key_hints import KeyHints

_AFTER_S = 0.4
"""Who knows the sequence has typed it by then."""


class HintPanel:
    """The panel of one screen; it is there only after it was needed once."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._hints: KeyHints | None = None

    def soon(self, follow_ups: Callable[[], Sequence[tuple[str, Command]]]) -> None:
        """Show in a moment what may follow, unless the panel is closed before."""
        self._timer = self._screen.set_timer(_AFTER_S, lambda: self._show(follow_ups()))

    def close(self) -> None:
        """Show it no more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._hints is not None:
            self._hints.display = False

    def _show(self, follow_ups: Sequence[tuple[str, Command]]) -> None:
        self._timer = None
        if not follow_ups:
            return  # only a count is open
        from newsreader.tui.widgets.key_hints import KeyHints

        if self._hints is None:
            self._hints = KeyHints()
            self._screen.mount(self._hints)
        self._hints.show(follow_ups)
