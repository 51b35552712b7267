"""Say by which of its values an article is known in other feeds too. Pure.

One story in several feeds has the same guid, the same link or the same title and text there. Not every such value tells
a story from others: a guid may be a number that means something in its own feed only, a link that of the whole site or
one that all articles of a document share, a text "Read more".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newsreader.feeds.identity import canonical_link, is_front_page
from newsreader.model import ParsedArticle, SharedValues

_GLOBAL_GUID = re.compile(
    r"https?://[^/?#]+[/?#].|(?:tag|urn|yt):.{6}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    re.IGNORECASE,
)
"""An address of something within a site, a tag, a URN or a UUID: no two publishers make the same."""
LONG_ENOUGH = 200
"""Bytes of a text that tell it, with its title, from all others: some forty words, or seventy signs of Chinese."""


def is_telling(title: str, text: str) -> bool:
    """Are title and text together long enough that no other article has the same by chance."""
    return bool(title.strip()) and len(text[:LONG_ENOUGH].encode("utf-8", "replace")) >= LONG_ENOUGH


def values_of(articles: Sequence[ParsedArticle], site: str | None) -> list[SharedValues]:
    """Return for each article of a document what it would share with a copy of it in another feed.

    What occurs more than once in the document tells none of its articles apart. `site` is the address of the feed's.
    """
    front_page = canonical_link(site) if site else None
    guids = Counter(article.guid for article in articles)
    links = Counter(article.canonical for article in articles)
    texts = Counter(article.fingerprint for article in articles)
    return [
        SharedValues(
            article.guid if guids[article.guid] == 1 and is_global(article.guid, front_page) else None,
            article.canonical
            if links[article.canonical] == 1 and leads_within(article.canonical, front_page)
            else None,
            article.fingerprint if article.is_telling and texts[article.fingerprint] == 1 else None,
        )
        for article in articles
    ]


def is_global(guid: str | None, front_page: str | None) -> bool:
    """Does the guid mean the same in every feed. `front_page` is the canonical link of the feed's site."""
    if guid is None or _GLOBAL_GUID.match(guid) is None:
        return False
    return guid[:4].lower() != "http" or leads_within(canonical_link(guid), front_page)


def leads_within(canonical: str | None, front_page: str | None) -> bool:
    """Does this canonical link lead to something within a site, and not to the site."""
    return canonical is not None and not is_front_page(canonical, front_page)
