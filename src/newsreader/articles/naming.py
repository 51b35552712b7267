"""Read the names by which an element tells what it is. Knows attributes, not what they mean."""

from __future__ import annotations

from lxml.html import HtmlElement

_NAMING = ("class", "id", "data-testid", "data-component", "data-module", "data-type", "role")


def names_of(element: HtmlElement) -> str:
    """Return class names, ids and the like, parted by blanks."""
    attributes = element.attrib
    if not attributes:
        return ""
    return " ".join([attributes[name] for name in _NAMING if name in attributes])
