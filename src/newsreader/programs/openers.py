"""Choose the program that opens an address: by patterns of the user's, else the browser. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsreader.settings import OpenerSettings

_TYPE = re.compile(r"(audio|video|image|text|application|font|model)/[\w.+*-]+", re.IGNORECASE)


def opener_for(
    openers: Mapping[str, OpenerSettings], address: str, media_type: str = ""
) -> tuple[str, OpenerSettings] | None:
    """Return name and settings of the first opener whose pattern fits the address, or the type where one is known."""
    for name, opener in openers.items():
        if any(_fits(pattern, address, media_type) for pattern in opener.pattern.split()):
            return name, opener
    return None


def _fits(pattern: str, address: str, media_type: str) -> bool:
    if _TYPE.fullmatch(pattern):
        return bool(media_type) and matches(pattern.lower(), media_type.lower())
    pattern = re.sub(r"^https?://", "", pattern).lower()
    whole = re.sub(r"^https?://", "", address).lower()
    candidates = {whole, whole.partition("#")[0], re.split(r"[?#]", whole, maxsplit=1)[0]}
    patterns = {pattern, pattern.removeprefix("*.")} if pattern.startswith("*.") and "/" in pattern else {pattern}
    return any(matches(each, candidate) for each in patterns for candidate in candidates)


def matches(pattern: str, text: str) -> bool:
    """Is the text the pattern, with anything in the place of each *. Takes time by their lengths only."""
    first, *others = pattern.split("*")
    if not others:
        return text == pattern
    if not text.startswith(first):
        return False
    place = len(first)
    *between, last = others
    for part in between:
        if (found := text.find(part, place)) < 0:
            return False
        place = found + len(part)
    return text.endswith(last) and len(text) - len(last) >= place
