"""What crosses to the engine is put together from what the document says and the blocks of its text."""

from __future__ import annotations

import pytest
from tests.feeds.documents import only, read, rss

from newsreader.blocks import Block, BlockKind, unpack_blocks
from newsreader.feeds.assemble import article_text, headline_from, parsed_article, parsed_feed, rough_article
from newsreader.feeds.document import Hints
from newsreader.feeds.identity import canonical_link, digest, fingerprint
from newsreader.model import ArticleText, RoughText

BLOCKS = (Block(BlockKind.PARAGRAPH, "Some words of text."), Block(BlockKind.PARAGRAPH, "And more."))
ROUGH = "Some words of text.\nAnd more."


def test_an_article_carries_its_text_and_what_identifies_it() -> None:
    """Ready to be compared with what is stored."""
    article = parsed_article(
        only(
            rss(
                "<title>T</title><link>https://a.example/1?utm_source=x</link><guid>g</guid><dc:creator>A</dc:creator>"
                "<pubDate>Mon, 25 Aug 2025 12:00:00 GMT</pubDate><description>Some words.</description>"
            )
        ),
        ROUGH,
        BLOCKS,
    )

    assert (article.guid, article.title, article.author, article.published) == ("g", "T", "A", 1_756_123_200)
    assert unpack_blocks(article.body) == BLOCKS
    assert article.words == 6
    assert article.is_teaser
    assert article.canonical == canonical_link("https://a.example/1")
    assert article.fingerprint == fingerprint("T", ROUGH)
    assert article.digest == digest("T", "A", "a.example/1", ROUGH)


def test_a_rough_article_is_identified_like_the_finished_one() -> None:
    """It carries what the rest is made of."""
    document = only(
        rss("<title>T</title><link>https://a.example/1</link><description>&lt;p&gt;Some words.&lt;/p&gt;</description>")
    )

    rough = rough_article(document, ROUGH)
    whole = parsed_article(document, ROUGH, BLOCKS)

    assert rough.rough == RoughText("<p>Some words.</p>", "https://a.example/1", may_be_teaser=True, has_content=False)
    assert unpack_blocks(rough.body) == BLOCKS
    assert (rough.fingerprint, rough.digest) == (whole.fingerprint, whole.digest)
    assert whole.rough is None
    text = article_text(BLOCKS, may_be_teaser=True, has_content=False)
    assert text == ArticleText(whole.body, whole.words, whole.is_teaser)


def test_an_article_without_title_takes_one_from_its_text() -> None:
    """And is identified without it."""
    article = parsed_article(only(rss("<description>x</description>")), ROUGH, BLOCKS)

    assert article.title == "Some words of text. And more"
    assert article.fingerprint == fingerprint("", ROUGH)


def test_an_article_with_nothing_is_called_so() -> None:
    """A line in a list must not be empty."""
    assert parsed_article(only(rss("")), "", ()).title == "(no title)"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        pytest.param("The bridge is open. Everybody was there.", "The bridge is open. Everybody was there", id="short"),
        pytest.param("The bridge is open at last. Everybody was there.", "The bridge is open at last", id="a sentence"),
        pytest.param("Is the bridge open at last? Yes.", "Is the bridge open at last?", id="a question"),
        pytest.param("Version 3.12.1 of the bridge is open", "Version 3.12.1 of the bridge is open", id="no end"),
        pytest.param("橋が開通した。みんなが来た。", "橋が開通した。", id="Japanese"),
        pytest.param("word " * 40, "word " * 17 + "word…", id="too long"),
        pytest.param("x" * 200, "x" * 90 + "…", id="one long word"),
        pytest.param("a\n\nb", "a b", id="lines"),
        pytest.param("", "(no title)", id="nothing"),
    ],
)
def test_a_headline_is_the_first_sentence(text: str, headline: str) -> None:
    """Or as much of it as fits."""
    assert headline_from(text) == headline


def test_a_feed_carries_the_publishers_wishes() -> None:
    """To where the schedule is made."""
    document = read(
        rss(channel="<title>F</title><language>de</language><ttl>60</ttl><skipHours><hour>3</hour></skipHours>")
    )

    feed = parsed_feed(document, ())

    assert document.hints == Hints(60, (3,), ())
    assert (feed.title, feed.language, feed.ttl_minutes, feed.skip_hours, feed.skip_days) == ("F", "de", 60, (3,), ())
