"""Say what a document is that is no feed, and which feeds it offers. Must not fetch anything."""

from __future__ import annotations

import html
import re

from newsreader.feeds.links import absolute
from newsreader.feeds.prolog import root_name
from newsreader.model import OfferedFeed
from newsreader.text import clean

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml"}
)
_MAX_LOOKED_AT = 300_000
"""Bytes of a page in which links are looked for: they stand in its head."""
_MAX_OFFERED = 30
_MAX_NAMED = 5
"""Feeds of a page that are named in a sentence."""
_LINK = re.compile(r"<link\s([^<>]{1,4000})>", re.IGNORECASE)
_BASE = re.compile(r"<base\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([A-Za-z-]{1,20})\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_SIGNATURES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "compressed data"),
    (b"ID3", "a recording"),
)
_ROOTS = {
    "opml": "an OPML list of feeds",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "svg": "a picture",
    "error": "an error message in XML",
}


def describe_non_feed(body: bytes, content_type: str | None = None, url: str = "") -> str:
    """Return what the document is, as the object of a sentence ("an HTML page that offers https://a.example/feed").

    `url` is where it was found, so that the feeds a page offers can be named in full.
    """
    if not body.strip():
        return "an empty document"
    for signature, name in _SIGNATURES:
        if body.startswith(signature):
            return name
    root = root_name(body)
    if root in _ROOTS:  # an OPML list has a body, as a page has
        return _ROOTS[root]
    if _is_html(body, content_type):
        offers = [each.url for each in offered_feeds(body, url)[:_MAX_NAMED]]
        return f"an HTML page that offers {' and '.join(offers)}" if offers else "an HTML page that offers no feed"
    if body.lstrip()[:1] in (b"{", b"["):
        return "JSON, but no JSON Feed"
    if root:
        return f"XML of another kind ({root})"
    return "data" if b"\0" in body[:1000] else "plain text"


def offered_feeds(body: bytes, url: str) -> list[OfferedFeed]:
    """Return the feeds that an HTML page, found at `url`, links to: each once, in its order, at most thirty."""
    page = body[:_MAX_LOOKED_AT].decode("utf-8", "replace")
    base = url
    if (match := _BASE.search(page)) is not None:
        base = absolute(url, _attributes(match[1]).get("href")) or url
    offered: dict[str, OfferedFeed] = {}
    for match in _LINK.finditer(page):
        link = _attributes(match[1])
        is_feed = link.get("type", "").lower().partition(";")[0].strip() in _FEED_TYPES
        if is_feed and "alternate" in link.get("rel", "").lower() and (address := absolute(base, link.get("href"))):
            offered.setdefault(address, OfferedFeed(address, clean(link.get("title", ""))))
    return list(offered.values())[:_MAX_OFFERED]


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(text)}


def _is_html(body: bytes, content_type: str | None) -> bool:
    return _HTML_START.search(body[:5_000]) is not None or (
        (content_type or "").lower().startswith(("text/html", "application/xhtml")) and b"<" in body
    )
