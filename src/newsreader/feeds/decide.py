"""Decide what a refresh changes: which articles of a document are new, which were edited. Pure: no network, no SQL."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime

import msgspec

from newsreader.blocks import full_text, unpack_blocks
from newsreader.feeds.identity import article_key, canonical_link, folded_guid
from newsreader.feeds.matching import link_of, match_articles
from newsreader.feeds.sharing import values_of
from newsreader.model import ChangedArticle, Decision, KnownArticle, NewArticle, ParsedArticle, ParsedFeed

_NUMBER = re.compile(r"\d+(?:[.,:'’]\d+)*")


def decide(parsed: ParsedFeed, known: Sequence[KnownArticle], *, feed_url: str, now: datetime) -> Decision:
    """Return what `parsed` changes for someone who has `known` of the feed at `feed_url`.

    `known` may be all that is stored of the feed, or what shares a guid, a link or a fingerprint with the document.
    Articles without a date get `now`, those with a later one too; among them the document's order is kept, first is
    newest, a second apart.
    """
    articles = _without_doubles(parsed.articles)
    matches = match_articles(articles, known, parsed.site)
    keys, shared = (_keys(feed_url, articles, known), values_of(articles, parsed.site)) if None in matches else ([], [])
    at = int(now.timestamp())
    new: list[NewArticle] = []
    changed: list[ChangedArticle] = []
    unfinished: list[ChangedArticle] = []
    for place, (article, match) in enumerate(zip(articles, matches, strict=True)):
        if match is None:
            published = article.published
            if published is None or published > at:
                published = at - place
            new.append(NewArticle(keys[place], published, article.digest, article, shared[place]))
        elif match.id is not None and not match.digest:
            unfinished.append(ChangedArticle(match.id, article.digest, article))
        elif match.id is not None and match.digest != article.digest:
            changed.append(ChangedArticle(match.id, article.digest, article, _is_real(match, article)))
    enclosed = tuple(
        (match.id, article.enclosures)
        for article, match in zip(articles, matches, strict=True)
        if article.enclosures and match is not None and match.id is not None
    )
    return Decision(tuple(new), tuple(changed), tuple(unfinished), enclosed)


def _is_real(stored: KnownArticle, article: ParsedArticle) -> bool:
    """Did the words change that a reader sees; not only markup, author or link.

    Figures and white space do not count: numbers of comments, prices and clocks change with each refresh.
    """
    has_same_beginning = stored.fingerprint == article.fingerprint
    before, after = _text_words(stored.body), _text_words(article.body)
    if before is None or after is None:
        return not has_same_beginning
    # The title of an article without one is taken from its text, and how that is done may change with the program.
    return before != after or (not has_same_beginning and _words(stored.title) != _words(article.title))


def _text_words(body: bytes | None) -> str | None:
    """Return the words of a packed text; None where it is missing or damaged."""
    try:
        return None if body is None else _words(full_text(unpack_blocks(body)))
    except (zlib.error, msgspec.DecodeError):
        return None


def _words(text: str) -> str:
    return "".join(_NUMBER.sub("", text).split())


def _without_doubles(articles: Iterable[ParsedArticle]) -> list[ParsedArticle]:
    """Return the articles without those that the document repeats word for word."""
    unique: dict[Hashable, ParsedArticle] = {}
    for number, article in enumerate(articles):
        link = link_of(article)
        # Without guid and link, equal articles may be two: they are counted when they are matched.
        name = number if article.guid is None and link is None else (article.guid, link)
        unique.setdefault((name, article.fingerprint), article)
    return list(unique.values())


def _keys(feed_url: str, articles: Sequence[ParsedArticle], known: Sequence[KnownArticle]) -> list[str]:
    """Return a stable key for each article: over its guid, else its link, else over all that tells it apart."""
    guids = [folded_guid(article.guid) for article in articles]
    links = [link_of(article) for article in articles]
    guid_counts, link_counts = Counter(guids), Counter(links)
    link_counts.update(canonical_link(stored.link) for stored in known if stored.link)
    text_counts = Counter(stored.fingerprint for stored in known)
    keys: list[str] = []
    for article, guid, link in zip(articles, guids, links, strict=True):
        if guid is not None and guid_counts[guid] == 1:
            keys.append(article_key(feed_url, "guid", guid))
        elif link is not None and link_counts[link] == 1:
            keys.append(article_key(feed_url, "link", link))
        else:
            number = text_counts[article.fingerprint]
            text_counts[article.fingerprint] += 1
            keys.append(article_key(feed_url, "text", guid or "", link or "", article.fingerprint.hex(), str(number)))
    return keys
