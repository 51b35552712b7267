"""Small feed documents for the tests of this room, written by us."""

from __future__ import annotations

from html import escape

from newsreader.feeds.document import DocumentArticle, FeedDocument
from newsreader.feeds.parse import parse_feed

URL = "https://a.example/feeds/all.xml"
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def rss(*items: str, channel: str = "<title>A feed</title><link>https://a.example/</link>") -> bytes:
    """Return an RSS document with these insides of items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>\n<rss version="2.0" {NAMESPACES}><channel>{channel}{inside}</channel></rss>'.encode()


def atom(*entries: str, head: str = "<title>A feed</title><link href='https://a.example/'/>", root: str = "") -> bytes:
    """Return an Atom document with these insides of entries."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {root}>{head}{inside}</feed>'.encode()


def tag(name: str, text: str) -> str:
    """Return an element with this text, escaped once as XML wants it."""
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def read(body: bytes) -> FeedDocument:
    """Return the feed in a document found at `URL`."""
    return parse_feed(body, url=URL)


def only(body: bytes) -> DocumentArticle:
    """Return the only article of a document."""
    (article,) = read(body).articles
    return article
