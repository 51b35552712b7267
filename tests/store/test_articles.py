"""Reading articles: the ids of a view, the rows of a list, one article with its text, the counts."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.store.checks import query

from newsreader.blocks import BlockKind
from newsreader.errors import ArticleNotFound
from newsreader.model import Arrangement, Article, Counts, Headline, Order, TextState, View, ViewKind
from newsreader.store import Store

ALL, UNREAD, STARRED, TODAY = (View(kind) for kind in (ViewKind.ALL, ViewKind.UNREAD, ViewKind.STARRED, ViewKind.TODAY))


@pytest.fixture
def filled(store: Store) -> Store:
    """Two feeds: Harbour with articles 1 to 4 (4 is the newest), Coast with 5 to 7."""
    add_feed(store, "Harbour", 4)
    add_feed(store, "Coast", [new_article(name, age_s=age * HOUR) for name, age in (("x", 2), ("y", 30), ("z", 31))])
    return store


def titles(store: Store, view: View, since: int = 0) -> list[str]:
    return [row.title.removeprefix("Title of ") for row in store.articles.headlines(ids_of(store, view, since))]


def ids_of(store: Store, view: View, since: int = 0) -> list[int]:
    return list(store.articles.list_ids(view, since=since))


def test_lists_are_newest_first(filled: Store) -> None:
    assert titles(filled, ALL) == ["Harbour 1", "x", "Harbour 2", "Harbour 3", "Harbour 4", "y", "z"]


def test_articles_of_the_same_second_are_listed_as_in_their_document(store: Store) -> None:
    add_feed(store, "Harbour", [new_article(name, age_s=HOUR) for name in ("first", "second", "third")])

    assert titles(store, ALL) == ["first", "second", "third"]
    assert titles(store, View(ViewKind.FEED, 1)) == ["first", "second", "third"]


def test_today_begins_where_it_is_said_to(filled: Store) -> None:
    assert titles(filled, TODAY, since=NOW - 30 * HOUR) == [
        "Harbour 1",
        "x",
        "Harbour 2",
        "Harbour 3",
        "Harbour 4",
        "y",
    ]
    assert titles(filled, TODAY, since=NOW - 30 * HOUR + 1) == ["Harbour 1", "x", "Harbour 2", "Harbour 3", "Harbour 4"]


def test_a_list_can_be_cut_at_its_beginning(filled: Store) -> None:
    whole = ids_of(filled, ALL)

    for limit in (0, 1, 3, 100):
        assert list(filled.articles.list_ids(ALL, since=0, limit=limit)) == whole[:limit]


def test_every_view_lists_what_its_name_says(filled: Store) -> None:
    first, second = ids_of(filled, ALL)[:2]
    filled.marks.set_read([first], True, now=NOW)
    filled.marks.set_starred([first, second], True, now=NOW)

    assert titles(filled, UNREAD) == ["x", "Harbour 2", "Harbour 3", "Harbour 4", "y", "z"]
    assert titles(filled, STARRED) == ["Harbour 1", "x"]
    assert titles(filled, View(ViewKind.FEED, 2)) == ["x", "y", "z"]
    assert titles(filled, View(ViewKind.FEED, 99)) == []


def test_a_starred_article_stays_in_sight_when_its_feed_is_removed(filled: Store) -> None:
    starred = ids_of(filled, View(ViewKind.FEED, 2))[1]
    filled.marks.set_starred([starred], True, now=NOW)

    filled.marks.remove_feed(2, now=NOW)

    assert titles(filled, STARRED) == ["y"]
    assert titles(filled, ALL) == ["Harbour 1", "Harbour 2", "Harbour 3", "Harbour 4"]
    assert filled.articles.counts(since=0) == Counts(today=4, unread=4, starred=1, total=4)
    assert filled.articles.get(starred).headline.feed_title == "Coast"


def test_an_article_that_is_hidden_for_another_reason_stays_hidden_when_its_feed_comes_back(filled: Store) -> None:
    hidden = ids_of(filled, View(ViewKind.FEED, 2))[0]
    query(filled.path, "UPDATE articles SET hidden = 1 WHERE id = ?", hidden)

    filled.marks.remove_feed(2, now=NOW)
    filled.journal.undo(now=NOW)

    assert titles(filled, View(ViewKind.FEED, 2)) == ["y", "z"]


def test_arrived_counts_what_came_after_and_belongs_to_the_view(filled: Store) -> None:
    newest = filled.articles.newest_id()
    views = [ALL, UNREAD, STARRED, TODAY, View(ViewKind.FEED, 1), View(ViewKind.FEED, 2)]

    def arrived() -> list[int]:
        return [filled.articles.arrived(view, after=newest, since=NOW - 24 * HOUR) for view in views]

    assert arrived() == [0, 0, 0, 0, 0, 0]
    fresh = [new_article("fresh"), new_article("old", age_s=50 * HOUR), new_article("read")]
    filled.refreshing.write_articles(2, fresh, (), now=NOW)
    ids = ids_of(filled, View(ViewKind.FEED, 2))
    filled.marks.set_read([ids[1]], True, now=NOW)
    filled.marks.set_starred([ids[0], 1], True, now=NOW)
    assert arrived() == [3, 2, 1, 2, 0, 3]


def test_the_newest_id_of_nothing_is_0(store: Store) -> None:
    assert store.articles.newest_id() == 0
    assert store.articles.counts(since=0) == Counts(today=0, unread=0, starred=0, total=0)
    assert ids_of(store, ALL) == []


def test_counts_of_today_are_the_unread_ones(filled: Store) -> None:
    filled.marks.set_read(ids_of(filled, ALL)[:2], True, now=NOW)

    assert filled.articles.counts(since=NOW - 24 * HOUR) == Counts(today=3, unread=5, starred=0, total=7)


def test_headlines_come_in_the_order_asked_for_without_those_that_are_gone(filled: Store) -> None:
    rows = filled.articles.headlines([3, 99, 1, 7, 3])

    assert [row.id for row in rows] == [3, 1, 7, 3]
    assert filled.articles.headlines([]) == []


def test_a_headline_holds_what_a_row_shows(store: Store) -> None:
    article = new_article("Tide", author="Ada Ito", link="https://harbour.example/tide", is_teaser=True)
    feed_id = add_feed(store, "Harbour", [article])
    store.marks.set_starred([1], True, now=NOW)

    (row,) = store.articles.headlines([1])

    assert row == Headline(
        id=1,
        feed_id=feed_id,
        feed_title="Harbour",
        title="Title of Tide",
        author="Ada Ito",
        url="https://harbour.example/tide",
        published=NOW - HOUR,
        words=4,
        is_read=False,
        is_starred=True,
        text_state=TextState.WAITING,
    )


def test_a_page_that_belongs_to_no_feed_is_an_article_too(store: Store) -> None:
    store.refreshing.write_articles(None, [new_article("A page")], (), now=NOW)

    (row,) = store.articles.headlines([1])

    assert (row.feed_id, row.feed_title) == (None, "")
    assert titles(store, ALL) == ["A page"]
    assert store.articles.counts(since=0) == Counts(today=1, unread=1, starred=0, total=1)


def test_an_article_comes_with_both_its_texts_and_shows_the_pages(store: Store) -> None:
    add_feed(store, "Harbour", [new_article("Tide", author="Ada", blocks=paragraphs("A teaser."))])
    assert store.articles.get(1).blocks == paragraphs("A teaser.")

    store.texts.write_page(1, paragraphs("All.", "Of it."), byline="Ada Ito in Tokyo", words=3, language="fr")

    (row,) = store.articles.headlines([1])
    assert store.articles.get(1) == Article(
        headline=row,
        byline="Ada Ito in Tokyo",
        language="en",
        text_reason=None,
        feed_blocks=paragraphs("A teaser."),
        page_blocks=paragraphs("All.", "Of it."),
    )
    assert store.articles.get(1).blocks == paragraphs("All.", "Of it.")


@pytest.mark.parametrize("at", [0, 1, 20, -1])
def test_a_text_that_is_damaged_on_the_disk_says_so_and_leaves_the_other_readable(store: Store, at: int) -> None:
    add_feed(store, "Harbour", [new_article("Tide", blocks=paragraphs("A teaser of some length."))])
    store.texts.write_page(1, paragraphs("All of it."), byline="", words=3, language=None)
    ((packed,),) = query(store.path, "SELECT feed_blocks FROM bodies")
    spoiled = bytearray(packed)
    spoiled[at] ^= 0x55
    query(store.path, "UPDATE bodies SET feed_blocks = ?", bytes(spoiled))

    article = store.articles.get(1)

    assert [block.kind for block in article.feed_blocks] == [BlockKind.NOTE]
    assert "damaged" in article.feed_blocks[0].text
    assert article.blocks == paragraphs("All of it.")


@pytest.mark.parametrize("article_id", [0, 2, -1, 2**63, -(2**63) - 1, 10**30])
def test_an_article_that_is_not_there_is_said_so(store: Store, article_id: int) -> None:
    add_feed(store, "Harbour", 1)

    with pytest.raises(ArticleNotFound, match=f"There is no article {article_id}.* newsreader list"):
        store.articles.get(article_id)


def test_unread_among_some(filled: Store) -> None:
    filled.marks.set_read([1, 6], True, now=NOW)

    assert filled.articles.unread_among([1, 2, 6, 7, 99]) == {2, 7}
    assert filled.articles.unread_among([]) == set()


@pytest.mark.parametrize("is_reversed", [False, True], ids=["as it is", "reversed"])
@pytest.mark.parametrize("order", [each for each in Order if each is not Order.RANK])
def test_the_first_ids_in_any_order_are_the_beginning_of_all_of_them(
    filled: Store, order: Order, is_reversed: bool
) -> None:
    arrangement = Arrangement(order, is_reversed)

    first = filled.articles.list_ids(ALL, arrangement, since=0, limit=3)

    whole = filled.articles.list_ids(ALL, arrangement, since=0)
    assert len(whole) > len(first) == 3
    assert whole[:3] == first


@pytest.mark.parametrize(
    ("is_reversed", "expected"),
    [(False, ["ada 2", "Ada 1", "Zoe", "nobody"]), (True, ["Zoe", "ada 2", "Ada 1", "nobody"])],
    ids=["from A", "from Z"],
)
def test_by_author_goes_by_name_in_any_case_and_those_without_one_come_last(
    store: Store, is_reversed: bool, expected: list[str]
) -> None:
    authors = {"nobody": "", "Zoe": "Zoe", "ada 2": "ada", "Ada 1": "Ada"}
    add_feed(store, "Harbour", [new_article(name, title=name, author=author) for name, author in authors.items()])

    ids = store.articles.list_ids(ALL, Arrangement(Order.AUTHOR, is_reversed), since=0)

    assert [row.title for row in store.articles.headlines(ids)] == expected
