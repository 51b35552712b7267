"""Runs a user's macro: its commands one after the other, each when what the last one moved has come to rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError
from newsreader.tui.actions import ACTIONS
from newsreader.tui.commands import Command, Step
from newsreader.tui.overlay_commands import OVERLAY_COMMANDS
from newsreader.tui.place import WHERE
from newsreader.tui.strokes import key_name

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


class Macro:
    """One run. A step that fails stops the rest and says so, and so does one that leaves the reading screen."""

    def __init__(self, screen: ReadingScreen, command: Command) -> None:
        self._screen = screen
        self._name = key_name(command.keys[0])
        self._steps = command.steps
        self._rounds = 1

    def start(self, count: int | None) -> None:
        """Run all steps, `count` times."""
        self._rounds = count or 1
        self._run_from(0)

    def _run_from(self, index: int) -> None:
        screen = self._screen
        if index == len(self._steps):
            self._rounds -= 1
            index = 0
            if self._rounds == 0:
                return
        step = self._steps[index]
        if not screen.is_active or screen.status.is_asking:
            screen.say(f"{self._name} stopped before {step.words}: it needs the panes.")
            return
        screen.follower.show()
        try:
            fault = _run(screen, step)
        except NewsreaderError as error:
            fault = str(error)
        if fault is not None:
            screen.say(f"{self._name} stopped at {step.words}: {fault}", is_error=True)
            return
        self._when_at_rest(lambda: self._run_from(index + 1))

    def _when_at_rest(self, go_on: Callable[[], None]) -> None:
        """Go on behind the messages of a step: those of the feeds open a view, whose list says what it moved to."""
        screen = self._screen
        rest = partial(screen.lister.when_listed, go_on)
        screen.feed_list.call_later(screen.call_later, screen.article_list.call_later, screen.call_later, rest)


def _run(screen: ReadingScreen, step: Step) -> str | None:
    """Run one step; return what is wrong with it, or None. Raises what the actions raise."""
    if step.line:
        from newsreader.tui.commandline.running import run_line

        return run_line(screen, step.line)
    if step.id not in ACTIONS:
        place = next(command.place for command in OVERLAY_COMMANDS if command.id == step.id)
        return f"it works only {WHERE[place]}."
    ACTIONS[step.id](screen, step.count)
    return None
