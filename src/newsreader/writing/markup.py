"""Make text safe inside XML and HTML. Must not know blocks."""

from __future__ import annotations

# No XML document may hold these, not even escaped (XML 1.0 §2.2).
_IMPOSSIBLE = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_ESCAPES: dict[int, str | None] = {
    **dict.fromkeys(_IMPOSSIBLE),
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("'"): "&#39;",
}


def escape(text: str) -> str:
    """Return the text fit for the content of an element and for an attribute in either kind of quotes."""
    return text.translate(_ESCAPES)
