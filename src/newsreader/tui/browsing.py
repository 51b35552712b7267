"""Hand an address to the browser, and say so."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsreader.tui import opening

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def browse(screen: ReadingScreen, address: str) -> None:
    """Open an address; a browser that draws in the terminal gets it until it ends. Raises NothingOpens."""
    command, needs_terminal = opening.way_to_open(address, screen.settings.openers, os.environ)
    if needs_terminal:
        with screen.app.suspend():
            opening.run_in_terminal(command)
    else:
        opening.start(command)
        screen.say(f"Opened {address}")
