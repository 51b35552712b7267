"""A page may hold any amount of markup and text; of its tree only so much is ever made."""

from __future__ import annotations

import tracemalloc

import pytest
from tests.articles.making import article

from newsreader.articles.bounding import LONGEST, MAX_MARKUP, bounded
from newsreader.articles.pages import extract_page
from newsreader.articles.parsing import parse_page
from newsreader.errors import ExtractionFailed
from newsreader.text import CUT

MOST = 100
LONG = 1_000
TOO_MANY = MAX_MARKUP + 10


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(article(), id="an article"),
        pytest.param(article(f"<p>{'1 = 1 ' * MOST}</p>"), id="equal signs in a text"),
        pytest.param(f"<script>{'a<b;c=d;' * MOST}</script>{article()}", id="a long script"),
        pytest.param(f"<STYLE>{'<=' * MOST}</STYLE>{article()}", id="a long sheet of styles"),
        pytest.param(article(f"<p>{'1 < 2, I <3 you ' * MOST}</p>"), id="less than in a text"),
        pytest.param(f"<!-- {'<p>' * MOST} -->{article()}", id="a long comment"),
        pytest.param(f"{article()}<script>{'<' * MOST}", id="a script without end"),
        pytest.param(f"{article()}<!--{'<' * MOST}", id="a comment without end"),
        pytest.param(f"{article()}{'<a' * MOST}", id="a tag without end"),
    ],
)
def test_what_is_no_markup_does_not_count(html: str) -> None:
    assert bounded(html, MOST) == html


def test_markup_after_a_script_that_ends_in_capitals_counts() -> None:
    assert bounded("<SCRIPT>x</SCRIPT>" + "<br>" * MOST, MOST).endswith(f"<br>{CUT}")


def test_of_a_long_text_the_beginning_is_read_and_all_that_follows_it() -> None:
    cut = bounded(f"<title>{'x' * 5 * LONG}</title><p>after", longest=LONG)

    assert cut == f"<title>{'x' * LONG}{CUT}</title><p>after"


def test_of_many_texts_twice_as_much_is_read_as_of_one() -> None:
    cut = bounded(f"<p>{'x' * 700}</p>" * 10, longest=LONG)

    assert cut == f"<p>{'x' * 700}</p>" * 2 + f"<p>{'x' * 600}{CUT}"


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(" " * 5 * LONG, id="blanks"),
        pytest.param("\u3000\n" * 5 * LONG, id="wide blanks"),
        pytest.param(f"<script>{'x' * 5 * LONG}</script>", id="a script"),
        pytest.param(f"<!-- {'x' * 5 * LONG} -->", id="a comment"),
        pytest.param(f"<img alt='{'x' * 5 * LONG}'>", id="an attribute"),
    ],
)
def test_what_is_no_text_does_not_count_as_text(before: str) -> None:
    page = f"{before}<p>{'x' * LONG}</p>"

    assert bounded(page, longest=LONG) == page


def test_one_wide_character_does_not_make_ten_megabytes_of_text_take_two_hundred() -> None:
    page = f"<p>\N{GRINNING FACE}{'word and ' * (10_000_000 // 9)}".encode()
    tracemalloc.start()
    try:
        text = extract_page(page).blocks[-1].text
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert len(text) == LONGEST // 2
    assert text.endswith(CUT)
    assert peak < 80_000_000  # 40 of them are the page as it was decoded


@pytest.mark.parametrize("piece", ["a<br>", "<p>", "</p>", "<p a=1 b=2>", "<b>", "<script></script>", "a<!-->"])
def test_of_too_much_markup_the_beginning_is_read_and_the_end_marked(piece: str) -> None:
    cut = bounded(article() + piece * MOST, MOST)

    assert cut.startswith(article())
    assert cut.endswith(CUT)
    assert cut.count("<") + cut.count("=") <= MOST


def test_a_hundred_thousand_attributes_without_values_are_not_read() -> None:
    root = parse_page("<p a b c d e f g h i j k l m n o p>x" * 30_000)

    assert sum(len(element.attrib) for element in root.iter()) <= MAX_MARKUP + 100_000
    assert len("".join(root.itertext())) == 30_000


def test_a_page_whose_text_comes_after_too_much_markup_says_so() -> None:
    with pytest.raises(ExtractionFailed, match="more markup than newsreader reads"):
        extract_page("<html><head>" + "<meta name=a content=b>" * TOO_MANY + article())
