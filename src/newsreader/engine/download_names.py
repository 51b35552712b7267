"""What the files of articles are called: by titles that may be hostile. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from newsreader.enclosures import Enclosure, MediaKind, ending_of, kind_by_ending
from newsreader.text import clean

_MAX_BYTES = 150
"""Of a title: with date, ending and what marks a part it stays below the 255 that file systems take."""
# Separators, and what shells, Windows and old cards take for something else.
_UNFIT = re.compile(r"[/\\:*?\"<>|~$`]+")
_TYPES = {
    "audio/mpeg": "mp3",
    "audio/mp3": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
    "audio/opus": "opus",
    "audio/flac": "flac",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "video/x-m4v": "m4v",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/ogg": "ogv",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
}
# No other ending is taken over: a desktop runs some files by theirs.
_DOCUMENTS = frozenset({"pdf", "epub", "mobi", "djvu", "zip", "gz", "csv", "srt", "vtt"})


def file_name(title: str, published: int, enclosure: Enclosure, attempt: int = 1) -> str:
    """Return a name like "2026-11-22 Low tide.mp3"; from the second attempt on with a number, since it is taken."""
    day = datetime.fromtimestamp(min(max(published, 0), 253_402_214_400), UTC).date()
    words = _shortened(" ".join(_UNFIT.sub(" ", clean(title)).split())).strip(" .")
    stem = " ".join(part for part in (str(day), words, f"({attempt})" if attempt > 1 else "") if part)
    ending = _ending(enclosure)
    return f"{stem}.{ending}" if ending else stem


def _ending(enclosure: Enclosure) -> str:
    """Return how the file's name ends: as its address does, if that fits what it is, else by its type."""
    ending = ending_of(enclosure.url)
    if enclosure.kind is MediaKind.FILE:
        return ending if ending in _DOCUMENTS else _TYPES.get(enclosure.type.lower(), "")
    if kind_by_ending(enclosure.url) is enclosure.kind:
        return ending
    return _TYPES.get(enclosure.type.lower(), "")


def _shortened(words: str) -> str:
    return words.encode("utf-8", "replace")[:_MAX_BYTES].decode("utf-8", "ignore")
