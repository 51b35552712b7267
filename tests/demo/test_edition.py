"""The sample edition: every story is whole, and together they show all that the reader can show."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader.blocks import Block, BlockKind, SpanKind, full_text, unpack_blocks
from newsreader.demo.edition import sample_articles
from newsreader.demo.stories import Story, read_stories, read_story
from newsreader.model import NewArticle
from newsreader.text import clean, clean_lines, safe_link

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STORIES = read_stories()
ARTICLES = sample_articles(NOW)
SLUGS = [story.slug for story in STORIES]
BLOCKS: list[Block] = [block for article in ARTICLES for block in unpack_blocks(article.parsed.body)]


def _text(article: NewArticle) -> str:
    return article.parsed.title + "\n" + full_text(unpack_blocks(article.parsed.body))


def test_the_edition_has_ten_to_twelve_stories_of_several_topics() -> None:
    assert 10 <= len(STORIES) <= 12
    assert {"world", "science", "technology", "culture", "nature", "history", "food", "sport"} <= {
        story.topic for story in STORIES
    }


@pytest.mark.parametrize("article", ARTICLES, ids=SLUGS)
def test_a_story_is_short_but_not_too_short(article: NewArticle) -> None:
    assert 150 <= article.parsed.words <= 350


@pytest.mark.parametrize("article", ARTICLES, ids=SLUGS)
def test_a_story_holds_nothing_that_cleaning_would_change(article: NewArticle) -> None:
    assert clean(article.parsed.title) == article.parsed.title
    assert clean(article.parsed.author) == article.parsed.author
    for block in unpack_blocks(article.parsed.body):
        for text in (block.text, block.alt, block.credit):
            assert clean_lines(text) == text


@pytest.mark.parametrize("article", ARTICLES, ids=SLUGS)
def test_a_title_fits_the_list_of_a_screen_120_columns_wide(article: NewArticle) -> None:
    assert cell_len(article.parsed.title) <= 35


def test_code_is_narrow_enough_not_to_break_there() -> None:
    lines = [line for block in BLOCKS if block.kind is BlockKind.CODE for line in block.text.splitlines()]

    assert all(len(line) <= 45 for line in lines)


@pytest.mark.parametrize("article", ARTICLES, ids=SLUGS)
def test_no_markup_is_left_in_the_words(article: NewArticle) -> None:
    for block in unpack_blocks(article.parsed.body):
        if block.kind is not BlockKind.CODE:
            assert not re.search(r"\*\*|\]\(|^#|^>|!\[|\\|<\w", block.text)


@pytest.mark.parametrize("article", ARTICLES, ids=SLUGS)
def test_every_link_and_picture_leads_to_the_example_domain(article: NewArticle) -> None:
    for block in unpack_blocks(article.parsed.body):
        targets = [span.target for span in block.spans if span.kind is SpanKind.LINK]
        for address in targets + [block.url] * (block.kind is BlockKind.IMAGE):
            assert address.startswith("https://example.org/")
            assert safe_link(address) == address


def test_two_stories_are_in_other_languages() -> None:
    assert sorted({story.language for story in STORIES}) == ["de", "en", "ja"]
    texts = {article.parsed.language: _text(article) for article in ARTICLES}
    assert re.search("[ぁ-ん]{3}", texts["ja"] or "")
    assert "ß" in texts["de"]


@pytest.mark.parametrize(
    "is_wanted",
    [
        lambda block: block.kind is BlockKind.LEDE,
        lambda block: block.kind is BlockKind.HEADING,
        lambda block: block.kind is BlockKind.LIST_ITEM and block.marker == "•",
        lambda block: block.kind is BlockKind.LIST_ITEM and block.marker == "3.",
        lambda block: block.kind is BlockKind.LIST_ITEM and block.depth == 2,
        lambda block: block.kind is BlockKind.LIST_ITEM and not block.marker,
        lambda block: block.kind is BlockKind.PARAGRAPH and block.quote == 1,
        lambda block: block.kind is BlockKind.ATTRIBUTION and block.quote == 1,
        lambda block: block.kind is BlockKind.ROW and block.level == 1,
        lambda block: block.kind is BlockKind.CODE and block.language == "python",
        lambda block: block.kind is BlockKind.IMAGE and block.text and block.alt and block.credit,
        lambda block: block.kind is BlockKind.NOTE,
        lambda block: block.kind is BlockKind.RULE,
        lambda block: any(span.kind is SpanKind.EMPHASIS for span in block.spans),
        lambda block: any(span.kind is SpanKind.STRONG for span in block.spans),
        lambda block: any(span.kind is SpanKind.CODE for span in block.spans),
        lambda block: any(span.kind is SpanKind.LINK for span in block.spans),
    ],
    ids=[
        "lede", "heading", "bullets", "numbers", "nested list", "item of two paragraphs", "quote", "attribution",
        "table header", "code", "picture", "note", "rule", "emphasis", "strong", "code in text", "link",
    ],
)  # fmt: skip
def test_the_edition_shows_every_kind_of_block(is_wanted: Callable[[Block], object]) -> None:
    assert any(is_wanted(block) for block in BLOCKS)


def test_dates_go_back_from_the_first_start_newest_first() -> None:
    published = [article.published for article in ARTICLES]

    assert published == sorted(published, reverse=True)
    assert len(set(published)) == len(published)
    assert NOW - timedelta(hours=1) < datetime.fromtimestamp(published[0], UTC) < NOW
    assert datetime.fromtimestamp(published[-1], UTC) > NOW - timedelta(days=7)
    assert SLUGS[:3] == ["voyager", "welcome", "tokyo"]


def test_keys_stay_the_same_whenever_and_wherever_it_is_loaded() -> None:
    later = sample_articles(NOW + timedelta(days=400))

    assert [article.key for article in later] == [article.key for article in ARTICLES]
    assert [article.digest for article in later] == [article.digest for article in ARTICLES]
    # Journals of marks hold this key: another one would part the star from its story.
    assert ARTICLES[0].key == "bdd874ae499097eb7f503bacb5300852"
    assert all(re.fullmatch("[0-9a-f]{32}", article.key) for article in ARTICLES)
    assert len({article.key for article in ARTICLES}) == len(ARTICLES)


def test_digests_have_the_size_that_the_store_expects() -> None:
    assert {len(article.digest) for article in ARTICLES} == {16}
    assert {len(article.parsed.fingerprint) for article in ARTICLES} == {16}


def test_nothing_about_a_story_asks_for_the_network() -> None:
    assert all(article.parsed.link is None and not article.parsed.is_teaser for article in ARTICLES)


def _article(slug: str) -> NewArticle:
    return ARTICLES[SLUGS.index(slug)]


@pytest.mark.parametrize(
    "fact",
    [
        "Lee Jae Myung", "Shigeru Ishiba", "Tokyo", "Saturday, 23 August 2025", "since 2008", "8 September",
        "Artificial intelligence", "too few children", "15 per cent", "8.8 million", "2024", "Yasukuni", "Donald Trump",
    ],
)  # fmt: skip
def test_the_story_of_the_tokyo_summit_has_its_facts(fact: str) -> None:
    assert fact in _text(_article("tokyo"))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[start:] for start in range(6)), strict=False))


def test_no_sentence_of_the_seed_story_is_reused(shared: Path) -> None:
    (seed,) = (shared / "data" / "seed").glob("*.txt")
    foreign = _shingles(seed.read_text(encoding="utf-8"))

    assert len(foreign) > 500
    assert not foreign & {shingle for article in ARTICLES for shingle in _shingles(_text(article))}


KEYS = ["j", "k", "Enter", "l", "h", "Space", "s", "m", "n", "p", "u", "Ctrl-R", "gs", "gu", "ga", "gt", "?", "q"]


@pytest.mark.parametrize("key", [*KEYS, "Ctrl-P", "X"])
def test_the_story_about_the_reader_explains_the_key(key: str) -> None:
    blocks = unpack_blocks(_article("welcome").parsed.body)
    keys = {block.text[span.start : span.end] for block in blocks for span in block.spans if span.kind is SpanKind.CODE}

    assert key in keys


def test_the_story_about_the_reader_tells_how_to_add_feeds() -> None:
    text = _text(_article("welcome"))

    assert "newsreader add https://" in text
    assert "newsreader import subscriptions.opml" in text


def test_front_matter_is_read() -> None:
    story = read_story(
        "slug", "---\ntitle: A: b\nauthor: C\ntopic: d\nlanguage: en\nhours-ago: 1.5\n---\n\nText\n\n---\n\nMore\n"
    )

    assert story == Story("slug", "A: b", "C", "d", "en", timedelta(minutes=90), "Text\n\n---\n\nMore\n")


def test_a_story_without_a_date_is_refused() -> None:
    with pytest.raises(KeyError, match="hours-ago"):
        read_story("slug", "---\ntitle: A\nauthor: B\ntopic: c\nlanguage: en\n---\nText\n")
