"""Text as lines of so many terminal cells. Must not know blocks or markup."""

from __future__ import annotations

from newsreader.wrapping import wrap


def lines_at(text: str, width: int) -> list[str]:
    """Return the text as lines of at most `width` cells (at least 2), none for no text. Its own line breaks stay."""
    return [text[first:last].rstrip() for first, last in wrap(text, width)] if text else []
