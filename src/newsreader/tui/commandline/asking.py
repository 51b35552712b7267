"""Opens the line, and keeps what was typed there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.tui.arguments import Takes
from newsreader.tui.asking import wrong_while_typed
from newsreader.tui.commandline.completing import completions
from newsreader.tui.commandline.offers import Offers
from newsreader.tui.commandline.reading import begun as argument_at
from newsreader.tui.commandline.running import run_line
from newsreader.tui.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsreader.query.completion import Completion
    from newsreader.tui.screens.reading import ReadingScreen

_PROMPT = "line"
"""By this name the store keeps what was typed."""
_HINT = "A command, or a row's number. Tab completes, the arrows bring back what was typed before, Esc leaves."


def ask_line(screen: ReadingScreen, begun: str = "") -> None:
    """Let the user type a line, which begins so."""
    offers = Offers(screen)

    def accept(line: str) -> str | None:
        if not line.strip(": "):
            return None
        fault = run_line(screen, line)
        if fault is None:
            screen.write(partial(screen.store.typed.keep, _PROMPT, line.strip()))
        return fault

    def complete(line: str, cursor: int) -> Sequence[Completion]:
        return completions(line, cursor, offers.of)

    def wrong(line: str) -> str:
        argument = argument_at(line, len(line))
        if argument is None or argument.argument.takes is not Takes.QUERY:
            return ""
        return wrong_while_typed(line[argument.start :], now=screen.now())

    history = screen.store.typed.lines(_PROMPT)
    screen.status.ask(Question(":", accept, begun=begun, hint=_HINT, complete=complete, wrong=wrong, history=history))
