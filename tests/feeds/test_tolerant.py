"""feedparser has the last word on broken documents, and never more than a second."""

from __future__ import annotations

import time

import pytest
from tests.feeds.documents import atom, read, rss

from newsreader.feeds.tolerant import read_tolerantly

BROKEN = rss("<title>one</title><guid>1</guid></x></x></x></x></x>", "<title>two</title>", "<title>three</title>")


def test_articles_that_libxml2_loses_are_found() -> None:
    """End tags too many, outside any text, close the feed before its end."""
    assert [article.title for article in read(BROKEN).articles] == ["one", "two", "three"]


def test_what_feedparser_finds_is_in_the_documents_own_words() -> None:
    """No id made of the link, no date read, nothing resolved."""
    feed = read_tolerantly(
        rss(
            "<title>AT&amp;amp;T</title><link>/1</link><pubDate>Mi, 15 Okt 2025</pubDate><description>x</description>"
            "<enclosure url='/a.mp3' type='audio/mpeg'/><comments>/c</comments>"
        )
    )

    assert feed is not None
    (article,) = feed.articles
    assert (article.guid, article.link, article.published) == (None, "/1", ("Mi, 15 Okt 2025",))
    assert article.title is not None
    assert article.title.value == "AT&amp;T"
    assert article.summary is not None
    assert article.summary.value == "x"
    assert (article.enclosures[0].url, article.comments) == ("/a.mp3", "/c")


def test_both_readers_agree() -> None:
    """On all that identity and order rest on."""
    document = atom(
        "<id>urn:1</id><title type='html'>A &lt;b>b&lt;/b></title><link href='https://a.example/1'/>"
        "<updated>2025-08-25T12:00:00Z</updated><content type='html'>&lt;p>x&lt;/p></content>",
        "<id>urn:2</id><title>B</title><link href='https://a.example/2'/><published>2025-08-24</published>",
    )

    feed = read_tolerantly(document)

    assert feed is not None
    ours = read(document).articles
    assert [article.guid for article in feed.articles] == [article.guid for article in ours]
    assert [article.link for article in feed.articles] == [article.link for article in ours]


def test_large_documents_are_left_alone() -> None:
    """There feedparser could take minutes."""
    assert read_tolerantly(rss("<title>x</title>" * 6_000)) is None
    assert read_tolerantly(rss("x" * 500_000)) is None


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(b"<author>a@" + b"a." * 60_000 + b"!</author>", id="a mail address without end"),
        pytest.param((b"<author>a@" + b"a." * 110 + b"!</author>") * 1_400, id="many mail addresses"),
        pytest.param((b"<author>" + b"a" * 250 + b"</author>") * 1_400, id="many long names"),
        pytest.param(b"<!--" * 9_000, id="comments that nothing closes"),
        pytest.param(b"<a>" * 9_000, id="tags that nothing closes"),
        pytest.param(b"<a " + b" ".join(b'a%d=""' % number for number in range(40_000)) + b">", id="attributes"),
        pytest.param(b"\n" * 300_000, id="line breaks"),
        pytest.param((b"<pubDate>" + b"1" * 390 + b"</pubDate>") * 900, id="long dates"),
    ],
)
def test_nothing_holds_feedparser_up(inside: bytes) -> None:
    """What takes it minutes as it stands is taken away before (about a second; the bound is for busy machines)."""
    document = rss("PLACE", "<title>b</title>").replace(b"PLACE", inside)

    started = time.process_time()
    read_tolerantly(document)

    assert time.process_time() - started < 3
