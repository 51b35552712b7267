"""One thread that commits what the user does, in order, so that a key is never kept waiting by the disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.tui.format import clock_time

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from newsreader.store.journal import Change


_NOTHING = {
    "Undone": "Nothing to undo.",
    "Redone": "Nothing to redo.",
    "Marked": "Nothing to mark.",
    "Changed": "Nothing changed.",
}
"""What is said where there was nothing to do."""


class Writer:
    """Runs changes one after the other and posts what came of each."""

    class Committed(Message):
        """A change is in the database; None where there was nothing to change."""

        def __init__(self, change: Change | None, verb: str) -> None:
            super().__init__()
            self.change = change
            self.verb = verb
            """For the status line ("Undone", "Marked", "Changed"); empty where the row itself shows it."""

        def words(self, now: int, undo: str) -> str:
            """Return what the status line says; empty where the row itself shows it. `now` in UTC seconds.

            `undo` is what a user types to undo.
            """
            if not self.verb:
                return ""
            if self.change is None:
                return _NOTHING[self.verb]
            label, kept = self.change.label, self.change.kept
            if self.verb in ("Marked", "Changed"):
                return f"{label[:1].upper()}{label[1:]}. {undo} takes it back."
            when = ""
            if self.verb == "Undone" and self.change.at:
                when = f"{' since' if self.change.batches > 1 else ','} {clock_time(self.change.at, now)}"
            were = "was" if kept == 1 else "were"
            return f"{self.verb}: {label}{when}" + (f" (kept {kept:,} that {were} changed since)" if kept else "")

    class Failed(Message):
        """A change could not be written; nothing was changed."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, post: Callable[[Message], object]) -> None:
        self._post = post

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        # With the first change: nothing is written before the first paint.
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    def submit(self, change: Callable[[], Change | None], verb: str = "") -> None:
        """Run `change` after those submitted before it."""
        self._thread.submit(self._run, change, verb)

    def wait(self) -> None:
        """Return when everything that was submitted is written."""
        self._thread.submit(int).result()

    def close(self) -> None:
        """Wait until all is written."""
        self._thread.shutdown(wait=True)

    def _run(self, change: Callable[[], Change | None], verb: str) -> None:
        try:
            self._post(self.Committed(change(), verb))
        except NewsreaderError as error:
            self._post(self.Failed(str(error)))
