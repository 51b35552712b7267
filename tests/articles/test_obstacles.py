from __future__ import annotations

import pytest
from tests.articles.making import PROSE, TITLE, article, page, paragraphs

from newsreader.articles.obstacles import CONSENT, PAYWALL, REFUSAL
from newsreader.articles.pages import extract_page

STUB = f"<article><h1>{TITLE}</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p>"


@pytest.mark.parametrize(
    "wall",
    [
        "<div class=box><p>Subscribe to continue reading this story.</p></div>",
        '<div class="paywall"><p>Choose your plan</p></div>',
        "<p>Weiterlesen mit dem Abo</p>",
        "<p>Il vous reste 80 % de cet article à lire.</p>",
        "<p>Contenido exclusivo para suscriptores</p>",
        "<p>この記事は有料会員限定です。</p>",
    ],
    ids=["English", "by class", "German", "French", "Spanish", "Japanese"],
)
def test_a_stub_before_a_paywall_is_told(wall: str) -> None:
    found = extract_page(page(f"{STUB}{wall}</article>"))

    assert found.problem == PAYWALL
    assert found.blocks[0].text == PROSE[0]


def test_a_stub_that_calls_itself_not_free_is_told() -> None:
    claim = '{"@type": "NewsArticle", "headline": "x", "isAccessibleForFree": false}'
    head = f'<script type="application/ld+json">{claim}</script>'

    assert extract_page(page(f"{STUB}</article>", head=head)).problem == PAYWALL


def test_a_wall_of_consent_is_told() -> None:
    wall = (
        "<div><h1>Before you continue</h1><p>We and our partners use cookies and similar technologies to store and "
        "read information on your device. You can change your choice at any time.</p><p>Accept all</p></div>"
    )

    assert extract_page(page(wall, title="Before you continue")).problem == CONSENT


@pytest.mark.parametrize("title", ["Just a moment...", "Access Denied", "404 Not Found", "Are you a robot?"])
def test_a_refusal_is_told(title: str) -> None:
    html = page(f"<h1>{title}</h1><p>Reference number 18.2f3a. Please try again later.</p>", title=title)

    assert extract_page(html).problem == REFUSAL


def test_a_whole_article_beside_an_offer_of_a_subscription_is_no_stub() -> None:
    offer = '<div class="paywall"><p>Subscribe to continue supporting us.</p></div>'

    html = page(f"<article><h1>{TITLE}</h1>{paragraphs()}{paragraphs()}</article>{offer}")

    assert extract_page(html).problem is None


def test_an_ordinary_article_has_no_problem() -> None:
    assert extract_page(article()).problem is None
