"""The index finds what reading all texts finds, at any moment: half filled, after edits and deletions, anew, killed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article, open_store, paragraphs
from tests.query.samples import SAMPLES
from tests.store.asked import index_all
from tests.store.checks import faults, query
from tests.store.children import KILLS, killed_after, start
from tests.store.make_version import unpack

from newsreader.folding import TOKENISER, words_of
from newsreader.model import ChangedArticle
from newsreader.query.dates import resolve
from newsreader.query.needles import is_in
from newsreader.query.parser import parse
from newsreader.query.tree import Field, Query, Words
from newsreader.store import Store
from newsreader.store import indexing as indexing_module
from newsreader.store.indexing import ARTICLES_AT_ONCE
from newsreader.store.retention import KeepRule


@pytest.fixture
def languages(tmp_path: Path) -> Iterator[Store]:
    """A store with a text of each language, all of them indexed; that the texts are no longer read shows in it."""
    store = open_store(tmp_path)
    articles = [new_article(name, title=name, blocks=paragraphs(text)) for name, text in SAMPLES.items()]
    add_feed(store, "Languages", articles)
    index_all(store)
    yield store
    store.close()


def found(store: Store, text: str) -> list[str]:
    """Return the titles of what a query finds, in its order."""
    ids = store.asking.ids(resolve(parse(text), NOW, UTC))
    return [each.title for each in store.articles.headlines(ids)]


def number_of_rows(store: Store) -> int:
    """Return how many rows were written since the index was empty."""
    return int(query(store.path, "SELECT value FROM meta WHERE key = 'index.rows'")[0][0])


@pytest.mark.parametrize("language", SAMPLES)
def test_recall_is_that_of_a_scan(languages: Store, language: str) -> None:
    sample = SAMPLES[language]
    runs = words_of(sample)
    stretches = {run[at : at + size] for run in runs for size in (1, 2, 3, len(run)) for at in range(len(run))}

    for text in {*runs, *stretches}:
        for is_exact, is_prefix in ((False, False), (False, True), (True, False)):
            words = Words(Field.ANY, text, is_exact, is_prefix)
            ids = languages.asking.ids(Query(words))
            titles = {each.title for each in languages.articles.headlines(ids)}
            assert titles == {name for name, other in SAMPLES.items() if is_in(words, name) or is_in(words, other)}, (
                words
            )


@pytest.mark.parametrize(
    ("text", "languages_found"),
    [
        ("zurich", {"German"}),
        ("zürich", {"German"}),
        ('"zürich"', {"German"}),
        ('"zurich"', set()),
        ("strasse", {"German"}),
        ("lodz", {"Polish"}),
        ("еще", {"Russian"}),
        ("мои дом", {"Russian"}),
        ("οδοσ", {"Greek"}),
        ("العراق", {"Arabic"}),
        ('"العراق"', {"Arabic"}),
        ("שלום", {"Hebrew"}),
        ("東京", {"Japanese"}),
        ("数据库", {"Chinese"}),
        ('"tokyo summit"', {"English"}),
        ('"summit tokyo"', set()),
        ("안전", {"Korean"}),
        ("น้ำท่วม", {"Thai"}),
    ],
)
def test_words_are_found_as_readers_write_them(languages: Store, text: str, languages_found: set[str]) -> None:
    assert set(found(languages, text)) == languages_found


def test_what_the_index_decides_is_not_read(languages: Store) -> None:
    with languages._database.transaction() as connection:
        connection.execute("DROP TRIGGER index_text_changed")
        connection.execute("UPDATE bodies SET feed_blocks = NULL")

    assert found(languages, "zurich") == ["German"]
    assert found(languages, '"tokyo summit"') == [], "but of what it does not decide it is"


def test_an_edited_article_is_found_by_what_it_says_now(languages: Store) -> None:
    new = new_article("English", title="Islandic", blocks=paragraphs("Nothing of the kind."))
    languages.refreshing.write_articles(1, (), [ChangedArticle(1, new.digest, new.parsed, is_real=True)], now=NOW)
    before = found(languages, "kind"), found(languages, "naive")
    index_all(languages)

    assert before == (found(languages, "kind"), found(languages, "naive"))
    assert len(before[0]) == 1
    assert "Islandic" in before[0] + found(languages, "title:islandic")


def test_a_page_that_comes_later_is_found(languages: Store) -> None:
    languages.texts.write_page(1, paragraphs("A zebra crossing."), byline="", words=3, language="en")

    assert found(languages, "zebra") == found(languages, "zebra sort:rank")
    assert len(found(languages, "zebra")) == 1
    index_all(languages)
    assert len(found(languages, "zebra")) == 1


def test_what_is_deleted_is_found_no_more_and_no_other_article_in_its_place(store: Store) -> None:
    feed_id = add_feed(store, "Harbour", 5)
    index_all(store)
    rules = [KeepRule(feed_id, newest=2, with_unread=True)]
    store.retention.delete(store.retention.going(rules), rules, now=NOW)
    add_feed(store, "Coast", 3)
    index_all(store)

    assert set(found(store, "harbour")) == {"Title of Harbour 1", "Title of Harbour 2"}
    assert set(found(store, "coast")) == {f"Title of Coast {number}" for number in (1, 2, 3)}
    assert len(query(store.path, "SELECT rowid FROM index_words WHERE index_words MATCH 'harbour'")) == 5, "dead ones"


def test_other_programs_can_count_and_dump_every_table(languages: Store) -> None:
    tables = [name for (name,) in query(languages.path, "SELECT name FROM sqlite_schema WHERE type = 'table'")]

    counts = {name: query(languages.path, f'SELECT count(*) FROM "{name}"')[0][0] for name in tables}

    assert counts["index_words"] == counts["index_names"] == len(SAMPLES)
    with closing(sqlite3.connect(languages.path)) as connection:
        assert list(connection.iterdump())


def test_a_newer_article_is_indexed_before_older_ones(store: Store) -> None:
    add_feed(store, "Harbour", 3 * ARTICLES_AT_ONCE)
    store.indexing.prepare()

    last = store.indexing.index_some(now=NOW)

    assert last == 2 * ARTICLES_AT_ONCE + 1
    assert store.indexing.waiting() == 2 * ARTICLES_AT_ONCE
    assert query(store.path, "SELECT min(article_id) FROM indexed WHERE version > 0") == [(last,)]


def test_a_book_fills_a_transaction_of_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing_module, "WORDS_AT_ONCE", 9)
    add_feed(store, "Harbour", [new_article(f"{number}", blocks=paragraphs("word " * 10)) for number in range(3)])
    store.indexing.prepare()

    assert [store.indexing.index_some(now=NOW) for _ in range(4)] == [3, 2, 1, None]


def test_texts_that_change_soon_wait_for_it(store: Store) -> None:
    add_feed(store, "Harbour", [new_article("teaser", link="https://a.example/1", is_teaser=True)])
    add_feed(store, "Coast", [new_article("rough")])
    query(store.path, "UPDATE articles SET digest = x'' WHERE id = 2")
    store.indexing.prepare()

    assert store.indexing.index_some(now=NOW, takes_teasers=False) is None
    assert store.indexing.index_some(now=NOW) == 1, "a teaser whose page does not come"
    assert store.indexing.index_some(now=NOW + 3_601) == 2, "a text that nobody finished"


def test_another_version_of_the_words_makes_it_anew(languages: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing_module, "TOKENISER", TOKENISER + 1)
    assert found(languages, "zurich") == ["German"], "not by the old index"

    languages.indexing.prepare()

    assert languages.indexing.waiting() == len(SAMPLES)
    assert found(languages, "zurich") == ["German"]
    index_all(languages)
    assert languages.indexing.waiting() == 0
    assert number_of_rows(languages) == len(SAMPLES)
    assert found(languages, "zurich") == ["German"]


def test_an_index_that_is_mostly_dead_is_made_anew(languages: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing_module, "EMPTY_ABOVE", 2 * len(SAMPLES))
    for number in range(3):
        query(languages.path, "UPDATE articles SET title = title || ?", f" {number}")
        index_all(languages)

    assert number_of_rows(languages) == len(SAMPLES), "the third time"
    assert len(found(languages, "title:2")) == len(SAMPLES)
    assert found(languages, "zurich") == ["German 0 1 2"]


@pytest.mark.parametrize("version", [1, 5])
def test_what_was_here_before_there_was_an_index_waits_for_it(version: int, tmp_path: Path) -> None:
    unpack(version, tmp_path)
    store = open_store(tmp_path)
    before = found(store, "boat"), found(store, "text:page"), found(store, '"ada ito" -title:1')

    waiting = store.indexing.waiting()
    index_all(store)

    assert waiting == query(store.path, "SELECT count(*) FROM articles")[0][0]
    assert (found(store, "boat"), found(store, "text:page"), found(store, '"ada ito" -title:1')) == before
    assert all(before)
    store.close()
    assert faults(store.path) == []


def test_a_kill_while_it_is_filled_costs_nothing(tmp_path: Path) -> None:
    dice = random.Random(6)
    store = open_store(tmp_path)
    add_feed(store, "Harbour", 500)
    for _ in range(max(KILLS // 4, 3)):
        killed_after(start("index", tmp_path), dice.uniform(0.0, 0.3))
        assert len(found(store, "harbour")) == 500

    index_all(store)

    assert store.indexing.waiting() == 0
    assert len(found(store, "harbour")) == 500
    assert len(found(store, '"harbour 17"')) == 1
    rows = query(store.path, "SELECT rowid FROM index_words WHERE index_words MATCH 'harbour'")
    assert len(rows) == len(set(rows)) == number_of_rows(store), "each row once"
    store.close()
    assert faults(store.path) == []
