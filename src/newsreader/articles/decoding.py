"""Turn the bytes of a page into text without trusting what it says of itself. Knows nothing of HTML but `charset=`.

Bytes never go to readability: it asks chardet, which takes minutes over a megabyte of high bytes, and it believes any
charset that a page claims, `rot13` included.
"""

from __future__ import annotations

import re

from newsreader.charsets import BOMS, codec_of, wide_codec

_META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_SNIFFED_BYTES = 4_096
"""How far into a page its charset is looked for; HTML asks for the first 1,024."""
_BROKEN_SHARE = 0.01
"""Text in UTF-8 may hold this share of broken characters before another charset is taken for likelier."""


def decode_page(body: bytes, charset: str | None = None) -> str:
    """Return the text of a page: by byte order mark, then as UTF-8, then as HTTP or the page says, never raising.

    UTF-8 that decodes without a fault is UTF-8 whatever was declared: other charsets hardly ever pass for it.
    """
    for mark, codec in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace").lstrip("\ufeff")
    if (wide := wide_codec(body)) is not None:
        return body.decode(wide, "replace")
    declared = codec_of(charset) or _sniff(body)
    if declared == "iso2022_jp":  # all of it is ASCII
        return body.decode(declared, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None:
        return body.decode(declared, "replace")
    text = body.decode("utf-8", "replace")
    high = sum(1 for _ in re.finditer(rb"[\x80-\xff]+", body))
    return text if text.count("\ufffd") <= 1 + high * _BROKEN_SHARE else body.decode("cp1252", "replace")


def _sniff(body: bytes) -> str | None:
    found = _META_CHARSET.search(body[:_SNIFFED_BYTES])
    return codec_of(found.group(1).decode("ascii")) if found else None
