"""Turn the texts of a document into what the rest of the program takes: plain titles, HTML, bounded both.

Must not know elements or formats. A title is text: whatever is in it that is no HTML of the kind that titles hold,
"List<String>" or "[bold]", is shown as it stands.
"""

from __future__ import annotations

import html
import re

from newsreader.feeds.document import Markup, RawText
from newsreader.text import CUT, MAX_TEXT, MAX_TITLE, clean, cut

_PAIRED_TAG = re.compile(
    r"a|abbr|b|big|blockquote|center|cite|code|del|div|em|font|h[1-6]|i|ins|kbd|li|mark|nobr|ol|p|pre|q|s|samp|section"
    r"|small|span|strike|strong|sub|sup|tt|u|ul|var"
)
"""HTML that titles hold by accident or for looks; it goes where the same title closes it."""
_VOID_TAGS = frozenset({"br", "wbr", "hr"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,10})((?:\s[^<>]*)?)/?>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:/[a-z][a-z0-9]{0,10}\s?>|(?:p|br|hr|div|a|img|b|i|em|strong|u|font|span|center|small|ul|ol|li|dl|h[1-6]|table"
    r"|pre|code|blockquote|figure|section|article|iframe|embed|object|video|audio|script|style|link|meta)[\s/>])",
    re.IGNORECASE,
)
_LOOKED_AT = 50_000
"""Characters of a text in which its first tag is looked for."""
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")


def plain_line(text: RawText | None) -> str:
    """Return a title, a name or another single line: tags dropped, entities undone, nothing unsafe, bounded."""
    if text is None:
        return ""
    value = text.value[: 8 * MAX_TITLE]  # tags take room too
    if text.markup is not Markup.TEXT:
        if "<" in value:
            value = _without_tags(value)
        if "&" in value:
            value = without_references(value)
    return clean(value)


def without_references(text: str) -> str:
    """Return the text with the character references of HTML undone, once; those without a semicolon are none."""
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text)


def _without_tags(text: str) -> str:
    tags = _TAG.findall(text)
    closed = {name.lower() for slash, name, _ in tags if slash}
    opened = {name.lower() for slash, name, _ in tags if not slash}
    paired = {name for name in closed & opened if _PAIRED_TAG.fullmatch(name)}

    def replacement(match: re.Match[str]) -> str:
        name = match[2].lower()
        if name in paired:
            return ""
        if name in _VOID_TAGS or (name == "img" and match[3]):
            return " "
        return match[0]

    return _TAG.sub(replacement, text)


def as_html(text: RawText | None) -> str:
    """Return a text as HTML of at most `MAX_TEXT` characters; what was plain is escaped and keeps its lines."""
    if text is None:
        return ""
    value = text.value
    if text.markup is Markup.UNSAID:
        if looks_like_html(value):
            return _bounded(value)
        return _bounded(_with_paragraphs(cut(value, MAX_TEXT).replace("<", "&lt;")))
    if text.markup is Markup.HTML:
        return _bounded(value)
    lines = _with_paragraphs(html.escape(cut(value, MAX_TEXT), quote=False))
    return _bounded(lines.replace("\n", "<br>\n"))


def looks_like_html(text: str) -> bool:
    """Does the text hold tags that only somebody who writes HTML would write."""
    return "<" in text and _LOOKS_LIKE_HTML.search(text, 0, _LOOKED_AT) is not None


def _with_paragraphs(text: str) -> str:
    return _BLANK_LINES.sub("<p>", text.strip())


def _bounded(text: str) -> str:
    """Return at most `MAX_TEXT` characters, cut before a tag that would be cut in two, and marked."""
    if len(text) <= MAX_TEXT:
        return text
    text = text[: MAX_TEXT - 1]
    tag = text.rfind("<")
    return (text[:tag] if tag > text.rfind(">") else text) + CUT
