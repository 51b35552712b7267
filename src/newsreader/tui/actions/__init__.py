"""What each command does, by its id; a test holds this against COMMANDS."""

from __future__ import annotations

from newsreader.tui.actions.action import Action
from newsreader.tui.actions.feeds import FEEDS
from newsreader.tui.actions.finding import FINDING
from newsreader.tui.actions.layout import LAYOUT
from newsreader.tui.actions.linking import LINKING
from newsreader.tui.actions.listing import LISTING
from newsreader.tui.actions.marking import MARKING
from newsreader.tui.actions.moving import MOVING
from newsreader.tui.actions.picturing import PICTURING
from newsreader.tui.actions.program import PROGRAM
from newsreader.tui.actions.reading import READING
from newsreader.tui.actions.speaking import SPEAKING
from newsreader.tui.actions.tending import TENDING

__all__ = ["ACTIONS", "Action"]

ACTIONS: dict[str, Action] = {
    **MOVING,
    **READING,
    **FINDING,
    **LAYOUT,
    **LINKING,
    **LISTING,
    **MARKING,
    **PICTURING,
    **FEEDS,
    **TENDING,
    **SPEAKING,
    **PROGRAM,
}
