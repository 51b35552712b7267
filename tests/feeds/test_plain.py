"""Titles become plain text, texts become HTML, and nothing that was written is taken for markup that was not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.feeds.document import Markup, RawText
from newsreader.feeds.plain import as_html, plain_line
from newsreader.text import MAX_TEXT, MAX_TITLE, clean


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("Plain words", "Plain words", id="plain"),
        pytest.param("  two \n lines\t ", "two lines", id="white space"),
        pytest.param("AT&amp;T", "AT&T", id="an entity that XML left over"),
        pytest.param("AT&T", "AT&T", id="an ampersand"),
        pytest.param("&#8220;So&#8221; &hellip; caf&eacute;", "“So” … café", id="references"),
        pytest.param("&lt;b&gt; explained", "<b> explained", id="a tag that is talked about"),
        pytest.param("R&D &copy 2025", "R&D &copy 2025", id="no semicolon, no reference"),
        pytest.param("a <b>bold</b> <i class='x'>move</i>", "a bold move", id="tags"),
        pytest.param("one<br>two<br/>three", "one two three", id="line breaks"),
        pytest.param("x<img src='/a.gif' alt=''>y", "x y", id="a picture"),
        pytest.param("How to use <b> in HTML", "How to use <b> in HTML", id="a tag that nothing closes"),
        pytest.param("The <img> tag", "The <img> tag", id="a picture without a file"),
        pytest.param("List<String> or Vec<u8>", "List<String> or Vec<u8>", id="brackets of other languages"),
        pytest.param("1 < 2 and 3 > 2", "1 < 2 and 3 > 2", id="mathematics"),
        pytest.param("I <3 you", "I <3 you", id="a heart"),
        pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", id="a script is only text"),
        pytest.param("[/] [bold]x[/bold] \x1b]0;pwned\x07", "[/] [bold]x[/bold] ]0;pwned", id="markup of terminals"),
        pytest.param("[@click=app.quit]quit[/]", "[@click=app.quit]quit[/]", id="markup of Textual"),
        pytest.param("invoice\u202egpj.exe", "invoicegpj.exe", id="reversed text"),
        pytest.param("%s {0} {x!r} \\n", "%s {0} {x!r} \\n", id="formats"),
    ],
)
def test_a_title_is_shown_as_it_was_meant(title: str, shown: str) -> None:
    """RSS does not say whether a title is HTML."""
    assert plain_line(RawText(title)) == shown


def test_a_title_that_says_it_is_text_is_shown_as_it_stands() -> None:
    """Atom and JSON Feed say it."""
    assert plain_line(RawText("AT&amp;T <b>x</b>", Markup.TEXT)) == "AT&amp;T <b>x</b>"


def test_a_title_is_bounded() -> None:
    """And the cut is marked."""
    title = plain_line(RawText("<b>" + "x" * 1_000_000 + "</b>"))

    assert len(title) == MAX_TITLE
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(RawText("<p>a &amp; b</p>"), "<p>a &amp; b</p>", id="HTML stays"),
        pytest.param(RawText("a\nb\n \n\nc &amp; d"), "a\nb<p>c &amp; d", id="paragraphs of plain text"),
        pytest.param(RawText("Vec<u8> &#8211; x"), "Vec&lt;u8> &#8211; x", id="brackets that are no tags"),
        pytest.param(RawText("safe<iframe src='x'/> text"), "safe<iframe src='x'/> text", id="a frame is HTML"),
        pytest.param(RawText("a <b>\nc", Markup.TEXT), "a &lt;b&gt;<br>\nc", id="text is escaped"),
        pytest.param(RawText("a & b", Markup.HTML), "a & b", id="what says it is HTML stays"),
        pytest.param(RawText(""), "", id="nothing"),
    ],
)
def test_a_text_becomes_html(text: RawText, html: str) -> None:
    """HTML as it came; plain text escaped, its lines kept."""
    assert as_html(text) == html


def test_a_text_is_cut_before_a_tag_and_marked() -> None:
    """Half a tag would swallow what follows."""
    html = as_html(RawText("x" * (MAX_TEXT - 10) + "<a href='https://a.example/'>y</a>", Markup.HTML))

    assert html == "x" * (MAX_TEXT - 10) + "…"


@pytest.mark.parametrize("markup", Markup)
@pytest.mark.parametrize("piece", ["word ", "word\n\n\n\n\n\n", "😀 "])
def test_whatever_the_markup_a_long_text_is_marked_where_it_is_cut(piece: str, markup: Markup) -> None:
    html = as_html(RawText(piece * (2 * MAX_TEXT // len(piece)), markup))

    assert len(html) <= MAX_TEXT
    assert html.endswith("…")


@given(st.text(), st.sampled_from(Markup))
def test_no_title_holds_what_a_terminal_obeys(text: str, markup: Markup) -> None:
    """Whatever comes in, in whatever form."""
    title = plain_line(RawText(text, markup))

    assert title == clean(title)


@pytest.mark.parametrize("piece", ["<", "<a ", "<b>", "</b>", "&", "&#", "&amp", "\n", "\n ", "<!--"], ids=repr)
def test_no_repetition_holds_the_reader_up(piece: str) -> None:
    """A megabyte of anything costs milliseconds; the bound leaves room for a busy machine."""
    text = RawText(piece * (1_000_000 // len(piece)))

    started = time.process_time()
    plain_line(text)
    as_html(text)

    assert time.process_time() - started < 0.5
