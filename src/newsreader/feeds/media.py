"""Enclosures: how feeds write lengths and durations, and which files are worth being kept in mind. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from newsreader.enclosures import Enclosure, MediaKind

MAX_ENCLOSURES = 10
"""Of one article: an episode in several forms; a feed with more lists something else."""
_LONGEST_S = 7 * 24 * 3600
"""What claims to take longer is a mistake."""
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,]\d{1,6})?")
_SECONDS = re.compile(r"(\d{1,7})(?:[.,]\d{1,9})?")
_UNPLAYABLE = frozenset({"application/x-shockwave-flash", "application/x-bittorrent"})
"""What no program of today plays, and what is only about a file."""


def duration_seconds(text: str | None) -> int | None:
    """Return the seconds of "1:02:03", "62:03" or "3723", as itunes:duration has them; None for anything else."""
    text = (text or "").strip()
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        duration = hours * 3600 + minutes * 60 + seconds
    elif match := _SECONDS.fullmatch(text):
        duration = int(match[1])
    else:
        return None
    return duration if 0 < duration <= _LONGEST_S else None


def byte_count(text: str | None) -> int | None:
    """Return how many bytes a feed says a file has; None where it says nothing of use."""
    text = (text or "").strip()
    return int(text) or None if text.isascii() and text.isdigit() and len(text) < 15 else None


def worth_keeping(enclosures: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """Return what can be played or is a file of its own, at most MAX_ENCLOSURES: no pictures, pages or torrents."""
    return tuple(each for each in enclosures if _is_worth_it(each))[:MAX_ENCLOSURES]


def _is_worth_it(enclosure: Enclosure) -> bool:
    if enclosure.kind is not MediaKind.FILE:
        return True
    kind, _, name = enclosure.type.lower().partition("/")
    # Without a type it is one of the pictures that news feeds list in many sizes.
    return bool(name) and kind not in ("image", "text") and enclosure.type.lower() not in _UNPLAYABLE


def merged(enclosures: Iterable[Enclosure], duration_s: int | None) -> tuple[Enclosure, ...]:
    """Return each address once, with what any of its mentions tells; the first thing to play has the duration."""
    found: dict[str, Enclosure] = {}
    for each in enclosures:
        known = found.get(each.url)
        found[each.url] = each if known is None else _both(known, each)
    played = next((each for each in found.values() if each.kind is not MediaKind.FILE), None)
    if played is not None and played.duration_s is None and duration_s is not None:
        found[played.url] = msgspec.structs.replace(played, duration_s=duration_s)
    return tuple(found.values())


def _both(first: Enclosure, second: Enclosure) -> Enclosure:
    return Enclosure(
        first.url, first.type or second.type, first.size or second.size, first.duration_s or second.duration_s
    )
