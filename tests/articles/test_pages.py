"""The whole way from a page to its article, one trap a test."""

from __future__ import annotations

import pytest
from tests.articles.making import PROSE, TITLE, article, page, paragraphs

from newsreader.articles.pages import explain_page, extract_page
from newsreader.blocks import BlockKind, body_text, full_text
from newsreader.errors import ExtractionFailed


def body_of(html: str | bytes) -> str:
    return body_text(extract_page(html, url="https://islands.example/ferry").blocks)


def test_a_plain_article_comes_out_whole_and_alone() -> None:
    menu = "<nav><ul><li><a href=/a>News</a></li><li><a href=/b>Sport</a></li></ul></nav>"

    text = body_of(article(before=menu, after="<footer><p>© The Island Courier</p></footer>"))

    assert text == "\n\n".join(PROSE)


@pytest.mark.parametrize(
    "html",
    ["", "   \n ", "<!-- nothing -->", "\x00\x00", "<html></html>", "<html><head><title>x</title></head></html>"],
    ids=["empty", "blank", "only a comment", "NUL", "no body", "only a title"],
)
def test_a_page_without_text_says_so(html: str) -> None:
    with pytest.raises(ExtractionFailed, match="no text"):
        extract_page(html)


@pytest.mark.parametrize(
    "html",
    [
        f"<html hidden><body>{paragraphs()}</body></html>",
        f'<html><body style="display:none">{paragraphs()}</body></html>',
        f'<html><body style="visibility: hidden">{paragraphs()}</body></html>',
        f'<html><body><div aria-hidden="true" style="display:none !important">{paragraphs()}</div></body></html>',
    ],
    ids=["html hidden", "body display none", "body visibility hidden", "wrapper hidden"],
)
def test_a_page_that_hides_itself_until_a_script_runs_is_shown(html: str) -> None:
    assert body_of(html) == "\n\n".join(PROSE)


def test_three_thousand_nested_boxes_lose_no_text() -> None:
    html = "<div>" * 3_000 + paragraphs() + "</div>" * 3_000

    assert body_of(html) == "\n\n".join(PROSE)


@pytest.mark.parametrize("charset", ["x-evil", "rot13", "utf-7", "base64"])
def test_an_unknown_charset_does_not_matter(charset: str) -> None:
    html = f'<html><head><meta charset="{charset}"></head><body>{paragraphs()}</body></html>'

    assert body_of(html.encode()) == "\n\n".join(PROSE)


def test_a_megabyte_of_high_bytes_ends() -> None:
    page = extract_page(b"<p>" + bytes([0xE9, 0x20, 0xFC, 0xFF]) * 250_000)

    assert page.blocks


def test_hidden_text_inside_the_article_is_left_out() -> None:
    hidden = '<p style="display:none">Sign here.</p><span class="sr-only">For listeners</span><p hidden>Not here.</p>'

    assert body_of(article(hidden)) == "\n\n".join(PROSE)


def test_boxes_inside_the_text_are_left_out() -> None:
    boxes = (
        '<div class="newsletter-signup"><p>Sign up for our letter about boats.</p></div>'
        '<aside><h3>Related</h3><a href="/other">Bridge voted down</a></aside>'
        '<div class="related-articles"><h3>Bridge voted down</h3><p>In March both islands said no.</p></div>'
        '<div class="social-share"><a href="#">Share</a><a href="#">Tweet</a></div>'
        '<div class="ad-slot">Advertisement</div>'
    )

    assert body_of(article(boxes)) == "\n\n".join(PROSE)


def test_an_article_that_stands_in_a_sidebar_is_not_thrown_away() -> None:
    html = page(f'<div class="sidebar related share"><h1>{TITLE}</h1>{paragraphs()}</div>')

    assert body_of(html) == "\n\n".join(PROSE)


def test_a_video_inside_the_text_leaves_neither_title_nor_duration() -> None:
    video = (
        '<div class="video-teaser"><h2><a href="/v">The old ferry</a></h2><span class="duration">02:11</span>'
        "<video controls><source src=a.mp4>Your browser does not support the video element.</video>"
        "<p>Your browser does not support the video element.</p></div>"
    )

    text = full_text(extract_page(article(video)).blocks)

    assert "02:11" not in text
    assert "browser" not in text
    assert "old ferry</a>" not in text


def test_caption_and_credit_are_apart_and_no_part_of_the_text() -> None:
    figure = (
        '<figure><img src="/pier.jpg" alt="A pier in the rain"><figcaption>The pier on Monday'
        '<small class="copyright">Photo: Ida Berg</small></figcaption></figure>'
    )

    blocks = extract_page(article(figure), url="https://islands.example/ferry").blocks

    picture = next(block for block in blocks if block.kind is BlockKind.IMAGE)
    assert (picture.text, picture.credit, picture.alt) == (
        "The pier on Monday",
        "Photo: Ida Berg",
        "A pier in the rain",
    )
    assert picture.url == "https://islands.example/pier.jpg"
    assert "pier on Monday" not in body_text(blocks)


@pytest.mark.parametrize(
    "box",
    [
        '<div class="wp-caption"><img src=a.jpg><p class="wp-caption-text">The pier on Monday</p></div>',
        "<div><img src=a.jpg><div>The pier on Monday</div></div>",
        "<p><img src=a.jpg><br><em>The pier on Monday</em></p>",
        "<table><tr><td><img src=a.jpg><div class=info>The pier on Monday</div></td></tr></table>",
        "<figure><img src=a.jpg><span>The pier on Monday</span></figure>",
    ],
    ids=["by class", "in a box", "in a paragraph", "in a table", "in a figure"],
)
def test_a_text_below_a_picture_is_its_caption(box: str) -> None:
    blocks = extract_page(article(box), url="https://islands.example/").blocks

    assert [block.text for block in blocks if block.kind is BlockKind.IMAGE] == ["The pier on Monday"]
    assert body_text(blocks) == "\n\n".join(PROSE)


def test_sub_heads_lists_tables_and_quotes_between_paragraphs_are_put_back() -> None:
    inside = (
        "<h2>Boats</h2>"
        "<ul><li>Forty people</li><li>Nine cars</li></ul>"
        "<table><tr><th>Boat</th><th>Year</th></tr><tr><td>Sandwich</td><td>2026</td></tr></table>"
        "<blockquote><p>It will be late.</p></blockquote>"
    )

    blocks = extract_page(article(inside)).blocks

    assert [block.text for block in blocks[3:-3]] == [
        *("Boats", "Forty people", "Nine cars"),
        *("Boat\tYear", "Sandwich\t2026", "It will be late."),
    ]


def test_a_linked_sub_head_between_paragraphs_is_put_back() -> None:
    blocks = extract_page(article("<h3>1. <a href='https://boats.example/sandwich'>The Sandwich</a></h3>")).blocks

    assert [block.text for block in blocks if block.kind is BlockKind.HEADING] == ["1. The Sandwich"]


def test_an_embedded_post_stays_readable() -> None:
    post = '<blockquote class="twitter-tweet"><p>The Sandwich sails!</p>— Harbour (@harbour)</blockquote>'

    blocks = extract_page(article(post)).blocks

    quoted = [block.text for block in blocks if block.quote]
    assert quoted == ["The Sandwich sails!", "— Harbour (@harbour)"]


def test_all_after_the_end_is_cut() -> None:
    after = (
        "<h3>More stories</h3><ul><li><a href=/1>Bridge voted down by both of the islands</a></li></ul>"
        "<h3>3 Comments</h3><p>Anna says: I like it.</p>"
    )
    html = page(f"<div><h1>{TITLE}</h1>{paragraphs()}{after}</div>")

    assert body_of(html) == "\n\n".join(PROSE)


def test_title_byline_and_date_are_not_repeated_in_the_text() -> None:
    head = '<meta name="author" content="Ida Berg">'
    html = page(
        f"<div><h1>{TITLE}</h1><p>By Ida Berg</p><p>12 March 2026, 10:15</p><p>4 min read</p>{paragraphs()}</div>",
        head=head,
    )

    assert body_of(html) == "\n\n".join(PROSE)


def test_lede_and_lead_picture_come_before_the_text() -> None:
    before = (
        f'<header><h1>{TITLE}</h1><p class="standfirst">No more nights on the wrong side.</p></header>'
        "<figure><img src=/a.jpg><figcaption>The Sandwich</figcaption></figure>"
    )
    html = page(f'<article>{before}<div class="body">{paragraphs()}</div></article>')

    blocks = extract_page(html, url="https://islands.example/ferry").blocks

    assert [block.kind for block in blocks[:2]] == [BlockKind.LEDE, BlockKind.IMAGE]
    assert blocks[0].text == "No more nights on the wrong side."
    assert body_text(blocks) == "\n\n".join(PROSE)


def test_the_article_with_the_title_is_taken_not_the_longer_one_beside_it() -> None:
    short = "".join(f"<p>{text}</p>" for text in PROSE[:2])
    longer = "".join(f"<p>{text} {text}</p>" for text in PROSE[2:])
    html = page(
        f"<article><h1>{TITLE}</h1>{short}</article><article><h2>Another one</h2>{longer}</article>",
        head=f'<meta property="og:title" content="{TITLE}">',
    )

    assert body_of(html) == "\n\n".join(PROSE[:2])


def test_lines_that_only_point_elsewhere_are_dropped() -> None:
    pointers = (
        "<p>Read more: <a href=/b>Bridge voted down</a></p><p><strong><a href=/c>BOTH ISLANDS SAY NO TO BRIDGE</a>"
        "</strong></p><p>Image 2 of 5</p><p>Story continues below</p>"
    )

    assert body_of(article(pointers)) == "\n\n".join(PROSE)


def test_a_sentence_that_begins_like_a_notice_is_kept_within_a_paragraph() -> None:
    sentence = "Share the road, the posters said, and share it they did until the last car had left the island."

    assert sentence in body_of(article(f"<p>{sentence}</p>"))


def test_explaining_tells_what_was_done_and_why() -> None:
    explained = explain_page(article('<div class="newsletter">Our letter</div><p>Read more: The bridge</p>'))

    told = {(step.action, step.why) for step in explained.steps}
    assert ("pruned", "named like newsletter") in told
    assert ("dropped", "a notice") in told
    assert body_text(explained.page.blocks) == "\n\n".join(PROSE)


def test_no_control_character_of_a_page_comes_through() -> None:
    evil = "\x1b]0;pwned\x07"
    html = page(
        f"<article><h1>{TITLE}{evil}</h1><p class=byline>By Ida {evil}</p><p>{PROSE[0]} {evil}</p>{paragraphs()}"
        f"<figure><img src=a.jpg alt='x{evil}'><figcaption>c{evil}</figcaption></figure></article>",
        title=f"{TITLE}{evil}",
    )

    found = extract_page(html, url="https://islands.example/")

    said = found.title + found.byline + full_text(found.blocks) + "".join(block.alt for block in found.blocks)
    assert "\x1b" not in said
    assert "\x07" not in said


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>" + "word " * 400_000, id="a paragraph"),
        pytest.param(f"<figure><img src=a.png><figcaption>{'word ' * 400_000}</figcaption></figure>", id="a caption"),
    ],
)
def test_text_beyond_a_megabyte_is_cut_and_marked(html: str) -> None:
    blocks = extract_page(html).blocks

    assert sum(len(block.text) for block in blocks) <= 1_000_000
    assert blocks[-1].text.endswith("…")
