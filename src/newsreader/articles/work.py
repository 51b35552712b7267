"""What one extraction works on, handed from step to step, with the record of what was decided and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lxml.html import HtmlElement

from newsreader.articles.metadata import Metadata
from newsreader.articles.passages import Passage, Role
from newsreader.articles.siterules import SiteRule
from newsreader.text import clean


class Rule(StrEnum):
    """The rules around readability, each of which can be switched off alone to see what it is worth."""

    TAGS = "tags"
    HIDDEN = "hidden"
    POSTS = "posts"
    CAPTIONS = "captions"
    BELOW_PICTURES = "below-pictures"
    LEDES = "ledes"
    CLASSES = "classes"
    RESTORE = "restore"
    HEADING_ARTICLE = "heading-article"
    TITLES = "titles"
    HEAD_LINES = "head-lines"
    PHRASES = "phrases"
    SHOUTED_LINKS = "shouted-links"
    PORTRAIT = "portrait"
    ENDING = "ending"
    OPENING = "opening"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: what was done to what, and why."""

    action: str
    """In the past tense: "pruned", "chose", "restored"."""
    what: str
    why: str


@dataclass(slots=True)
class Work:
    """A page while its article is being extracted."""

    root: HtmlElement
    body: HtmlElement
    metadata: Metadata
    without: frozenset[Rule] = frozenset()
    """Rules that are switched off."""
    rule: SiteRule | None = None
    """The rule for the page's site."""
    roles: dict[HtmlElement, Role] = field(default_factory=dict)
    prose: dict[HtmlElement, int] = field(default_factory=dict)
    """How much running text each element holds, as `weighing` counts it."""
    steps: list[Step] | None = None
    """What was decided so far; None where nobody wants to know."""

    def uses(self, rule: Rule) -> bool:
        """Tell whether the rule is on."""
        return rule not in self.without

    def note(self, action: str, what: HtmlElement | Passage | str, why: str) -> None:
        """Record a decision, if somebody wants to know."""
        if self.steps is not None:
            self.steps.append(Step(action, _describe(what), why))


_TOLD_LENGTH = 80
"""Characters of a text that a record quotes."""


def _describe(what: HtmlElement | Passage | str) -> str:
    if isinstance(what, str):
        return clean(what, _TOLD_LENGTH)
    if isinstance(what, Passage):
        return f"{what.block.kind}: {clean(what.block.text or what.block.alt or what.block.url, _TOLD_LENGTH)}"
    names = "".join(f"#{name}" for name in what.get("id", "").split()[:1])
    names += "".join(f".{name}" for name in what.get("class", "").split()[:3])
    return f"<{what.tag}>{clean(names, _TOLD_LENGTH)} {clean(''.join(what.itertext()), _TOLD_LENGTH)!r}"
