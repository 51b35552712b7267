"""Make text from outside safe to store and to show, and measure it. Must not know where it comes from or goes.

`clean` and `clean_lines` stand between everything that is fetched and everything that is stored, shown or logged:
escape sequences in a title reach a terminal through any widget, whatever its markup setting (promise 7).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, filterfalse

MAX_TITLE = 1_000
"""Characters of a title, an author or any other single line; more is cut and marked (promise 9)."""
MAX_TEXT = 1_000_000
"""Characters of one block of text."""
MAX_LINK = 4_096
"""Characters of an address; longer ones are no links (promise 10)."""
CUT = "…"
"""Ends whatever was cut."""

_UNSAFE = (
    range(0x09),
    range(0x0E, 0x20),
    range(0x7F, 0x85),
    range(0x86, 0xA0),
    range(0xAD, 0xAE),  # soft hyphen: terminals show it or not, so its width is anyone's guess
    range(0x061C, 0x061D),
    range(0x115F, 0x1161),  # Hangul fillers: blank, yet wide
    range(0x180E, 0x180F),
    range(0x200B, 0x200C),
    range(0x200E, 0x2010),
    range(0x202A, 0x202F),
    range(0x2060, 0x2070),
    range(0x3164, 0x3165),
    range(0xD800, 0xE000),
    range(0xFEFF, 0xFF00),
    range(0xFFA0, 0xFFA1),
    range(0xFFF9, 0xFFFC),
    range(0xFFFE, 0x10000),  # no characters at all, and no XML document may hold them
    range(0xE0000, 0xE0080),
)
_FOLDED = "\t\n\x0b\x0c\r\x85\u2028\u2029"
"""What else a terminal obeys; these stand for a blank or the end of a line."""
_ONE_LINE = dict.fromkeys(chain.from_iterable(_UNSAFE)) | dict.fromkeys(map(ord, _FOLDED), " ")
_MANY_LINES: dict[int, str | None] = {**_ONE_LINE, 0x09: "\t", 0x0A: "\n", 0x2028: "\n", 0x2029: "\n"}
_REPLACED = dict.fromkeys(_ONE_LINE, "\ufffd")

# A pile of marks on one letter paints over the lines above and below; no script needs more than this many. Of the
# scripts with marks of their own, these stack them without limit in the fonts that terminals use.
_MARK = (
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    r"\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]"
)
# Looks for what `translate` would change many times as fast as it would; a class that goes beyond U+FFFF is slow.
_SUSPECT = re.compile(
    "["
    + "".join(f"{re.escape(chr(codes[0]))}-{re.escape(chr(codes[-1]))}" for codes in _UNSAFE if codes[0] < 0x10000)
    + "\u200c\u200d"
    + _MARK[1:]
)
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
_TAGS = b"\xf3\xa0"
"""With these bytes the characters of the range beyond U+FFFF begin in UTF-8."""


# Compiled when first needed, as some below: their tables take a millisecond, and the first paint needs none of them.
@cache
def _mark_pile() -> re.Pattern[str]:
    return re.compile(rf"({_MARK}{{8}}){_MARK}+")


@cache
def _odd_breaks() -> re.Pattern[str]:
    return re.compile("[\x0b\x0c\r\x85\u2028\u2029]")


def clean(text: str, limit: int = MAX_TITLE) -> str:
    """Return `text` as one safe line: white space folded, nothing that a terminal obeys, at most `limit` characters."""
    if not (text.isascii() and text.isprintable()) and _is_suspect(text):
        text = _drop_piles(text.translate(_ONE_LINE))
    return cut(" ".join(text.split()), limit)


def folder_path(typed: str) -> str:
    """Return the path of a folder as it is stored: "News / Sea/" is News/Sea."""
    return "/".join(part for each in typed.split("/") if (part := clean(each)))


def clean_lines(text: str, limit: int | None = MAX_TEXT) -> str:
    """Return `text` safe with its lines, tabs and blanks kept, at most `limit` characters; None: all of it."""
    if not (text.isascii() and text.isprintable()) and (_is_suspect(text) or _odd_breaks().search(text)):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _drop_piles(text.translate(_MANY_LINES))
    return text if limit is None else cut(text, limit)


def defused(text: str) -> str:
    """Return `text` with a replacement character for each that a terminal might obey: as long as it was.

    The last wall before the screen, for text that is stored clean; offsets into it stay true.
    """
    return text if text.isprintable() else text.translate(_REPLACED)


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters, the last of them an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + CUT


def counted(number: int, noun: str) -> str:
    """Return how many there are, for people: "1 article", "2,000 articles". The noun takes an s."""
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def look_over(text: bytes) -> tuple[bool, bool]:
    """Return of a text in UTF-8 whether it is harmless, and whether it then has no blanks but " " and "\\n" either.

    In what is harmless `clean` takes out and shortens nothing: parts of it only need white space folded. To ask once
    for a whole document and then only fold takes a fifth of the time of cleaning it piece by piece.
    """
    # To take out what is plain ASCII takes a tenth of the time of looking at it.
    rest = text.translate(None, _PLAIN)
    if not rest:
        return True, True
    characters = rest.decode("utf-8", "surrogatepass")
    is_harmless = _SUSPECT.search(characters) is None and _TAGS not in rest
    return is_harmless, is_harmless and characters.isprintable()


def _is_suspect(text: str) -> bool:
    return not look_over(text.encode("utf-8", "surrogatepass"))[0]


def _drop_piles(text: str) -> str:
    return re.sub(r"[\u200c\u200d]{2,}", "\u200d", _mark_pile().sub(r"\1", text))


# RFC 3986 leaves these to be used in an address; quotes, brackets, dollar and backtick never pass unencoded,
# because $BROWSER may hand the address to a shell.
_PATH_SAFE = "/:@!*,;=+~-._%&"
_QUERY_SAFE = _PATH_SAFE + "?"
_ALREADY_SAFE = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?/[A-Za-z0-9/:@!*,;=+~._%&-]*(?:\?[A-Za-z0-9/:@!*,;=+~._%&?-]+)?"
)
"""Nine addresses in ten, of which `safe_link` makes what they are."""


def safe_link(address: str) -> str | None:
    """Return the address percent-encoded and fit to be opened or fetched, or None if it is not one of http or https.

    Takes absolute addresses only. User names and passwords in an address are refused: they mislead about the host.
    """
    address = address.strip()
    if len(address) <= MAX_LINK and _ALREADY_SAFE.fullmatch(address):
        return address
    if len(address) > MAX_LINK or not address.isprintable():
        return None
    # Imported here: the screen measures and cleans text long before it opens a link.
    from urllib.parse import quote, urlsplit, urlunsplit

    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    is_literal = "[" in parts.netloc
    host = _encode_host(host) if is_literal == (":" in host) else None
    if host is None:
        return None
    place = host if port is None else f"{host}:{port}"
    path, query = quote(parts.path, _PATH_SAFE), quote(parts.query, _QUERY_SAFE)
    encoded = urlunsplit((parts.scheme, place, path, query, quote(parts.fragment, _QUERY_SAFE)))
    return encoded if len(encoded) <= MAX_LINK else None


def _encode_host(host: str) -> str | None:
    if ":" in host:
        return f"[{host}]" if re.fullmatch(r"[0-9a-fA-F:.]+", host) else None
    try:
        encoded = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return None
    return encoded if re.fullmatch(r"[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9._])?", encoded) else None


# Han, kana, hangul syllables: scripts whose text has no blanks between words or whose letters are syllables.
_WIDE_SCRIPT = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003134f]"
# Thai, Lao, Burmese, Khmer: no blanks between words either, whose letters and vowel signs make about five to a word.
_UNSPACED_SCRIPT = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
# In UTF-8 their characters begin with these bytes; to look for those takes a tenth of the time.
_WIDE_BYTES = bytes({*range(0xE3, 0xEE), 0xEF, 0xF0})
_UNSPACED_BYTES = b"\xe0\xe1"
_NEITHER = bytes(set(range(256)) - {*_WIDE_BYTES, *_UNSPACED_BYTES})
_LETTER = re.compile(r"\w")


def count_words(text: str) -> int:
    """Return the number of words; two Han, kana or hangul characters count as one (people read about 450 a minute)."""
    encoded = text.encode("utf-8", "replace")
    if text.isascii():  # a dash counts too
        return _starts(encoded.translate(_SHAPES))
    beyond = encoded.translate(None, _ASCII)
    if not beyond.translate(None, _EUROPEAN_BYTES) and _odd_blank().search(beyond.decode()) is None:
        return _count_european(encoded)
    wide = unspaced = 0
    rare = beyond.translate(None, _NEITHER)
    if rare.translate(None, _UNSPACED_BYTES):
        # Compiled on first use: its table of ranges takes 5 ms, which the first paint of Latin script need not wait
        # for.
        spaced, runs = re.subn(f"{_WIDE_SCRIPT}+", " ", text)
        text, wide = spaced, len(text) - len(spaced) + runs
    if rare.translate(None, _WIDE_BYTES):
        text, unspaced = re.subn(_UNSPACED_SCRIPT, " ", text)
    words = text.split()
    without = sum(_has_no_letter(word) for word in filterfalse(str.isalnum, words))
    return (wide + 1) // 2 + (unspaced + 4) // 5 + len(words) - without


def _has_no_letter(word: str) -> bool:
    return not word[0].isalnum() and _LETTER.search(word) is None


# To split a long text takes five times as long as counting where words begin, for which all that matters of a byte of
# UTF-8 is whether it is a blank, a letter, or may be something else.
_ASCII = bytes(range(0x80))
_BLANKS = b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f "
_LATIN_OR_CYRILLIC = bytes({*range(0xC4, 0xCB), 0xD0, 0xD1})
"""With these bytes letters begin, and nothing else."""
_EUROPEAN_BYTES = bytes(range(0x80, 0xC0)) + b"\xc2\xc3\xe2" + _LATIN_OR_CYRILLIC
_WORDS = b"0123456789_" + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + _LATIN_OR_CYRILLIC
_SHAPES = bytes(ord(" " if code in _BLANKS else "x" if code in _WORDS else ".") for code in range(256))


@cache
def _odd_blank() -> re.Pattern[str]:
    return re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def _starts(shapes: bytes) -> int:
    """Return how many words begin in the shapes of a text."""
    return shapes.count(b" x") + shapes.count(b" .") + (not shapes.startswith(b" ") and len(shapes) > 0)


def _count_european(encoded: bytes) -> int:
    """Return the number of words of a text of Latin or Cyrillic script without blanks beyond ASCII."""
    shapes = b" " + encoded.translate(_SHAPES) + b" "
    without = 0
    start = shapes.find(b" .")
    while start >= 0:
        end = shapes.find(b" ", start + 1)
        if shapes.find(b"x", start, end) < 0:
            without += _LETTER.search(encoded[start : end - 1].decode()) is None
        start = shapes.find(b" .", end)
    return _starts(shapes) - without


WORDS_A_MINUTE = 230
"""How fast an adult reads prose (Brysbaert 2019: 238 for English non-fiction)."""


def reading_minutes(words: int) -> int:
    """Return how many minutes it takes to read so many words: at least 1, unless there are none."""
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0
