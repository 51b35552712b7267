"""The names of elements mean the same in all their spellings."""

from __future__ import annotations

import pytest

from newsreader.feeds.fields import field_of, is_of_feeds


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("title", "title"),
        ("TITLE", "title"),
        ("{http://www.w3.org/2005/Atom}title", "title"),
        ("{http://purl.org/rss/1.0/}title", "title"),
        ("{http://purl.org/dc/elements/1.1/}title", "other title"),
        ("dc:title", "other title"),
        ("atom:title", "title"),
        ("{http://search.yahoo.com/mrss}description", "plain summary"),
        ("{http://search.yahoo.com/mrss/}description", "plain summary"),
        ("{http://www.itunes.com/DTDs/Podcast-1.0.dtd}summary", "plain summary"),
        ("{http://purl.org/rss/1.0/modules/content/}encoded", "content"),
        ("pubDate", "published"),
        ("pubdate", "published"),
        ("{urn:own}title", ""),
        ("wp:title", ""),
        ("x" * 10_000, ""),
        ("", ""),
    ],
)
def test_a_name_has_a_meaning(tag: str, field: str) -> None:
    """Or none, where it is of nobody's vocabulary."""
    assert field_of(tag) == field
    assert field_of(tag) == field


def test_vocabularies_are_told_from_strange_ones() -> None:
    """A strange one at the root is read as if there were none."""
    assert is_of_feeds("rss")
    assert is_of_feeds("{http://www.w3.org/2005/Atom}feed")
    assert not is_of_feeds("{urn:own}feed")
    assert not is_of_feeds("{http://www.w3.org/1999/xhtml}rss")
