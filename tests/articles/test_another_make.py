"""A page with the same traps as the seed page, but of another make: nothing lost, nothing kept wrongly."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.articles.pages import extract_page
from newsreader.blocks import BlockKind, body_text, full_text
from newsreader.model import Page

URL = "https://courier.example/2026/03/ferry/"


@pytest.fixture(scope="module")
def found() -> Page:
    return extract_page(Path(__file__).with_name("another_make.html").read_bytes(), url=URL)


def test_title_byline_with_place_date_and_language(found: Page) -> None:
    assert found.title == "Two islands agree on hourly ferry"
    assert found.byline == "Ida Berg in Little Norhaven"
    assert found.published == int(datetime(2026, 3, 12, 7, 30, tzinfo=UTC).timestamp())
    assert found.language == "en-GB"
    assert found.url == URL
    assert found.problem is None


def test_lede_and_picture_come_first(found: Page) -> None:
    lede, picture = found.blocks[:2]

    assert lede.kind is BlockKind.LEDE
    assert lede.text.startswith("After nine years of talks")
    assert picture.url == "https://courier.example/files/pier.jpg"
    assert picture.text == "Mayor Tom Aune (left) and harbour master Mara Lindqvist on the pier"
    assert picture.credit == "Photo: Ole Vik/Courier"


@pytest.mark.parametrize(
    "text",
    [
        "The two islands have argued about a bridge",
        "you can stand on it and look at the water.”",
        "Batteries under the deck",
        "Speed: eleven knots",
        "bought by a fishermen’s club",
        "Who pays the crew",
        "I shall have it framed.",
        "Per Holm, night nurse",
        "the children of the smaller island.",
        "This article was first written in Norwegian.",
    ],
)
def test_nothing_is_lost(found: Page, text: str) -> None:
    assert text in body_text(found.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "Jump to the text",
        "At sea",
        "Tell friends",
        "4 min read",
        "old ferry was scrapped",
        "03:48",
        "newer browser",
        "Every Friday",
        "PierPhoto",
        "pierPhoto",
        "Bridge\n",
        "You may also like",
        "Seals moved",
        "plenty of light",
        "© 2026",
        "cookies",
        "shake hands on a pier",
    ],
)
def test_nothing_is_kept_wrongly(found: Page, text: str) -> None:
    assert text not in full_text(found.blocks)


def test_the_quote_has_its_speaker(found: Page) -> None:
    quoted = [block for block in found.blocks if block.quote]

    assert [block.kind for block in quoted] == [BlockKind.PARAGRAPH, BlockKind.ATTRIBUTION]
