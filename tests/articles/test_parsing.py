from __future__ import annotations

import pytest
from lxml import etree

from newsreader.articles.parsing import parse_fragment, parse_page


def text_of(root: etree._Element) -> str:
    return "".join(map(str, root.itertext()))


@pytest.mark.parametrize("depth", [300, 2_040, 2_100, 5_000, 100_000])
def test_text_below_deep_nesting_is_kept(depth: int) -> None:
    text = text_of(parse_page("<div>" * depth + "deep" + "</div>" * depth + "<p>after"))

    assert "deep" in text
    assert "after" in text


def test_text_of_more_than_ten_megabytes_is_kept() -> None:
    text = text_of(parse_fragment("<p>" + "word " * 2_200_000 + "end"))

    assert len(text) > 10_000_000
    assert text.endswith("end")


@pytest.mark.parametrize(
    "tag",
    ["<p " + " ".join(f"a{n}=1" for n in range(100_000)), "<p" + ' x="<>"' * 50_000, "<p " + "= " * 100_000],
    ids=["names", "quoted brackets", "equals signs"],
)
def test_endless_attributes_are_dropped_and_the_text_stays(tag: str) -> None:
    assert text_of(parse_fragment(f"{tag}>text<p>more")) == "textmore"


def test_a_long_address_in_an_attribute_is_no_endless_list() -> None:
    address = "data:image/png;base64," + "A" * 50_000

    assert parse_fragment(f'<img src="{address}" alt="x">')[0].get("src") == address


@pytest.mark.parametrize("source", ["", " ", "\x00", "<", "<!", "<?xml", "<!--", "</p>", "<svg/>", "<frameset><frame>"])
def test_scraps_give_an_empty_page_with_a_body(source: str) -> None:
    root = parse_page(source)

    assert root.tag == "html"
    assert root.find("body") is not None


def test_an_xml_declaration_is_passed_over() -> None:
    root = parse_page('<?xml version="1.0" encoding="x-evil"?><html><body><p>ü</p></body></html>')

    assert text_of(root) == "ü"


def test_comments_do_not_part_words() -> None:
    assert text_of(parse_fragment("<p>un<!-- x -->seen")) == "unseen"
