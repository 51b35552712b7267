"""Write an article as one HTML file that needs nothing else: no scripts, no requests, its pictures inside it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from newsreader.model import Article
from newsreader.text import safe_link
from newsreader.writing.html_body import NO_PICTURES, html_body
from newsreader.writing.markup import escape

# Right-to-left scripts' languages (ISO 639); everything else is written from left to right.
_RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"])
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")

STYLE = """\
body { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 Georgia, "Noto Serif", serif; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; }
.facts, .credit, .note, figcaption { color: #666; font-size: 0.9em; }
.lede { font-size: 1.15em; font-weight: bold; }
.indented { margin-left: 2em; }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid #ccc; }
pre { overflow-x: auto; padding: 0.8em; background: #f4f4f4; font-size: 0.9em; }
table { border-collapse: collapse; }
th, td { padding: 0.3em 0.8em; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top; }
figure { margin: 1em 0; }
img { max-width: 100%; height: auto; }
.picture { padding: 0.8em; background: #f4f4f4; }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; }
  a { color: #8ab4f8; }
  pre, .picture { background: #242424; }
  .facts, .credit, .note, figcaption { color: #aaa; }
}
"""
"""Looks of the page and of the chapters of an EPUB."""


NOTHING_KEPT: Mapping[str, bytes] = {}


def html_page(article: Article, pictures: Mapping[str, bytes] = NOTHING_KEPT) -> str:
    """Return the article as an HTML document. Nothing in it is fetched when it is opened.

    `pictures`: JPEG and PNG files by the addresses that blocks name; the others stay links.
    """
    return html_pages([article], title=article.headline.title, pictures=pictures)


def html_pages(articles: Sequence[Article], *, title: str, pictures: Mapping[str, bytes] = NOTHING_KEPT) -> str:
    """Return articles as one HTML document under a common title; one alone keeps its own."""
    sources = {url: f"data:{media_type(body)};base64,{b64encode(body).decode()}" for url, body in pictures.items()}
    if len(articles) == 1:
        article = articles[0]
        attributes = language_attributes(article.language)
        return _document(article.headline.title, attributes, html_article(article, pictures=sources))
    marked = (html_article(article, language_attributes(article.language), sources) for article in articles)
    return _document(title, "", "<hr/>\n".join(marked))


def media_type(picture: bytes) -> str:
    """Return what a kept picture is; there are only two kinds."""
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"


def _document(title: str, attributes: str, body: str) -> str:
    return (
        f"<!DOCTYPE html>\n<html{attributes}>\n<head>\n"
        '<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width"/>\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>\n"
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def html_article(article: Article, attributes: str = "", pictures: Mapping[str, str] = NO_PICTURES) -> str:
    """Return the article element alone, with these attributes: title, facts and text.

    `pictures`: from the addresses of pictures that are at hand to what their `src` is to be.
    """
    headline = article.headline
    published = datetime.fromtimestamp(headline.published, UTC)
    address = safe_link(headline.url or "")
    facts = [
        escape(article.byline or headline.author),
        f'<a href="{escape(address)}">{escape(headline.feed_title or address)}</a>'
        if address
        else escape(headline.feed_title),
        f'<time datetime="{published:%Y-%m-%dT%H:%M:%SZ}">{published:%Y-%m-%d}</time>',
    ]
    return (
        f"<article{attributes}>\n<h1>{escape(headline.title)}</h1>\n"
        f'<p class="facts">{" · ".join(fact for fact in facts if fact)}</p>\n'
        f"{html_body(article.blocks, pictures)}</article>\n"
    )


def language_attributes(language: str | None, *, is_xhtml: bool = False) -> str:
    """Return the attributes lang (and xml:lang) and dir for a language, or nothing if it is not known."""
    code = language_code(language)
    if code is None:
        return ""
    attributes = f' lang="{code}"' + (f' xml:lang="{code}"' if is_xhtml else "")
    return attributes + (' dir="rtl"' if code.partition("-")[0].lower() in _RIGHT_TO_LEFT else "")


def language_code(language: str | None) -> str | None:
    """Return the language as a code that HTML knows (BCP 47), or None where it is something else."""
    code = (language or "").strip().replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) else None
