"""JSON Feed 1.0 and 1.1, and what calls itself so."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.feeds.documents import read

from newsreader.enclosures import Enclosure
from newsreader.errors import NotAFeed, ParseFailed
from newsreader.feeds.document import DocumentArticle


def feed(*items: object, **members: object) -> bytes:
    """Return a JSON Feed."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": items} | members).encode()


def only(**item: Any) -> DocumentArticle:
    """Return the article that an item becomes."""
    (article,) = read(feed(item)).articles
    return article


def test_a_whole_feed_is_read() -> None:
    """Every member that has a place here."""
    document = read(
        feed(
            {
                "id": "1",
                "url": "https://a.example/1",
                "title": "One",
                "content_html": "<p>Text</p>",
                "summary": "T",
                "date_published": "2025-08-25T12:00:00+02:00",
                "date_modified": "2025-08-26T12:00:00Z",
                "authors": [{"name": "Ada"}, {"name": "Bo"}],
                "language": "de",
                "tags": ["x", "y"],
                "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}],
            },
            home_page_url="https://a.example/",
            language="en-us",
        )
    )

    (article,) = document.articles
    assert (document.title, document.site, document.language) == ("F", "https://a.example/", "en-US")
    assert article == DocumentArticle(
        guid="1",
        link="https://a.example/1",
        title="One",
        author="Ada, Bo",
        published=datetime(2025, 8, 25, 10, tzinfo=UTC),
        updated=datetime(2025, 8, 26, 12, tzinfo=UTC),
        language="de",
        html="<p>Text</p>",
        base="https://a.example/1",
        has_content=True,
        comments=None,
        enclosures=(Enclosure("https://a.example/a.mp3", "audio/mpeg", 9),),
    )


def test_plain_text_is_escaped_and_keeps_its_lines() -> None:
    """`content_text` is no HTML, whatever it looks like."""
    assert only(content_text="a <b>\nc\n\nd").html == "a &lt;b&gt;<br>\nc<p>d"


def test_titles_are_no_html() -> None:
    """The format says plain text."""
    assert only(title="AT&amp;T <b>x</b>").title == "AT&amp;T <b>x</b>"


def test_a_number_for_an_id_is_an_id() -> None:
    """Some feeds number their articles."""
    assert [only(id=7).guid, only(id=True).guid, only(id=None).guid, only(id={}).guid] == ["7", None, None, None]


@pytest.mark.parametrize(
    "item",
    [
        {"title": ["x"], "url": 7, "authors": "Ada", "tags": {}, "attachments": [1, {}]},
        {"author": {"name": ["x"]}, "date_published": {}, "content_html": 5, "attachments": [{"url": "javascript:x"}]},
    ],
    ids=["wrong types", "wrong types inside"],
)
def test_members_of_the_wrong_type_are_passed_over(item: dict[str, object]) -> None:
    """One bad member costs itself."""
    article = only(**item)

    assert (article.author, article.enclosures, article.published) == ("", (), None)


def test_entries_that_are_no_objects_are_passed_over() -> None:
    """One bad entry costs itself."""
    assert [article.guid for article in read(feed(1, None, {"id": "a"}, [])).articles] == ["a"]


def test_escapes_and_halves_of_characters_do_not_survive() -> None:
    """JSON may hold what XML may not."""
    article = only(id="a\u0000b", title="A\x1b]0;pwned\x07\ud800B", authors=[{"name": "\u202eC"}])

    assert (article.guid, article.title, article.author) == ("ab", "A]0;pwnedB", "C")


def test_raw_line_breaks_in_strings_are_forgiven() -> None:
    """The commonest mistake in feeds made by hand."""
    assert read(feed({"title": "a b"}).replace(b"a b", b"a\nb")).articles[0].title == "a b"


def test_a_number_without_end_costs_itself() -> None:
    """Python refuses to read it, which failed the whole feed."""
    body = feed({"id": "a", "attachments": [{"url": "https://a.example/a.mp3", "size_in_bytes": 7}]})

    (article,) = read(body.replace(b"7", b"9" * 5_000)).articles

    assert article.enclosures == (Enclosure("https://a.example/a.mp3", ""),)


@pytest.mark.parametrize("body", [b"{", b'{"items":', b'{"items":' + b"[" * 100_000])
def test_what_is_no_json_fails(body: bytes) -> None:
    """Cut, nested without end."""
    with pytest.raises(ParseFailed, match="JSON"):
        read(body)


def test_too_many_objects_fail_before_they_take_memory() -> None:
    """Ten megabytes of empty objects would take three hundred."""
    with pytest.raises(ParseFailed, match="more objects"):
        read(b'{"version":"https://jsonfeed.org/version/1","items":[' + b"{}," * 300_000 + b"{}]}")


@pytest.mark.parametrize("body", [b"{}", b'{"items": {}}', b'{"items": [], "version": "2"}', b'{"title": "x"}'])
def test_json_of_another_kind_is_no_feed(body: bytes) -> None:
    """The error says that it is JSON."""
    with pytest.raises(NotAFeed, match="JSON, but no JSON Feed"):
        read(body)


def test_no_more_than_2000_articles_are_taken() -> None:
    """And the cut is told."""
    document = read(feed(*({"id": str(number)} for number in range(2_001))))

    assert len(document.articles) == 2_000
    assert document.was_cut
