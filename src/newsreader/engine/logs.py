"""The log: small, rotated, and as clean as the screen, since people read it in the same terminal."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from newsreader.text import clean_lines

MAX_BYTES = 1_000_000
_KEPT = 2


class CleanFormatter(logging.Formatter):
    """Formats a record without a character that a terminal would obey (promise 7)."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        return clean_lines(super().format(record))


def log_to(path: Path) -> None:
    """Send everything from information upwards to the file at `path`; nothing where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=_KEPT, encoding="utf-8", errors="replace")
    except OSError:
        return  # an unwritable folder must not stop reading; the database says so where it matters
    handler.setFormatter(CleanFormatter("%(asctime)s %(levelname)s %(process)d %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
