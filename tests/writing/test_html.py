"""HTML that is whole, escaped and asks for nothing."""

from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from tests.writing.samples import EVERY_KIND, STYLES, article
from tests.writing.strategies import blocks_of_articles

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.text import safe_link
from newsreader.writing.html import html_page, html_pages, language_attributes
from newsreader.writing.html_body import html_body
from newsreader.writing.nesting import places


def test_every_kind_of_block_has_its_element() -> None:
    assert html_body(EVERY_KIND) == (
        '<p class="lede">What it is about.</p>\n'
        "<h2>A heading</h2>\n"
        '<p>Read <a href="https://example.org/a?b=1&amp;c=2">this page</a> now.</p>\n'
        "<ul>\n<li>one<ol>\n<li>first</li>\n<li>second</li>\n</ol>\n</li>\n<li>two<p>and more</p>\n"
        '<pre><code class="language-python">if x:\n\n    y = 1</code></pre>\n</li>\n</ul>\n'
        "<blockquote>\n<p>Quoted.</p>\n<ul>\n<li>a list in a quote</li>\n</ul>\n"
        '<p class="attribution">— Ada</p>\n</blockquote>\n'
        "<table>\n<tbody>\n<tr><th>Bird</th><th>km</th></tr>\n"
        "<tr><td><strong>Tern</strong></td><td>71,000</td></tr>\n</tbody>\n</table>\n"
        '<figure>\n<p class="picture"><a href="https://example.org/a.jpg">A bird</a></p>\n'
        '<figcaption>Caption. <span class="credit">Picture: Ada</span></figcaption>\n</figure>\n'
        '<p class="embed"><a href="https://example.org/film">A film</a></p>\n'
        "<hr/>\n"
        "<dl>\n<dt>Tern</dt>\n<dd>A bird that travels.</dd>\n</dl>\n"
        '<p class="note">Translated.</p>\n'
    )


def test_every_style_has_its_element() -> None:
    assert html_body((STYLES,)) == (
        "<p><em>em</em> <strong>strong</strong> <code>code</code> <s>strike</s> <mark>mark</mark> <sup>sup</sup> "
        '<sub>sub</sub> <a href="https://example.org/a?b=1&amp;c=2">link</a></p>\n'
    )


def test_lists_keep_their_first_number_and_markers_of_their_own() -> None:
    numbered = Block(BlockKind.LIST_ITEM, "x", depth=1, marker="3.")
    lettered = Block(BlockKind.LIST_ITEM, "y", depth=1, marker="b.")

    assert html_body((numbered, lettered)) == ('<ol start="3">\n<li>x</li>\n</ol>\n<ul>\n<li>b. y</li>\n</ul>\n')


def test_verse_keeps_its_lines() -> None:
    assert html_body((Block(BlockKind.PARAGRAPH, "a\nb"),)) == "<p>a<br/>\nb</p>\n"


def test_text_that_looks_like_markup_stays_text() -> None:
    evil = "</p><script>alert(1)</script>"
    blocks = (
        Block(BlockKind.PARAGRAPH, evil),
        Block(BlockKind.CODE, evil, language='"><script>'),
        Block(BlockKind.IMAGE, evil, alt=evil, credit=evil, url="javascript:alert(1)"),
        Block(BlockKind.PARAGRAPH, "x", (Span(0, 1, SpanKind.LINK, "javascript:alert(1)"),)),
    )

    page = html_page(article(blocks, title=evil, byline=evil, url='https://example.org/"><script>', language=evil))

    assert "<script" not in page
    assert "javascript:" not in page


def test_a_page_holds_all_that_it_needs_and_asks_for_nothing() -> None:
    page = html_page(article())

    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert "default-src 'none'" in page
    assert "<title>A title</title>" in page
    assert "<h1>A title</h1>" in page
    assert (
        '<p class="facts">Ada Ito in Tokyo · <a href="https://example.org/story">Example News</a> · '
        '<time datetime="2025-08-25T10:30:00Z">2025-08-25</time></p>'
    ) in page
    assert not re.search(r"<(img|script|iframe|link|video|audio|object)\b|src=|url\(|@import", page)


JPEG = b"\xff\xd8\xff a photograph"
PNG = b"\x89PNG\r\n\x1a\n a drawing"


def test_pictures_at_hand_are_inside_the_page_and_others_stay_links() -> None:
    blocks = tuple(Block(BlockKind.IMAGE, alt=name, url=f"https://example.org/{name}") for name in ("a", "b", "c"))

    page = html_page(article(blocks), {"https://example.org/a": JPEG, "https://example.org/b": PNG})

    sources = re.findall(r'<img src="data:([^;]*);base64,([^"]*)" alt="(\w)"/>', page)
    assert [(kind, b64decode(body), alt) for kind, body, alt in sources] == [
        ("image/jpeg", JPEG, "a"),
        ("image/png", PNG, "b"),
    ]
    assert '<p class="picture"><a href="https://example.org/c">c</a></p>' in page
    assert "default-src 'none'" in page
    assert "img-src data:" in page
    ElementTree.fromstring(page.partition("\n")[2])


def test_a_picture_keeps_its_caption_credit_and_link() -> None:
    (block,) = (block for block in EVERY_KIND if block.kind is BlockKind.IMAGE)

    assert html_body((block,), {block.url: 'x".jpg'}) == (
        '<figure>\n<p><a href="https://example.org/a.jpg"><img src="x&quot;.jpg" alt="A bird"/></a></p>\n'
        '<figcaption>Caption. <span class="credit">Picture: Ada</span></figcaption>\n</figure>\n'
    )


def test_pages_of_several_articles_share_their_pictures() -> None:
    page = html_pages([article(), article()], title="Two", pictures={"https://example.org/a.jpg": JPEG})

    assert page.count("<img ") == 2


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        (None, ""),
        ("", ""),
        ("en", ' lang="en"'),
        ("pt_BR", ' lang="pt-BR"'),
        ("ar", ' lang="ar" dir="rtl"'),
        ("fa-IR", ' lang="fa-IR" dir="rtl"'),
        ('en" onload="x', ""),
        ("english", ""),
    ],
)
def test_the_language_is_named_where_it_is_one(language: str | None, attributes: str) -> None:
    assert language_attributes(language) == attributes


@given(blocks_of_articles())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_blocks_make_well_formed_markup_of_their_words(blocks: Blocks) -> None:
    body = ElementTree.fromstring(f"<body>{html_body(blocks)}</body>")

    words = "".join("".join(body.itertext()).split())
    for block in blocks:
        assert "".join(block.text.split()) in words
    counts = {tag: len(list(body.iter(tag))) for tag in ("li", "table", "pre", "hr", "figure", "script", "img")}
    assert counts["li"] == sum(place.starts_item for place in places(blocks))
    assert counts["table"] == sum(place.block.kind is BlockKind.ROW for place in places(blocks))
    assert counts["pre"] == sum(block.kind is BlockKind.CODE for block in blocks)
    assert counts["hr"] == sum(block.kind is BlockKind.RULE for block in blocks)
    assert counts["script"] == counts["img"] == 0
    addresses = {safe_link(span.target) for block in blocks for span in block.spans}
    addresses |= {safe_link(block.url) for block in blocks}
    assert {link.attrib["href"] for link in body.iter("a")} <= addresses
