"""Choose among the links of a feed or an article, and make addresses absolute and safe.

Must not know where they lead: nothing is fetched here.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from newsreader.feeds.tree import Element, text_of
from newsreader.text import MAX_LINK, safe_link

_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "html", "text/plain"})
_NAMELESS = re.compile(r"//[\d.]*(?:[/:?#]|$)|//\[")
"""Addresses without a scheme that name no host, but give its number."""
_MAX_LINKS = 50
"""Links of one article that are looked at."""


def page_of(fields: dict[str, list[Element]]) -> str | None:
    """Return the address of the page behind a feed or an article, as the document has it.

    In this order: the address that a redirecting service keeps aside, an RSS link, Atom's alternate as a page, any
    alternate, a guid that says it is a permanent link.
    """
    for element in fields.get("original link", ()):
        if text := text_of(element):
            return text
    ranked: list[tuple[int, str]] = []
    for element in fields.get("link", ())[:_MAX_LINKS]:
        href = element.get("href")
        if href is None:
            if text := text_of(element):
                ranked.append((0, text))
        elif href and element.get("rel", "alternate").lower() in ("alternate", ""):
            ranked.append((1 if element.get("type", "").lower() in _PAGE_TYPES else 2, href))
    if ranked:
        return min(ranked, key=lambda pair: pair[0])[1]
    return _permanent_link(fields)


def _permanent_link(fields: dict[str, list[Element]]) -> str | None:
    for element in fields.get("guid", ()):
        text = text_of(element)
        # An Atom id is no link by the book, but where it is all there is, it leads to the page.
        if text.lower().startswith(("http://", "https://")) and element.get("isPermaLink", "").lower() != "false":
            return text
    return None


def discussion_of(fields: dict[str, list[Element]]) -> str | None:
    """Return where Atom says that an article is discussed (RFC 4685 §4)."""
    for element in fields.get("link", ())[:_MAX_LINKS]:
        if element.get("rel") == "replies" and element.get("type", "").lower() in _PAGE_TYPES:
            return element.get("href")
    return None


def files_of(fields: dict[str, list[Element]]) -> list[Element]:
    """Return Atom's links to enclosures."""
    return [element for element in fields.get("link", ())[:_MAX_LINKS] if element.get("rel") == "enclosure"]


def absolute(base: str, address: str | None) -> str | None:
    """Return an address of the document absolute and safe, or None.

    Blanks around it and line breaks within it are the document's, not the address's (WHATWG URL §4.4). What begins with
    a hyphen is no address: it would be an option to whatever opens it. "&amp;" that XML left over was escaped twice.
    """
    if not address or len(address) > 2 * MAX_LINK:
        return None
    address = "".join(address.split()) if "\n" in address or "\t" in address else address.strip()
    if address.startswith("-") or _NAMELESS.match(address):
        return None
    if "&amp;" in address:
        address = address.replace("&amp;", "&")
    if address.startswith(("www.", "WWW.")):
        address = f"http://{address}"
    if not address.startswith(("https://", "http://")):
        try:
            address = urljoin(base, address)
        except ValueError:
            return None
    return safe_link(address)
