"""What is no feed is named, with the feeds that it offers."""

from __future__ import annotations

import pytest

from newsreader.errors import NotAFeed
from newsreader.feeds.discover import describe_non_feed, offered_feeds
from newsreader.feeds.parse import parse_feed
from newsreader.model import OfferedFeed

PAGE = b"""<!DOCTYPE html><html><head><title>A blog</title>
<link rel="stylesheet" href="/style.css">
<link rel='alternate' type="application/rss+xml" title="All" href="/feed.xml?a=1&amp;b=2">
<LINK TYPE=application/atom+xml REL=alternate HREF=https://b.example/atom.xml>
<link rel="alternate" type="application/rss+xml" href="/feed.xml?a=1&amp;b=2">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" hreflang="de" href="/de/">
</head><body></body></html>"""


@pytest.mark.parametrize(
    ("body", "content_type", "description"),
    [
        pytest.param(b"", None, "an empty document", id="nothing"),
        pytest.param(b" \n", None, "an empty document", id="blanks"),
        pytest.param(b"<html><body>x", None, "an HTML page that offers no feed", id="a page"),
        pytest.param(b"<p>x", "text/html; charset=utf-8", "an HTML page that offers no feed", id="a page by its type"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "image/png", "a picture", id="a picture"),
        pytest.param(b"%PDF-1.7", None, "a PDF document", id="a document"),
        pytest.param(b'{"a": 1}', None, "JSON, but no JSON Feed", id="JSON"),
        pytest.param(b"<?xml?><opml/>", None, "an OPML list of feeds", id="a list of feeds"),
        pytest.param(b"<opml><body></body></opml>", "text/html", "an OPML list of feeds", id="one with a body"),
        pytest.param(b"<urlset/>", None, "a sitemap", id="a sitemap"),
        pytest.param(b"<a:thing xmlns:a='b'/>", None, "XML of another kind (thing)", id="XML"),
        pytest.param(b"Hello.", None, "plain text", id="text"),
        pytest.param(bytes(range(256)) * 10, None, "data", id="data"),
    ],
)
def test_a_document_is_named(body: bytes, content_type: str | None, description: str) -> None:
    """As the object of a sentence."""
    assert describe_non_feed(body, content_type) == description


def test_a_page_offers_its_feeds() -> None:
    """Each once, absolute and safe, in the page's order."""
    assert offered_feeds(PAGE, "https://a.example/blog/") == [
        OfferedFeed("https://a.example/feed.xml?a=1&b=2", "All"),
        OfferedFeed("https://b.example/atom.xml"),
    ]


def test_offers_are_relative_to_the_pages_base() -> None:
    """HTML's base element."""
    page = PAGE.replace(b"<title>", b"<base href='https://c.example/x/'><title>").replace(b"/feed.xml", b"feed.xml")

    assert offered_feeds(page, "https://a.example/")[0].url == "https://c.example/x/feed.xml?a=1&b=2"


def test_the_error_says_which_feeds_the_page_offers() -> None:
    """So that the user can add one of them."""
    with pytest.raises(NotAFeed) as raised:
        parse_feed(PAGE, url="https://a.example/")

    assert str(raised.value) == (
        "This is no feed but an HTML page that offers https://a.example/feed.xml?a=1&b=2 "
        "and https://b.example/atom.xml. Add that address instead."
    )


def test_names_from_outside_are_clean() -> None:
    """The name of an element goes into the message."""
    assert describe_non_feed(b"<a\x1b]0;x>") == "XML of another kind (a)"
