from __future__ import annotations

import gc

from lxml.html import HtmlElement
from readability import Document
from tests.articles.making import article

from newsreader.articles.choosing import NUMBER, choose_by_readability, is_affordable, number_elements
from newsreader.articles.parsing import parse_page


def test_readability_answers_with_the_numbers_of_our_elements() -> None:
    root = parse_page(article(before="<div id=x>Menu</div>"))
    elements = number_elements(root)

    kept = choose_by_readability(root)

    assert {elements[number].tag for number in kept} <= {"p", "h1"}
    assert len([number for number in kept if elements[number].tag == "p"]) == 6


def test_our_tree_is_left_as_it_is() -> None:
    root = parse_page(article())
    number_elements(root)
    before = [element.get(NUMBER) for element in root.iter("*")]

    choose_by_readability(root)

    assert [element.get(NUMBER) for element in root.iter("*")] == before


def test_numbers_that_a_page_brings_along_are_overwritten() -> None:
    root = parse_page(f'<p {NUMBER}="7">a</p><p {NUMBER}="7">b</p>')

    elements = number_elements(root)

    assert [elements[str(n)].get(NUMBER) for n in range(len(elements))] == [str(n) for n in range(len(elements))]


def test_readability_still_has_the_parts_that_are_replaced() -> None:
    for name in ("_parse", "get_clean_html", "get_link_density", "summary"):
        assert callable(getattr(Document, name))


def test_the_tree_of_a_page_does_not_outlive_its_reading() -> None:
    choose_by_readability(parse_page(article()))

    gc.collect()
    assert not any(type(kept) is HtmlElement for kept in gc.get_objects())


def test_a_page_that_would_take_seconds_is_not_looked_through() -> None:
    assert not is_affordable(parse_page("<p>x</p>" * 30_000))
    assert not is_affordable(parse_page("<blockquote>" * 2_000 + "x"))
    assert not is_affordable(parse_page("<meta>" * 30_000))
    assert is_affordable(parse_page(article()))
