"""What becomes of an article that its feed edited."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import msgspec
import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.store.checks import faults, query

from newsreader.blocks import pack_blocks
from newsreader.model import ChangedArticle, KnownArticle, ParsedFeed, TextState, Version
from newsreader.store import Store
from newsreader.store.editing import VERSIONS_KEPT

LINK = "https://a.example/tide"


def edit(text: str, *, is_real: bool = True, is_teaser: bool = False, link: str | None = LINK) -> ChangedArticle:
    """An edit of article 1 by which it says `text`."""
    new = new_article(text, title=f"Title: {text}", blocks=paragraphs(text), is_teaser=is_teaser, link=link)
    return ChangedArticle(1, new.digest, new.parsed, is_real)


def write(store: Store, *edits: ChangedArticle, is_unread_again: bool = False, now: int = NOW) -> None:
    for each in edits:
        store.refreshing.write_articles(1, (), [each], now=now, is_unread_again=is_unread_again)


@pytest.fixture
def tide(store: Store) -> Store:
    """A feed with one article that has a page."""
    add_feed(store, "Harbour", [new_article("Tide", link=LINK)])
    return store


def test_a_real_change_keeps_what_was_there_and_says_when(tide: Store) -> None:
    write(tide, edit("High."), now=NOW + 60)

    article = tide.articles.get(1)
    assert (article.headline.title, article.feed_blocks) == ("Title: High.", paragraphs("High."))
    assert article.edited_at == NOW + 60
    assert tide.revisions.of_article(1) == [Version("Title of Tide", paragraphs("The text of Tide."), kept_at=NOW + 60)]


def test_a_change_that_is_not_real_is_written_and_nothing_kept(tide: Store) -> None:
    write(tide, edit("High.", is_real=False), is_unread_again=True)

    article = tide.articles.get(1)
    assert (article.feed_blocks, article.edited_at) == (paragraphs("High."), None)
    assert tide.revisions.of_article(1) == []


def test_a_change_that_is_not_real_leaves_the_time_of_the_last_real_one(tide: Store) -> None:
    write(tide, edit("High."), now=NOW)
    write(tide, edit("High!", is_real=False), now=NOW + HOUR)

    assert tide.articles.get(1).edited_at == NOW


def test_the_newest_three_versions_are_kept(tide: Store) -> None:
    write(tide, *(edit(f"Version {number}.") for number in range(1, 7)))

    kept = tide.revisions.of_article(1)
    assert len(kept) == VERSIONS_KEPT == 3
    assert [version.blocks[0].text for version in kept] == ["Version 5.", "Version 4.", "Version 3."]


def test_versions_of_other_articles_stay(store: Store) -> None:
    add_feed(store, "Harbour", 2)
    other = msgspec.structs.replace(edit("Other."), id=2)
    write(store, other, *(edit(f"Version {number}.") for number in range(5)))

    assert len(store.revisions.of_article(2)) == 1


def test_an_article_that_was_never_edited_has_no_versions(tide: Store) -> None:
    assert tide.revisions.of_article(1) == []
    assert tide.revisions.of_article(99) == []


@pytest.mark.parametrize(
    ("is_wanted", "is_real", "is_read"),
    [(True, True, False), (False, True, True), (True, False, True)],
    ids=["wanted and real", "not wanted", "not real"],
)
def test_only_a_real_change_is_unread_again_and_only_if_that_is_wanted(
    tide: Store, is_wanted: bool, is_real: bool, is_read: bool
) -> None:
    tide.marks.set_read([1], True, now=NOW)
    tide.marks.set_starred([1], True, now=NOW)

    write(tide, edit("High.", is_real=is_real), is_unread_again=is_wanted)

    headline = tide.articles.get(1).headline
    assert (headline.is_read, headline.is_starred) == (is_read, True)
    counts = tide.articles.counts(since=0)
    assert (counts.unread, counts.starred) == (int(not is_read), 1)
    assert tide.feeds.get(1).unread == int(not is_read)


def test_that_it_is_unread_again_is_not_the_readers_change(tide: Store) -> None:
    """Undo takes back what the reader did, and leaves what the feed did since."""
    tide.marks.set_read([1], True, now=NOW)
    write(tide, edit("High."), is_unread_again=True)

    assert query(tide.path, "SELECT count(*) FROM journal") == [(1,)]
    tide.journal.undo(now=NOW)

    assert not tide.articles.get(1).headline.is_read


@pytest.mark.parametrize(
    ("before", "is_teaser", "link", "after"),
    [
        (TextState.FULL, True, LINK, TextState.WAITING),
        (TextState.FULL, False, LINK, TextState.WAITING),
        (TextState.FAILED, True, LINK, TextState.WAITING),
        (TextState.FEED, True, LINK, TextState.WAITING),
        (TextState.FEED, False, LINK, TextState.FEED),
        (TextState.FAILED, False, LINK, TextState.FAILED),
        (TextState.FEED, True, None, TextState.FEED),
    ],
)
def test_where_the_page_is_read_a_real_change_asks_for_it_again(
    store: Store, before: TextState, is_teaser: bool, link: str | None, after: TextState
) -> None:
    add_feed(store, "Harbour", [new_article("Tide", link=link)])
    if before is TextState.FULL:
        store.texts.write_page(1, paragraphs("The whole of it."), byline="", words=4, language=None)
    else:
        store.texts.set_state(1, before, "A reason.")

    write(store, edit("High tide.", is_teaser=is_teaser, link=link))

    article = store.articles.get(1)
    assert article.headline.text_state is after
    assert article.text_reason == ("A reason." if before is after else None)
    if before is TextState.FULL:
        # By the feed's words it is judged whether the page gives more.
        assert article.headline.words == 2
        assert article.blocks == paragraphs("The whole of it.")


def test_a_change_that_is_not_real_asks_for_no_page(tide: Store) -> None:
    tide.texts.write_page(1, paragraphs("The whole of it."), byline="", words=4, language=None)

    write(tide, edit("High.", is_real=False, is_teaser=True))

    assert tide.articles.get(1).headline.text_state is TextState.FULL
    assert tide.articles.get(1).headline.words == 4


def test_an_article_without_a_stored_text_keeps_no_version(tide: Store) -> None:
    query(tide.path, "UPDATE bodies SET feed_blocks = NULL")

    write(tide, edit("High."))

    assert tide.revisions.of_article(1) == []
    assert faults(tide.path) == []


def test_versions_go_with_their_article(tide: Store) -> None:
    write(tide, edit("High."))

    with closing(sqlite3.connect(tide.path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM articles")

    assert query(tide.path, "SELECT * FROM revisions") == []


def test_a_damaged_version_says_so(tide: Store) -> None:
    write(tide, edit("High."))
    query(tide.path, "UPDATE revisions SET blocks = x'00'")

    (version,) = tide.revisions.of_article(1)

    assert "damaged" in version.blocks[0].text


def test_what_may_be_edited_is_known_with_title_and_text(store: Store) -> None:
    same, other = new_article("Same"), new_article("Other")
    digested = [msgspec.structs.replace(each.parsed, digest=each.digest) for each in (same, other)]
    add_feed(store, "Harbour", [same, other])
    document = ParsedFeed("", None, None, (digested[0], msgspec.structs.replace(digested[1], digest=b"edited")))

    known = {article.guid: article for article in store.refreshing.known_articles(1, document)}

    assert (known["guid:Same"].title, known["guid:Same"].body) == ("", None)
    assert known["guid:Other"] == KnownArticle(
        1,
        "guid:Other",
        None,
        other.parsed.fingerprint,
        other.digest,
        NOW - HOUR,
        title="Title of Other",
        body=pack_blocks(paragraphs("The text of Other.")),
    )
