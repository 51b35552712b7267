"""Find who wrote an article: the names a page claims, and the line that a reader sees ("By Ada Ito in Tokyo")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newsreader.articles.lexicon import lexicon
from newsreader.articles.structured import Claims
from newsreader.dates import find_date
from newsreader.text import clean

_AUTHOR_METAS = (
    "dc.creator dc:creator dcterms.creator author article:author parsely-author sailthru.author byl cxenseparse:author "
    "dcterm.creator citation_author creator weibo:article:author"
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|p-author|author[_-]{0,2}name|article[_-]{1,2}author|writer|authors?|dateline|"
    r"autor(?:en)?|auteur|autore|firma|signature|journalist)(?=$|[\s_-])",
    re.IGNORECASE,
)
_MAX_LENGTH = 120
"""Characters of a byline; a longer text beside an author's name is a portrait of them."""
_PLACE = re.compile(r"[\w’'. -]{2,40}")
_TAGS = ("a", "span", "p", "div", "address", "li", "cite", "strong", "em", "h3", "h4", "h5", "h6", "small", "header")


def byline_of(claims: Claims, visible: list[str]) -> tuple[tuple[str, ...], str]:
    """Return the authors' names and the byline: the names, or the visible line where that also tells the place."""
    names = claims.authors or _from_meta(claims)
    names = list(dict.fromkeys(re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in names))
    if not names:
        line = without_prefix(visible[0]) if visible else ""
        return ((line,) if line else ()), line
    byline = ", ".join(names)
    for line in visible:
        if _adds_place(without_prefix(line), byline):
            return tuple(names), without_prefix(line)
    return tuple(names), byline


def _from_meta(claims: Claims) -> list[str]:
    for name in _AUTHOR_METAS.split():
        said = [author for author in claims.meta.get(name, ()) if not re.match(r"https?://|@|www\.", author)]
        if said:
            return said
    return []


def without_prefix(line: str) -> str:
    """Return the line without the word that introduces the author ("By", "Von")."""
    return lexicon().byline_prefix.sub("", line, count=1).strip() if line else ""


def _adds_place(line: str, byline: str) -> bool:
    rest = line[len(byline) :] if line.lower().startswith(byline.lower()) else ""
    found = lexicon().place_prefix.match(rest) if rest else None
    return found is not None and _PLACE.fullmatch(rest[found.end() :].strip()) is not None


def visible_bylines(root: HtmlElement) -> list[str]:
    """Return the lines that look like bylines, likeliest first."""
    lines = [line for _, line in sorted(_candidates(root), key=lambda found: found[0])]
    return list(dict.fromkeys(lines))


def _candidates(root: HtmlElement) -> Iterator[tuple[int, str]]:
    """Yield lines with a rank, 0 for the likeliest."""
    for element in root.iter(*_TAGS):
        rank = _rank(element)
        if rank is None:
            continue
        name = next((part for part in element.iter("*") if "name" in part.get("itemprop", "").split()), None)
        text = clean("".join((element if name is None else name).itertext())[: 8 * _MAX_LENGTH])
        line = _without_date(text) if len(text) <= _MAX_LENGTH else ""
        if len(line) > 2 and re.search(r"[^\W\d]", line):
            yield rank, line


def _without_date(line: str) -> str:
    """Return the line without the date, age or reading time that follows the names."""
    tokens = re.split(r"\s+[•·|–—]\s+", line)[0].split()
    number = next((index for index, token in enumerate(tokens) if any(map(str.isdigit, token))), None)
    if number is None:
        return " ".join(tokens)
    before = tokens[number - 1] if number else ""
    starts_date = before and find_date(" ".join(tokens[number - 1 :])) and not find_date(" ".join(tokens[number:]))
    if starts_date or before[:1].islower():
        number -= 1
    return " ".join(tokens[:number]).rstrip(" ,;|-–—(")


def _rank(element: HtmlElement) -> int | None:
    if element.get("rel") == "author" or "author" in element.get("itemprop", "").split():
        return 0
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if len(named) > 1 and _BYLINE_CLASS.search(named):
        return 1
    return None
