"""Read what a page states about itself for machines: JSON-LD and `meta`. Claims only; `metadata` weighs them."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from newsreader.text import clean

_ARTICLE_TYPE_NAMES = (
    "newsarticle article blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle reviewnewsarticle "
    "backgroundnewsarticle liveblogposting techarticle socialmediaposting medicalwebpage webpage report review recipe "
    "scholarlyarticle howto advertisercontentarticle satiricalarticle discussionforumposting podcastepisode"
)
_ARTICLE_TYPES = frozenset(_ARTICLE_TYPE_NAMES.split())
_NESTING_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement")
_OPENING_MARKS = re.compile(r"(?:\s|<!--|-->|//|/\*|\*/|<!\[CDATA\[)*+")
_CLOSING_MARKS = ("-->", "//", "/*", "*/", "]]>", "<!", "<!--", ";")
_MAX_DEPTH = 4
_MAX_OBJECTS = 2_000
_MAX_JSON = 2_000_000
_MAX_META = 600
_LONG = 20_000


@dataclass(slots=True)
class Claims:
    """What a page says of itself, most trustworthy first in each list."""

    headlines: list[str] = field(default_factory=list)
    """From JSON-LD."""
    authors: list[str] = field(default_factory=list)
    """From JSON-LD, of the article."""
    published: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    body: str = ""
    """The longest articleBody."""
    is_free: bool | None = None
    """What isAccessibleForFree says."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """By lower-case property, name or itemprop."""

    def first(self, *names: str) -> str:
        """Return the first `meta` of these names that says something, or ""."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    def all(self, *names: str) -> list[str]:
        """Return what the `meta` of the first of these names that is there says, once or several times."""
        return next((self.meta[name] for name in names if name in self.meta), [])


def read_claims(root: HtmlElement) -> Claims:
    """Return what the page states about itself. Broken JSON is passed over."""
    claims = Claims()
    for count, element in enumerate(root.iter("meta")):
        if count >= _MAX_META:
            break
        content = element.get("content")
        if content:
            names = element.get("property") or element.get("name") or element.get("itemprop") or ""
            said = clean(html.unescape(content[:_LONG]), _LONG)
            for name in names.lower().split() if said else ():
                claims.meta.setdefault(name, []).append(said)
    found = [entry for entry in _json_objects(root) if _types(entry) & _ARTICLE_TYPES]
    found.sort(key=_worth, reverse=True)
    for entry in found:
        _read_object(entry, claims)
    return claims


def _read_object(entry: dict[str, Any], claims: Claims) -> None:
    for headline in (entry.get("headline"), entry.get("name") if _types(entry) != {"webpage"} else None):
        if isinstance(headline, str) and _plain(headline):
            claims.headlines.append(_plain(headline))
    if not claims.authors and _types(entry) != {"webpage"}:
        claims.authors = [name for name in map(_plain, _names(entry.get("author"))) if name]
    for said, into in ((entry.get("datePublished"), claims.published), (entry.get("inLanguage"), claims.languages)):
        if isinstance(said, str):
            into.append(clean(said))
    body = entry.get("articleBody")
    if isinstance(body, str) and len(body) > len(claims.body):
        claims.body = body
    if "isAccessibleForFree" in entry and claims.is_free is None:
        claims.is_free = str(entry["isAccessibleForFree"]).rsplit("/", 1)[-1].lower() != "false"


def _plain(text: str) -> str:
    return clean(re.sub(r"<[^<>]{0,200}>", "", html.unescape(text)))


def _worth(entry: dict[str, Any]) -> int:
    """Return how likely the object describes the article itself rather than the page or a neighbour."""
    worth = 2 * bool(entry.get("articleBody")) + bool(entry.get("headline")) + bool(entry.get("datePublished"))
    return worth + bool(entry.get("author")) + 2 * bool(_types(entry) - {"webpage"})


def _json_objects(root: HtmlElement) -> Iterator[dict[str, Any]]:
    left = _MAX_OBJECTS
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            top = json.loads(_unwrapped((script.text or "")[:_MAX_JSON]), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = deque([(top, 0)])
        while waiting and left:
            entry, depth = waiting.popleft()
            left -= 1
            if isinstance(entry, list):
                waiting.extend((part, depth + 1) for part in entry[:200] if depth < _MAX_DEPTH)
            elif isinstance(entry, dict):
                yield entry
                for key in _NESTING_KEYS:
                    part = entry.get(key)
                    if isinstance(part, (dict, list)) and depth < _MAX_DEPTH:
                        waiting.append((part, depth + 1))


def _unwrapped(script: str) -> str:
    """Return the JSON without the comment marks that hide it from very old browsers."""
    text = _OPENING_MARKS.sub("", script, count=1).rstrip()
    while text.endswith(_CLOSING_MARKS):
        text = text[: -next(len(mark) for mark in _CLOSING_MARKS if text.endswith(mark))].rstrip()
    return text


def _types(entry: dict[str, Any]) -> set[str]:
    said = entry.get("@type")
    return {str(part).rsplit("/", 1)[-1].lower() for part in (said if isinstance(said, list) else [said])}


def _names(author: object, depth: int = 0) -> list[str]:
    """Return the names in an author, however it is written: a string, an object, a list of either."""
    if isinstance(author, str):
        return [] if author.startswith(("http://", "https://", "@")) else [author]
    if isinstance(author, list) and depth < _MAX_DEPTH:
        return [name for part in author[:20] for name in _names(part, depth + 1)]
    if isinstance(author, dict) and depth < _MAX_DEPTH:
        return _names(author.get("name"), depth + 1)
    return []
