"""Put together what a document says of an article and the blocks that its HTML became. Pure.

The worker turns HTML into text and blocks with another room's help; all else that crosses to the engine is made here.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.blocks import Blocks, full_text, pack_blocks, pack_lines
from newsreader.feeds.document import DocumentArticle, FeedDocument
from newsreader.feeds.identity import canonical_link, digest, fingerprint
from newsreader.feeds.media import worth_keeping
from newsreader.feeds.sharing import is_telling
from newsreader.feeds.teaser import is_beginning, may_be_teaser
from newsreader.model import ArticleText, ParsedArticle, ParsedFeed, RoughText
from newsreader.text import CUT, count_words

UNTITLED = "(no title)"
"""Stands where neither the title nor the text gives a word."""
_HEADLINE = 90
"""Characters of a headline that is taken from the text."""
_SHORTEST = 20
"""Characters that make a headline: what is shorter goes on to the next sentence."""


def parsed_article(article: DocumentArticle, rough: str, blocks: Blocks) -> ParsedArticle:
    """Return the article as the engine takes it; `rough` and `blocks` are what its HTML says, roughly and exactly."""
    text = article_text(blocks, may_be_teaser=may_be_teaser(article), has_content=article.has_content)
    return _assembled(article, rough, article.title or headline_from(full_text(blocks)), text, None)


def rough_article(article: DocumentArticle, rough: str) -> ParsedArticle:
    """Return an article that has a title, with its rough text to be read until blocks are made of its HTML."""
    text = ArticleText(pack_lines(rough), words=0, is_teaser=False)
    source = RoughText(article.html, article.base, may_be_teaser(article), article.has_content)
    return _assembled(article, rough, article.title, text, source)


def article_text(blocks: Blocks, *, may_be_teaser: bool, has_content: bool) -> ArticleText:
    """Return the text made of an article's HTML; the rest is as in `RoughText`."""
    text = full_text(blocks)
    words = count_words(text)
    is_teaser = may_be_teaser and is_beginning(text, words, has_content=has_content)
    return ArticleText(pack_blocks(blocks), words, is_teaser)


def _assembled(
    article: DocumentArticle, rough: str, title: str, text: ArticleText, source: RoughText | None
) -> ParsedArticle:
    canonical = canonical_link(article.link) if article.link else None
    return ParsedArticle(
        guid=article.guid,
        link=article.link,
        title=title,
        author=article.author,
        published=None if article.published is None else int(article.published.timestamp()),
        language=article.language,
        words=text.words,
        body=text.body,
        # Over the feed's own title: how one is made up may change. Over the rough text: it is there at once, and what
        # extraction makes of the HTML may change too.
        fingerprint=fingerprint(article.title, rough),
        is_teaser=text.is_teaser,
        comments=article.comments,
        digest=digest(title, article.author, canonical, rough),
        canonical=canonical,
        is_telling=is_telling(article.title, rough),
        rough=source,
        enclosures=worth_keeping(article.enclosures) if article.enclosures else (),
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
