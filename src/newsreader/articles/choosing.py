"""Choose which elements of a page hold its article: readability decides, on our tree, and tells by their numbers.

Elements are numbered before, so that what readability keeps of its copy can be found again in ours, where lists,
tables, captions and sub-heads still stand.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from typing import Any

from lxml import etree
from lxml.html import HtmlElement
from readability import Document, readability

from newsreader.articles.weighing import text_length

NUMBER = "data-newsreader-number"
_MAX_COST = 60_000_000
"""Characters times levels: what readability spends grows with it, and more than this takes it seconds."""
_ELEMENT_COST = 50
"""What an element costs besides its text: nesting alone is slow to look through."""
_MAX_ELEMENTS = 20_000
"""Elements of the page; long Wikipedia pages have half as many, few others more than 5,000."""

# It logs a traceback for every page that it gives up on; that is an expected failure here, and told as one.
logging.getLogger("readability.readability").setLevel(logging.CRITICAL + 1)
# For a log that nobody reads it describes each element, and its table of those keeps the tree of the last page alive.
readability.describe = lambda element: ""


class _Chooser(Document):  # type: ignore[misc]
    """readability on a tree that is parsed and pruned already, answering with the tree instead of its source."""

    def _parse(self, tree: HtmlElement) -> HtmlElement:
        return deepcopy(tree)

    def get_clean_html(self) -> str:
        return str(etree.tostring(self.html, encoding="unicode", method="html"))

    def get_link_density(self, element: HtmlElement) -> float:
        linked = sum(map(text_length, element.iterdescendants("a")))
        return linked / max(text_length(element), 1) if linked else 0.0


def number_elements(root: HtmlElement) -> dict[str, HtmlElement]:
    """Number all elements and return them by number, in document order."""
    numbered = {str(number): element for number, element in enumerate(root.iter("*"))}
    for number, element in numbered.items():
        element.set(NUMBER, number)
    return numbered


def is_affordable(root: HtmlElement) -> bool:
    """Tell whether the page can be looked through in reasonable time."""
    cost = depth = elements = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            depth += 1
            elements += 1
            cost += depth * (len(element.text or "") + len(element.tail or "") + _ELEMENT_COST)
        else:
            depth -= 1
    return cost <= _MAX_COST and elements <= _MAX_ELEMENTS


def choose_by_readability(root: HtmlElement) -> frozenset[str]:
    """Return the numbers of the elements whose own text readability takes for the article; empty if it gives up."""
    chooser: Any = _Chooser(root)
    try:
        chooser.summary(html_partial=True)
    except ValueError:  # Unparseable, and whatever it wraps
        return frozenset()
    return frozenset(_numbers_with_text(chooser.html))


def _numbers_with_text(kept: HtmlElement) -> set[str]:
    numbers = set()
    for element in kept.iter("*"):
        if element.text and not element.text.isspace():
            numbers.add(_number_around(element))
        if element.tail and not element.tail.isspace():
            parent = element.getparent()
            numbers.add(_number_around(parent) if parent is not None else "")
    return numbers - {""}


def _number_around(element: HtmlElement) -> str:
    """Return the number of the element, or, where readability made it, of the next one around."""
    place: HtmlElement | None = element
    while place is not None:
        number = place.get(NUMBER)
        if number is not None:
            return str(number)
        place = place.getparent()
    return ""


def densest_element(body: HtmlElement, prose: dict[HtmlElement, int]) -> HtmlElement:
    """Return the smallest element that holds nearly all running text: what is left where readability gives up."""
    place = body
    while True:
        heaviest = max(place, key=lambda child: prose.get(child, 0), default=None)
        if heaviest is None or prose.get(heaviest, 0) < 0.8 * prose.get(place, 0) or not prose.get(heaviest, 0):
            return place
        place = heaviest
