"""Timers that go off once, however late the machine is."""

from __future__ import annotations

from typing import Any

from textual.message_pump import MessagePump
from textual.timer import Timer


class OnceAtLeast(MessagePump):
    """Put before an app or a screen: Textual (8.2) drops a timer that is late before it began, and its work with it.

    The one that hands a new size of the window to the screens is not even made again then.
    """

    def set_timer(self, *arguments: Any, **named: Any) -> Timer:
        """Call something once, some time from now; the arguments are Textual's."""
        timer = super().set_timer(*arguments, **named)
        timer._skip = False
        return timer
