"""Files that articles bring, such as the episodes of podcasts: what they are and how they stand. Values only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import urlsplit

import msgspec


class MediaKind(StrEnum):
    """What an enclosure is, for people and queries. The values are stored and printed."""

    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    """Anything else: a document, an archive."""


class Enclosure(msgspec.Struct, frozen=True):
    """A file that an article brings, as its feed tells of it."""

    url: str
    """Absolute and safe, once the document is read."""
    type: str
    """Media type; empty if unknown."""
    size: int | None = None
    """Bytes, as the feed says."""
    duration_s: int | None = None
    """How long it takes to hear or to see it, as the feed says."""

    @property
    def kind(self) -> MediaKind:
        """What it is, by its type, else by how its address ends."""
        return kind_of(self.type, self.url)


class Attached(msgspec.Struct, frozen=True):
    """An enclosure of a stored article, with what became of it here."""

    article_id: int
    number: int
    """Among those of its article, from 1, as the feed has them."""
    kind: MediaKind
    enclosure: Enclosure
    file: str | None = None
    """Its name in the folder of downloads; None where it was never asked for."""
    folder: str = ""
    """Where that is; empty: in the home."""
    is_begun: bool = False
    """Is a part of it here, with which a download goes on."""
    is_kept: bool = False
    """Is the file here, whole."""
    bytes: int = 0
    """Of the file that is kept; else of the whole, where a server said it, or 0."""
    reason: str | None = None
    """Why the last try to download it failed."""
    position_s: int = 0
    """Where playing it stopped."""
    played_at: int | None = None
    """UTC seconds: when it was played to its end."""

    @property
    def size(self) -> int | None:
        """Bytes, as the server said, else the feed."""
        return self.bytes or self.enclosure.size or None


def chosen(files: Sequence[Attached]) -> Attached | None:
    """Return the one of an article's files that is meant where nobody says which: the first that can be played."""
    return next((each for each in files if each.kind is not MediaKind.FILE), files[0] if files else None)


_ENDINGS = {
    **dict.fromkeys(("mp4", "m4v", "webm", "mov", "ogv", "mkv", "avi"), MediaKind.VIDEO),
    **dict.fromkeys(("mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "wav", "flac"), MediaKind.AUDIO),
}
"""What files are by their endings."""
_ENDING = re.compile(rf"\.(?:{'|'.join(_ENDINGS)})(?![^?#])", re.IGNORECASE)


def kind_of(media_type: str, url: str) -> MediaKind:
    """Return what a file is by its type, which may be the word "audio" alone, else by how its address ends."""
    name = media_type.lower().partition("/")[0].strip()
    if name in (MediaKind.AUDIO, MediaKind.VIDEO):
        return MediaKind(name)
    return kind_by_ending(url) or MediaKind.FILE


def kind_by_ending(url: str) -> MediaKind | None:
    """Return what is at an address by how its path ends; None where that tells nothing."""
    # To take an address apart takes twenty times as long as to see that it ends in none of them.
    if not _ENDING.search(url):
        return None
    return _ENDINGS.get(ending_of(url))


def ending_of(url: str) -> str:
    """Return how the file at an address ends, in small letters and without the dot; empty where it has no ending."""
    _, dot, ending = urlsplit(url).path.rpartition("/")[2].rpartition(".")
    return ending.lower() if dot else ""


_LABELS = {MediaKind.AUDIO: "Audio", MediaKind.VIDEO: "Video", MediaKind.FILE: "File"}
_FORMAT = re.compile(r"[a-z0-9]{1,8}")


def described(attached: Attached, *, with_format: bool = False) -> str:
    """Return an enclosure in words: "Audio · 42 min · 38 MB · not kept · at 12:34"."""
    is_file = attached.kind is MediaKind.FILE
    facts = [
        _LABELS[attached.kind],
        format_of(attached.enclosure) if with_format or is_file else "",
        lasting(attached.enclosure.duration_s) if attached.enclosure.duration_s else "",
        amount(attached.size) if attached.size else "",
        "kept" if attached.is_kept else "partly kept" if attached.is_begun else "not kept",
        f"at {clock(attached.position_s)}" if attached.position_s else "",
        "played" if attached.played_at is not None and not attached.position_s else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def format_of(enclosure: Enclosure) -> str:
    """Return how the file is written, as people call it: "MP3", "PDF"; empty where nobody says."""
    name = ending_of(enclosure.url) or enclosure.type.lower().partition("/")[2]
    return name.upper() if _FORMAT.fullmatch(name) else ""


def lasting(seconds: int) -> str:
    """Return how long something takes: "50 s", "42 min", "1 h 5 min"."""
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part)


def amount(size: int) -> str:
    """Return how large a file is: "640 kB", "38 MB", "1.2 GB"."""
    for unit, bytes_ in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= 0.9995 * bytes_:
            number = size / bytes_
            return f"{number:.1f} {unit}" if number < 9.95 else f"{number:,.0f} {unit}"
    return f"{size} bytes"


def clock(seconds: int) -> str:
    """Return a place in a recording as players show it: "2:05", "1:02:03"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
