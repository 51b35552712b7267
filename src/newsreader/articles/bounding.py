"""Bound how much markup and text of a page is read, before a parser makes a tree of it. Must not know what tags mean.

A tree takes a hundred times the bytes of its tags: ten megabytes of "<p>" would be three million elements, a gigabyte
of memory and minutes (promises 3 and 4). One character beyond U+FFFF makes all of a text take four bytes each, and
several copies of it live at once. Of text an article keeps one megabyte, which real pages have reached long before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.text import CUT, MAX_TEXT

MAX_MARKUP = 300_000
"""Tags and attributes of a page that are read."""
LONGEST = 2 * MAX_TEXT
"""Characters of one text that are read, of all texts together twice as many: white space in them is folded later."""
_TAG = re.compile(r"<[a-zA-Z/!?]")
_SAID = re.compile(r"\S")
_RAW_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
"""What is inside these is neither markup nor text."""


def bounded(text: str, most: int = MAX_MARKUP, longest: int = LONGEST) -> str:
    """Return as much of the page as holds `most` tags and attributes and texts within bounds, each cut marked."""
    if len(text) <= longest and text.count("<") + text.count("=") <= most:
        return text
    pieces = list(_pieces(text, most, longest))
    return "".join(pieces) if pieces else text


def _pieces(text: str, most: int, longest: int) -> Iterator[str]:
    """Yield what is read of the page, with the marks of its cuts; nothing if there are none.

    Every search runs forward.
    """
    spent = kept = place = 0
    left = 2 * longest
    while (place := _past_comments(text, place)) >= 0 and (said := _SAID.search(text, place)) is not None:
        start = said.start()
        tag = _TAG.search(text, start)
        end = tag.start() if tag is not None else len(text)
        read = start + min(end - start, longest, left)
        left -= read - start
        if read < end and _SAID.search(text, read, end) is not None:
            yield text[kept:read]
            yield CUT
            kept = end
            if not left:
                return
        if tag is None:
            break
        place, cost = _read_tag(text, end)
        spent += cost
        if spent > most:
            yield text[kept:end]
            yield CUT
            return
    if kept:
        yield text[kept:]


def _past_comments(text: str, place: int) -> int:
    """Return where the comments end that follow each other from here on; -1 if never."""
    while place >= 0 and text.startswith("<!--", place):
        end = text.find("-->", place)
        place = end + 3 if end >= 0 else -1
    return place


def _read_tag(text: str, start: int) -> tuple[int, int]:
    """Return where the tag ends with what it holds raw, -1 if never, and how many tags and attributes that is."""
    if text.startswith("<!--", start):
        return start, 1  # so that texts parted by millions of comments take no seconds
    end = text.find(">", start)
    cost = 1 + text.count("=", start, end if end >= 0 else len(text))
    if end < 0:
        return end, cost
    name = text[start + 1 : start + 7].lower()
    for raw, ending in _RAW_ENDS.items():
        if name.startswith(raw):
            found = ending.search(text, end)
            return (found.start() if found is not None else -1), cost
    return end + 1, cost
