"""Files that articles bring, such as the episodes of podcasts: what they are and how they stand. Values only."""

from __future__ import annotations

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


_ENDINGS = {
    **dict.fromkeys(("mp4", "m4v", "webm", "mov", "ogv", "mkv", "avi"), MediaKind.VIDEO),
    **dict.fromkeys(("mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "wav", "flac"), MediaKind.AUDIO),
}
"""What files are by their endings."""


def kind_of(media_type: str, url: str) -> MediaKind:
    """Return what a file is by its type, which may be the word "audio" alone, else by how its address ends."""
    name = media_type.lower().partition("/")[0].strip()
    if name in (MediaKind.AUDIO, MediaKind.VIDEO):
        return MediaKind(name)
    return kind_by_ending(url) or MediaKind.FILE


def kind_by_ending(url: str) -> MediaKind | None:
    """Return what is at an address by how its path ends; None where that tells nothing."""
    return _ENDINGS.get(urlsplit(url).path.rpartition(".")[2].lower())
