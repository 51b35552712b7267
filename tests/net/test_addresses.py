"""Which addresses are public, and how addresses are taken apart."""

from __future__ import annotations

import pytest

from newsreader.net.addresses import (
    Origin,
    is_loopback,
    is_public,
    is_public_name,
    literal_ip,
    origin_of,
    redirect_target,
    split_credentials,
)

PUBLIC = ["8.8.8.8", "1.1.1.1", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
NOT_PUBLIC = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.5",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::8.8.8.8",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2130706433",
    "localhost",
    "",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_of_this_machine_and_its_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.1", "127.0.1", "127.0.0.1"],
)
def test_every_spelling_of_an_ipv4_address_is_recognised(host: str) -> None:
    assert literal_ip(host) == "127.0.0.1"


@pytest.mark.parametrize("host", ["example.org", "127.example", "1.2.3.4.5", "0x7g.1", "bücher.example"])
def test_names_are_no_literal_addresses(host: str) -> None:
    assert literal_ip(host) is None


@pytest.mark.parametrize(
    "host", ["localhost", "a.localhost", "printer.local", "nas.lan", "router", "db.internal", "x.home.arpa", "127.1"]
)
def test_local_names_are_not_asked_of_a_proxy(host: str) -> None:
    assert not is_public_name(host)


@pytest.mark.parametrize("host", ["example.org", "8.8.8.8", "locals.example", "2606:4700::1111"])
def test_public_names_are_asked_of_a_proxy(host: str) -> None:
    assert is_public_name(host)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("feeds.localhost", True),
        ("127.0.0.1", True),
        ("127.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("::ffff:10.0.0.1", False),
        ("10.0.0.1", False),
        ("notlocalhost", False),
        (":bad", False),
    ],
)
def test_loopback_is_told_by_its_spelling(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://Example.ORG/feed", Origin("http", "example.org", 80)),
        ("https://example.org.:8443/", Origin("https", "example.org", 8443)),
        ("http://[::1]:8000/x", Origin("http", "::1", 8000)),
        ("https://example.org", Origin("https", "example.org", 443)),
        ("http://example.org:0/", Origin("http", "example.org", 0)),
        ("ftp://example.org/", None),
        ("http:///feed", None),
        ("http://example.org:99999/", None),
        ("http://[::1/", None),
        ("feed.xml", None),
    ],
)
def test_the_origin_is_scheme_host_and_port(url: str, expected: Origin | None) -> None:
    assert origin_of(url) == expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b", "http://a.example/b"),
        ("b?x=1#part", "http://a.example/dir/b?x=1"),
        ("//b.example/c", "http://b.example/c"),
        ("https://b.example", "https://b.example"),
        ("  /b  ", "http://a.example/b"),
        ("/ä b", "http://a.example/%C3%A4%20b"),
        ("/caf\udce9", "http://a.example/caf%E9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("", None),
        ("   ", None),
        ("file:///etc/passwd", None),
        ("ftp://b.example/", None),
        ("data:text/xml,<rss/>", None),
        ("javascript:alert(1)", None),
        ("http://user@127.0.0.1/", None),
        ("http://b.example:port/", None),
        ("http://[::1/", None),
        ("/\x1b]0;pwned\x07", None),
        ("/" + "x" * 5_000, None),
    ],
)
def test_a_redirect_leads_to_an_absolute_safe_address_or_nowhere(location: str, expected: str | None) -> None:
    assert redirect_target("http://a.example/dir/feed", location) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://ann:p%40ss@a.example:81/f", ("http://a.example:81/f", ("ann", "p@ss"))),
        ("http://ann@a.example/f", ("http://a.example/f", ("ann", ""))),
        ("http://a.example/f?x=a@b", ("http://a.example/f?x=a@b", None)),
        ("http://[", ("http://[", None)),
    ],
)
def test_credentials_are_split_off_a_typed_address(url: str, expected: tuple[str, tuple[str, str] | None]) -> None:
    assert split_credentials(url) == expected
