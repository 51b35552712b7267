"""Turn HTML text into a tree with nothing lost, however hostile: deep nesting, endless attributes, huge text.

The limits of libxml2 lose text without a word, so what would hit them is taken apart first and parsed flat.
"""

from __future__ import annotations

import re

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

_page_parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
_fragment_parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)

# libxml2 walks all attributes of a tag for each further one: 200,000 take minutes.
_TAG_WITH_ATTRIBUTES = re.compile(r"<[a-zA-Z](?:[^>=]+|=\s*\"[^\"]*\"|=\s*'[^']*'|=)*+")
_MANY_ATTRIBUTES = 1_000
_LONG_TAG = 8_000
"""Characters; no shorter tag holds attributes enough to matter."""
_LONG_PAGE = 1_000_000
"""Characters; no shorter page holds attributes enough to take much memory."""
_MAX_WORDS = 400_000
"""Words in the tags of a long page: attributes, and what parts their values."""

# Tags that close themselves or the last of their kind, so that any number of them stays flat.
_FLAT_TAGS = "p|br|hr|img|li|h[1-6]"
_NESTING_TAG = re.compile(rf"</?(?!(?:{_FLAT_TAGS})\b)[a-zA-Z][^<>]*>")
# What XML cannot hold: lxml takes it from the parser, but refuses it when a text moves within the tree.
_NOT_XML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d);?|&#x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]);?",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")


def parse_page(text: str) -> HtmlElement:
    """Return the `html` element of a whole page; an empty one where there is no markup at all. Never raises."""
    source = _XML_DECLARATION.sub("", _bound_attributes(_NOT_XML.sub("", text)))
    root = _parse(source, _page_parser)
    if root is None:
        root = _empty_page()
    elif root.tag != "html":
        wrapped = _empty_page()
        wrapped[0].append(root)
        root = wrapped
    if root.find("body") is None:
        root.append(root.makeelement("body"))
    return root


def _empty_page() -> HtmlElement:
    return lxml.html.fromstring("<html><body></body></html>")


def parse_fragment(text: str) -> etree._Element:
    """Return a `body` element with what a feed gives as HTML. Never raises."""
    root = _parse(f"<html><body>{_bound_attributes(text.replace(chr(0), ''))}", _fragment_parser)
    body = root.find("body") if root is not None else None
    return body if body is not None else etree.Element("body")


def _parse(source: str, parser: etree.HTMLParser) -> HtmlElement | None:
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
        # 2,048 levels are all that libxml2 takes: what lies deeper is dropped, and only its log says so.
        if len(parser.error_log) and any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            root = etree.fromstring(_flatten(source).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, AssertionError):
        return None
    return root


def _flatten(source: str) -> str:
    """Return the source with every tag that can nest taken for the end of a paragraph."""
    return "<html><body>" + re.sub(r"(?:<p>\s*)++", "<p>", _NESTING_TAG.sub("<p>", source))


def _bound_attributes(text: str) -> str:
    if len(text) <= _LONG_TAG:
        return text
    return _TAG_WITH_ATTRIBUTES.sub(_bound_tag if len(text) <= _LONG_PAGE else _Budget().bound_tag, text)


def _bound_tag(match: re.Match[str]) -> str:
    tag = match.group()
    if len(tag) <= _LONG_TAG or len(tag.split(None, _MANY_ATTRIBUTES)) <= _MANY_ATTRIBUTES:
        return tag
    return tag.split(None, 1)[0]


class _Budget:
    """Takes the attributes from every further tag once those before had too many, valueless ones among them."""

    def __init__(self) -> None:
        self._left = _MAX_WORDS

    def bound_tag(self, match: re.Match[str]) -> str:
        tag = match.group()
        words = len(tag.split(None, _MANY_ATTRIBUTES))
        self._left -= words
        return tag if words <= _MANY_ATTRIBUTES and self._left >= 0 else tag.split(None, 1)[0]
