from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.articles.feed import feed_blocks
from newsreader.blocks import BlockKind
from newsreader.text import clean_lines


def texts(html: str) -> list[str]:
    return [block.text for block in feed_blocks(html, "https://a.example/")]


def test_a_fragment_becomes_blocks() -> None:
    blocks = feed_blocks('<p>One</p><img src="/b.jpg" alt="A boat"><ul><li>two</li></ul>', "https://a.example/x")

    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.IMAGE, BlockKind.LIST_ITEM]
    assert blocks[1].url == "https://a.example/b.jpg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", ["plain"]),
        ("one\n\ntwo\n \nthree", ["one", "two", "three"]),
        ("00:00 Hello\n01:20 Boats", ["00:00 Hello\n01:20 Boats"]),
        ("Fish &amp; chips", ["Fish & chips"]),
        ("1 < 2", ["1 < 2"]),
        ("&lt;p&gt;twice escaped&lt;/p&gt;&lt;p&gt;once more&lt;/p&gt;", ["twice escaped", "once more"]),
        ("Write &lt;p&gt; before it", ["Write <p> before it"]),
        ("", []),
        ("   \n ", []),
    ],
)
def test_plain_text_and_text_escaped_twice_are_read(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_lines_that_a_mail_program_broke_are_joined() -> None:
    line = "these words were wrapped by a mail program long ago, and so on"

    assert texts(f"{line}\n{line}\n{line}\nend") == [f"{line} {line} {line} end"]


def test_beacons_and_social_icons_of_feeds_are_left_out() -> None:
    html = (
        '<p>Text</p><img src="https://feeds.feedburner.com/~r/x/~4/y" height="1" width="1">'
        '<div class="feedflare"><a href="x"><img src="icons/a.gif"></a></div>'
    )

    assert [block.kind for block in feed_blocks(html, "https://a.example/")] == [BlockKind.PARAGRAPH]


def test_no_more_than_a_megabyte_is_kept_and_the_cut_is_marked() -> None:
    for html in ("<p>" + "word " * 500_000, "<p>word " * 300_000, "word " * 500_000):
        blocks = feed_blocks(html, None)

        assert sum(len(block.text) for block in blocks) <= 1_000_000

    assert blocks[-1].text.endswith("…")


@given(st.text(max_size=400))
def test_no_text_raises_or_lets_anything_unclean_through(html: str) -> None:
    for block in feed_blocks(html, "https://a.example/"):
        assert clean_lines(block.text) == block.text
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)
