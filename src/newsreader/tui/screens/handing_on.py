"""Keys come faster than screens open and close: each is handed on to the screen in front."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen


def hand_on(screen: Screen[Any], event: events.Key) -> bool:
    """Give the key to the screen in front, where that is not this one any more; was that done."""
    if screen.is_active:
        return False
    event.stop()
    event.prevent_default()
    screen.app.screen.post_message(events.Key(event.key, event.character))
    return True
