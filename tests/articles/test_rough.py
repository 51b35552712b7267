"""The rough text of a feed's HTML can be read, is safe, and takes time in proportion to its length."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.articles.feed import feed_blocks
from newsreader.articles.rough import rough_text
from newsreader.blocks import full_text
from newsreader.text import clean_lines


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p>\n<p>two <b>words</b>\nhere</p>", "One\ntwo words here"),
        ("a<br>b<hr/>c<h2>d</h2><ul><li>e<li>f</ul>", "a\nb\nc\nd\ne\nf"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("Fish &amp; chips &lt;3 \u2013 caf&eacute;", "Fish & chips <3 \u2013 café"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<!-- a <p> --><STYLE>p { }</style>text<script>if (a < b) c()</script>", "text"),
        ("<!-- never closed <p>text", "<!-- never closed\ntext"),
        ("<span>a</span>\u00a0 <em>b</em>\u200b", "a b"),
        ("\x1b]0;title\x07<p>\u202etext", "]0;title\ntext"),
        ("", ""),
        (" \n ", ""),
        ("plain", "plain"),
    ],
)
def test_a_paragraph_is_a_line(html: str, text: str) -> None:
    assert rough_text(html) == text


def test_its_words_are_those_of_the_blocks() -> None:
    part = "<div><p>A <a href='/x'>link</a>, <q>words</q>.</p><blockquote>and more</blockquote><pre>a  b</pre></div>"
    html = part * 5

    words = full_text(feed_blocks(html.replace("<q>", "").replace("</q>", ""), None)).split()

    assert rough_text(html).split() == words


_PIECES = (
    "<p>",
    "</p>",
    "<br/>",
    "<P x=1>",
    "</div",
    "<b>",
    "</b>",
    "<a ",
    ">",
    "<",
    " ",
    "  ",
    "\n",
    "\xa0",
    "x",
    "é",
)
_MORE_PIECES = ("&nbsp;", "&lt;p>", "\t", "\r", "\x85", "\u2028", "\u200b", "\u0301" * 10, "\x1b", "\ud800", "日")


@given(st.lists(st.sampled_from(_PIECES + _MORE_PIECES), max_size=12).map("".join))
def test_tags_that_end_a_line_do_so_however_many_follow_each_other(html: str) -> None:
    ended = re.sub(r"<(?:/?(?:p|div)\b|br\b)[^<>]*>", "\n", html.replace("\n", " "), flags=re.IGNORECASE)
    text = clean_lines(unescape(re.sub(r"<[/!?a-zA-Z][^<>]*>", "", ended)))

    assert rough_text(html).split("\n") == [" ".join(line.split()) for line in text.split("\n") if line.strip()] or [""]


@given(st.text(st.sampled_from("<>!-/&;ap \n\t\x1b\u202eé\u0301日s") | st.characters(), max_size=200))
def test_no_html_raises_or_lets_anything_unclean_through(html: str) -> None:
    text = rough_text(html)

    assert clean_lines(text) == text
    assert all(line and " ".join(line.split()) == line for line in text.split("\n") if text)


@pytest.mark.parametrize(
    "html",
    ["<" * 1_000_000, "<!--" * 250_000, "<style" * 160_000, "<a " * 300_000, "<p>" * 330_000, "&" * 1_000_000],
    ids=["brackets", "comments", "styles", "open tags", "paragraphs", "ampersands"],
)
def test_promise_4_a_hostile_megabyte_is_read_in_a_moment(html: str) -> None:
    begun = time.process_time()
    rough_text(html)

    assert time.process_time() - begun < 1
