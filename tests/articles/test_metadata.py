from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.articles.making import TITLE, page, paragraphs

from newsreader.articles.metadata import Metadata, read_metadata
from newsreader.articles.parsing import parse_page

NOON = int(datetime(2026, 3, 12, 12, tzinfo=UTC).timestamp())
DAY = int(datetime(2026, 3, 12, tzinfo=UTC).timestamp())


def metadata_of(html: str, url: str | None = "https://courier.example/ferry") -> Metadata:
    return read_metadata(parse_page(html), url)


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "H", "author": {"name": "Ida Berg"}, "datePublished": '
        '"2026-03-12T12:00Z"}',
        '[{"@type": ["Article"], "headline": "H", "author": ["Ida Berg"], "datePublished": "2026-03-12T12:00:00Z"}]',
        '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "BlogPosting", "headline": "H", '
        '"author": [{"@type": "Person", "name": "By Ida Berg"}], "datePublished": "2026-03-12T12:00:00Z"}]}',
        '\n<!--//--><![CDATA[\n{"@type": "Article", "headline": "H", "author": "Ida Berg", '
        '"datePublished": "2026-03-12T12:00:00Z"}\n//--><!]]>',
        '{"@type": "http://schema.org/Article", "headline": "H", "author": {"name": ["Ida Berg"]}, '
        '"datePublished": "2026-03-12T13:00:00+01:00"};',
    ],
    ids=["object", "list", "graph", "comments around", "full type"],
)
def test_json_ld_is_read_however_it_is_written(script: str) -> None:
    found = metadata_of(page("", head=ld(script), title="H"))

    assert (found.title, found.byline, found.published) == ("H", "Ida Berg", NOON)


@pytest.mark.parametrize(
    "script", ["{", "[[[[", '"text"', "3", '{"@type": {"a": 1}, "headline": ["x"], "author": 3}', ""]
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    assert metadata_of(page("", head=ld(script))).title == TITLE


@pytest.mark.parametrize(
    ("head", "title", "body", "expected"),
    [
        ('<meta property="og:title" content="T &amp;amp; U">', "x", "", "T & U"),
        ('<meta property="og:title" content="T | The Courier"><meta property="og:site_name" content="The Courier">',
         "x", "", "T"),
        ("", "Hourly ferry for two islands | The Courier", "", "Hourly ferry for two islands"),
        ("", "The Courier – Hourly ferry for two islands – Local", "", "Hourly ferry for two islands"),
        ("", "Ferry - The Courier", "<h1>Something else</h1>", "Ferry - The Courier"),
        ("", "Boats: the long way home | Courier", "<h1>Boats: the long way home</h1>", "Boats: the long way home"),
        ("", "", "<h1>Only a heading</h1>", "Only a heading"),
        ('<meta property="og:title" content="SEO words about boats">', "", "<h1>The day the ferry came at last</h1>",
         "The day the ferry came at last"),
        ("", "两岛之间的渡轮将每小时一班_新闻_岛报网", "", "两岛之间的渡轮将每小时一班"),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_the_title_is_the_articles_without_the_sites_name(head: str, title: str, body: str, expected: str) -> None:
    assert metadata_of(page(body, head=head, title=title)).title == expected


def test_an_svg_has_a_title_of_its_own() -> None:
    html = f"<html><body><svg><title>Logo</title></svg><h1>{TITLE}</h1></body></html>"

    assert metadata_of(html).title == TITLE


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p class="byline">By Ida Berg</p>', "Ida Berg"),
        ('<p class="byline">By Ida Berg | 12 March 2026</p>', "Ida Berg"),
        ('<p class="byline">By Ida Berg March 12, 2026</p>', "Ida Berg"),
        ('<span class="author-name">Ida Berg • 3h</span>', "Ida Berg"),
        ('<a rel="author" href="/ida">Ida Berg</a>', "Ida Berg"),
        ('<div itemprop="author"><span itemprop="name">Ida Berg</span>, reporter</div>', "Ida Berg"),
        ('<p class="byline">Von Ida Berg</p>', "Ida Berg"),
        (f'<p class="author">{"Ida Berg is a reporter who lives on an island. " * 5}</p>', ""),
        ('<p class="byline">12 March 2026</p>', ""),
    ],
)
def test_the_byline_is_read_where_it_is_visible(body: str, expected: str) -> None:
    assert metadata_of(page(f"<h1>{TITLE}</h1>{body}")).byline == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ida Berg in Little Norhaven", "Ida Berg in Little Norhaven"),
        ("Ida Berg, reporting from Oslo", "Ida Berg"),
        ("Ida Berg reporting from Oslo", "Ida Berg reporting from Oslo"),
        ("By Ida Berg and a dog in Oslo", "Ida Berg"),
        ("Per Holm in Oslo", "Ida Berg"),
    ],
)
def test_the_visible_line_counts_where_it_adds_the_place(line: str, expected: str) -> None:
    head = '<meta name="author" content="Ida Berg">'

    assert metadata_of(page(f'<p class="byline">{line}</p>', head=head)).byline == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta property="article:published_time" content="2026-03-12T12:00:00Z">', "", NOON),
        ('<meta name="date" content="2026-03-12">', "", DAY),
        ("", '<time datetime="2026-03-12T12:00:00Z">today</time>', NOON),
        ("", "<time>12 March 2026</time>", DAY),
        ("", '<meta itemprop="datePublished" content="2026-03-12">', DAY),
        ("", '<span class="pub-date">Thursday, March 12, 2026</span>', DAY),
        ("", f"<h1>{TITLE}</h1><p>By Ida Berg</p><p>12 March 2026</p>{paragraphs()}", DAY),
        ("", f"<h1>{TITLE}</h1>{paragraphs()}", None),
        ('<meta name="date" content="soon">', "", None),
    ],
)
def test_the_date_is_found(head: str, body: str, expected: int | None) -> None:
    assert metadata_of(page(body, head=head)).published == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<html lang="de">', "de"),
        ('<html lang="EN_us">', "en-US"),
        ('<html xml:lang="fr-CA">', "fr-CA"),
        ('<html lang=""><meta property="og:locale" content="pt_BR">', "pt-BR"),
        ('<html lang="und"><meta http-equiv="Content-Language" content="ja">', "ja"),
        ("<html>", None),
        ('<html lang="123">', None),
    ],
)
def test_the_language_is_a_tag(html: str, expected: str | None) -> None:
    assert metadata_of(f"{html}<body><p>x</p></body></html>").language == expected


def test_addresses_are_made_whole_by_the_pages_base() -> None:
    found = metadata_of(page("", head='<base href="/archive/"><link rel="canonical" href="ferry?utm_source=x">'))

    assert found.base == "https://courier.example/archive/"
    assert found.canonical == "https://courier.example/archive/ferry"


def test_of_thousands_of_times_that_say_nothing_the_first_are_looked_at() -> None:
    html = page("<time>junk 1 2 3</time>" * 1_000 + '<time datetime="2026-03-12">x</time>')

    assert read_metadata(parse_page(html), None).published is None
