"""Views in another order than by date: names as their readers sort them, and the same whether the index has them."""

from __future__ import annotations

import random
import re

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.store.asked import index_all

from newsreader.model import Arrangement, Order, View, ViewKind
from newsreader.query.parser import parse
from newsreader.store import Store

ALL, UNREAD, HISTORY = View(ViewKind.ALL), View(ViewKind.UNREAD), View(ViewKind.HISTORY)
SORTED = (
    "1 day in Rome",
    "Ähre und Korn",
    "apple",
    "“Bread” and roses",
    "Éclair",
    "Zebra",
    "Ελλάδα",
    "Ёлка",
    "Жизнь",
    "שלום",
    "かな",
    "中国",
    "한국",
)


def listed(store: Store, view: View, arrangement: Arrangement, limit: int = -1) -> list[str]:
    return [
        row.title for row in store.articles.headlines(store.articles.list_ids(view, arrangement, since=0, limit=limit))
    ]


@pytest.mark.parametrize("indexed", [0, 6, len(SORTED)], ids=["nothing indexed", "some indexed", "all indexed"])
def test_titles_are_sorted_by_their_words_without_case_accents_and_quotes(store: Store, indexed: int) -> None:
    mixed = random.Random(1).sample(SORTED, len(SORTED))
    add_feed(store, "Harbour", [new_article(title, title=title) for title in mixed[:indexed]])
    index_all(store)
    add_feed(store, "Coast", [new_article(title, title=title) for title in mixed[indexed:]])

    for view in (ALL, UNREAD):
        assert listed(store, view, Arrangement(Order.TITLE)) == list(SORTED)
        assert listed(store, view, Arrangement(Order.TITLE, is_reversed=True), 4) == list(SORTED)[:-5:-1]
    found = store.asking.ids(parse("sort:title"))
    assert [row.title for row in store.articles.headlines(found)] == list(SORTED)


def test_a_title_that_is_edited_goes_to_its_place(store: Store) -> None:
    add_feed(store, "Harbour", [new_article(title, title=title) for title in ("Apple", "Berry")])
    index_all(store)
    with store._database.transaction() as connection:
        connection.execute("UPDATE articles SET title = 'Zebra' WHERE title = 'Apple'")
    before = listed(store, ALL, Arrangement(Order.TITLE))
    index_all(store)

    assert before == listed(store, ALL, Arrangement(Order.TITLE)) == ["Berry", "Zebra"]


def test_titles_that_begin_alike_for_long_go_newest_first(store: Store) -> None:
    titles = [f"What happened in the world today, part {part}" for part in "cab"]
    add_feed(store, "Harbour", [new_article(title, title=title, age_s=age) for age, title in enumerate(titles)])
    index_all(store)

    assert listed(store, ALL, Arrangement(Order.TITLE)) == titles


def test_authors_are_sorted_without_accents_and_those_unknown_come_last(store: Store) -> None:
    names = ("", "Åsa", "Bert", "Cäsar", "anna", "Яна")
    articles = [
        new_article(name, title=f"By {name or 'nobody'}", author=name, age_s=age) for age, name in enumerate(names)
    ]
    add_feed(store, "Harbour", articles)

    assert listed(store, ALL, Arrangement(Order.AUTHOR)) == [
        "By anna",
        "By Åsa",
        "By Bert",
        "By Cäsar",
        "By Яна",
        "By nobody",
    ]


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize(
    ("view", "unread_only"), [(ALL, False), (ALL, True), (HISTORY, False)], ids=["all", "unread", "history"]
)
def test_the_top_of_a_list_by_feed_is_that_of_all_of_it(
    store: Store, view: View, is_reversed: bool, unread_only: bool
) -> None:
    for name, count in (("Österreich", 3), ("Coast", 1), ("Peak", 4), ("Harbour", 2), ("Valley", 0)):
        add_feed(store, name, [new_article(f"{name} {n}", age_s=n * HOUR) for n in range(count)])
    store.refreshing.write_articles(None, [new_article("a page by itself")], (), now=NOW)
    ids = store.articles.list_ids(ALL, since=0)
    store.marks.set_read(ids[::4], True, now=NOW)
    arrangement = Arrangement(Order.FEED, is_reversed, unread_only)

    whole = listed(store, view, arrangement)

    names = list(dict.fromkeys(title.removeprefix("Title of ").split()[0] for title in whole))
    in_order = ["a", "Coast", "Harbour", "Österreich", "Peak"]
    assert [name for name in (in_order[::-1] if is_reversed else in_order) if name in names] == names
    for limit in range(len(whole) + 2):
        assert listed(store, view, arrangement, limit) == whole[:limit]


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize(
    ("view", "unread_only"), [(ALL, False), (ALL, True), (HISTORY, False)], ids=["all", "unread", "history"]
)
def test_the_top_of_a_list_by_how_much_feeds_bring_is_that_of_all_of_it(
    store: Store, view: View, is_reversed: bool, unread_only: bool
) -> None:
    dice = random.Random(4)
    for weekly, count in ((0, 3), (7, 0), (2, 4), (2, 6), (0, 2), (5, 1), (2, 3), (9, 2)):
        ages = dice.sample(range(1_000), count)
        feed_id = add_feed(store, f"Feed {dice.random()}", [new_article(f"{weekly}: {age}", age_s=age) for age in ages])
        set_weekly(store, feed_id, weekly)
    store.refreshing.write_articles(None, [new_article("0: 500", age_s=500)], (), now=NOW)
    store.marks.set_read(store.articles.list_ids(ALL, since=0)[::2], True, now=NOW)
    arrangement = Arrangement(Order.RARE, is_reversed, unread_only)

    whole = listed(store, view, arrangement)

    keys = [[int(number) for number in re.findall(r"\d+", title)] for title in whole]
    assert keys == sorted(keys, key=lambda key: (-key[0] if is_reversed else key[0], key[1]))
    for limit in range(len(whole) + 2):
        assert listed(store, view, arrangement, limit) == whole[:limit]


def set_weekly(store: Store, feed_id: int, weekly: int) -> None:
    with store._database.transaction() as connection:
        connection.execute("UPDATE feeds SET weekly = ? WHERE id = ?", (weekly, feed_id))
