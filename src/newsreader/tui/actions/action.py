"""What an action is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

Action = Callable[["ReadingScreen", int | None], None]
"""Takes the screen and the count typed before the key (None where none was)."""
