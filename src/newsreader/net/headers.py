"""Read the headers of an answer: pure, and wary, since every one of them is written by a stranger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

MIN_WAIT_S = 60
"""Shortest time that Retry-After and max-age may say (promise 20)."""
MAX_WAIT_S = 7 * 24 * 3600
"""Longest time that Retry-After and max-age may say (promise 20)."""
_MAX_VALIDATOR = 1_000
"""Characters of an ETag or a Last-Modified that are worth sending back."""
_MAX_HEADER = 1_000
"""Characters of any header that is read here; no honest one is longer."""

_PRINTABLE = re.compile(r"[\x20-\x7e]+")
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d+)", re.IGNORECASE)
_FORBIDS_KEEPING = re.compile(r"(?:^|[\s,])no-(?:cache|store)(?:$|[\s,=])", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100})\s*(?:;|$)", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([a-z0-9_.:-]{1,40})", re.IGNORECASE)


def validator(header: str | None) -> str | None:
    """Return an ETag or Last-Modified if it can be sent back: printable ASCII of a sane length; else None."""
    text = (header or "").strip()
    return text if len(text) <= _MAX_VALIDATOR and _PRINTABLE.fullmatch(text) else None


def media_type(header: str | None) -> str:
    """Return the type of a Content-Type header ("text/html"), or "" where it is missing or malformed."""
    found = _MEDIA_TYPE.match((header or "")[:_MAX_HEADER])
    return found[1].lower() if found else ""


def charset(header: str | None) -> str | None:
    """Return the charset of a Content-Type header in lower case, or None."""
    found = _CHARSET.search((header or "")[:_MAX_HEADER])
    return found[1].lower() if found else None


def encodings(header: str) -> list[str]:
    """Return the content encodings in the order they were applied, without those that change nothing."""
    names = (name.strip().lower() for name in header[:_MAX_HEADER].split(","))
    return [name for name in names if name not in _NO_ENCODING]


# Servers in the wild put the charset here, or say that they do nothing.
_NO_ENCODING = frozenset({"", "identity", "none", "utf-8", "utf8", "iso-8859-1", "8bit", "binary"})


def max_age_s(headers: Mapping[str, str], now: int) -> int | None:
    """Return for how long the answer may be kept, 1 minute to 7 days, or None where the server does not say.

    Cache-Control's max-age goes before Expires (RFC 9111 §5.3); no-cache and no-store count as silence.
    """
    control = headers.get("Cache-Control", "")[:_MAX_HEADER]
    if _FORBIDS_KEEPING.search(control):
        return None
    if (found := _MAX_AGE.search(control)) is not None:
        return _clamp(found[1])
    return _until(headers.get("Expires"), headers.get("Date"), now)


def retry_after_s(headers: Mapping[str, str], now: int) -> int | None:
    """Return what Retry-After asks for, as seconds or as a date, 1 minute to 7 days, or None."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return _clamp(text)
    return _until(text, headers.get("Date"), now)


def _until(date: str | None, server_date: str | None, now: int) -> int | None:
    """Return the seconds to a date by the server's own clock, which may differ from ours."""
    then = _seconds(date)
    if then is None:
        return None
    start = _seconds(server_date)
    return _clamp(then - (now if start is None else start))


def _seconds(date: str | None) -> int | None:
    if not date or len(date) > 100:
        return None
    try:
        moment = parsedate_to_datetime(date)
        # The oldest of HTTP's three formats names no zone (RFC 9110 §5.6.7), and none of them means another than UTC.
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, TypeError, OverflowError, OSError, IndexError):
        return None


def _clamp(seconds: str | int) -> int:
    if isinstance(seconds, str):
        # int() takes time that grows with the square of the digits; ten of them are three centuries.
        seconds = MAX_WAIT_S if len(seconds) > 10 else int(seconds)
    return min(max(seconds, MIN_WAIT_S), MAX_WAIT_S)
