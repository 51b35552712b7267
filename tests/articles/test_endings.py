from __future__ import annotations

import pytest
from tests.articles.making import PROSE, TITLE, page, paragraphs

from newsreader.articles.pages import extract_page
from newsreader.blocks import body_text

HEAD = '<meta name="author" content="Ida Berg">'


def body_of(after: str, head: str = HEAD) -> str:
    return body_text(extract_page(page(f"<div><h1>{TITLE}</h1>{paragraphs()}{after}</div>", head=head)).blocks)


@pytest.mark.parametrize(
    "heading", ["Related stories", "More on this", "Comments (3)", "About the author", "Mehr zum Thema", "相关阅读"]
)
def test_the_article_ends_at_a_heading_that_begins_something_else(heading: str) -> None:
    assert body_of(f"<h2>{heading}</h2><p>Short and other.</p>") == "\n\n".join(PROSE)


def test_a_heading_like_an_ending_in_the_middle_of_the_text_does_not_end_it() -> None:
    text = body_of(f"<h2>Topics</h2>{paragraphs()}")

    assert text.count(PROSE[5]) == 2


@pytest.mark.parametrize(
    "portrait", ["Ida Berg is a reporter who lives on an island.", "Ida Berg’s book “Piers” is out now."]
)
def test_a_portrait_of_the_author_at_the_end_goes(portrait: str) -> None:
    assert body_of(f"<p>{portrait}</p>") == "\n\n".join(PROSE)


@pytest.mark.parametrize("line", ["Ida Berg reported from Norhaven.", "Per Holm is a night nurse in Norhaven."])
def test_who_reported_and_who_is_in_the_story_stays(line: str) -> None:
    assert body_of(f"<p>{line}</p>").endswith(line)


def test_headings_and_links_with_nothing_below_them_go() -> None:
    assert body_of("<h2>Up next</h2>") == "\n\n".join(PROSE)
    assert body_of("<p><a href=/x>All about boats on our special page</a></p>") == "\n\n".join(PROSE)


def test_a_signature_with_an_address_stays() -> None:
    assert body_of('<p><a href="mailto:ida@courier.example">ida@courier.example</a></p>').endswith("courier.example")
