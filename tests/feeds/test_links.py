"""Addresses become absolute and safe, or none."""

from __future__ import annotations

import pytest
from tests.feeds.documents import URL, atom, only, read, rss

from newsreader.feeds.links import absolute

BASE = "https://a.example/blog/"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        pytest.param("https://b.example/x?y=1#z", "https://b.example/x?y=1#z", id="absolute"),
        pytest.param(" https://b.example/x\n", "https://b.example/x", id="blanks around it"),
        pytest.param("https://b.example/\n a", "https://b.example/a", id="a line break inside"),
        pytest.param("x.html", "https://a.example/blog/x.html", id="relative to the page"),
        pytest.param("/x", "https://a.example/x", id="relative to the host"),
        pytest.param("?p=3", "https://a.example/blog/?p=3", id="only a query"),
        pytest.param("//b.example/x", "https://b.example/x", id="without a scheme"),
        pytest.param("www.b.example/x", "http://www.b.example/x", id="without a scheme, by habit"),
        pytest.param("HTTPS://B.example/X", "https://b.example/X", id="shouted"),
        pytest.param("https://b.example/a b`c$(d)", "https://b.example/a%20b%60c%24%28d%29", id="encoded"),
        pytest.param("https://b.example/?a=1&amp;b=2", "https://b.example/?a=1&b=2", id="escaped twice"),
        pytest.param("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4", id="not in ASCII"),
        *(
            pytest.param(address, None, id=address[:30])
            for address in (
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "ftp://b.example/",
                "mailto:a@b.example",
                "view-source:file:///etc/passwd",
                "about:config",
                "--version",
                "-P/tmp/evil",
                "//127.0.0.1/x",
                "//[::1]/x",
                "https://user:pw@b.example/",
                "https://[::1",
                "https://b.example:99999/",
                "https://",
                "https://b.example/\u202ex",
                "https://b.example/" + "x" * 5_000,
            )
        ),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_an_address_becomes_absolute_and_safe_or_none(address: str | None, link: str | None) -> None:
    """As `text.safe_link` has it, after the document's own ways of writing addresses are undone."""
    assert absolute(BASE, address) == link


@pytest.mark.parametrize(
    ("entry", "link"),
    [
        pytest.param("<link href='/1'/>", "https://a.example/1", id="no relation is the page"),
        pytest.param("<link rel='alternate' href='/1'/>", "https://a.example/1", id="alternate"),
        pytest.param(
            "<link rel='alternate' type='application/json' href='/j'/><link type='text/html' href='/1'/>",
            "https://a.example/1",
            id="a page goes before other types",
        ),
        pytest.param("<link rel='alternate' type='application/pdf' href='/p'/>", "https://a.example/p", id="no page"),
        pytest.param("<link rel='self' href='/s'/><link rel='edit' href='/e'/>", None, id="the feed's own links"),
        pytest.param("<link rel='enclosure' href='/a.mp3'/><id>urn:1</id>", None, id="a file is no page"),
        pytest.param("<id>https://a.example/1</id>", "https://a.example/1", id="an id where it is all there is"),
        pytest.param("<link href='1' xml:base='/x/'/>", "https://a.example/1", id="a base on the link is ignored"),
    ],
)
def test_the_page_of_an_atom_entry_is_chosen(entry: str, link: str | None) -> None:
    """Among its links, by relation and type."""
    assert only(atom(entry)).link == link


@pytest.mark.parametrize(
    ("item", "link"),
    [
        pytest.param("<link>https://a.example/1</link>", "https://a.example/1", id="a link"),
        pytest.param("<link/><atom:link href='/2'/>", "https://a.example/2", id="an empty link and Atom's"),
        pytest.param("<atom:link href='/2'/><link>/1</link>", "https://a.example/1", id="RSS's own goes before Atom's"),
        pytest.param("<guid>https://a.example/1</guid>", "https://a.example/1", id="a guid is a link"),
        pytest.param("<guid isPermaLink='false'>https://a.example/1</guid>", None, id="unless it says otherwise"),
        pytest.param("<guid>1</guid>", None, id="or is none"),
        pytest.param(
            "<link>https://r.example/~r/1</link><feedburner:origLink "
            "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'>https://a.example/1</feedburner:origLink>",
            "https://a.example/1",
            id="the address behind a service that counts",
        ),
    ],
)
def test_the_page_of_an_rss_item_is_chosen(item: str, link: str | None) -> None:
    """Among its links and its guid."""
    assert only(rss(item)).link == link


def test_relative_links_are_relative_to_what_the_document_says() -> None:
    """Atom's xml:base, inherited and itself relative; RSS's site; the feed's own address."""
    entry = "<link href='1'/><content type='html' xml:base='img/'>x</content>"
    based = only(atom(entry, root="xml:base='/blog/'"))
    site = only(rss("<link>1</link>", channel="<link>https://b.example/news/</link>"))
    neither = only(rss("<link>1</link>", channel=""))

    assert (based.link, based.base) == ("https://a.example/blog/1", "https://a.example/blog/img/")
    assert (site.link, site.base) == ("https://b.example/news/1", "https://b.example/news/1")
    assert neither.link == "https://a.example/feeds/1"


def test_the_site_is_not_the_feed_itself() -> None:
    """Atom's self link in an RSS channel is no site."""
    channel = f"<atom:link rel='self' href='{URL}'/><link>https://a.example/</link>"

    assert read(rss(channel=channel)).site == "https://a.example/"
    assert read(atom(head=f"<link rel='self' href='{URL}'/>")).site is None
