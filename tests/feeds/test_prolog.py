"""The feed inside a document is found, and what is around it stays out."""

from __future__ import annotations

import pytest

from newsreader.feeds.prolog import MAX_MARKUP, bounded, count_articles, find_feed, root_name

RSS = b"<rss><channel></channel></rss>"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(RSS, id="nothing around"),
        pytest.param(b'<?xml version="1.0"?>\n' + RSS, id="a declaration"),
        pytest.param(b'\n\n  <?xml version="1.0"?>' + RSS, id="a declaration not at the start"),
        pytest.param(b"<!-- made by > hand <rss> -->" + RSS, id="a comment"),
        pytest.param(b'<?xml-stylesheet href="a"?>' + RSS, id="an instruction"),
        pytest.param(b'<!DOCTYPE rss SYSTEM "http://127.0.0.1/a.dtd">' + RSS, id="a DOCTYPE"),
        pytest.param(b'<!DOCTYPE rss [<!ENTITY a "b>c">\n<!ENTITY d "&a;">] >' + RSS, id="a DOCTYPE with entities"),
        pytest.param(b"Warning: mysql_connect() < 3" + RSS, id="a complaint of PHP"),
        pytest.param(RSS + b"\n<!-- 0.3 s --><script>x()</script>", id="junk behind"),
        pytest.param(b"<html><body>" + RSS + b"</body></html>", id="a page around it"),
    ],
)
def test_the_feed_is_cut_out(document: bytes) -> None:
    """From the root's start tag to its end tag, and no byte more."""
    found = find_feed(document)

    assert found is not None
    assert found.document == RSS
    assert found.is_whole


@pytest.mark.parametrize(
    "document", [b"", b"abc", b"<", b"<!--", b"<!DOCTYPE a [", b"<html></html>", b"<opml/>", b"<?xml"]
)
def test_where_there_is_no_feed_none_is_found(document: bytes) -> None:
    """Pages, lists and nothing at all are no feeds."""
    assert find_feed(document) is None


def test_a_feed_that_breaks_off_is_told() -> None:
    """The end tag is what shows that all of it arrived."""
    whole, cut = find_feed(b"<rss><channel/></rss>"), find_feed(b"<rss><channel><item><title>a")

    assert whole is not None
    assert whole.is_whole
    assert cut is not None
    assert not cut.is_whole


@pytest.mark.parametrize("rest", [b"]]></title></item><item>", b" ends it"])
def test_an_end_tag_that_a_text_quotes_ends_no_feed(rest: bytes) -> None:
    """A feed about feeds that breaks off is not taken for whole."""
    cut = find_feed(b"<rss><channel><item><title><![CDATA[how </rss>" + rest)

    assert cut is not None
    assert not cut.is_whole


def test_a_feed_whose_last_text_is_never_closed_is_whole() -> None:
    """Its end tag is the last that it says."""
    found = find_feed(b"<rss><channel><item><title><![CDATA[open</title></item></channel></rss>\n")

    assert found is not None
    assert found.is_whole


def test_the_name_of_the_root_is_told_without_its_prefix() -> None:
    """For saying what a document is."""
    assert root_name(b"<?xml?><x:OPML version='2.0'>") == "opml"
    assert root_name(b"no markup") == ""


def test_markup_is_bounded_but_not_text() -> None:
    """Tags in CDATA sections are text."""
    text = b"<rss><![CDATA[" + b"<b>x</b>" * MAX_MARKUP + b"]]></rss>"
    tags = b"<rss>" + b"<b/>" * MAX_MARKUP + b"</rss>"
    attributes = b"<rss " + b'a="" ' * MAX_MARKUP + b"></rss>"

    assert bounded(text) == (text, False)
    assert bounded(tags) == (b"<rss>" + b"<b/>" * (MAX_MARKUP - 1), True)
    assert bounded(attributes) == (b"", True)


def test_articles_are_counted_outside_cdata_sections_and_comments() -> None:
    """The count says whether a parser lost some."""
    document = b"<rss><item/><item a='b'><![CDATA[<item>]]></item><!-- <item> --><items/><a:entry></a:entry></rss>"

    assert count_articles(document) == 3
