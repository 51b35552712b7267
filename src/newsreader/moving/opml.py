"""Read and write lists of subscriptions in OPML, as liberally as other readers write it. Pure.

All or nothing: a file that is cut, broken, too large or that brings a DOCTYPE is refused as a whole. It is read with
expat, which knows no namespaces (so undeclared prefixes are no error), follows nothing and nests without recursion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from itertools import islice
from xml.parsers import expat

from newsreader.addresses import feed_address
from newsreader.errors import AddressRefused, ImportRefused
from newsreader.feeds.encoding import to_utf8
from newsreader.moving.references import with_known_references
from newsreader.moving.subscriptions import RefusedSubscription, Subscription, Subscriptions
from newsreader.text import clean, safe_link
from newsreader.writing.markup import escape

MAX_BYTES = 32_000_000
"""A hundred times the largest list seen; more would be held in memory several times over."""
MAX_FEEDS = 50_000
"""Feeds of one list, refused ones included."""
MAX_DEPTH = 64
"""Outlines inside each other; readers nest folders two or three deep."""
MAX_FOLDER = 100
"""Characters of a folder's name."""

_FEED_TYPES = ("rss", "rss1", "rss2", "atom", "feed", "rdf")
_SCRAPED = ("+xpath", "+dotpath", "+dotnotation")


def read_opml(document: bytes) -> Subscriptions:
    """Return the subscriptions of an OPML document of any version and dialect.

    Raises ImportRefused where the document as a whole cannot be taken. Addresses that cannot be subscribed to are
    listed with the reason and stop nothing.
    """
    if len(document) > MAX_BYTES:
        raise ImportRefused(f"This file is larger than {MAX_BYTES // 1_000_000} MB. Nothing was imported.")
    reader = _Reader()
    # The encoding that the document declares is no longer true.
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    text = to_utf8(document).strip()
    if not text.startswith(b"<"):
        raise ImportRefused(
            "This is not an OPML file. Other readers can write one; newsboat does with: newsboat --export-to-opml2. "
            "Nothing was imported."
        )
    try:
        parser.Parse(with_known_references(text), True)
    except expat.ExpatError as error:
        if not reader.is_complete:
            problem = expat.errors.messages.get(error.code, "broken")
            raise ImportRefused(
                f"This OPML file is broken or cut off at line {error.lineno} ({problem}). Nothing was imported."
            ) from error
    return reader.subscriptions()


@dataclass(slots=True)
class _Outline:
    """An outline that is open."""

    folder: str
    """Its name as a path where it is a folder, else empty."""
    title: str
    lacks_address: bool
    has_children: bool = False


@dataclass(slots=True)
class _Reader:
    """Collects subscriptions while expat walks the document."""

    is_complete: bool = False
    """Has the root element ended, so that only junk can follow."""
    _depth: int = 0
    _open: list[_Outline] = field(default_factory=list)
    _feeds: dict[str, Subscription] = field(default_factory=dict)
    _refused: list[RefusedSubscription] = field(default_factory=list)
    _repeated: int = 0
    _has_folders: bool = False

    def refuse_doctype(self, name: str, *_: object) -> None:
        """Refuse entities and whatever else a document type can bring."""
        if name.lower() == "html":
            raise ImportRefused("This is a web page, not an OPML file. Nothing was imported.")
        raise ImportRefused("This OPML file brings a DOCTYPE, which is never taken. Nothing was imported.")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element's start."""
        local_name = name.rpartition(":")[2].lower()
        if not self._depth and local_name != "opml":
            raise ImportRefused(f"This is not an OPML file: it begins with <{clean(name, 40)}>. Nothing was imported.")
        self._depth += 1
        if local_name == "outline":
            self._start_outline({key.lower(): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        """Take an element's end."""
        self._depth -= 1
        self.is_complete = not self._depth
        if name.rpartition(":")[2].lower() != "outline":
            return
        outline = self._open.pop()
        if outline.lacks_address and not outline.has_children:
            self._refuse("", outline.title, "is missing")

    def subscriptions(self) -> Subscriptions:
        """Return what was collected."""
        feeds = list(self._feeds.values())
        if not self._has_folders:
            # newsboat and others know no folders: there the first category says where a feed belongs.
            feeds = [replace(feed, folder=feed.tags[0], tags=feed.tags[1:]) if feed.tags else feed for feed in feeds]
        return Subscriptions(tuple(feeds), tuple(self._refused), self._repeated)

    def _start_outline(self, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise ImportRefused(f"The folders of this OPML file nest deeper than {MAX_DEPTH}. Nothing was imported.")
        if self._open:
            self._open[-1].has_children = True
        title = clean(attributes.get("text", "")) or clean(attributes.get("title", ""))
        kind = attributes.get("type", "").strip().lower()
        is_feed = kind in _FEED_TYPES
        address = attributes.get("xmlurl") or (attributes.get("url") if is_feed else None)
        is_subscription = address is not None or "xmlurl" in attributes
        if is_subscription:
            self._take(address or "", title, kind, attributes)
        self._open.append(_Outline("" if is_subscription else _path(title), title, is_feed and not is_subscription))

    def _take(self, address: str, title: str, kind: str, attributes: dict[str, str]) -> None:
        if kind.endswith(_SCRAPED):
            self._refuse(address, title, "is a page that FreshRSS takes apart by rules, not a feed")
            return
        try:
            url = feed_address(address)
        except AddressRefused as error:
            self._refuse(address, title, str(error))
            return
        folder = _path("/".join(outline.folder for outline in self._open))
        self._has_folders = self._has_folders or bool(folder)
        tags = [path for part in attributes.get("category", "").split(",") if (path := _path(part))]
        site = safe_link(attributes.get("htmlurl", ""))
        self._add(Subscription(url, "" if title in (url, address) else title, folder, site, tuple(tags)))

    def _add(self, feed: Subscription) -> None:
        known = self._feeds.get(feed.url)
        if known is None:
            tags = tuple(dict.fromkeys(tag for tag in feed.tags if tag != feed.folder))
            self._feeds[feed.url] = replace(feed, tags=tags)
            self._count()
            return
        self._repeated += 1
        folder = known.folder or feed.folder
        tags = tuple(dict.fromkeys(tag for tag in (*known.tags, feed.folder, *feed.tags) if tag and tag != folder))
        self._feeds[feed.url] = Subscription(feed.url, known.title or feed.title, folder, known.site or feed.site, tags)

    def _refuse(self, address: str, title: str, reason: str) -> None:
        self._refused.append(RefusedSubscription(clean(address, 200), title, reason))
        self._count()

    def _count(self) -> None:
        if len(self._feeds) + len(self._refused) > MAX_FEEDS:
            raise ImportRefused(f"This OPML file holds more than {MAX_FEEDS:,} feeds. Nothing was imported.")


def _path(name: str) -> str:
    """Return a folder's name or a category ("/Boston/Weather") as a path, no deeper than can be read back."""
    parts = (clean(part, MAX_FOLDER) for part in name.split("/"))
    return "/".join(islice(filter(None, parts), MAX_DEPTH - 1))


@dataclass(slots=True)
class _Folder:
    """A folder on its way out, its feeds and folders in order of appearance."""

    feeds: list[Subscription] = field(default_factory=list)
    folders: dict[str, _Folder] = field(default_factory=dict)


def write_opml(subscriptions: Iterable[Subscription], *, now: datetime) -> bytes:
    """Return the subscriptions as OPML 2.0: folders as nested outlines, tags as categories.

    `now` is aware UTC and becomes the date of creation.
    """
    root = _Folder()
    for feed in subscriptions:
        folder = root
        for part in _path(feed.folder).split("/"):
            folder = folder.folders.setdefault(part, _Folder()) if part else folder
        folder.feeds.append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        "    <title>newsreader subscriptions</title>",
        f"    <dateCreated>{format_datetime(now, usegmt=True)}</dateCreated>",
        "  </head>",
        "  <body>",
        *_lines_of(root, "    "),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode()


def _lines_of(folder: _Folder, indent: str) -> Iterable[str]:
    for feed in folder.feeds:
        yield f"{indent}<outline {_attributes(feed)}/>"
    for name, inner in folder.folders.items():
        yield f'{indent}<outline text="{escape(name)}" title="{escape(name)}">'
        yield from _lines_of(inner, indent + "  ")
        yield f"{indent}</outline>"


def _attributes(feed: Subscription) -> str:
    title = clean(feed.title)
    attributes = {
        "type": "rss",
        "text": title or feed.url,
        "title": title,
        "xmlUrl": feed.url,
        "htmlUrl": feed.site or "",
        "category": ",".join(_path(tag).replace(",", " ") for tag in feed.tags),
    }
    return " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items() if value)
