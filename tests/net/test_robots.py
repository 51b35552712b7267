"""What robots.txt allows (RFC 9309)."""

from __future__ import annotations

import time

import pytest

from newsreader.net.robots import is_allowed, robots_url

PAGE = "https://a.example/news/2026/story.html"


@pytest.mark.parametrize(
    ("robots_txt", "expected"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("user-agent:*\ndisallow:/news # all of it", False),
        ("\ufeffUser-agent: *\r\nDisallow: /news\r\n", False),
        ("User-agent: *\nDisallow: /new\nAllow: /news/2026", True),
        ("User-agent: *\nAllow: /news\nDisallow: /news", True),
        ("User-agent: *\nDisallow: /news\nAllow: /new", False),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("User-agent: *\nDisallow: /*.htm$", True),
        ("User-agent: *\nDisallow: /news/*/story", False),
        ("User-agent: *\nDisallow: *story", False),
        ("User-agent: *\nDisallow: /news/2026/story.html$", False),
        ("User-agent: *\nDisallow: /news$", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: other\nUser-agent: *\nDisallow: /", False),
        ("User-agent: NewsReader/1.0\nDisallow: /\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nDisallow: /\nUser-agent: newsreader\nAllow: /", True),
        ("User-agent: newsreader\n\nUser-agent: newsreader\nDisallow: /news", False),
        ("User-agent: newsreaderbot\nDisallow: /", True),
        ("User-agent: *\nCrawl-delay: 9\nDisallow: /news", False),
        ("Disallow: /", True),
        ("Sitemap: https://a.example/s.xml\nUser-agent: *\nDisallow: /news", False),
        ("<html><body>Disallow: /</body></html>", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(robots_txt: str, expected: bool) -> None:
    assert is_allowed(robots_txt, PAGE) is expected


@pytest.mark.parametrize(
    ("pattern", "url", "expected"),
    [
        ("/a%3cd", "https://a.example/a%3Cd", False),
        ("/%7Ejoe", "https://a.example/~joe/x", False),
        ("/ü", "https://a.example/%C3%BC", False),
        ("/a%2Fb", "https://a.example/a/b", True),
        ("/*?print", "https://a.example/x?print=1", False),
        ("/", "https://a.example", False),
        ("/", "https://a.example/robots.txt", True),
        ("/a*a$", "https://a.example/a", True),
        ("/a*a$", "https://a.example/aba", False),
        ("/x*", "https://a.example/xy", False),
        ("/x*$", "https://a.example/xy", False),
    ],
)
def test_patterns_fit_octet_by_octet(pattern: str, url: str, expected: bool) -> None:
    assert is_allowed(f"User-agent: *\nDisallow: {pattern}", url) is expected


@pytest.mark.parametrize(
    "robots_txt",
    [
        "User-agent: *\nDisallow: " + "/*a" * 200_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*b\n" * 20_000,
        "User-agent: *\n" + ("Disallow: " + "*a" * 1_000 + "b\n") * 250,
        "User-agent: *\n" * 100_000,
        "User-agent: *\nDisallow: " + "%41" * 200_000,
        "\x00\x1b\ud800" * 100_000,
        ":" * 600_000,
        " " * 600_000,
    ],
    ids=["wildcards", "rules", "both", "agents", "escapes", "garbage", "colons", "blanks"],
)
def test_a_hostile_file_is_read_in_bounded_time(robots_txt: str) -> None:
    began = time.process_time()

    is_allowed(robots_txt, "https://a.example/" + "a" * 4_000)

    assert time.process_time() - began < 2


def test_robots_txt_lies_at_the_root_of_the_pages_origin() -> None:
    assert robots_url("https://a.example:8443/b/c?d#e") == "https://a.example:8443/robots.txt"
