"""Weigh how much running text each part of a page holds, so that no rule throws away what people came to read."""

from __future__ import annotations

from collections import defaultdict

from lxml.html import HtmlElement

from newsreader.articles.wording import weight

_LONG = 70
"""Weight from which a stretch of text is prose, not a label."""
_OWN_LONG = 60
"""The same for text that stands in a box without a paragraph of its own."""
_PROSE_TAGS = frozenset({"p", "pre", "blockquote"})
_BOX_TAGS = ("div", "td", "li", "dd", "section", "article", "main", "center", "font")
_INLINE_TAGS = frozenset(
    {"a", "b", "i", "em", "strong", "span", "u", "font", "code", "br", "mark", "sup", "sub", "small"}
)
_MAX_LINKED = 0.5


def prose_by_element(body: HtmlElement) -> dict[HtmlElement, int]:
    """Return for each element the weight of the long, hardly linked stretches of text inside it; others have none."""
    prose: dict[HtmlElement, int] = defaultdict(int)
    for element in body.iter(*_PROSE_TAGS, *_BOX_TAGS):
        text = _running_text(element)
        if len(text) < _LONG // 3:
            continue
        long = weight(text)
        if long < _LONG or _linked(element) > _MAX_LINKED * len(text):
            continue
        place: HtmlElement | None = element
        while place is not None:
            prose[place] += long
            place = place.getparent()
    return prose


def _running_text(element: HtmlElement) -> str:
    """Return the text that belongs to the element itself, not to paragraphs and boxes inside it."""
    if element.tag in _PROSE_TAGS:
        if element.tag == "blockquote" and element.find(".//p") is not None:
            return ""
        return " ".join("".join(element.itertext()).split())
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    if weight(own.strip()) < _OWN_LONG:
        return ""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _INLINE_TAGS:
            parts.extend(child.itertext())
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _linked(element: HtmlElement) -> int:
    return sum(len(" ".join("".join(link.itertext()).split())) for link in element.iter("a"))


def text_length(element: HtmlElement) -> int:
    """Return the characters of all text inside, white space folded."""
    return len(" ".join("".join(element.itertext()).split()))
