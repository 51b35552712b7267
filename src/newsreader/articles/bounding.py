"""Bound how much markup of a page is read, before a parser makes a tree of it. Must not know what the tags mean.

A tree takes a hundred times the bytes of its tags: ten megabytes of "<p>" would be three million elements, a gigabyte
of memory and minutes (promises 3 and 4). Of text an article keeps one megabyte, which real pages have reached long
before.
"""

from __future__ import annotations

from newsreader.text import CUT

MAX_MARKUP = 300_000
"""Tags and attributes of a page that are read."""
_RAW = ("script", "style")
"""What is inside these is no markup."""


def bounded(text: str, most: int = MAX_MARKUP) -> str:
    """Return as much of the page as holds `most` tags and attributes, marked at its end where that is not all."""
    if text.count("<") + text.count("=") <= most:
        return text
    end = _budget_end(text, most)
    return text if end is None else text[:end] + CUT


def _budget_end(text: str, most: int) -> int | None:
    """Return where the tags and attributes become too many, or None. Every search runs forward."""
    spent = 0
    place = text.find("<")
    while place >= 0:
        if text.startswith("<!--", place):
            end = text.find("-->", place)
        else:
            end = text.find(">", place)
            spent += 1 + text.count("=", place, end if end >= 0 else len(text))
            if spent > most:
                return place
            end = _raw_end(text, place, end)
        if end < 0:
            return None
        place = text.find("<", end)
    return None


def _raw_end(text: str, place: int, end: int) -> int:
    """Return the end of the tag at `place`, which ends at `end`, or of what it holds raw; -1: that never ends."""
    name = text[place + 1 : place + 7].lower()
    for raw in _RAW:
        if name.startswith(raw) and end >= 0:
            return text.find(f"</{raw}", end)
    return end
