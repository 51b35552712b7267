"""Which feed is being read, written where a kill leaves it: the next engine knows what the last one died of."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class Suspect:
    """A small file beside the database. What cannot be written costs the mark and nothing else."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def set(self, feed_id: int | None) -> None:
        """Remember the feed that is read now; None when it was read."""
        with suppress(OSError):
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            # Blanks instead of a cut: one write is whole or not there.
            os.pwrite(self._file, f"{'' if feed_id is None else feed_id:<20}".encode(), 0)

    def take(self) -> int | None:
        """Return the feed that was being read when the process before this one ended, and forget it."""
        try:
            left = self._path.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        if not left.isdecimal():
            return None
        self.set(None)
        return int(left)

    def close(self) -> None:
        """Forget what is being read, and close the file."""
        self.set(None)
        if self._file is not None:
            os.close(self._file)
            self._file = None
            with suppress(OSError):
                self._path.unlink()
