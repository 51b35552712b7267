"""Recognise blocks that are no part of any article, by what they say: notices, pointers elsewhere, button bars."""

from __future__ import annotations

import re

from newsreader.articles.lexicon import lexicon, plain
from newsreader.articles.passages import Passage

_MAX_NOTICE = 480
_MAX_POINTER = 160
_MAX_LABELS = 12
"""Words of a button bar."""
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|\d{1,3}\s*/\s*\d{1,3}")


def notice_in(passage: Passage) -> str:
    """Return why the whole block is boilerplate, or "" if it is not."""
    text = passage.block.text
    if len(text) >= _MAX_NOTICE:
        return ""
    said = plain(text)
    known = lexicon()
    if not said:
        return "no words"
    if not re.search(r"\w", said):
        return "no words"
    if _CLOCK.fullmatch(said):
        return "a duration or a count"
    if passage.linked > 0.3 and "\n" in text and known.ending.match(plain(text.partition("\n")[0])):
        return "links under a heading of their own"
    parts = re.split(r"[\s,|/·]+", said)
    if len(parts) <= _MAX_LABELS and all(part in known.labels for part in parts):
        return "buttons"
    if known.notice.match(said):
        return "a notice"
    if known.pointer.match(said) and (len(text) <= _MAX_POINTER or passage.linked >= 0.05):
        return "a pointer elsewhere"
    return ""
