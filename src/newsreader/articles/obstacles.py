"""Tell pages that are not the whole article: stubs before a paywall, walls of consent, refusals of robots."""

from __future__ import annotations

from newsreader.articles.lexicon import class_groups, lexicon, plain
from newsreader.articles.metadata import Metadata
from newsreader.articles.naming import names_of
from newsreader.articles.parsing import parse_page
from newsreader.articles.pruning import drop_machinery
from newsreader.articles.rendering import render
from newsreader.articles.wording import weight
from newsreader.blocks import BODY_KINDS, Blocks

_WHOLE = 1_500
"""Weight of a text from which an article is taken for whole, whatever else the page says."""
_STUB = 1_200
"""Weight up to which a text is a stub where the page calls it not free, though no words say so."""
_MAX_SAID = 500
"""Characters of a block that may be a wall's."""

PAYWALL = "This page shows only the beginning of the article and asks for a subscription."
CONSENT = "This page asks for consent to cookies before it shows the article."
REFUSAL = "This page does not show the article to programs."


def find_obstacle(metadata: Metadata, html: str, blocks: Blocks) -> str | None:
    """Return why the text is not the article's whole, as a sentence, or None."""
    length = sum(weight(block.text) for block in blocks if block.kind in BODY_KINDS)
    if length >= _WHOLE:
        return None
    known = lexicon()
    said = [plain(block.text) for block in blocks if len(block.text) < _MAX_SAID]
    if length < _STUB and (known.refusal.match(plain(metadata.title)) or any(map(known.refusal.match, said))):
        return REFUSAL
    walled = sum(len(text) for text in said if known.consent.match(text))
    if walled > 0.3 * sum(len(block.text) for block in blocks):
        return CONSENT
    if _is_paywalled(metadata, html, length):
        return PAYWALL
    return None


def _is_paywalled(metadata: Metadata, html: str, length: int) -> bool:
    """Tell whether the page, pruned or not, says that the rest is for subscribers."""
    if metadata.claims.is_free is False and length < _STUB:
        return True
    body = parse_page(html).find("body")
    if body is None:
        return False
    drop_machinery(body)
    if any(lexicon().paywall.match(plain(passage.block.text[:_MAX_SAID])) for passage in render(body)):
        return True
    named = (names_of(element) for element in body.iter("div", "section", "aside"))
    return length < _STUB and any("paywall" in class_groups(names) for names in named if names)
