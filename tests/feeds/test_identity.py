"""When two articles are the same one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.feeds.identity import (
    article_key,
    canonical_link,
    digest,
    fingerprint,
    folded_guid,
    is_front_page,
)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("A title", "Some text & more"),
        ("a  TITLE\n", " some text & more "),
        ("A&#32;title", "Some text &amp; more"),
        ("A\u00a0title", "Some\n\ntext & more"),
    ],
)
def test_white_space_case_and_references_make_no_other_article(title: str, text: str) -> None:
    """They are what changes when a site changes its software."""
    assert fingerprint(title, text) == fingerprint("A title", "Some text & more")


@pytest.mark.parametrize(("title", "text"), [("B", "x"), ("A", "y"), ("Ax", ""), ("", "Ax")])
def test_another_title_or_text_makes_another_article(title: str, text: str) -> None:
    """Also where the two together read the same."""
    assert fingerprint(title, text) != fingerprint("A", "x")


def test_an_edit_far_down_makes_no_other_article() -> None:
    """It makes another digest."""
    text = "word " * 1_000

    assert fingerprint("A", text + "end") == fingerprint("A", text + "other end")
    assert digest("A", "", None, text + "end") != digest("A", "", None, text + "other end")


def test_a_digest_differs_by_all_that_is_shown() -> None:
    """Title, author, link and text, but not the white space of names."""
    shown = ("T", "A", "a.example/1", "some text")
    others = [("U", *shown[1:]), ("T", "B", *shown[2:]), ("T", "A", None, "some text"), (*shown[:3], "some other text")]

    assert digest(" T", "A\n", "a.example/1", "some text") == digest(*shown)
    assert len({digest(*shown), *(digest(*other) for other in others)}) == 5


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        pytest.param("https://a.example/x", "a.example/x", id="the scheme goes"),
        pytest.param("http://www.A.example:80/x/", "a.example/x", id="www, the port, the last slash"),
        pytest.param("http://a.example:8080/x", "a.example:8080/x", id="another port stays"),
        pytest.param("https://a.example/?utm_source=rss&utm_medium=feed&p=3", "a.example?p=3", id="tracking goes"),
        pytest.param("https://a.example/x?fbclid=1#xtor=RSS-1", "a.example/x", id="tracking in the fragment too"),
        pytest.param("https://a.example/x?b=2&a=1", "a.example/x?a=1&b=2", id="parameters in order"),
        pytest.param("https://a.example/x?a=1&amp;b=2", "a.example/x?a=1&b=2", id="escaped twice"),
        pytest.param("https://a.example/x;jsessionid=1F?a=1", "a.example/x?a=1", id="a session in the path"),
        pytest.param("https://a.example/x?PHPSESSID=1F&a=1", "a.example/x?a=1", id="a session in the query"),
        pytest.param("https://a.example/log#2025-08-25", "a.example/log#2025-08-25", id="a fragment stays"),
        pytest.param("https://a.example/%C3%A4", "a.example/ä", id="decoded"),
        pytest.param("https://a.example/Path", "a.example/Path", id="case of the path stays"),
        pytest.param("https://[bad", "https://[bad", id="what cannot be read stays"),
    ],
)
def test_a_link_is_compared_without_what_changes_by_chance(link: str, canonical: str) -> None:
    """Scheme, host name's habits, who counts clicks."""
    assert canonical_link(link) == canonical


@pytest.mark.parametrize(
    ("link", "site", "is_front"),
    [
        ("https://a.example/", None, True),
        ("https://a.example/blog/", "https://a.example/blog", True),
        ("https://a.example/blog/1", "https://a.example/blog", False),
        ("https://a.example/?p=1", None, False),
        ("https://a.example/#1", None, False),
    ],
)
def test_a_front_page_tells_no_articles_apart(link: str, site: str | None, is_front: bool) -> None:
    """Whether the site's or the feed's."""
    assert is_front_page(canonical_link(link), site and canonical_link(site)) == is_front


def test_guids_are_compared_with_references_undone() -> None:
    """One writer escapes once, another twice."""
    assert folded_guid("https://a.example/?a=1&amp;b=2 ") == "https://a.example/?a=1&b=2"
    assert [folded_guid(None), folded_guid(""), folded_guid("  ")] == [None, None, None]


def test_keys_name_articles_of_feeds() -> None:
    """32 digits, other ones for another feed or another kind of identity."""
    keys = {
        article_key("https://a.example/", "guid", "1"),
        article_key("https://b.example/", "guid", "1"),
        article_key("https://a.example/", "link", "1"),
        article_key("https://a.example/", "guid", "2"),
        article_key("https://a.example/", "guid1"),
    }

    assert len(keys) == 5
    assert {len(bytes.fromhex(key)) for key in keys} == {16}


@given(st.text(), st.text())
def test_nothing_raises(one: str, other: str) -> None:
    """Not even what no encoding takes."""
    canonical_link(one)
    canonical_link(f"https://a.example/{one}?{other}#{one}")
    assert fingerprint(one, other) == fingerprint(one, other)
    assert digest(one, other, one, other) == digest(one, other, one, other)
