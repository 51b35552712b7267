"""Feed documents and pages for the engine's tests, written here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

SENTENCE = "The harbour was quiet when the first boat came in, and nobody on the pier spoke before it had been moored. "


def rss(title: str, items: Iterable[tuple[str, str, str]], *, site: str = "https://example.org/") -> bytes:
    """Return an RSS document; items are (guid, link, text)."""
    body = "".join(
        f"<item><title>{escape(guid)}</title><guid isPermaLink='false'>{escape(guid)}</guid><link>{escape(link)}</link>"
        f"<pubDate>Sat, 21 Nov 2026 10:{number:02}:00 GMT</pubDate><description>{escape(text)}</description></item>"
        for number, (guid, link, text) in enumerate(items)
    )
    head = f"<title>{escape(title)}</title><link>{escape(site)}</link><description>d</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{body}</channel></rss>'.encode()


def articles(count: int, *, text: str = SENTENCE * 30) -> list[tuple[str, str, str]]:
    """Return so many items with long texts, which need no page."""
    return [(f"story {number}", f"https://example.org/{number}", f"<p>{text}</p>") for number in range(count)]


def page(title: str, paragraphs: int = 12) -> bytes:
    """Return a page with an article in it, between a menu and a footer."""
    text = "".join(f"<p>{SENTENCE * 3} Paragraph {number}.</p>" for number in range(paragraphs))
    return (
        f"<html lang='en'><head><title>{escape(title)}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{escape(title)}</h1><p class='byline'>By Ada Ito in Kobe</p>{text}</article>"
        f"<footer>Imprint</footer></body></html>"
    ).encode()
