"""Nothing that arrives as a page may raise anything but ExtractionFailed, or bring unclean text with it."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.articles.making import PROSE, article

from newsreader.articles.pages import extract_page
from newsreader.errors import ExtractionFailed
from newsreader.model import Page
from newsreader.text import clean, clean_lines

EXAMPLES = int(os.environ.get("NEWSREADER_EXAMPLES", "200"))
"""200 in CI; 10,000 once before a release."""
hostile = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TAGS = (
    "div p span a b em ul ol li table tr td th h1 h2 article section main aside nav header footer figure "
    "figcaption img blockquote pre code br hr iframe video noscript svg form button select option details summary dl "
    "dt dd sup ruby rt "
    "html body head title meta script style template object frameset frame picture source math time cite q"
)
ATTRIBUTES = (
    'class="related"',
    'class="caption credit"',
    'class="standfirst"',
    'class="comments"',
    'class="twitter-tweet"',
    'id="fn1"',
    "hidden",
    'style="display:none"',
    'aria-hidden="true"',
    'role="navigation"',
    'itemprop="articleBody"',
    'itemprop="author"',
    'href="/x"',
    'href="javascript:x"',
    'src="a.jpg"',
    'src="https://www.youtube.com/embed/abcdefghij"',
    'datetime="2026-03-12"',
    'colspan="999999"',
    'start="-99999999999"',
    'data-newsreader-number="7"',
    "",
)
WORDS = (
    PROSE[0],
    PROSE[1],
    "Read more: x",
    "By Ida Berg",
    "\x1b]0;pwned\x07",
    "\u202eevil",
    "&#0;&#xd800;",
    "船" * 80,
    " ",
)

tree = st.recursive(
    st.sampled_from(WORDS),
    lambda inside: st.builds(
        lambda tag, attribute, parts, closed: f"<{tag} {attribute}>{''.join(parts)}{f'</{tag}>' if closed else ''}",
        st.sampled_from(TAGS.split()),
        st.sampled_from(ATTRIBUTES),
        st.lists(inside, max_size=5),
        st.booleans(),
    ),
    max_leaves=40,
)


def check(page: Page) -> None:
    assert page.blocks
    assert clean(page.title) == page.title
    assert clean(page.byline) == page.byline
    for block in page.blocks:
        assert clean_lines(block.text) == block.text
        assert clean(block.alt) == block.alt
        assert clean_lines(block.credit) == block.credit
        assert block.url == "" or block.url.startswith(("http://", "https://"))
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(block.text)
            assert span.target == "" or span.target.startswith(("http://", "https://"))


def extract_or_refuse(html: bytes | str) -> None:
    try:
        check(extract_page(html, url="https://a.example/x"))
    except ExtractionFailed:
        return  # it says so; nothing else may be raised


@hostile
@given(st.binary(max_size=2_000))
def test_any_bytes_are_extracted_or_refused(body: bytes) -> None:
    extract_or_refuse(body)


@hostile
@given(tree)
def test_any_tree_is_extracted_or_refused(html: str) -> None:
    extract_or_refuse(html)


@hostile
@given(st.lists(tree, min_size=1, max_size=4), st.data())
def test_an_article_with_anything_in_it_is_extracted(parts: list[str], data: st.DataObject) -> None:
    html = article("".join(parts))
    cut = data.draw(st.integers(0, len(html)))

    extract_or_refuse(html)
    extract_or_refuse(html[:cut])


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "x",
        "<p>hello there world, this is it</p>" * 20_000,
        "<p><a href=x>hello there world</a></p>" * 20_000,
        "<p>" + "&nbsp;" * 200_000 + "x",
        "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{PROSE[0]}",
        "<!--" * 100_000,
        '<a href="' * 50_000,
        "<![CDATA[" * 50_000,
        '<script type="application/ld+json">' + "[" * 100_000 + f"</script><p>{PROSE[0]}",
        "<title>" + "a - " * 50_000 + f"</title><p>{PROSE[0]}",
        '<img srcset="' + "a 1w, " * 50_000 + f'"><p>{PROSE[0]}',
        "<figure><img src=a.jpg><figcaption>x</figcaption></figure>" * 10_000,
        '<span class="byline">By Someone</span>' * 10_000,
        "<blockquote>" * 2_000 + PROSE[0],
        "<table><tr><td>" * 2_000 + PROSE[0],
    ],
    ids=range(15),
)
def test_pages_made_to_hold_up_the_program_end(html: str) -> None:
    extract_or_refuse(html)
