"""Muting from where one reads: on the line with an end, and what the article under the cursor offers."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.building import add_feed, new_article
from tests.tui.driving import Reader, reading

from newsreader.model import View, ViewKind
from newsreader.query.kept import Rule, RuleAction
from newsreader.store import Store
from newsreader.tui.muting import query_of


@pytest.fixture
def harbour(store: Store) -> Store:
    """Three articles, the one about the cup on top."""
    titles = ("The world cup begins", "A world of tea", "Chess")
    articles = [new_article(title, title=title, age_s=age, author="Ada") for age, title in enumerate(titles, 1)]
    add_feed(store, "Harbour", articles)
    return store


def rule(store: Store) -> Rule:
    (found,) = store.rules.all()
    return found


def titles(store: Store, kind: ViewKind = ViewKind.ALL) -> list[str]:
    ids = store.articles.list_ids(View(kind), since=0)
    return [headline.title for headline in store.articles.headlines(ids)]


async def mute(reader: Reader, words: str) -> None:
    await reader.press("colon", *f"mute {words}", "enter")


async def test_a_phrase_is_muted_until_a_day_and_undo_shows_it_again(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await mute(reader, "world cup until 20 July")

        kept = rule(harbour)
        assert (kept.name, kept.query, kept.action) == ("mute world cup", '"world cup"', RuleAction.HIDE)
        assert kept.until is not None
        assert datetime.fromtimestamp(kept.until).strftime("%d %B") == "20 July"
        assert titles(harbour) == ["A world of tea", "Chess"]
        assert titles(harbour, ViewKind.MUTED) == ["The world cup begins"]
        assert reader.screen.status.notice == "Kept the rule mute world cup. u takes it back."
        assert "× The world cup" in reader.text

        await reader.press("u")
        assert harbour.rules.all() == []
        assert len(titles(harbour)) == 3
        assert "× The world cup" not in reader.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("tea until yesterday", "no time to come"),
        ("tea until the cows come home", "no time to come"),
        ("titel:tea", "titel"),
        ("(tea", "(tea"),
    ],
)
async def test_what_cannot_be_muted_is_said_in_its_place(harbour: Store, typed: str, words: str) -> None:
    async with reading(harbour) as reader:
        await mute(reader, typed)

        assert words in reader.text
        assert reader.screen.status.is_asking
        assert harbour.rules.all() == []


@pytest.mark.parametrize(
    ("phrase", "query"),
    [
        ("tea", "tea"),
        (" world   cup ", '"world cup"'),
        ("author:ada", "author:ada"),
        ('"world cup" or tea', '"world cup" or tea'),
        ("-tea", "-tea"),
        ("/w.rld/", "/w.rld/"),
        ("and", "\\and"),
        ("unread", "\\unread"),
        ("", ""),
    ],
)
def test_a_phrase_is_words_side_by_side_unless_it_is_a_query(phrase: str, query: str) -> None:
    assert query_of(phrase) == query


async def test_a_key_offers_the_words_of_the_title_the_author_and_the_feed(harbour: Store) -> None:
    async with reading(harbour) as reader:
        await reader.press("M")
        assert '"The world cup begins"' in reader.text
        assert "author:Ada" in reader.text
        assert "feed:Harbour" in reader.text

        await reader.press("j", "enter")
        assert ":mute author:Ada" in reader.text

        await reader.press(*" until saturday", "enter")
        assert (rule(harbour).query, titles(harbour)) == ("author:Ada", [])
        assert rule(harbour).until is not None


async def test_a_hostile_title_is_offered_as_plain_words(store: Store) -> None:
    add_feed(store, "Harbour", [new_article("x", title='a "b" or \x1b[31m(c \\" -d')])

    async with reading(store) as reader:
        await reader.press("M", "enter", "enter")

        assert rule(store).action is RuleAction.HIDE
        assert titles(store) == []


async def test_where_there_is_no_article_the_key_says_so(store: Store) -> None:
    add_feed(store, "Harbour", 0)

    async with reading(store) as reader:
        await reader.press("M")

        assert "no article here to mute" in reader.screen.status.notice
