"""A page may hold any amount of markup; of its tree only so much is ever made."""

from __future__ import annotations

import pytest
from tests.articles.making import article

from newsreader.articles.bounding import MAX_MARKUP, bounded
from newsreader.articles.pages import extract_page
from newsreader.articles.parsing import parse_page
from newsreader.errors import ExtractionFailed
from newsreader.text import CUT

MOST = 100
TOO_MANY = MAX_MARKUP + 10


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(article(), id="an article"),
        pytest.param(article(f"<p>{'1 = 1 ' * MOST}</p>"), id="equal signs in a text"),
        pytest.param(f"<script>{'a<b;c=d;' * MOST}</script>{article()}", id="a long script"),
        pytest.param(f"<STYLE>{'<=' * MOST}</STYLE>{article()}", id="a long sheet of styles"),
        pytest.param(f"<!-- {'<p>' * MOST} -->{article()}", id="a long comment"),
        pytest.param(f"{article()}<script>{'<' * MOST}", id="a script without end"),
        pytest.param(f"{article()}<!--{'<' * MOST}", id="a comment without end"),
        pytest.param(f"{article()}{'<a' * MOST}", id="a tag without end"),
    ],
)
def test_what_is_no_markup_does_not_count(html: str) -> None:
    assert bounded(html, MOST) == html


@pytest.mark.parametrize("piece", ["a<br>", "<p>", "</p>", "<p a=1 b=2>", "<b>", "<script></script>"])
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
