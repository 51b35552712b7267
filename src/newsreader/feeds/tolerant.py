"""Read what lost articles on the way through libxml2 with feedparser, the last word on broken documents.

feedparser needs minutes for some documents of 100 KB (its patterns are quadratic in long words, comments and open
tags), so it gets the document only if it is small, and without those. No object of its leaves this module.
"""

from __future__ import annotations

import re
from typing import Any

from newsreader.enclosures import Enclosure
from newsreader.feeds.document import MAX_ARTICLES, Markup, RawArticle, RawFeed, RawText
from newsreader.feeds.media import byte_count, duration_seconds

_MAX_BYTES = 400_000
_MAX_TAGS = 10_000
"""Together with what `_tamed` takes away these keep feedparser near a second of CPU, whatever comes."""
_MAX_PARTS = 20
"""Files of an article that are read."""
_PERSON = re.compile(
    rb"(<(?:author|managingEditor|webMaster|name|email|dc:creator|dc:contributor|itunes:author|itunes:name|itunes:email)"
    rb"(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?[^<>]{80})[^<>]+"
)
_LONG_WORD = re.compile(rb"([^\s<>]{400})[^\s<>]+")
_LONG_TAG = re.compile(rb"<([\w:.-]{1,60})\s[^<>]{4000,}>")
_LONG_BLANK = re.compile(rb"\s{64,}")

Parsed = dict[str, Any]


def read_tolerantly(document: bytes) -> RawFeed | None:
    """Return what feedparser finds in a UTF-8 document without prolog, or None where that could take too long."""
    if len(document) > _MAX_BYTES or document.count(b"<") > _MAX_TAGS:
        return None
    # Imported here because it takes longer than reading a hundred feeds, and one feed in a thousand needs it.
    import feedparser

    parsed = feedparser.parse(_tamed(document), sanitize_html=False, resolve_relative_uris=False)
    header = parsed.feed
    return RawFeed(
        title=_text(header, "title"),
        site=header.get("link"),
        language=header.get("language"),
        articles=tuple(_article(entry) for entry in parsed.entries[:MAX_ARTICLES]),
        was_cut=len(parsed.entries) > MAX_ARTICLES,
    )


def _tamed(document: bytes) -> bytes:
    """Return the document without what makes feedparser's patterns run away."""
    document = _PERSON.sub(rb"\1", document.replace(b"<!--", b""))
    document = _LONG_BLANK.sub(b" ", document)
    document = _LONG_TAG.sub(rb"<\1>", document)
    return _LONG_WORD.sub(rb"\1", document)


def _article(entry: Parsed) -> RawArticle:
    contents = [text for detail in entry.get("content", ()) if (text := _detail(detail))]
    return RawArticle(
        guid=entry.get("id"),
        link=entry.get("feedburner_origlink") or entry.get("pheedo_origlink") or entry.get("link"),
        title=_text(entry, "title"),
        author=entry.get("author", ""),
        published=_dates(entry, "published", "created"),
        updated=_dates(entry, "updated"),
        language=entry.get("title_detail", {}).get("language"),
        content=max(contents, key=lambda text: len(text.value), default=None),
        summary=_text(entry, "summary"),
        comments=entry.get("comments"),
        enclosures=_enclosures(entry),
        duration=entry.get("itunes_duration"),
    )


def _enclosures(entry: Parsed) -> tuple[Enclosure, ...]:
    files = [(file.get("href"), file) for file in entry.get("enclosures", ())]
    files += [(file.get("url"), file) for file in entry.get("media_content", ())]
    return tuple(
        Enclosure(
            url,
            file.get("type") or file.get("medium") or "",
            byte_count(file.get("length") or file.get("filesize")),
            duration_seconds(file.get("duration")),
        )
        for url, file in files[:_MAX_PARTS]
        if url
    )


def _dates(entry: Parsed, *names: str) -> tuple[str, ...]:
    return tuple(text for name in names if (text := dict.get(entry, name)))


def _text(of: Parsed, name: str) -> RawText | None:
    detail = of.get(f"{name}_detail")
    return _detail(detail) if detail else None


def _detail(detail: Parsed) -> RawText | None:
    value = detail.get("value")
    if not value:
        return None
    # feedparser calls an RSS title text/plain as it calls an Atom one that says so: which of them it is, is lost.
    return RawText(value, Markup.HTML if "html" in detail.get("type", "") else Markup.UNSAID)
