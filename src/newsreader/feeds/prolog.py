"""Find the feed inside a document, and bound what is read of it before any parser sees it.

The hardened pass starts here: what comes before the root element (declarations, DOCTYPE with its entities, junk) and
after its end is cut away, and no more tags and attributes are let through than a parser can hold. Every search runs
forward and never twice over the same bytes. Must not know what the elements mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_MARKUP = 200_000
"""Tags and attributes that are read: a tree of so many takes 100 MB at worst (promise 3)."""
_MAX_DECLARATIONS = 1_000
"""Declarations and comments before the root that are skipped."""

_OPENING = re.compile(rb"<(?=[!?A-Za-z_])")

_NAME = re.compile(rb"[A-Za-z_][\w.-]{0,60}(?::[A-Za-z_][\w.-]{0,60})?")
_FEED_ROOTS = {b"rss", b"rdf", b"feed", b"channel", b"entry"}
_EMBEDDED = re.compile(rb"<(?:[A-Za-z][\w.-]{0,40}:)?(?:rss|rdf|feed|channel)[\s>]", re.IGNORECASE)
_BEHIND = 100
"""Bytes behind an end tag that show whether the document goes on."""
_DOCTYPE_END = re.compile(rb"[\[>]")
_SUBSET_END = re.compile(rb"\]\s*>")


@dataclass(frozen=True, slots=True)
class Found:
    """The part of a document that is a feed."""

    document: bytes
    """From the root's start tag to its end tag."""
    is_embedded: bool
    """Is there another root around it, so that it may be something else after all."""
    is_whole: bool
    """Is the end tag there."""


def find_feed(document: bytes) -> Found | None:
    """Return the part of a UTF-8 document that looks like a feed in XML, or None."""
    start = _root_start(document)
    if start < 0:
        return None
    is_embedded = _local_name(document, start) not in _FEED_ROOTS
    if is_embedded:
        embedded = _EMBEDDED.search(document, start)
        if embedded is None:
            return None
        start = embedded.start()
    name = _NAME.match(document, start + 1)
    end = document.rfind(b"</" + name[0], start) if name else -1
    if end >= 0:
        is_quoted = document.rfind(b"<![CDATA[", start, end) > document.rfind(b"]]>", start, end)
        end = document.find(b">", end) + 1 or len(document)
        if not (is_quoted and document[end : end + _BEHIND].strip()):
            return Found(document[start:end], is_embedded, is_whole=True)
    is_empty = document[start : document.find(b">", start) + 1].endswith(b"/>")
    return Found(document[start:], is_embedded, is_whole=is_empty)


def root_name(document: bytes) -> str:
    """Return the local name of the document's root element in lower case, empty if it has none."""
    start = _root_start(document)
    return _local_name(document, start).decode("ascii", "replace") if start >= 0 else ""


def _local_name(document: bytes, start: int) -> bytes:
    name = _NAME.match(document, start + 1)
    return name[0].rpartition(b":")[2].lower() if name else b""


def _root_start(document: bytes) -> int:
    """Return where the first element begins, or -1."""
    end = 0
    for _ in range(_MAX_DECLARATIONS):
        opening = _OPENING.search(document, end)
        if opening is None:
            return -1
        place = opening.start()
        if document.startswith(b"<!--", place):
            end = document.find(b"-->", place + 4)
        elif document.startswith(b"<?", place):
            end = document.find(b">", place)
        elif document.startswith(b"<!", place):
            end = _doctype_end(document, place)
        else:
            return place
        if end < 0:
            return -1
    return -1


def _doctype_end(document: bytes, place: int) -> int:
    mark = _DOCTYPE_END.search(document, place)
    if mark and mark[0] == b"[":
        mark = _SUBSET_END.search(document, mark.end())
    return mark.end() - 1 if mark else -1


def bounded(document: bytes) -> tuple[bytes, bool]:
    """Return as much of the document as `MAX_MARKUP` allows, and whether that is less than all."""
    if len(document) <= MAX_MARKUP or document.count(b"<") + document.count(b"=") <= MAX_MARKUP:
        return document, False
    end = _budget_end(document)
    return (document, False) if end is None else (document[:end], True)


def _budget_end(document: bytes) -> int | None:
    """Return where the tags and attributes outside CDATA sections become too many, or None."""
    spent = 0
    place = document.find(b"<")
    while place >= 0:
        if document.startswith(b"<![CDATA[", place):
            end = document.find(b"]]>", place)
            spent += 1
        else:
            end = document.find(b">", place)
            spent += 1 + document.count(b"=", place, end if end >= 0 else len(document))
        if spent > MAX_MARKUP:
            return place
        if end < 0:
            return None
        place = document.find(b"<", end)
    return None


_ARTICLE_TAG = re.compile(rb"<(?:[A-Za-z][\w.-]{0,40}:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)


def count_articles(document: bytes) -> int:
    """Return how many articles begin in the document, outside CDATA sections and comments."""
    count = len(_ARTICLE_TAG.findall(document))
    if count and (b"<![CDATA[" in document or b"<!--" in document):
        count -= sum(len(_ARTICLE_TAG.findall(section)) for section in _sections(document))
    return count


def _sections(document: bytes) -> list[bytes]:
    """Return the contents of CDATA sections and comments."""
    sections = [part.partition(b"]]>")[0] for part in document.split(b"<![CDATA[")[1:]]
    return sections + [part.partition(b"-->")[0] for part in document.split(b"<!--")[1:] if b"<![CDATA[" not in part]
