"""What an action is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

Action = Callable[["ReadingScreen", int | None], None]
"""Takes the screen and the count typed before the key (None where none was)."""


def on_its_article(action: Action) -> Action:
    """Return the action as one that needs the article of the cursor on the screen.

    While the cursor runs, the article is shown when it rests; keys come faster than that.
    """

    def act(screen: ReadingScreen, count: int | None) -> None:
        screen.follower.show()
        action(screen, count)

    return act
