"""Which elements of which vocabularies mean what. A table, and how a name is looked up in it."""

from __future__ import annotations

_NAMESPACES = {
    "": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss091": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/net/rss1.1#": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/rss/1.0/modules/syndication/": "sy:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://search.yahoo.com/mrss": "media:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.pheedo.com/namespace/pheedo": "pheedo:",
    "http://news.yandex.ru": "yandex:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
_VOCABULARIES = {namespace.rstrip("/#"): prefix for namespace, prefix in _NAMESPACES.items()}
_PREFIXES = frozenset(_VOCABULARIES.values()) - {""}
"""What undeclared prefixes are taken for."""

_FIELDS = {
    "title": "title",
    "dc:title": "other title",
    "media:title": "other title",
    "itunes:title": "other title",
    "link": "link",
    "feedburner:origlink": "original link",
    "pheedo:origlink": "original link",
    "guid": "guid",
    "id": "guid",
    "dc:identifier": "identifier",
    "content": "content",
    "content:encoded": "content",
    "content:encode": "content",
    "yandex:full-text": "content",
    "fulltext": "content",
    "fullitem": "content",
    "xhtml:body": "content",
    "xhtml:div": "content",
    "body": "content",
    "description": "summary",
    "summary": "summary",
    "abstract": "summary",
    "dc:description": "summary",
    "media:description": "plain summary",
    "itunes:summary": "plain summary",
    "itunes:subtitle": "plain summary",
    "author": "author",
    "dc:creator": "creator",
    "dc:author": "creator",
    "creator": "creator",
    "itunes:author": "other author",
    "dc:contributor": "other author",
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "dcterms:issued": "published",
    "dc:date": "published",
    "dcterms:created": "published",
    "created": "published",
    "date": "published",
    "updated": "updated",
    "modified": "updated",
    "lastmod": "updated",
    "dcterms:modified": "updated",
    "comments": "comments",
    "enclosure": "enclosure",
    "media:content": "media",
    "itunes:duration": "duration",
    "media:group": "group",
    "language": "language",
    "dc:language": "language",
    "ttl": "ttl",
    "sy:updateperiod": "period",
    "sy:updatefrequency": "frequency",
    "skiphours": "skip hours",
    "skipdays": "skip days",
}
_MAX_MEMORY = 5_000
"""Names that are remembered: documents use a few hundred, a hostile one any number."""

_known: dict[str, str] = {}


def field_of(tag: str) -> str:
    """Return what an element means by its tag ("{namespace}name" or "prefix:name"), or an empty string."""
    field = _known.get(tag)
    if field is None:
        field = _look_up(tag)
        if len(_known) < _MAX_MEMORY:
            _known[tag] = field
    return field


def is_of_feeds(tag: str) -> bool:
    """Is the element of a vocabulary that feeds are written in; XHTML is only quoted in them."""
    return _vocabulary(tag) not in (None, "xhtml:")


def _vocabulary(tag: str) -> str | None:
    return _VOCABULARIES.get(tag.lower().rpartition("}")[0].lstrip("{").rstrip("/#"))


def _look_up(tag: str) -> str:
    prefix, name = _vocabulary(tag), tag.lower().rpartition("}")[2]
    if prefix is None:
        return ""
    if not prefix and ":" in name:
        first, _, last = name.partition(":")
        name = name if f"{first}:" in _PREFIXES else last if first in ("atom", "rss") else ""
    return _FIELDS.get(prefix + name, "")
