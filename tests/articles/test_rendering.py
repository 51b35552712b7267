from __future__ import annotations

import pytest

from newsreader.articles.parsing import parse_fragment
from newsreader.articles.rendering import render
from newsreader.blocks import Block, BlockKind, Span, SpanKind

BASE = "https://a.example/dir/page.html"


def blocks_of(html: str) -> list[Block]:
    return [passage.block for passage in render(parse_fragment(html), BASE)]


def texts(html: str) -> list[str]:
    return [block.text for block in blocks_of(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a\n  b</p>", ["a b"]),
        ("<p>a<b> b</b>c</p>", ["a bc"]),
        ("<p>a </p> \n <p> b</p>", ["a", "b"]),
        ("one<br>two", ["one\ntwo"]),
        ("one<br> <br/>two<br><br><br>three", ["one", "two", "three"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>un\u200bbroken\u00ad</p>", ["unbroken"]),
        ("<p>a&nbsp;b</p>", ["a b"]),
        ("<p>x<script>evil()</script>y</p><style>p{}</style>", ["xy"]),
        ("<p>日本<b>語</b>です</p>", ["日本語です"]),
        ("<ruby>字<rp>（</rp><rt>じ</rt><rp>）</rp></ruby>", ["字(じ)"]),
        ("<p>He said <q>yes</q>.</p>", ["He said “yes”."]),
        ("<p>fine<img src=s.png alt=😀></p>", ["fine😀"]),
        ("", []),
    ],
)
def test_text_is_folded_as_a_browser_does(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_spans_point_at_their_words() -> None:
    block = blocks_of('<p>The <b>bold <i>both</i></b> and <a href="/x?utm_source=y">link</a>.</p>')[0]

    assert [(block.text[span.start : span.end], span.kind, span.target) for span in block.spans] == [
        ("bold both", SpanKind.STRONG, ""),
        ("both", SpanKind.EMPHASIS, ""),
        ("link", SpanKind.LINK, "https://a.example/x"),
    ]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("em", SpanKind.EMPHASIS),
        ("strong", SpanKind.STRONG),
        ("code", SpanKind.CODE),
        ("del", SpanKind.STRIKE),
        ("mark", SpanKind.MARK),
        ("sup", SpanKind.SUPERSCRIPT),
        ("sub", SpanKind.SUBSCRIPT),
    ],
)
def test_every_style_has_its_span(tag: str, kind: SpanKind) -> None:
    assert blocks_of(f"<p>a <{tag}>b</{tag}></p>")[0].spans == (Span(2, 3, kind),)


def test_a_span_goes_on_over_the_end_of_a_paragraph() -> None:
    one, two = blocks_of("<p><b>one<br><br>two</b></p>")

    assert one.spans == two.spans == (Span(0, 3, SpanKind.STRONG),)


def test_headings_carry_their_level() -> None:
    assert [(b.kind, b.level) for b in blocks_of("<h1>a</h1><h4>b</h4>")] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 4),
    ]


def test_lists_are_numbered_and_nested() -> None:
    html = "<ol start=3><li>three<ul><li>inner</li></ul></li><li><p>four</p><p>more</p></li><li value=9>nine</li></ol>"

    assert [(b.marker, b.depth, b.text) for b in blocks_of(html)] == [
        ("3.", 1, "three"),
        ("•", 2, "inner"),
        ("4.", 1, "four"),
        ("", 1, "more"),
        ("9.", 1, "nine"),
    ]


def test_a_reversed_list_counts_down() -> None:
    assert [b.marker for b in blocks_of("<ol reversed><li>a</li><li>b</li></ol>")] == ["2.", "1."]


def test_definitions_follow_their_terms() -> None:
    assert [(b.kind, b.text) for b in blocks_of("<dl><dt>pier<dd>where boats lie</dl>")] == [
        (BlockKind.TERM, "pier"),
        (BlockKind.DEFINITION, "where boats lie"),
    ]


def test_quotes_count_their_depth_and_name_their_speaker() -> None:
    html = "<blockquote><p>one</p><blockquote>two</blockquote><footer>— Ida</footer></blockquote>"

    assert [(b.quote, b.kind, b.text) for b in blocks_of(html)] == [
        (1, BlockKind.PARAGRAPH, "one"),
        (2, BlockKind.PARAGRAPH, "two"),
        (1, BlockKind.ATTRIBUTION, "— Ida"),
    ]


def test_code_keeps_its_lines_and_language() -> None:
    block = blocks_of('<pre><code class="language-Python">def f():\n    return 1\n</code></pre>')[0]

    assert (block.kind, block.text, block.language) == (BlockKind.CODE, "def f():\n    return 1", "python")


def test_rows_of_a_table_part_their_cells_by_tabs() -> None:
    html = (
        "<table><thead><tr><th>Boat<th>Year</thead><tr><td>Sandwich<td><p>2026</p></tr>"
        "<tr><td colspan=2>Total</td></tr></table>"
    )

    assert [(b.kind, b.level, b.cells) for b in blocks_of(html)] == [
        (BlockKind.ROW, 1, ["Boat", "Year"]),
        (BlockKind.ROW, 0, ["Sandwich", "2026"]),
        (BlockKind.ROW, 0, ["Total", ""]),
    ]


def test_a_table_that_lays_out_a_page_becomes_paragraphs() -> None:
    html = f"<table><tr><td>{'word ' * 80}</td><td><p>side</p></td></tr></table>"

    assert [b.kind for b in blocks_of(html)] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_rule_stands_only_between_texts() -> None:
    assert [b.kind for b in blocks_of("<hr><p>a</p><hr><hr><p>b</p>")] == [
        BlockKind.PARAGRAPH,
        BlockKind.RULE,
        BlockKind.PARAGRAPH,
    ]


def test_a_picture_in_a_paragraph_follows_it_and_one_before_it_comes_first() -> None:
    assert [b.kind for b in blocks_of("<p><img src=a.jpg>text</p><p>text<img src=b.jpg> more</p>")] == [
        BlockKind.IMAGE,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.IMAGE,
    ]


def test_a_video_becomes_a_line_with_its_page() -> None:
    block = blocks_of('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0" title="A film"></iframe>')[0]

    assert (block.kind, block.text, block.url) == (
        BlockKind.EMBED,
        "YouTube",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    )


def test_a_frame_from_anywhere_else_is_left_out() -> None:
    assert blocks_of('<iframe src="https://ads.example/banner">buy</iframe><p>x</p>')[0].text == "x"


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 50_000 + "x",
        "<blockquote>x" * 1_900,
        "<ul><li>x" * 900,
        "<a href=/x>y" * 20_000,
        "<table><tr><td>x" * 600,
    ],
    ids=["bold", "quotes", "lists", "links", "tables"],
)
def test_nesting_without_end_ends(html: str) -> None:
    blocks = blocks_of(html)

    assert blocks
    assert max(block.depth for block in blocks) <= 8
    assert max(block.quote for block in blocks) <= 8


@pytest.mark.parametrize(
    "html",
    [
        "<table><caption>Words.</caption><tr><th>a<th>b<tr><td>1<td>2</table>",
        "<figure><figcaption>Words.</figcaption><table><tr><th>a<th>b<tr><td>1<td>2</table></figure>",
        "<figure><figcaption>Words.</figcaption><pre>code</pre></figure>",
    ],
    ids=["table", "figure with a table", "figure with code"],
)
def test_the_caption_of_what_is_no_picture_is_a_note_beside_it(html: str) -> None:
    blocks = blocks_of(html)

    assert blocks[0] == Block(BlockKind.NOTE, "Words.")
    assert BlockKind.IMAGE not in [block.kind for block in blocks]


@pytest.mark.parametrize(
    "mark",
    ["<a href='#fn1'>1</a>", "<sup><a href='#fn:1'>1</a></sup>", "<a href='#footnote-1'><sup>1</sup></a>"],
    ids=["bare", "raised", "raised inside"],
)
def test_the_mark_of_a_note_is_raised_once(mark: str) -> None:
    assert blocks_of(f"<p>x{mark}</p>") == [
        Block(BlockKind.PARAGRAPH, "x1", (Span(1, 2, SpanKind.SUPERSCRIPT),)),
    ]


def test_other_places_in_the_page_are_plain_words() -> None:
    assert blocks_of("<p>See <a href='#part-2'>part 2</a></p>") == [Block(BlockKind.PARAGRAPH, "See part 2")]
