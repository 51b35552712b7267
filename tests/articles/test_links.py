from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.articles.links import absolute_link, without_tracking
from newsreader.text import safe_link

BASE = "https://news.example/world/ferry.html?page=2"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("/about", "https://news.example/about"),
        ("other.html", "https://news.example/world/other.html"),
        ("//cdn.example/a.jpg", "https://cdn.example/a.jpg"),
        ("?page=3", "https://news.example/world/ferry.html?page=3"),
        ("#top", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@b.example", ""),
        ("file:///etc/passwd", ""),
        ("ftp://a.example/", ""),
        ("http://[broken", ""),
        ("https://user:pass@a.example/", ""),
        ("  https://a.example/a b  ", "https://a.example/a%20b"),
        ("https://a.example/\x1b]0;x\x07", ""),
    ],
)
def test_addresses_become_absolute_and_safe(address: str, expected: str) -> None:
    assert absolute_link(address, BASE) == expected


@given(
    st.sampled_from(
        [BASE, "https://a.example", "http://A.example:8080/x", "https://a.example/..//x", "https://a.example?q"]
    ),
    st.text(st.sampled_from("/ab.-_~,:A1"), max_size=12).map("/{}".format),
)
def test_addresses_from_the_root_are_joined_as_the_book_says(base: str, address: str) -> None:
    assert absolute_link(address, base) == (safe_link(urljoin(base, address)) or "")


def test_without_a_base_only_whole_addresses_count() -> None:
    assert absolute_link("/about", None) == ""
    assert absolute_link("//a.example/x", None) == "https://a.example/x"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/?utm_source=rss&id=4&fbclid=x", "https://a.example/?id=4"),
        ("https://a.example/?utm_source=rss&utm_medium=feed", "https://a.example/"),
        ("https://a.example/?at_campaign=64&at_medium=RSS#part", "https://a.example/#part"),
        ("https://a.example/?cmp=x&company=y", "https://a.example/?company=y"),
        ("https://a.example/?q=a%20b&empty=", "https://a.example/?q=a%20b&empty="),
        ("https://a.example/path", "https://a.example/path"),
    ],
)
def test_what_only_tracks_is_removed(address: str, expected: str) -> None:
    assert without_tracking(address) == expected
