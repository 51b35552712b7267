from __future__ import annotations

import pytest
from lxml import etree

from newsreader.articles.parsing import parse_fragment
from newsreader.articles.pictures import alternative_text, is_decoration, picture_address

BASE = "https://a.example/"


def image(html: str) -> etree._Element:
    return next(parse_fragment(html).iter("img"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<img src=/a.jpg>", "https://a.example/a.jpg"),
        ("<img src=data:image/gif;base64,R0 data-src=/a.jpg>", "https://a.example/a.jpg"),
        ("<img src=/spacer.gif data-lazy-src=/a.jpg>", "https://a.example/a.jpg"),
        ("<img srcset='/s.jpg 320w, /m.jpg 1200w, /l.jpg 4000w' src=/x.jpg>", "https://a.example/m.jpg"),
        ("<img srcset='/one.jpg, /two.jpg 2x' src=/x.jpg>", "https://a.example/two.jpg"),
        ("<picture><source srcset='/w.webp 800w'><img src=data:,></picture>", "https://a.example/w.webp"),
        ("<img src=javascript:x>", ""),
        ("<img>", ""),
    ],
)
def test_the_file_is_found_behind_lazy_loading(html: str, expected: str) -> None:
    assert picture_address(image(html), BASE) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<img width=1 height=1 src=a>",
        "<img class=avatar src=a>",
        "<img src=/icons/x.png>",
        "<img width=32px src=a.png>",
    ],
)
def test_icons_and_beacons_are_no_pictures(html: str) -> None:
    assert is_decoration(image(html))


def test_a_photograph_is_no_decoration() -> None:
    assert not is_decoration(image("<img width=800 class='photo silicon' src=/iconic/valley.jpg>"))


def test_a_file_name_is_no_description() -> None:
    assert alternative_text(image("<img alt=IMG_2231.jpg>")) == ""
    assert alternative_text(image("<img alt='A pier'>")) == "A pier"
