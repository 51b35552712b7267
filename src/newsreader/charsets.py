"""Which encoding of text a label means, as browsers read labels. Must not know what is labelled.

Only encodings of text pass: Python has codecs too, such as unicode_escape and rot13, that make other text out of text.
"""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like that of UTF-16, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, and what is encoded behind them."""

_SPELLINGS = {
    "hzgb2312": "hz",
    "iso88598e": "iso8859-8",
    "iso88598i": "iso8859-8",  # Hebrew in the order in which it is read, as all of it is today
    "koi8r": "koi8-r",
    "koi8u": "koi8-u",
    "ksc56011987": "euc_kr",
    "sjis": "shift_jis",
    "usascii": "ascii",
    "windows31j": "cp932",
    "windows874": "cp874",
    "windows949": "cp949",
    "xeucjp": "euc_jp",
    "xgbk": "gbk",
    "xmaccyrillic": "mac-cyrillic",
    "xmacroman": "mac-roman",
    "xsjis": "shift_jis",
    **{f"iso8859{part}": f"iso8859-{part}" for part in range(1, 17)},
    **{f"{name}{page}": f"cp{page}" for name in ("cp", "windows", "xcp") for page in range(1250, 1259)},
}
"""Labels that Python does not know, without what is no letter or digit."""
_LARGER = {
    # The right-hand side reads everything that the left-hand side does, and what is wrongly labelled so besides
    # (WHATWG Encoding Standard §4.2).
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_KNOWN = frozenset(
    [f"cp{page}" for page in (866, 874, 932, 949, *range(1250, 1259))]
    + [f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
    + ["gb18030", "hz", "big5hkscs", "euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"]
)


def codec_of(label: str | None) -> str | None:
    """Return Python's name of the encoding that a label means; None for UTF, which shows by itself, and all else."""
    label = (label or "").strip().lower()
    try:
        name = codecs.lookup(_SPELLINGS.get(re.sub(r"[^a-z0-9]", "", label), label)).name
    except (LookupError, ValueError):
        return None
    name = _LARGER.get(name, name)
    return name if name in _KNOWN else None


_WIDE = {b"\1\0\0\0": "utf-32-le", b"\0\0\0\1": "utf-32-be", b"\1\0\1\0": "utf-16-le", b"\0\1\0\1": "utf-16-be"}
"""Where the bytes are that are not zero, in characters of markup, of JSON, and in the blanks before them."""


def wide_codec(document: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where the first characters show it without a mark (XML 1.0 appendix F), else None."""
    return _WIDE.get(bytes(map(bool, document[:4])))
