"""Make a broken document parsable again: bare ampersands, entities of HTML, tags left open inside a text.

Runs only where libxml2 complained, since it repairs by dropping: "AT&T" becomes "AT", a link loses its parameters,
a `</b>` too many closes the article. Every pattern is bounded and every search runs forward. Must not know what the
elements mean beyond which of them hold text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5

# A closed list of names, because the end of each is searched for.
_TEXT_ELEMENT = re.compile(
    rb"<((?:(?:content|atom|dc|itunes|yandex|rss|a):)?"
    rb"(?:title|description|encoded|summary|content|subtitle|tagline|abstract|body|full-text)"
    rb"|media:title|media:description)(\s[^<>]*)?>"
)
_ARTICLE = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_RAW_TAG = re.compile(rb"</?[A-Za-z]|<!--")
_BARE_AMPERSAND = re.compile(rb"&(?![A-Za-z#])")
_REFERENCE = re.compile(rb"((?:&#(?:\d{1,8}|[xX][0-9a-fA-F]{1,7});)+)|&(?:([A-Za-z][A-Za-z0-9]{0,31});)?")
_NUMBER = re.compile(rb"#([xX]?)([0-9a-fA-F]+);")
_MAX_AMPERSANDS = 200_000
"""A document with more keeps them as they are, and libxml2 drops what it does not know (promise 4)."""
_XML_ENTITIES = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def mend(document: bytes) -> bytes:
    """Return the document with its texts in CDATA sections where they hold tags, and with references XML knows."""
    known = _with_known_references if document.count(b"&") <= _MAX_AMPERSANDS else bytes
    pieces: list[bytes] = []
    ends: dict[bytes, int] = {}
    done = place = closing = 0
    limit = -1
    while (start := _TEXT_ELEMENT.search(document, place)) is not None:
        place, name = start.end(), start[1]
        if place > limit:  # a text ends before the next article begins
            article = _ARTICLE.search(document, place)
            limit = article.start() if article else len(document)
        if (start[2] or b"").endswith(b"/") or ends.get(name) == limit:
            continue
        end = document.find(b"</" + name, place, limit)
        if end < 0:
            ends[name] = limit
            continue
        inner = document[place:end]
        if b"<![CDATA[" in inner:
            if -1 < closing < place:
                closing = document.find(b"]]>", place)
            if not place <= closing < limit:  # an open section would swallow all that follows
                inner = inner.replace(b"<![CDATA[", b"")
        pieces += (known(document[done:place]), _mended_text(inner, known))
        done = place = end
    pieces.append(known(document[done:]))
    return b"".join(pieces)


def _mended_text(inner: bytes, known: Callable[[bytes], bytes]) -> bytes:
    if b"<![CDATA[" in inner or b"<" not in inner:
        return known(inner)
    if _RAW_TAG.search(inner):
        return b"<![CDATA[" + inner.replace(b"]]>", b"]]&gt;") + b"]]>"
    return known(inner).replace(b"<", b"&lt;", _MAX_AMPERSANDS)


def _with_known_references(text: bytes) -> bytes:
    """Return `text` with references that XML knows, CDATA sections as they are."""
    if b"&" not in text:
        return text
    before, *sections = text.split(b"<![CDATA[")
    pieces = [_replaced(before)]
    for section in sections:
        inside, end, after = section.partition(b"]]>")
        pieces += (b"<![CDATA[", inside, end, _replaced(after))
    return b"".join(pieces)


def _replaced(text: bytes) -> bytes:
    return _REFERENCE.sub(_replacement, _BARE_AMPERSAND.sub(b"&amp;", text))


def _replacement(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return _escape(_characters(match[1]))
    if not match[2]:
        return b"&amp;"
    if match[2] in _XML_ENTITIES:
        return match[0]
    characters = html5.get(match[2].decode("ascii") + ";")
    return _escape(characters) if characters else b"&amp;" + match[0][1:]


def _characters(references: bytes) -> str:
    """Return what a run of numeric references stands for; halves of a surrogate pair become one character again."""
    codes = (int(number, 16 if is_hex else 10) for is_hex, number in _NUMBER.findall(references))
    text = "".join(chr(code) for code in codes if 31 < code < 0x110000 or code in (9, 10, 13))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _escape(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
