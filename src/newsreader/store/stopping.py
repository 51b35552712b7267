"""Ends what is being read when nobody waits for it any more. Must not know what is read."""

from __future__ import annotations

STEPS = 1_000
"""So many steps of SQLite's machine go between two looks at a stop: some milliseconds where each row is read in
Python, and next to nothing beside the steps themselves."""


class Stop:
    """Set by one thread, asked by the one that reads."""

    def __init__(self) -> None:
        self._is_set = False

    @property
    def is_set(self) -> bool:
        """Is all that is being read to end."""
        return self._is_set

    def set(self) -> None:
        """End it; from any thread, as often as one likes."""
        self._is_set = True
