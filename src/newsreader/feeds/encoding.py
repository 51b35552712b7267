"""Turn the bytes of a document into UTF-8, whatever they are and whatever they are said to be.

Labels lie: servers add a charset to every answer, editors copy declarations. So text that is valid UTF-8 is UTF-8
(other encodings hardly ever produce that by chance), and only then are the labels asked.
"""

from __future__ import annotations

import re

from newsreader.charsets import BOMS, codec_of, wide_codec

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([A-Za-z0-9._:-]{2,40})["']""", re.IGNORECASE
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r") + b"\x7f"
_C1_PAIR = re.compile(rb"\xc2[\x80-\x9f]")
_MAX_REFERENCES = 100_000
_C1_REFERENCE = re.compile(rb"&#(?:1([2-5]\d)|[xX]0{0,4}([89][0-9a-fA-F]));")


def to_utf8(body: bytes, charset: str | None = None) -> bytes:
    """Return `body` as valid UTF-8 without byte order mark, NUL and other control characters.

    `charset` is what the server said. Bytes that mean nothing become U+FFFD; never raises.
    """
    text = _decoded(body, charset)
    text = text.translate(None, _CONTROLS)
    # U+0080 to U+009F are Windows-1252 that somebody took for Latin-1: quotes and dashes, not controls.
    if b"\xc2" in text and _C1_PAIR.search(text) is not None:
        for code in range(0x80, 0xA0):
            text = text.replace(bytes([0xC2, code]), _windows_character(code))
    if b"#" in text and b"&#" in text:  # one byte is found ten times as fast as two
        text = _C1_REFERENCE.sub(_windows_reference, text, count=_MAX_REFERENCES)
    return text


def _windows_reference(match: re.Match[bytes]) -> bytes:
    code = int(match[2], 16) if match[2] else 100 + int(match[1])
    return _windows_character(code) if 0x80 <= code <= 0x9F else match[0]


def _windows_character(code: int) -> bytes:
    return bytes([code]).decode("cp1252", "ignore").encode()


def _decoded(body: bytes, charset: str | None) -> bytes:
    for mark, encoding in BOMS:
        if body.startswith(mark):
            body = body[len(mark) :]
            is_wide = encoding != "utf-8" and b"\0" in body[:400]
            return _recode(body, encoding if is_wide else "utf-8")
    if (wide := wide_codec(body)) is not None:
        return _recode(body, wide)
    declared = _DECLARED.search(body[:1000])
    labels = (declared[1].decode("ascii") if declared else None, charset)
    encodings = list(filter(None, map(codec_of, labels)))
    if b"\x1b" in body and "iso2022_jp" in encodings:  # all of it is ASCII
        return _recode(body, "iso2022_jp")
    if _is_utf8(body):
        return body
    if _HALF.search(body) is not None and (joined := _with_joined_halves(body)) is not None:
        return joined
    if encodings:
        return _recode(body, encodings[0])  # the document knows better than its server
    return _recode(body, "utf-8" if _is_mostly_utf8(body) else "cp1252")


def _recode(body: bytes, encoding: str) -> bytes:
    return body.decode(encoding, "replace").encode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    if body.isascii():
        return True
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


_HALF = re.compile(rb"\xed[\xa0-\xbf]")


def _with_joined_halves(body: bytes) -> bytes | None:
    """Return UTF-8 in which some database wrote characters as two halves of three bytes each, or None if it is not."""
    try:
        text = body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _is_mostly_utf8(body: bytes) -> bool:
    """Is this UTF-8 with a few broken characters, rather than an encoding of one byte a character."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(body) - len(text) > 2 * broken
