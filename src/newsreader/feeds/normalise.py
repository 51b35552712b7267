"""From the document's own words to clean values: titles plain, dates read, addresses absolute and safe.

The same for every reader, so that it does not matter which of them read the document. Must not know elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urljoin

from newsreader.dates import parse_date
from newsreader.enclosures import Enclosure
from newsreader.feeds.document import DocumentArticle, FeedDocument, RawArticle, RawFeed, RawText
from newsreader.feeds.language import declared_language, language_of
from newsreader.feeds.links import absolute
from newsreader.feeds.media import duration_seconds, merged
from newsreader.feeds.plain import as_html, plain_line
from newsreader.text import MAX_LINK, clean

_MAX_GUID = 2_000
"""Characters of a guid that are kept: real ones have at most a few hundred."""


_LONG = 4_000
"""Characters from which on a content is taken for one without comparing it with the summary."""
_ANY_TAG = re.compile(r"<[^<>]*>")


def normalise(feed: RawFeed, url: str) -> FeedDocument:
    """Return the feed cleaned; `url` is where its document was found."""
    site = absolute(url, feed.site)
    language = declared_language(feed.language)
    return FeedDocument(
        title=plain_line(feed.title),
        site=site,
        language=language,
        articles=tuple(_article(article, site or url, url, language) for article in feed.articles),
        was_cut=feed.was_cut,
        hints=feed.hints,
    )


def _article(article: RawArticle, site: str, url: str, language: str | None) -> DocumentArticle:
    # Relative links are rare outside xml:base; where they occur, they are the site's far more often than the feed's.
    base = _joined(url, article.base) if article.base else site
    link = absolute(base, article.link)
    title = plain_line(article.title)
    text, has_content = _richest(article.content, article.summary)
    html = as_html(text)
    published = _first_date(article.published)
    updated = _first_date(article.updated)
    return DocumentArticle(
        guid=_guid(article.guid),
        link=link,
        title=title,
        author=plain_line(RawText(article.author)),
        published=published or updated,
        updated=updated,
        language=language_of(
            declared_language(article.language) or language if article.language else language, title or html
        ),
        html=html,
        base=_joined(url, article.text_base) if article.text_base else link or base,
        has_content=has_content,
        comments=absolute(base, article.comments),
        enclosures=_enclosures(article, base) if article.enclosures else (),
    )


def _joined(url: str, base: str) -> str:
    try:
        return urljoin(url, base[:MAX_LINK])
    except ValueError:
        return url


def _guid(guid: str | None) -> str | None:
    """Return the guid without what no database or terminal takes; white space counts in none."""
    if guid and guid.isascii() and guid.isprintable() and " " not in guid and len(guid) <= _MAX_GUID:
        return guid
    return clean(guid, _MAX_GUID) or None if guid else None


def _richest(content: RawText | None, summary: RawText | None) -> tuple[RawText | None, bool]:
    """Return the longer text and whether it is more than the feed's summary: some feeds call the teaser content."""
    if content is None or not content.value:
        return summary, False
    if summary is None or not summary.value:
        return content, True
    if len(content.value) > _LONG:
        return (content, True) if len(content.value) >= len(summary.value) else (summary, False)
    lengths = [len(_ANY_TAG.sub("", text.value)) for text in (content, summary)]
    return (content if lengths[0] >= lengths[1] else summary), lengths[0] > 2 * lengths[1]


def _first_date(texts: Iterable[str]) -> datetime | None:
    for text in texts:
        if (date := parse_date(text)) is not None:
            return date
    return None


def _enclosures(article: RawArticle, base: str) -> tuple[Enclosure, ...]:
    safe = (
        Enclosure(address, clean(each.type, 100), each.size, each.duration_s)
        for each in article.enclosures
        if (address := absolute(base, each.url)) is not None
    )
    return merged(safe, duration_seconds(article.duration))
