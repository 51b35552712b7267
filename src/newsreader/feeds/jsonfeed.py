"""Read JSON Feed 1.0 and 1.1, in the document's own words. Must not clean, resolve or date anything."""

from __future__ import annotations

import json
from typing import Any

from newsreader.enclosures import Enclosure
from newsreader.errors import ParseFailed
from newsreader.feeds.document import MAX_ARTICLES, Markup, RawArticle, RawFeed, RawText
from newsreader.feeds.media import duration_seconds

_MAX_CONTAINERS = 200_000
"""Objects and arrays that are read: so many take 50 MB (promise 3); 2,000 articles have 10,000."""
_MAX_DIGITS = 1_000
"""Of a number; longer ones are none, since Python refuses to read numbers of 4,300 digits and with them the feed."""
_MAX_PARTS = 20
"""Authors, tags and attachments of an article that are read."""

Json = dict[str, Any]


def looks_like_json(document: bytes) -> bool:
    """Does the document begin as a JSON object does."""
    return document[:200].lstrip().startswith(b"{")


def read_json(document: bytes) -> RawFeed | None:
    """Return the feed, or None if the object is no JSON Feed. Raises ParseFailed for what is no JSON."""
    if document.count(b"{") + document.count(b"[") > _MAX_CONTAINERS:
        raise ParseFailed("The feed's document holds more objects than newsreader reads.")
    try:
        # Not strict: raw line breaks inside strings are the commonest mistake in hand-made feeds.
        feed = json.loads(document, strict=False, parse_int=_number)
    except (ValueError, RecursionError) as error:
        raise ParseFailed("The feed's document cannot be read as JSON.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    if "jsonfeed" not in _string(feed, "version") and not _string(feed, "title"):
        return None
    entries = [entry for entry in feed["items"] if isinstance(entry, dict)]
    authors = _authors(feed)
    return RawFeed(
        title=RawText(_string(feed, "title"), Markup.TEXT),
        site=_string(feed, "home_page_url") or None,
        language=_string(feed, "language") or None,
        articles=tuple(_article(entry, authors) for entry in entries[:MAX_ARTICLES]),
        was_cut=len(entries) > MAX_ARTICLES,
    )


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MAX_DIGITS else None


def _article(entry: Json, feed_authors: str) -> RawArticle:
    content = _text(entry, "content_html", Markup.HTML) or _text(entry, "content_text", Markup.TEXT)
    return RawArticle(
        guid=_string(entry, "id") or None,
        link=_string(entry, "url") or _string(entry, "external_url") or None,
        title=_text(entry, "title", Markup.TEXT),
        author=_authors(entry) or feed_authors,
        published=tuple(filter(None, [_string(entry, "date_published")])),
        updated=tuple(filter(None, [_string(entry, "date_modified")])),
        language=_string(entry, "language") or None,
        content=content,
        summary=_text(entry, "summary", Markup.TEXT),
        enclosures=_attachments(entry),
    )


def _string(of: Json, name: str) -> str:
    """Return a member as text; some feeds write numbers where text belongs."""
    value = of.get(name)
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _text(of: Json, name: str, markup: Markup) -> RawText | None:
    value = _string(of, name)
    return RawText(value, markup) if value else None


def _list(of: Json, name: str) -> list[Any]:
    value = of.get(name)
    return value[:_MAX_PARTS] if isinstance(value, list) else []


def _authors(of: Json) -> str:
    people = [*_list(of, "authors"), of.get("author")]
    names = (_string(person, "name") if isinstance(person, dict) else "" for person in people)
    return ", ".join(dict.fromkeys(name for name in names if name))


def _attachments(entry: Json) -> tuple[Enclosure, ...]:
    files = (file for file in _list(entry, "attachments") if isinstance(file, dict))
    return tuple(
        Enclosure(
            url,
            _string(file, "mime_type"),
            _size(file.get("size_in_bytes")),
            duration_seconds(_string(file, "duration_in_seconds")),
        )
        for file in files
        if (url := _string(file, "url"))
    )


def _size(value: object) -> int | None:
    return value if isinstance(value, int) and 0 <= value < 2**50 else None
