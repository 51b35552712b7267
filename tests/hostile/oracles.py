"""What must hold of whatever is stored or printed, restated from promises 7 and 10. Standard library only."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(rf"[\x00-\x1f\x7f-\x9f{_BIDI}\u2028\u2029\ud800-\udfff\U000e0000-\U000e007f]")
_UNSAFE_IN_LINES = re.compile(_UNSAFE.pattern.replace(r"\x00-\x1f", r"\x00-\x08\x0b-\x1f"))
_PILE = re.compile(r"[\u0300-\u036f]{17,}|[\u200b-\u200d\ufeff]{5,}")
_NO_LINK = re.compile(r"[\x00-\x20\x7f-\xa0\"'`<>\\^{|}\u2028\u2029]")


def unsafe(text: str) -> list[str]:
    """Return the code points that no line of stored or shown text may hold."""
    return [f"U+{ord(character):04X}" for character in _UNSAFE.findall(text)] + _PILE.findall(text)


def unsafe_in_lines(text: str) -> list[str]:
    """Return the same for text of several lines: there newlines and, between the cells of a row, tabs are fine."""
    return [f"U+{ord(character):04X}" for character in _UNSAFE_IN_LINES.findall(text)] + _PILE.findall(text)


def is_safe_link(address: str) -> bool:
    """May this be opened (promise 10): http or https with a host, encoded, not too long, no user name."""
    try:
        parts = urlsplit(address)
        host = parts.hostname if parts.port is None or parts.port else None
    except ValueError:
        return False
    is_encoded = len(address) <= 4_096 and not _NO_LINK.search(address)
    return is_encoded and parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc


def is_sound(database: Path) -> bool:
    """Is the file whole, by SQLite's own checks."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        is_whole = connection.execute("PRAGMA integrity_check(5)").fetchall() == [("ok",)]
        return is_whole and not connection.execute("PRAGMA foreign_key_check").fetchall()


def texts_in(database: Path) -> Iterator[tuple[str, str]]:
    """Yield every text that any table holds, with where it stands."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f"SELECT * FROM {table}"):
                yield from ((table, value) for value in row if isinstance(value, str))
