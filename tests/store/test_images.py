"""Pictures kept for reading offline: which are wanted, what is noted of them, and which go first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.store.checks import faults, query

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.store.images import ImageTally, KnownImage, Picture, ShownImages

HERE = "https://pictures.example/"


def pictures(*names: str) -> Blocks:
    """Return blocks of a text with pictures in it."""
    text = Block(BlockKind.PARAGRAPH, "The harbour was quiet.")
    return (text, *(Block(BlockKind.IMAGE, "Caption", url=HERE + name if name else "") for name in names))


@pytest.fixture
def library(store: Store) -> dict[str, int]:
    """Articles a (newest) to e, each with a picture of its name; return their ids by name."""
    articles = [
        new_article(name, title=name, age_s=age * HOUR, blocks=pictures(f"{name}.jpg"))
        for age, name in enumerate("abcde")
    ]
    add_feed(store, "Harbour", articles)
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    return {each.title: each.id for each in store.articles.headlines(ids)}


def link(store: Store, ids: Sequence[int]) -> None:
    store.images.link(store.images.shown_in(ids, an_article=20))


def keep(store: Store, name: str, size: int = 100) -> None:
    store.images.write_kept(HERE + name, f"file-{name}", size=size, width=4, height=3, now=NOW)


def test_wanted_are_starred_unread_and_opened_articles_newest_first(store: Store, library: dict[str, int]) -> None:
    store.marks.set_read(library.values(), True, now=NOW)
    store.marks.set_read([library["b"]], False, now=NOW)
    store.marks.set_starred([library["e"], library["d"]], True, now=NOW)
    query(store.path, "UPDATE articles SET opened_at = ? WHERE id = ?", NOW, library["a"])

    assert list(store.images.wanted_articles()) == [library[name] for name in "deab"]


def test_of_a_removed_feed_only_starred_articles_are_wanted(store: Store, library: dict[str, int]) -> None:
    store.marks.set_starred([library["c"]], True, now=NOW)
    store.marks.remove_feed(1, now=NOW)

    assert list(store.images.wanted_articles()) == [library["c"]]


def test_pictures_are_those_of_the_text_that_is_shown(store: Store, library: dict[str, int]) -> None:
    twice = pictures("1.jpg", "2.jpg", "1.jpg", "", "3.jpg")
    store.texts.write_page(library["b"], twice, byline="", words=4, language=None)

    shown = store.images.shown_in([library["b"], 99, library["a"]], an_article=2)

    assert shown == [
        ShownImages(library["b"], "https://harbour.example/feed", (f"{HERE}1.jpg", f"{HERE}2.jpg")),
        ShownImages(library["a"], "https://harbour.example/feed", (f"{HERE}a.jpg",)),
    ]


def test_pictures_of_both_texts_are_those_of_the_page_then_those_of_the_feed(
    store: Store, library: dict[str, int]
) -> None:
    store.texts.write_page(library["b"], pictures("1.jpg"), byline="", words=4, language=None)

    (shown,) = store.images.shown_in([library["b"]], an_article=20, in_both_texts=True)

    assert shown.urls == (f"{HERE}1.jpg", f"{HERE}b.jpg")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:image/png;base64,AAAA", "file:///etc/passwd", "//x/y"])
def test_what_is_no_web_address_is_no_picture(store: Store, url: str) -> None:
    add_feed(store, "Harbour", [new_article("a", blocks=(Block(BlockKind.IMAGE, url=url),))])

    assert [each.urls for each in store.images.shown_in([1], an_article=20)] == [()]


def test_a_damaged_text_shows_no_pictures(store: Store, library: dict[str, int]) -> None:
    query(store.path, "UPDATE bodies SET feed_blocks = x'00' WHERE article_id = ?", library["a"])

    assert [each.urls for each in store.images.shown_in([library["a"]], an_article=20)] == [()]


def test_the_files_of_an_article_are_those_that_are_here(store: Store, library: dict[str, int]) -> None:
    store.texts.write_page(library["a"], pictures("1.jpg", "2.jpg", "3.jpg"), byline="", words=4, language=None)
    link(store, [library["a"]])
    keep(store, "1.jpg")
    keep(store, "other.jpg")
    store.images.write_failed([f"{HERE}2.jpg"], "The server answered 404.", now=NOW)

    assert store.images.files_of(library["a"]) == {f"{HERE}1.jpg": "file-1.jpg"}
    assert store.images.files_of(library["b"]) == {}


def test_links_follow_the_text_that_is_shown(store: Store, library: dict[str, int]) -> None:
    link(store, [library["a"]])
    keep(store, "a.jpg")
    store.texts.write_page(library["a"], pictures("b.jpg"), byline="", words=4, language=None)
    keep(store, "b.jpg")
    link(store, [library["a"], library["b"]])

    assert store.images.files_of(library["a"]) == {f"{HERE}b.jpg": "file-b.jpg"}
    store.images.forget_unshown()
    assert store.images.files() == {"file-b.jpg": 100}
    assert faults(store.path) == []


def test_linking_the_same_again_writes_nothing(store: Store, library: dict[str, int]) -> None:
    link(store, list(library.values()))
    statements: list[str] = []
    with store._database.transaction() as connection:
        connection.set_trace_callback(statements.append)

    link(store, list(library.values()))

    assert statements
    assert not [sql for sql in statements if "BEGIN IMMEDIATE" in sql]


def test_an_article_that_was_deleted_meanwhile_links_nothing(store: Store, library: dict[str, int]) -> None:
    shown = store.images.shown_in([library["a"]], an_article=20)
    query(store.path, "DELETE FROM articles WHERE id = ?", library["a"])

    store.images.link(shown)

    assert query(store.path, "SELECT * FROM article_images") == []


def test_failures_are_counted_until_the_picture_is_here(store: Store) -> None:
    url = f"{HERE}a.jpg"
    store.images.write_failed([url], "The server answered 404.", now=NOW)
    store.images.write_failed([url], "It is not a picture.", now=NOW + 1)
    assert store.images.known([url, "https://x.example/"]) == {url: KnownImage(None, 0, 2, NOW + 1)}
    assert store.images.tally() == ImageTally(0, 0, 1)

    keep(store, "a.jpg")

    assert store.images.known([url]) == {url: KnownImage("file-a.jpg", 100, 0, NOW)}
    assert store.images.tally() == ImageTally(1, 100, 0)


def test_nothing_is_left_of_forgotten_files(store: Store, library: dict[str, int]) -> None:
    link(store, list(library.values()))
    keep(store, "a.jpg")
    keep(store, "b.jpg")

    store.images.forget_files(["file-a.jpg", "unknown"])

    assert store.images.files() == {"file-b.jpg": 100}
    assert store.images.total_bytes() == 100
    assert query(store.path, "SELECT count(*) FROM article_images WHERE url = ?", f"{HERE}a.jpg") == [(0,)]
    assert store.images.files_of(library["b"]) == {f"{HERE}b.jpg": "file-b.jpg"}


def test_what_nobody_wants_goes_first_then_the_oldest_and_last_the_starred(
    store: Store, library: dict[str, int]
) -> None:
    link(store, list(library.values()))
    for name in "abcde":
        keep(store, f"{name}.jpg")
    keep(store, "of no article.jpg")
    store.marks.set_starred([library["e"]], True, now=NOW)
    store.marks.set_read([library["a"]], True, now=NOW)

    going = [store.images.files_beyond(limit) for limit in range(600, -1, -100)]

    assert going[0] == []
    order = [next(iter(set(more) - set(fewer))).removeprefix("file-") for fewer, more in itertools.pairwise(going)]
    assert order == ["of no article.jpg", "a.jpg", "d.jpg", "c.jpg", "b.jpg", "e.jpg"]


def test_a_picture_of_several_articles_is_as_good_as_the_best_of_them(store: Store) -> None:
    add_feed(
        store,
        "Harbour",
        [
            new_article("old", age_s=900 * HOUR, blocks=pictures("shared.jpg")),
            new_article("new", age_s=HOUR, blocks=pictures("shared.jpg")),
            new_article("between", age_s=9 * HOUR, blocks=pictures("between.jpg")),
        ],
    )
    link(store, [1, 2, 3])
    keep(store, "shared.jpg")
    keep(store, "between.jpg")

    assert store.images.files_beyond(100) == ["file-between.jpg"]


def test_deleting_an_article_leaves_its_picture_unshown(store: Store, library: dict[str, int]) -> None:
    link(store, list(library.values()))
    keep(store, "a.jpg")
    store.images.write_failed([f"{HERE}b.jpg"], "No.", now=NOW)
    for name in "ab":
        with store._database.transaction() as connection:
            connection.execute("DELETE FROM articles WHERE id = ?", (library[name],))

    store.images.forget_unshown()

    assert query(store.path, "SELECT * FROM images") == []
    assert faults(store.path) == []


def test_the_reader_is_told_what_is_here_and_why_the_rest_is_not(store: Store) -> None:
    keep(store, "1.jpg")
    store.images.write_failed([f"{HERE}2.jpg"], "The server answered 404.", now=NOW)

    assert store.images.pictures(HERE + name for name in ("1.jpg", "2.jpg", "3.jpg")) == {
        f"{HERE}1.jpg": Picture("file-1.jpg", 4, 3, "", 100),
        f"{HERE}2.jpg": Picture(None, 0, 0, "The server answered 404."),
    }
