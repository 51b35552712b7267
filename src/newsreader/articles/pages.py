"""Extract the article of a page: each step is a module of its own, this one only puts them in order."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from newsreader.articles.bounding import bounded
from newsreader.articles.choosing import choose_by_readability, densest_element, is_affordable, number_elements
from newsreader.articles.decoding import decode_page
from newsreader.articles.metadata import read_metadata
from newsreader.articles.obstacles import find_obstacle
from newsreader.articles.opening import add_opening
from newsreader.articles.parsing import parse_page
from newsreader.articles.passages import Passage
from newsreader.articles.pruning import drop_machinery, prune, show
from newsreader.articles.rendering import render
from newsreader.articles.restoring import restore
from newsreader.articles.ruling import apply_rule, passages_within
from newsreader.articles.siterules import PageLinks, RuleBook, links_of, shipped_rules
from newsreader.articles.tidying import tidy
from newsreader.articles.trimming import trim
from newsreader.articles.wording import likeness, share_within, weight
from newsreader.articles.work import Rule, Step, Work
from newsreader.blocks import BODY_KINDS
from newsreader.errors import ExtractionFailed
from newsreader.model import Page
from newsreader.text import CUT

_SHORT_ARTICLE = 250
"""Weight; an article with less is tried again without pruning."""
_PRUNING = frozenset({Rule.TAGS, Rule.HIDDEN, Rule.CAPTIONS, Rule.BELOW_PICTURES, Rule.LEDES, Rule.CLASSES})


@dataclass(frozen=True, slots=True)
class Explained:
    """A page with the record of how it was extracted."""

    page: Page
    steps: tuple[Step, ...]


def extract_page(
    html: bytes | str, *, url: str | None = None, charset: str | None = None, rules: RuleBook | None = None
) -> Page:
    """Return the article of the page: what it is called, who wrote it, when, and its text as blocks.

    `charset` is what HTTP said; `rules` are the shipped ones unless given. Raises ExtractionFailed where the page
    holds no text at all.
    """
    return _extract(decode(html, charset), _Request(url, rules or shipped_rules()))


def explain_page(
    html: bytes | str,
    *,
    url: str | None = None,
    charset: str | None = None,
    rules: RuleBook | None = None,
    without: frozenset[Rule] = frozenset(),
) -> Explained:
    """Return the page together with all that was decided on the way; `without` switches general rules off."""
    steps: list[Step] = []
    page = _extract(decode(html, charset), _Request(url, rules or shipped_rules(), without, steps))
    return Explained(page, tuple(steps))


def page_links(html: bytes | str, *, url: str, charset: str | None = None, rules: RuleBook | None = None) -> PageLinks:
    """Return where the rest of the article is, as far as a rule for its site tells."""
    rule = (rules or shipped_rules()).rule_for(url)
    return links_of(parse_page(decode(html, charset)), url, rule) if rule else PageLinks()


def decode(html: bytes | str, charset: str | None) -> str:
    """Return the page as text, as much of it as is read."""
    return bounded(html if isinstance(html, str) else decode_page(html, charset))


@dataclass(frozen=True, slots=True)
class _Request:
    """What is wanted of a page."""

    url: str | None
    rules: RuleBook
    without: frozenset[Rule] = frozenset()
    steps: list[Step] | None = None


def _extract(text: str, request: _Request) -> Page:
    work = _begin(text, request, request.without)
    passages = _article(work)
    if weight_of_body(passages) < _SHORT_ARTICLE and work.uses(Rule.FALLBACK):
        passages = _fall_back(work, text, request, passages)
    if not passages:
        raise ExtractionFailed("This page holds no text.")
    if [passage.block.text for passage in passages] == [CUT]:
        raise ExtractionFailed("This page holds more markup than newsreader reads, and no text in what it does.")
    metadata = work.metadata
    blocks = tidy([passage.block for passage in passages], metadata.title)
    return Page(
        title=metadata.title,
        byline=metadata.byline,
        published=metadata.published,
        language=metadata.language,
        blocks=blocks,
        url=metadata.canonical,
        problem=find_obstacle(metadata, text, blocks),
    )


def _begin(text: str, request: _Request, without: frozenset[Rule]) -> Work:
    root = parse_page(text)
    body = root.find("body")
    assert body is not None  # parse_page sees to it
    metadata = read_metadata(root, request.url)
    rule = request.rules.rule_for(request.url or metadata.canonical)
    return Work(root, body, metadata, without, rule=rule, steps=request.steps)


def _article(work: Work) -> list[Passage]:
    """Return the passages of the article as readability and the rules around it see it."""
    drop_machinery(work.body)
    if not is_affordable(work.root):
        work.note("chose", "everything", "the page is too large to be looked through")
        work.without |= {Rule.FALLBACK}  # nothing is pruned, so it would come to the same
        return render(work.body, work.metadata.base)
    chosen = apply_rule(work)
    prune(work)
    if chosen:
        passages = passages_within(work, chosen)
        if weight_of_body(passages) >= _SHORT_ARTICLE:
            return trim(work, passages)
        work.note("passed over", f"the rule {work.rule.name if work.rule else ''}", "it finds too little text")
    number_elements(work.root)
    everything = render(work.body, work.metadata.base, work.roles)
    kept = choose_by_readability(work.root)
    work.note("chose", f"{len(kept)} elements", "by readability")
    passages = restore(work, everything, kept)
    if work.uses(Rule.HEADING_ARTICLE):
        passages = _article_of_heading(work, everything, passages)
    article = trim(work, passages)
    return add_opening(work, everything, article) if work.uses(Rule.OPENING) else article


def _article_of_heading(work: Work, everything: list[Passage], passages: list[Passage]) -> list[Passage]:
    """Return the passages of the article that holds the title, where readability took another one's."""
    title = work.metadata.title
    headings = [h1 for h1 in work.body.iter("h1") if title and likeness("".join(h1.itertext()), title) > 0.6]
    if len(headings) != 1:
        return passages
    article = next((place for place in headings[0].iterancestors() if _is_article(place)), None)
    if article is None or work.prose.get(article, 0) < _SHORT_ARTICLE:
        return passages
    inside = [passage for passage in everything if article in passage.source.iterancestors()]
    ours, theirs = _text(inside), _text(passages)
    if weight(ours) > _SHORT_ARTICLE and share_within(theirs, ours) < 0.3:
        work.note("chose", article, "the article that holds the title")
        return inside
    return passages


def _is_article(element: HtmlElement) -> bool:
    named = element.get("class", "").split()
    return element.tag == "article" or "articleBody" in element.get("itemprop", "").split() or "hentry" in named


def _fall_back(work: Work, text: str, request: _Request, passages: list[Passage]) -> list[Passage]:
    """Return the article of the unpruned page, or all of its text, where that is clearly more."""
    again = _begin(text, request, work.without | _PRUNING)
    show(again.body)
    show(again.root)
    found = _article(again)
    if weight_of_body(found) > max(1.5 * weight_of_body(passages), _SHORT_ARTICLE - 50):
        work.note("chose", "the page as it came", "pruning left too little")
        return found
    if passages:
        return passages
    dense = densest_element(work.body, work.prose)
    work.note("chose", dense, "all text there is")
    left = render(dense, work.metadata.base, work.roles)
    return trim(work, left) or left or render(again.body, work.metadata.base)


def weight_of_body(passages: list[Passage]) -> int:
    """Return the weight of the running text."""
    return sum(weight(passage.block.text) for passage in passages if passage.block.kind in BODY_KINDS)


def _text(passages: list[Passage]) -> str:
    return "\n".join(passage.block.text for passage in passages if passage.block.kind in BODY_KINDS)
