"""A thread that commits what the user does, in order, so that a key is never kept waiting by the disk.

A star that is set while ten thousand articles are hidden does not wait for that: it passes, by a second thread.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cached_property
from threading import Condition
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


class Pace(Enum):
    """Whether the order of two changes matters."""

    ORDINARY = "ordinary"
    """In order with all others."""
    LARGE = "large"
    """May change so many articles that small ones pass it. It neither changes stars nor marks unread."""
    SMALL = "small"
    """Stars an article, marks it read or keeps the place in it. Passes a large change, if nothing waits behind that."""


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
                when = f"{', the first' if self.change.batches > 1 else ','} {clock_time(self.change.at, now)}"
            were = "was" if kept == 1 else "were"
            return f"{self.verb}: {label}{when}" + (f" (kept {kept:,} that {were} changed since)" if kept else "")

    class Failed(Message):
        """A change could not be written; nothing was changed."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, post: Callable[[Message], object]) -> None:
        self._post = post
        self._lock = Condition()
        self._waiting = 0
        self._unwritten = 0
        """What was submitted and is not written yet; of it `_waiting` is not begun."""
        self._is_large = False
        """Does the change that is being made let small ones pass."""
        self._was_passed = False

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        return _thread("writer")

    @cached_property
    def _passing(self) -> ThreadPoolExecutor:
        return _thread("small writer")

    def submit(self, change: Callable[[], Change | None], verb: str = "", pace: Pace = Pace.ORDINARY) -> None:
        """Run `change` after those submitted before it."""
        with self._lock:
            self._unwritten += 1
            if pace is Pace.SMALL and self._is_large and not self._waiting:
                self._was_passed = True
                self._passing.submit(self._run, change, verb)
                return
            self._waiting += 1
            self._thread.submit(self._next, change, verb, pace)

    def is_done(self, within_s: float) -> bool:
        """Is all written that was submitted; waits so long for that, but not for a large change."""
        with self._lock:
            self._lock.wait_for(lambda: self._is_large or not self._unwritten, within_s)
            return not self._unwritten

    def wait(self) -> None:
        """Return when everything that was submitted is written."""
        self._thread.submit(self._let_pass).result()

    def close(self) -> None:
        """Wait until all is written."""
        self.wait()
        self._thread.shutdown(wait=True)
        self._passing.shutdown(wait=True)

    def _next(self, change: Callable[[], Change | None], verb: str, pace: Pace) -> None:
        self._let_pass()
        with self._lock:
            self._waiting -= 1
            self._is_large = pace is Pace.LARGE
            self._lock.notify_all()
        try:
            self._run(change, verb)
        finally:
            with self._lock:
                self._is_large = False

    def _let_pass(self) -> None:
        """Wait for the small changes that passed a large one."""
        with self._lock:
            was_passed, self._was_passed = self._was_passed, False
        if was_passed:
            self._passing.submit(int).result()

    def _run(self, change: Callable[[], Change | None], verb: str) -> None:
        try:
            self._post(self.Committed(change(), verb))
        except NewsreaderError as error:
            self._post(self.Failed(str(error)))
        finally:
            with self._lock:
                self._unwritten -= 1
                self._lock.notify_all()


def _thread(name: str) -> ThreadPoolExecutor:
    # With the first change: nothing is written before the first paint.
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
