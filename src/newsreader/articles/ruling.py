"""Apply the rule of a page's site to its tree. What rules are and where they come from is told in `siterules`."""

from __future__ import annotations

from lxml.html import HtmlElement

from newsreader.articles.passages import Passage
from newsreader.articles.pruning import drop
from newsreader.articles.rendering import render
from newsreader.articles.siterules import select
from newsreader.articles.work import Work


def apply_rule(work: Work) -> list[HtmlElement]:
    """Strip what the rule for the page's site says, and return the elements that it takes for the article."""
    rule = work.rule
    if rule is None:
        return []
    for selector in rule.strip:
        for element in select(selector, work.body):
            drop(work, element, f"by the rule {rule.name}")
    found = {element for selector in rule.content for element in select(selector, work.body)}
    tops = [element for element in work.body.iter("*") if element in found and not found & set(element.iterancestors())]
    for element in tops:
        work.note("chose", element, f"by the rule {rule.name}")
    if rule.content and not tops:
        work.note("passed over", f"the rule {rule.name}", "the page has nothing that it looks for")
    return tops


def passages_within(work: Work, elements: list[HtmlElement]) -> list[Passage]:
    """Return the passages of these elements, in order."""
    return [passage for element in elements for passage in render(element, work.metadata.base, work.roles)]
