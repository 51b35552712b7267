"""Turn the bytes of a page into text without trusting what it says of itself. Knows nothing of HTML but `charset=`.

Bytes never go to readability: it asks chardet, which takes minutes over a megabyte of high bytes, and it believes any
charset that a page claims, `rot13` included.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What a label means on the web (WHATWG Encoding §4.2): often a larger relative of what it says.
_LABELS: dict[str, str] = {
    "usascii": "cp1252",
    "ascii": "cp1252",
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "windows1252": "cp1252",
    "cp1252": "cp1252",
    "iso88599": "cp1254",
    "shiftjis": "cp932",
    "sjis": "cp932",
    "xsjis": "cp932",
    "windows31j": "cp932",
    "eucjp": "euc_jp",
    "xeucjp": "euc_jp",
    "iso2022jp": "iso2022_jp",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "xgbk": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "euckr": "cp949",
    "ksc56011987": "cp949",
    "ksc5601": "cp949",
    "windows949": "cp949",
    "koi8r": "koi8_r",
    "koi8u": "koi8_u",
    "tis620": "cp874",
    "windows874": "cp874",
    "macintosh": "mac_roman",
    **{f"windows{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    **{f"cp{page}": f"cp{page}" for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    **{f"iso8859{part}": f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}

_META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_SNIFFED_BYTES = 4_096
"""How far into a page its charset is looked for; HTML asks for the first 1,024."""
_SEVEN_BIT = frozenset({"iso2022_jp"})
_BROKEN_SHARE = 0.01
"""Text in UTF-8 may hold this share of broken characters before another charset is taken for likelier."""


def decode_page(body: bytes, charset: str | None = None) -> str:
    """Return the text of a page: by byte order mark, then as UTF-8, then as HTTP or the page says, never raising.

    UTF-8 that decodes without a fault is UTF-8 whatever was declared: other charsets hardly ever pass for it.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body.decode(codec, "replace").lstrip("\ufeff")
    declared = known_codec(charset) or _sniff(body)
    if declared in _SEVEN_BIT:
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


def known_codec(label: str | None) -> str | None:
    """Return Python's name of a charset that pages are written in, or None for any other label."""
    return _LABELS.get(re.sub(r"[^a-z0-9]", "", label.lower())) if label else None


def _sniff(body: bytes) -> str | None:
    found = _META_CHARSET.search(body[:_SNIFFED_BYTES])
    return known_codec(found.group(1).decode("ascii")) if found else None
