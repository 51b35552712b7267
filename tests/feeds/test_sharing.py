"""By what an article is known in other feeds, and what tells nothing."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import new_article

from newsreader.feeds.sharing import LONG_ENOUGH, is_telling, values_of
from newsreader.model import ParsedArticle, SharedValues


def article(**values: object) -> ParsedArticle:
    return msgspec.structs.replace(new_article("one").parsed, **{"guid": None, **values})


@pytest.mark.parametrize(
    "guid",
    [
        "https://sea.example/boats",
        "HTTP://sea.example/?p=12",
        "tag:sea.example,2026:boats",
        "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        "1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        "yt:video:dQw4w9WgXcQ",
    ],
)
def test_a_guid_that_means_the_same_everywhere_is_shared(guid: str) -> None:
    assert values_of([article(guid=guid)], None) == [SharedValues(guid=guid)]


@pytest.mark.parametrize(
    "guid", ["1", "post-1", "2026-11-22", "Boats come home", "https://sea.example", "https://sea.example/", "tag:1", ""]
)
def test_a_guid_of_its_own_feed_is_not(guid: str) -> None:
    assert values_of([article(guid=guid)], None) == [SharedValues()]


@pytest.mark.parametrize("link", ["sea.example/boats", "sea.example?p=12"])
def test_a_link_into_a_site_is_shared(link: str) -> None:
    assert values_of([article(canonical=link)], "https://sea.example/") == [SharedValues(canonical=link)]


@pytest.mark.parametrize("link", ["sea.example", "sea.example/blog"], ids=["the root", "the feed's own site"])
def test_the_link_of_a_site_is_not(link: str) -> None:
    articles = [article(canonical=link, guid=f"https://{link}/")]

    assert values_of(articles, "https://www.sea.example/blog/") == [SharedValues()]


def test_what_a_document_repeats_tells_nothing() -> None:
    repeated: dict[str, object] = {"guid": "tag:sea.example,2026:1", "canonical": "sea.example/log", "is_telling": True}
    articles = [article(fingerprint=b"\1" * 16, **repeated), article(fingerprint=b"\1" * 16, **repeated)]

    assert values_of(articles, None) == [SharedValues()] * 2


def test_a_text_is_shared_if_it_tells() -> None:
    assert values_of([article(fingerprint=b"\1" * 16, is_telling=True)], None) == [SharedValues(None, None, b"\1" * 16)]
    assert values_of([article(fingerprint=b"\1" * 16)], None) == [SharedValues()]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Boats", "x" * LONG_ENOUGH, True),
        ("船", "船" * 70, True),
        ("Boats", "Read more", False),
        ("Boats", "", False),
        ("", "x" * LONG_ENOUGH, False),
        (" ", "x" * LONG_ENOUGH, False),
        ("Boats", "\ud800" * LONG_ENOUGH, True),
    ],
    ids=["long", "long in Chinese", "short", "no text", "no title", "a blank for a title", "half of a sign"],
)
def test_title_and_text_tell_where_they_are_long_enough(title: str, text: str, expected: bool) -> None:
    assert is_telling(title, text) is expected
