"""The programs that run while the app does: each can be stopped, and none outlives it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from newsreader.errors import NotPossible

if TYPE_CHECKING:
    from newsreader.programs.running import Ended, Run
    from newsreader.tui.app import NewsApp


class Programs:
    """Runs programs in threads of their own, which the end of the app does not wait for."""

    def __init__(self, app: NewsApp) -> None:
        self._app = app
        self._running: list[Run] = []

    def start(self, runs: Sequence[Run], ended: Callable[[Ended], object]) -> None:
        """Run these one after the other; `ended` is called in the app's own thread at the end of each."""
        self._running += runs

        def work() -> None:
            for run in runs:
                result = run.result()
                if run not in self._running:
                    return  # closed meanwhile
                self._running.remove(run)
                self._app.call_later(ended, result)

        threading.Thread(target=work, name="programs", daemon=True).start()

    def stop(self, runs: Sequence[Run] | None = None) -> int:
        """Have these end, or all; return how many that were."""
        stopped = [run for run in self._running if runs is None or run in runs]
        for run in stopped:
            run.stop()
        return len(stopped)

    def close(self) -> None:
        """End all that still run, now."""
        running, self._running = self._running, []
        for run in running:
            run.kill()

    def lend_terminal(self, words: Sequence[str], text: str = "", environment: Mapping[str, str] | None = None) -> str:
        """Step aside for a program that draws in the terminal, until it ends; return what went wrong, or nothing."""
        from newsreader.programs.running import run_in_terminal

        try:
            with self._app.suspend():
                return run_in_terminal(words, text, environment)
        except SuspendNotSupported as error:
            raise NotPossible(f"{words[0]} needs a terminal, and there is none here.") from error
