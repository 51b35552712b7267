"""Mend the ampersands of a hand-written or carelessly exported XML document. Must not know what it is about.

Addresses are full of them ("?a=1&b=2"), and readers that keep titles as HTML write entities that XML does not have.
"""

from __future__ import annotations

import re
from html.entities import html5

from newsreader.writing.markup import escape

_REFERENCE = re.compile(rb"&(?:#(\d{1,8}|[xX][0-9A-Fa-f]{1,7});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_XML_NAMES = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def with_known_references(document: bytes) -> bytes:
    """Return the UTF-8 document with bare ampersands escaped and with characters for the entities of HTML.

    References to characters that XML forbids are dropped.
    """
    return _REFERENCE.sub(_known, document)


def _known(reference: re.Match[bytes]) -> bytes:
    number, name = reference[1], reference[2]
    if number:
        code = int(number[1:], 16) if number[:1] in b"xX" else int(number)
        return reference[0] if _is_allowed(code) else b""
    if name is None:
        return b"&amp;"
    if name in _XML_NAMES:
        return reference[0]
    character = html5.get(name.decode("ascii") + ";")
    return escape(character).encode() if character else b"&amp;" + reference[0][1:]


def _is_allowed(code: int) -> bool:
    """Is this a character of XML 1.0 (§2.2)."""
    return code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
