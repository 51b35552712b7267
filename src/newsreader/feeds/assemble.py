"""Put together what a document says of an article and the blocks that its HTML became. Pure.

The worker turns HTML into blocks with another room's help; everything else that crosses to the engine is made here.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.blocks import Blocks, full_text, pack_blocks
from newsreader.feeds.document import DocumentArticle, FeedDocument
from newsreader.feeds.identity import canonical_link, digest, fingerprint
from newsreader.feeds.teaser import is_teaser
from newsreader.model import ParsedArticle, ParsedFeed
from newsreader.text import CUT, count_words

UNTITLED = "(no title)"
"""Stands where neither the title nor the text gives a word."""
_HEADLINE = 90
"""Characters of a headline that is taken from the text."""
_SHORTEST = 20
"""Characters that make a headline: what is shorter goes on to the next sentence."""


def parsed_article(article: DocumentArticle, blocks: Blocks) -> ParsedArticle:
    """Return the article as the engine takes it; `blocks` are those of `article.html`."""
    text = full_text(blocks)
    words = count_words(text)
    canonical = canonical_link(article.link) if article.link else None
    title = article.title or headline_from(text)
    return ParsedArticle(
        guid=article.guid,
        link=article.link,
        title=title,
        author=article.author,
        published=None if article.published is None else int(article.published.timestamp()),
        language=article.language,
        words=words,
        body=pack_blocks(blocks),
        # Over the feed's own title: how one is made up may change.
        fingerprint=fingerprint(article.title, text),
        is_teaser=is_teaser(article, text, words),
        comments=article.comments,
        digest=digest(title, article.author, canonical, text),
        canonical=canonical,
    )


def parsed_feed(document: FeedDocument, articles: Iterable[ParsedArticle]) -> ParsedFeed:
    """Return the feed as the engine takes it."""
    return ParsedFeed(
        title=document.title,
        site=document.site,
        language=document.language,
        articles=tuple(articles),
        was_cut=document.was_cut,
        ttl_minutes=document.hints.ttl_minutes,
        skip_hours=document.hints.skip_hours,
        skip_days=document.hints.skip_days,
    )


def headline_from(text: str) -> str:
    """Return a headline for an article without one: the first sentence of its text, or as much as fits."""
    line = " ".join(text[: 4 * _HEADLINE].split())
    for place, character in enumerate(line[:_HEADLINE]):
        follows = line[place + 1 : place + 2]
        if character in "。！？" or (character in ".!?" and follows in ("", " ") and place >= _SHORTEST):
            return line[: place + 1].removesuffix(".")
    if len(line) <= _HEADLINE:
        return line or UNTITLED
    shortened = line[:_HEADLINE].rpartition(" ")[0]
    return (shortened if len(shortened) > _SHORTEST else line[:_HEADLINE]) + CUT
