"""Decide what a page is called, who wrote it, when and in which language, from claims and from what is visible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from newsreader.articles.bylines import byline_of, visible_bylines
from newsreader.articles.links import absolute_link
from newsreader.articles.structured import Claims, read_claims
from newsreader.articles.wording import likeness
from newsreader.dates import find_date, parse_date
from newsreader.text import clean

_TITLE_METAS = (
    "dc.title dc:title dcterm.title dcterms.title og:title weibo:article:title weibo:webpage:title parsely-title "
    "twitter:title title"
)
_DATE_METAS = (
    "article:published_time article.published parsely-pub-date datepublished date dc.date dc.date.issued dc.issued "
    "dcterms.created dcterms.issued dcterms.date pubdate publishdate publish-date publication_date sailthru.date "
    "cxenseparse:recs:publishtime og:published_time article:published originalpublicationdate ptime displaydate "
    "article_date_original cse_date citation_publication_date citation_date weibo:article:create_at"
)
_TITLE_PART = re.compile(r"\s+[|\-–—\\/>»·:•]+\s+|\s*[|｜]\s*|_(?=[^\x00-\x7f])")
_DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:pub|publish|date|time|timestamp|posted|dateline|published)", re.IGNORECASE)
_MAX_HEADINGS = 40
_TELLING_WORDS = 5
"""Words from which a heading is hardly the name of a site or a section."""
_DATE_LENGTH = 120
_MAX_DATES = 400
"""Texts that may be the date of the page, tried in order; what is no date takes longest."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a page besides its text."""

    title: str
    byline: str
    names: tuple[str, ...]
    """The authors alone."""
    published: int | None
    """UTC seconds."""
    language: str | None
    description: str
    headings: tuple[str, ...]
    """The texts of its `h1`, in order."""
    canonical: str | None
    base: str | None
    """What its links are relative to."""
    claims: Claims

    @property
    def titles(self) -> tuple[str, ...]:
        """All that the article may be called on the page itself."""
        return tuple(
            dict.fromkeys(name for name in (self.title, *self.headings[:2], *self.claims.headlines[:1]) if name)
        )


def read_metadata(root: HtmlElement, url: str | None) -> Metadata:
    """Return what the page tells of itself; the tree is not changed."""
    claims = read_claims(root)
    headings = tuple(_headings(root))
    base = _base(root, url)
    names, byline = byline_of(claims, visible_bylines(root))
    return Metadata(
        title=_title(root, claims, headings),
        byline=byline,
        names=names,
        published=_published(root, claims),
        language=_language(root, claims),
        description=claims.first("og:description", "description", "twitter:description"),
        headings=headings,
        canonical=_canonical(root, claims, base),
        base=base,
        claims=claims,
    )


def _headings(root: HtmlElement) -> Iterator[str]:
    for count, heading in enumerate(root.iter("h1")):
        text = clean("".join(heading.itertext()))
        if count < _MAX_HEADINGS and text:
            yield text


def _base(root: HtmlElement, url: str | None) -> str | None:
    for element in root.iter("base"):
        return absolute_link(element.get("href", ""), url) or url
    return url


def _canonical(root: HtmlElement, claims: Claims, base: str | None) -> str | None:
    for link in root.iter("link"):
        if link.get("rel", "").lower() == "canonical":
            return absolute_link(link.get("href", ""), base) or None
    return absolute_link(claims.first("og:url"), base) or None


# -- title


def _title(root: HtmlElement, claims: Claims, headings: tuple[str, ...]) -> str:
    document = _document_title(root)
    claimed = [*claims.headlines[:2], *(claims.meta[name][0] for name in _TITLE_METAS.split() if name in claims.meta)]
    if not claimed:
        return _within_document_title(document, headings) if document else next(iter(headings), "")
    # Of two claims the one that the window shows is meant for readers, the other for search engines.
    long = [claim for claim in claimed if 2 * len(claim) >= len(claimed[0])]
    title = next((claim for claim in long if claim.lower() in document.lower()), claimed[0])
    heading = _heading_instead(title, claims, headings)
    if heading:
        return heading
    site = claims.first("og:site_name", "application-name")
    return _without_site(title, site) if site else title


def _heading_instead(title: str, claims: Claims, headings: tuple[str, ...]) -> str:
    """Return the heading that the page shows where the claimed title adds the site's name or tells something else."""
    for heading in headings:
        rest = title[len(heading) :] if title.lower().startswith(heading.lower()) else ""
        if rest and len(heading) > 10 and _TITLE_PART.match(rest):
            return heading
    told = [heading for heading in headings if len(heading.split()) >= _TELLING_WORDS]
    if not claims.headlines and len(told) == 1 and likeness(told[0], title) < 0.2:
        return told[0]
    return ""


def _document_title(root: HtmlElement) -> str:
    # An svg has titles too.
    for element in root.iter("title"):
        parent = element.getparent()
        if parent is None or parent.tag in ("head", "html", "body"):
            return clean("".join(element.itertext()))
    return ""


def _within_document_title(document: str, headings: tuple[str, ...]) -> str:
    """Return the article's part of a title that also names the site or the section."""
    repeated = [heading for heading in headings if len(heading) > 10 and heading.lower() in document.lower()]
    if repeated:
        return max(repeated, key=len)
    parts = [part for part in _TITLE_PART.split(document) if part]
    longest = max(parts, key=lambda part: (len(part.split()), len(part)), default=document)
    long_enough = len(longest.split()) >= 4 or (not longest.isascii() and len(longest) >= 12)
    return longest if len(parts) > 1 and long_enough else document


def _without_site(title: str, site: str) -> str:
    pattern = rf"\s*[|\-–—:·•｜_]\s*{re.escape(site)}\s*$"
    return re.sub(pattern, "", title, flags=re.IGNORECASE) or title


# -- date


def _published(root: HtmlElement, claims: Claims) -> int | None:
    for said in (*claims.published, *(date for name in _DATE_METAS.split() for date in claims.meta.get(name, ()))):
        date = parse_date(said)
        if date is not None:
            return int(date.timestamp())
    for said in islice(_visible_dates(root), _MAX_DATES):
        date = parse_date(said) or find_date(said)
        if date is not None:
            return int(date.timestamp())
    return None


def _visible_dates(root: HtmlElement) -> Iterator[str]:
    """Yield what may be the date that a reader sees: marked up as such, then by class, outside comments."""
    for element in root.iter("time"):
        yield element.get("datetime", "")
        yield "".join(element.itertext())[:_DATE_LENGTH]
    for element in root.iter("*"):
        if "datePublished" in element.get("itemprop", "") or "dateCreated" in element.get("itemprop", ""):
            yield element.get("content", "") or "".join(element.itertext())[:_DATE_LENGTH]
    for element in root.iter("p", "div", "span", "li", "em", "small", "abbr", "td", "header", "h4", "h5", "h6", "a"):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if len(named) > 1 and _DATE_CLASS.search(named):
            text = clean("".join(element.itertext())[: 4 * _DATE_LENGTH])
            if 5 < len(text) <= _DATE_LENGTH:
                yield text
    yield from _dates_below_heading(root)


def _dates_below_heading(root: HtmlElement) -> Iterator[str]:
    """Yield short stretches of text right after the first heading."""
    heading = next(root.iter("h1", "h2"), None)
    if heading is None:
        return
    for count, text in enumerate(heading.xpath("following::text()[normalize-space()][position() <= 12]")):
        line = clean(str(text))
        if count < 12 and 5 < len(line) <= _DATE_LENGTH:
            yield line


# -- language


def _language(root: HtmlElement, claims: Claims) -> str | None:
    body = root.find("body")
    said = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        body.get("lang") if body is not None else None,
        *(
            meta.get("content")
            for meta in root.iter("meta")
            if meta.get("http-equiv", "").lower() == "content-language"
        ),
        claims.first("content-language", "language", "dc.language", "dcterms.language", "inlanguage"),
        *claims.languages[:1],
        claims.first("og:locale"),
    ]
    for tag in said:
        found = _LANGUAGE.match((tag or "").strip())
        if found and found.group().lower() not in ("und", "mul", "zxx"):
            language, *rest = re.split(r"[-_]", found.group())
            return "-".join([language.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
    return None


def names_title(text: str, metadata: Metadata) -> bool:
    """Tell whether the text is but the article's title again."""
    return any(likeness(text, title) > 0.8 for title in metadata.titles)
