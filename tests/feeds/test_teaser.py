"""Whether a feed gives only the beginning, on cases such as feeds have."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newsreader.enclosures import Enclosure
from newsreader.feeds.document import DocumentArticle
from newsreader.feeds.teaser import is_beginning, may_be_teaser
from newsreader.text import count_words

SENTENCE = "The council met on Monday and talked about the bridge for a long time. "
SUMMARY = SENTENCE * 3
PAGE = "\n\n".join([SENTENCE * 5] * 8)
ARTICLE = DocumentArticle(
    guid="1",
    link="https://a.example/1",
    title="T",
    author="",
    published=None,
    updated=None,
    language=None,
    html="",
    base="https://a.example/1",
    has_content=False,
    comments=None,
    enclosures=(),
)
CONTENT = replace(ARTICLE, has_content=True)
FOOTER = " The post The bridge appeared first on The Daily Example."


def is_teaser(article: DocumentArticle, text: str, words: int) -> bool:
    return may_be_teaser(article) and is_beginning(text, words, has_content=article.has_content)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing but a title"),
        pytest.param("Comments", id="one word"),
        pytest.param(SUMMARY, id="three sentences"),
        pytest.param(SUMMARY + "…", id="three sentences and an ellipsis"),
        pytest.param(SUMMARY.strip() + "..", id="three sentences and dots"),
        pytest.param(SENTENCE * 15, id="one long paragraph"),
    ],
)
def test_a_short_summary_is_a_teaser(text: str) -> None:
    """Where the feed has no content and there is a page."""
    assert is_teaser(ARTICLE, text, count_words(text))


@pytest.mark.parametrize(
    "ending",
    [
        "…",
        "...",
        "[…]",
        " [...]",
        "(more)",
        "Read more",
        "Read more »",
        "Continue reading The bridge →",
        "Read the full story at The Daily Example.",
        "Read the rest of this entry »",
        "View the full article",
        "Weiterlesen",
        "Mehr dazu auf a.example",
        "Lire la suite",
        "En savoir plus…",
        "Leer más",
        "Sigue leyendo",
        "Leia mais",
        "Continue lendo",
        "Leggi tutto",
        "Lees verder",
        "Читать далее",
        "Подробнее",
        "Читати далі",
        "Czytaj dalej",
        "Läs mer",
        "Læs mere",
        "Les mer",
        "Lue lisää",
        "Číst dál",
        "Devamını oku",
        "続きを読む",
        "阅读全文",
        "閱讀全文",
        "더 보기",
        "اقرأ المزيد",
        "קרא עוד",
        "[…]" + FOOTER,
    ],
)
def test_a_text_that_says_there_is_more_is_a_teaser(ending: str) -> None:
    """In every language of the catalogue, even where the feed calls it content."""
    text = SUMMARY + ending

    assert is_teaser(CONTENT, text, count_words(text))


@pytest.mark.parametrize(
    ("article", "text"),
    [
        pytest.param(CONTENT, PAGE, id="content"),
        pytest.param(CONTENT, SUMMARY, id="a short post with content"),
        pytest.param(ARTICLE, PAGE, id="a whole page that the feed calls a description"),
        pytest.param(CONTENT, PAGE + FOOTER, id="content with WordPress's footer"),
        pytest.param(CONTENT, PAGE + "Read more about bridges", id="a whole page that ends with a pointer"),
        pytest.param(CONTENT, PAGE + "And so it goes…", id="a whole page that trails off"),
        pytest.param(CONTENT, SUMMARY + "Read more. Then we left.", id="words for more, but not at the end"),
        pytest.param(replace(ARTICLE, link=None), SUMMARY + "[…]", id="no page to fetch"),
        pytest.param(
            replace(ARTICLE, enclosures=(Enclosure("https://a.example/1.mp3", "audio/mpeg"),)), SUMMARY, id="a podcast"
        ),
        pytest.param(replace(ARTICLE, link="https://www.youtube.com/watch?v=1"), SUMMARY, id="a film"),
        pytest.param(
            replace(ARTICLE, enclosures=(Enclosure("https://a.example/1.mp4", "video/mp4"),)), SUMMARY, id="a film file"
        ),
    ],
)
def test_what_is_whole_is_no_teaser(article: DocumentArticle, text: str) -> None:
    """Fetching its page would bring nothing."""
    assert not is_teaser(article, text, count_words(text))


def test_a_film_beside_pictures_illustrates_a_text() -> None:
    """News sites add both to their teasers."""
    files = (Enclosure("https://a.example/1.mp4", "video/mp4"), Enclosure("https://a.example/1.jpg", "image/jpeg"))

    assert is_teaser(replace(ARTICLE, enclosures=files), SUMMARY, count_words(SUMMARY))
