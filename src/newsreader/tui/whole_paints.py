"""A screen that paints all that is to be painted, and not a part of it first."""

from __future__ import annotations

from textual.screen import Screen


class WholePaints(Screen[None]):
    """Paints behind what its panes have told it by then.

    Textual (8.2) paints as soon as the first pane that changed has said so, and what the others said meanwhile a tick
    later: the row of a feed would be painted before its articles, and these with everything that comes behind a paint.
    """

    def _on_timer_update(self) -> None:
        paint = super()._on_timer_update
        if self.message_queue_size:
            self.call_later(paint)
        else:
            paint()
