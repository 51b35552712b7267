"""The command line, and the commands that cannot do without it: they take a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _ask(begun: str, screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.commandline.asking import ask_line

    ask_line(screen, begun)


SPEAKING: dict[str, Action] = {
    "program.line": partial(_ask, ""),
    "feed.go": partial(_ask, "feed "),
    "view.go": partial(_ask, "view "),
    "list.sort": partial(_ask, "sort "),
    "settings.set": partial(_ask, "set "),
}
