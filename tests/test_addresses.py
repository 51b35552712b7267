"""Which addresses may be subscribed to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.addresses import feed_address, typed_address
from newsreader.errors import AddressRefused


@pytest.mark.parametrize(
    ("given_address", "stored"),
    [
        ("https://example.org/feed.xml", "https://example.org/feed.xml"),
        ("  http://example.org/a b?x=1&y=ü ", "http://example.org/a%20b?x=1&y=%C3%BC"),
        ("HTTPS://Example.ORG/Feed", "https://example.org/Feed"),
        ("feed://example.org/rss", "http://example.org/rss"),
        ("feed:https://example.org/rss", "https://example.org/rss"),
        ("feed://https://example.org/rss", "https://example.org/rss"),
        ("http://localhost:8080/feed", "http://localhost:8080/feed"),
        ("http://192.168.1.2/feed", "http://192.168.1.2/feed"),
        ("https://ada:se%20cret@example.org/feed", "https://ada:se%20cret@example.org/feed"),
        ("https://ada:a@b@example.org/feed", "https://ada:a%40b@example.org/feed"),
        ("https://example.org/@ada/feed", "https://example.org/@ada/feed"),
    ],
)
def test_addresses_of_the_web_are_taken(given_address: str, stored: str) -> None:
    assert feed_address(given_address) == stored
    assert feed_address(stored) == stored


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("exec:~/bin/news.sh", "program"),
        ("EXEC:~/bin/news.sh", "program"),
        ("filter:~/bin/f.py:https://example.org/feed", "program"),
        ("|~/bin/news.sh", "program"),
        ('query:Unread:unread = "yes"', "saved search"),
        ("file:///etc/passwd", "file on this computer"),
        ("javascript:alert(1)", "script"),
        ("data:text/xml,<rss/>", "document"),
        ("ftp://example.org/feed", "http or https"),
        ("gopher://example.org", "http or https"),
        ("example.org/feed", "http or https"),
        ("/etc/passwd", "http or https"),
        ("http://", "not complete"),
        ("http://[::1", "not complete"),
        ("http://127.0.0.1:99999/", "not complete"),
        ("https://example.org/\u202egpj.xml", "not complete"),
        ("https://ada@", "not complete"),
        ("https://example.org/" + "x" * 5000, "longer than 4,096"),
    ],
)
def test_other_addresses_are_refused_with_the_reason(address: str, reason: str) -> None:
    with pytest.raises(AddressRefused, match=reason):
        feed_address(address)


@given(
    st.one_of(st.text(max_size=80), st.text(max_size=80).map("http://".__add__), st.text().map("https://a@".__add__))
)
def test_whatever_is_taken_is_printable_ascii_of_http(address: str) -> None:
    try:
        stored = feed_address(address)
    except AddressRefused:
        return

    assert stored.startswith(("http://", "https://"))
    assert stored.isascii()
    assert stored.isprintable()
    assert not set(stored) & set(" \"'<>\\^`{|}")
    assert feed_address(stored) == stored


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.org", "https://example.org/"),
        (" example.org:8080/feed.xml\n", "https://example.org:8080/feed.xml"),
        ("localhost:8080/feed", "http://localhost:8080/feed"),
        ("192.168.1.2", "http://192.168.1.2/"),
        ("https://example.org/feed", "https://example.org/feed"),
    ],
)
def test_people_may_leave_out_the_scheme(typed: str, address: str) -> None:
    assert typed_address(typed).rstrip("/") == address.rstrip("/")


@pytest.mark.parametrize("typed", ["nonsense", "two words.org", "exec:x", ""])
def test_what_is_no_address_is_refused_without_a_scheme_too(typed: str) -> None:
    with pytest.raises(AddressRefused):
        typed_address(typed)
