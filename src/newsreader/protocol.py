"""What app and engine say to each other: one JSON object a line, ids and counts, never content.

The app writes to the engine's standard input, the engine to its standard output; nothing else is written there.
"""

from __future__ import annotations

import msgspec

from newsreader.model import OfferedFeed

HEARTBEAT_S = 1.0
"""How often the engine says that it is alive."""
HUNG_AFTER_S = 5.0
"""An engine silent for so long is hung."""
MAX_LINE = 1_000_000
"""Bytes; a longer line is not one of ours."""


class Refresh(msgspec.Struct, frozen=True, tag="refresh"):
    """Fetch these feeds now, or all."""

    feed_ids: tuple[int, ...] | None = None
    is_forced: bool = False
    """Ask even those that should be left alone, and take even an answer that is the same as the last."""


class Automatic(msgspec.Struct, frozen=True, tag="automatic"):
    """Refresh each feed when it is due, from now on."""


class FetchPage(msgspec.Struct, frozen=True, tag="fetch-page"):
    """Fetch the page behind an article now."""

    article_id: int
    linked_from: int | None = None
    """The feed whose article links to it, where it belongs to none: inside that feed's origin it need not be public."""


class AddFeed(msgspec.Struct, frozen=True, tag="add-feed"):
    """Subscribe to the feed at an address that the user typed or chose, if it is one."""

    address: str
    folder: str = ""


class FetchPictures(msgspec.Struct, frozen=True, tag="fetch-pictures"):
    """Fetch the pictures of an article now, those too that could not be had before."""

    article_id: int


class Download(msgspec.Struct, frozen=True, tag="download"):
    """Download a file that an article brings, or what is missing of it."""

    article_id: int
    number: int
    """Among the files of the article, from 1."""


class CancelDownload(msgspec.Struct, frozen=True, tag="cancel-download"):
    """Stop one download; what came of it stays."""

    article_id: int
    number: int


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    """Stop what is running, pages and downloads included; what was stored stays."""


Request = Refresh | Automatic | FetchPage | FetchPictures | AddFeed | Download | CancelDownload | Cancel


class Alive(msgspec.Struct, frozen=True, tag="alive"):
    """Sent once a second, and first of all when the engine is ready."""


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far the refresh is, in feeds."""

    done: int
    total: int
    failed: int = 0
    slow_feed_id: int | None = None
    """The feed that keeps everybody waiting, if one does."""


class Changed(msgspec.Struct, frozen=True, tag="changed"):
    """Something is in the database that was not."""


class PageDone(msgspec.Struct, frozen=True, tag="page-done"):
    """The page of an article was tried; the article says what came of it."""

    article_id: int


class PicturesDone(msgspec.Struct, frozen=True, tag="pictures-done"):
    """The pictures of an article were tried; the database says what came of each."""

    article_id: int
    kept: int
    failed: int
    waiting: int
    """Those that were not tried, or of which nothing was learned."""
    reason: str = ""
    """Why, where there is one for all of them."""


class Downloading(msgspec.Struct, frozen=True, tag="downloading"):
    """How far all downloads are together, in bytes."""

    files: int
    """Those that wait for their turn included."""
    here: int
    size: int
    """Of all that began; 0 where a server does not say it."""


class DownloadDone(msgspec.Struct, frozen=True, tag="download-done"):
    """A download ended: the file is kept, or the database says why not."""

    article_id: int
    number: int
    reason: str = ""
    """Why it is not kept."""
    was_stopped: bool = False


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """A refresh is over."""

    feeds: int
    new: int
    failed: int
    was_cancelled: bool = False
    left_alone: tuple[tuple[str, int], ...] = ()
    """Why feeds were not asked ("asked less than a minute ago"), and how many."""
    is_automatic: bool = False
    """Did nobody ask for it."""


class Indexing(msgspec.Struct, frozen=True, tag="indexing"):
    """How far the index of words is, in articles; said only where there are many."""

    done: int
    total: int


class FeedAdded(msgspec.Struct, frozen=True, tag="feed-added"):
    """It is subscribed to, now or since long."""

    feed_id: int
    is_new: bool = True
    new: int = 0
    """Articles that came."""
    warning: str | None = None
    """Why nothing came."""


class FeedsOffered(msgspec.Struct, frozen=True, tag="feeds-offered"):
    """The address is that of a page; the user may choose among these."""

    request: AddFeed
    feeds: tuple[OfferedFeed, ...]


class FeedNotAdded(msgspec.Struct, frozen=True, tag="feed-not-added"):
    """It cannot be subscribed to, and why."""

    request: AddFeed
    reason: str


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A request that is not carried out, and why."""

    reason: str


Event = (
    Alive
    | Progress
    | Changed
    | PageDone
    | PicturesDone
    | Downloading
    | DownloadDone
    | Finished
    | Indexing
    | FeedAdded
    | FeedsOffered
    | FeedNotAdded
    | Refused
)

_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(message: Request | Event) -> bytes:
    """Return the message as one line."""
    return _encoder.encode(message) + b"\n"


def decode_request(line: bytes) -> Request | None:
    """Return the request on this line; None if it is none."""
    try:
        return _requests.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def decode_event(line: bytes) -> Event | None:
    """Return the event on this line; None if it is none."""
    try:
        return _events.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
