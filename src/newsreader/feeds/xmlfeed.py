"""Read RSS 0.9x, 1.0 and 2.0, RDF, Atom 0.3 and 1.0 and CDF from a tree, in the document's own words.

One reader for all: feeds mix their vocabularies (Atom links in RSS, Dublin Core in everything), so an element's name
says what it means (`fields`), and the format hardly matters. Must not clean, resolve or date anything.
"""

from __future__ import annotations

from datetime import datetime

from newsreader.dates import parse_date
from newsreader.enclosures import Enclosure
from newsreader.feeds import links
from newsreader.feeds.document import MAX_ARTICLES, Hints, Markup, RawArticle, RawFeed, RawText
from newsreader.feeds.fields import field_of, is_of_feeds
from newsreader.feeds.media import byte_count, duration_seconds
from newsreader.feeds.plain import looks_like_html
from newsreader.feeds.tree import Element, inner_markup, text_of

Fields = dict[str, list[Element]]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MAX_PARTS = 20
"""Authors and files of an article that are read."""


def read_xml(root: Element, *, was_cut: bool) -> RawFeed:
    """Return the feed under `root`; one without articles is a feed too."""
    _strip_own_vocabulary(root)
    elements = _article_elements(root)
    if was_cut and len(elements) > 1:
        elements.pop()  # the cut went through it
    chosen = _newest(elements)
    header = _fields(_header(root))
    author = _author(header)
    language = root.get(_LANG) or _first_text(header, "language")
    return RawFeed(
        title=_text(header, "title") or _text(header, "other title"),
        site=links.page_of(header),
        language=language,
        articles=tuple(_article(element, "" if "@" in author else author) for element in chosen),
        was_cut=was_cut or len(chosen) < len(elements),
        hints=_hints(header),
    )


def _strip_own_vocabulary(root: Element) -> None:
    """Read a feed that is all in a vocabulary of its own making, or taken for XHTML, as if it had none."""
    namespace, _, _ = str(root.tag).rpartition("}")
    if namespace and not is_of_feeds(root.tag):
        for element in root.iter(f"{namespace}}}*"):
            element.tag = element.tag.rpartition("}")[2]


def _article_elements(root: Element) -> list[Element]:
    elements = list(root.iter("{*}item", "{*}entry", "{*}ITEM", "{*}Item", "{*}Entry"))
    if not elements and ":" in root.tag.rpartition("}")[2]:  # a prefix that nobody declared is part of the name
        names = ("item", "entry")
        elements = [element for element in root.iter() if str(element.tag).rpartition(":")[2] in names]
    return elements


def _newest(elements: list[Element]) -> list[Element]:
    """Return at most `MAX_ARTICLES`: the first, or the last where the feed begins with its oldest."""
    if len(elements) <= MAX_ARTICLES:
        return elements
    first, last = (_date_of(_fields(end)) for end in (elements[0], elements[-1]))
    is_oldest_first = first is not None and last is not None and first < last
    return elements[-MAX_ARTICLES:] if is_oldest_first else elements[:MAX_ARTICLES]


def _date_of(fields: Fields) -> datetime | None:
    return next(map(parse_date, _dates(fields, "published") or _dates(fields, "updated")), None)


def _header(root: Element) -> Element:
    """Return the element whose children describe the feed."""
    for child in root:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2].lower() == "channel":
            return child
    return root


def _fields(element: Element) -> Fields:
    """Return the element's children by what they mean; those of a media:group as its own."""
    fields: Fields = {}
    for child in element:
        field = field_of(str(child.tag))
        if field == "group":
            for name, inner in _fields(child).items():
                fields.setdefault(name, []).extend(inner)
        elif field:
            fields.setdefault(field, []).append(child)
    return fields


def _article(element: Element, feed_author: str) -> RawArticle:
    fields = _fields(element)
    about = element.get(f"{_RDF}about")
    guid = _first_text(fields, "guid") or about or _first_text(fields, "identifier")
    return RawArticle(
        guid=guid or None,
        link=links.page_of(fields) or element.get("HREF") or about,
        title=_text(fields, "title") or _text(fields, "other title"),
        author=_author(fields) or feed_author,
        published=_dates(fields, "published"),
        updated=_dates(fields, "updated") or tuple(filter(None, [element.get("LASTMOD")])),
        language=element.get(_LANG) or _first_text(fields, "language"),
        content=_longest(fields, "content"),
        summary=_longest(fields, "summary") or _plain_summary(fields),
        comments=_first_text(fields, "comments") or links.discussion_of(fields),
        enclosures=_enclosures(fields),
        duration=_first_text(fields, "duration"),
        base=element.base,
        text_base=_text_base(fields, element),
    )


def _first_text(fields: Fields, field: str) -> str | None:
    for element in fields.get(field, ()):
        if text := text_of(element):
            return text
    return None


def _dates(fields: Fields, field: str) -> tuple[str, ...]:
    return tuple(text for element in fields.get(field, ())[:_MAX_PARTS] if (text := text_of(element)))


def _text(fields: Fields, field: str) -> RawText | None:
    """Return the first text of a field that says anything, as a line is read."""
    for element in fields.get(field, ()):
        construct = _construct(element)
        if construct is not None and construct.value:
            return construct
    return None


def _longest(fields: Fields, field: str) -> RawText | None:
    elements = fields.get(field)
    if not elements:
        return None
    constructs = [construct for element in elements[:_MAX_PARTS] if (construct := _construct(element))]
    return max(constructs, key=lambda construct: len(construct.value), default=None)


_HTML_TYPES = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_TEXT_TYPES = frozenset({"text", "text/plain", "plain"})


def _construct(element: Element) -> RawText | None:
    """Return an Atom text construct (RFC 4287 §3.1) or what stands for one elsewhere; None if it holds no text."""
    if len(element):
        return RawText(inner_markup(element), Markup.HTML)
    value = (element.text or "").strip()
    kind = element.get("type")
    mode = element.get("mode")  # of Atom 0.3
    if mode == "base64":
        return None
    if not kind or mode == "escaped":
        return RawText(value)
    kind = kind.lower()
    if kind in _HTML_TYPES:
        return RawText(value, Markup.HTML)
    if kind in _TEXT_TYPES:
        return RawText(value, Markup.TEXT)
    return RawText(value) if kind.startswith("text/") or kind.endswith("xml") else None


def _plain_summary(fields: Fields) -> RawText | None:
    """Return a description of media: its lines matter, whether or not it says that it is plain."""
    text = _first_text(fields, "plain summary")
    return None if text is None else RawText(text, Markup.HTML if looks_like_html(text) else Markup.TEXT)


def _author(fields: Fields) -> str:
    """Return the names of those who wrote it, with commas between them."""
    elements = fields.get("creator") or fields.get("author") or fields.get("other author") or []
    names = (_person(element) for element in elements[:_MAX_PARTS])
    return ", ".join(dict.fromkeys(name for name in names if name))


def _person(element: Element) -> str:
    """Return a name from Atom's person construct, "mail (name)" or "name <mail>"."""
    if len(element):
        parts = {str(child.tag).rpartition("}")[2].lower(): text_of(child) for child in element}
        return parts.get("name") or parts.get("email") or parts.get("title") or ""
    text = (element.text or "").strip()
    if text.endswith(")") and "@" in text.partition(" (")[0]:
        return text.partition(" (")[2][:-1].strip() or text
    if text.endswith(">") and "@" in text:
        return text.partition("<")[0].strip(' "') or text
    return text


def _enclosures(fields: Fields) -> tuple[Enclosure, ...]:
    elements = [*fields.get("enclosure", ()), *links.files_of(fields), *fields.get("media", ())]
    return tuple(
        Enclosure(
            url,
            element.get("type") or element.get("medium") or "",
            byte_count(element.get("length") or element.get("fileSize")),
            duration_seconds(element.get("duration")),
        )
        for element in elements[:_MAX_PARTS]
        if (url := element.get("url") or element.get("href") or element.get(f"{_RDF}resource"))
    )


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else None


def _text_base(fields: Fields, element: Element) -> str | None:
    content = fields.get("content") or fields.get("summary")
    return (content[0] if content else element).base


_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _hints(header: Fields) -> Hints:
    ttl = _number(_first_text(header, "ttl")) or 0
    period = _PERIODS.get((_first_text(header, "period") or "").lower(), 0)
    frequency = _number(_first_text(header, "frequency")) or 1
    minutes = max(ttl, period // frequency)
    hours = {_number(word) for element in header.get("skip hours", ()) for word in _words(element)}
    days = {word.lower() for element in header.get("skip days", ()) for word in _words(element)}
    return Hints(
        ttl_minutes=minutes or None,
        skip_hours=tuple(sorted({hour % 24 for hour in hours if hour is not None and hour <= 24})),
        skip_days=tuple(number for number, day in enumerate(_DAYS) if day in days),
    )


def _words(element: Element) -> list[str]:
    return [text_of(child) for child in list(element)[: 2 * _MAX_PARTS]] or text_of(element).split()
