"""Broken documents become parsable without losing what they say."""

from __future__ import annotations

import pytest
from tests.feeds.documents import only, read, rss

from newsreader.feeds.mending import mend


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        pytest.param(b"<title>AT&T</title>", b"<title>AT&amp;T</title>", id="a bare ampersand"),
        pytest.param(b"<title>a & b</title>", b"<title>a &amp; b</title>", id="an ampersand between blanks"),
        pytest.param(
            b"<link>http://a/?b=1&c=2</link>", b"<link>http://a/?b=1&amp;c=2</link>", id="a link's parameters"
        ),
        pytest.param(b"<title>a&nbsp;b</title>", b"<title>a\xc2\xa0b</title>", id="an entity of HTML"),
        pytest.param(b"<title>a&foo;b</title>", b"<title>a&amp;foo;b</title>", id="an entity of nobody's"),
        pytest.param(b"<title>&lt;b&gt; &#65;</title>", b"<title>&lt;b&gt; A</title>", id="what XML knows"),
        pytest.param(b"<title>&#xD83D;&#xDE00;</title>", "<title>😀</title>".encode(), id="two halves of a character"),
        pytest.param(b"<title>&#55357;&#56832;</title>", "<title>😀</title>".encode(), id="the same in decimal"),
        pytest.param(b"<title>a&#xD83D;b&#0;c&#27;</title>", b"<title>abc</title>", id="characters that do not exist"),
        pytest.param(b"<title>1 < 2</title>", b"<title>1 &lt; 2</title>", id="a bare bracket"),
        pytest.param(
            b"<description>a<br>b</i></description>",
            b"<description><![CDATA[a<br>b</i>]]></description>",
            id="tags left open or closed twice",
        ),
        pytest.param(
            b"<title><![CDATA[a & b]]> & c</title>", b"<title><![CDATA[a & b]]> &amp; c</title>", id="a CDATA section"
        ),
        pytest.param(
            b"<title><![CDATA[a & <b>b</title><item>",
            b"<title><![CDATA[a & <b>b]]></title><item>",
            id="a CDATA section that nobody closes",
        ),
        pytest.param(
            b"<title>a<item><title>b</title>", b"<title>a<item><title>b</title>", id="an end tag of another article"
        ),
    ],
)
def test_what_is_broken_is_mended(broken: bytes, mended: bytes) -> None:
    """Only what libxml2 would drop is touched."""
    assert mend(broken) == mended


def test_an_article_with_tags_left_open_keeps_its_text_and_its_neighbours() -> None:
    """libxml2 alone closes the feed at the fourth end tag too many, and loses what follows."""
    body = rss(
        "<title>one</title><description>x</b></i></u></s> <p>y</description><link>https://a.example/1</link>",
        "<title>two &copy; AT&T</title><link>https://a.example/?a=1&b=2</link>",
    )

    first, second = read(body).articles

    assert (first.title, first.html, first.link) == ("one", "x</b></i></u></s> <p>y", "https://a.example/1")
    assert (second.title, second.link) == ("two © AT&T", "https://a.example/?a=1&b=2")


def test_an_open_section_does_not_swallow_the_other_articles() -> None:
    """The parser reads on to the end of the document."""
    articles = read(rss("<title><![CDATA[one</title>", "<title>two</title>")).articles

    assert [article.title for article in articles] == ["one", "two"]


def test_halves_of_characters_do_not_end_the_reading() -> None:
    """libxml2 makes invalid UTF-8 of them."""
    assert only(rss("<title>a &#xD83D;&#xDE00; b &#xDC00; c</title>")).title == "a 😀 b c"
