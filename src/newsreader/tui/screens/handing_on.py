"""Keys come faster than screens open and close: each acts at once, and is handed on where its screen was closed."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen

from newsreader.tui.widgets.status_line import StatusLine


def hand_on(screen: Screen[Any], event: events.Key) -> bool:
    """Give the key to the screen in front, where that is not this one any more; was that done."""
    if screen.is_active:
        return False
    event.stop()
    event.prevent_default()
    screen.app.screen.post_message(events.Key(event.key, event.character))
    return True


class ActsAtOnce(Screen[Any]):
    """A screen with bindings that lies over others, and may have a status line.

    Textual does what a key is bound to only when the key has risen to the app; with keys that were typed in one go
    another screen may be in front by then.
    """

    async def on_key(self, event: events.Key) -> None:
        """Do what the key is bound to; while a prompt is open it has the keys."""
        if hand_on(self, event):
            return
        asking = next((line for line in self.query(StatusLine) if line.is_asking), None)
        bindings = self._bindings.key_to_bindings.get(event.key)
        if asking is None and not bindings:
            return
        event.stop()
        event.prevent_default()
        if asking is not None:
            await asking.type_ahead(event)
        elif bindings:
            await self.run_action(bindings[-1].action)
