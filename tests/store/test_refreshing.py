"""What a refresh asks and writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.store.checks import faults, query

from newsreader.blocks import pack_blocks
from newsreader.errors import StoreError
from newsreader.model import (
    ChangedArticle,
    KnownArticle,
    NewArticle,
    ParsedArticle,
    ParsedFeed,
    RoughText,
    Standing,
    TextState,
    View,
    ViewKind,
)
from newsreader.store import Store
from newsreader.store.refreshing import Answer, FeedToFetch

ALL = View(ViewKind.ALL)
URL = "https://harbour.example/feed"


def document(*articles: NewArticle, title: str = "", site: str | None = None) -> ParsedFeed:
    return ParsedFeed(title, site, None, tuple(article.parsed for article in articles))


def with_parsed(article: NewArticle, **fields: object) -> NewArticle:
    return msgspec.structs.replace(article, parsed=msgspec.structs.replace(article.parsed, **fields))


def changed(article_id: int, **fields: object) -> ChangedArticle:
    return ChangedArticle(article_id, b"new digest", with_parsed(new_article("edited"), **fields).parsed)


@pytest.fixture
def harbour(store: Store) -> int:
    """The id of a feed with no articles."""
    return add_feed(store, "Harbour")


def test_feeds_are_fetched_least_recently_fetched_first(store: Store) -> None:
    ids = [add_feed(store, name) for name in ("a", "b", "c", "gone")]
    store.feeds.add("newsreader:sample", is_sample=True, now=NOW)
    store.refreshing.record_success(ids[0], None, Answer(None, None, None), due_at=NOW, now=NOW + 9)
    store.refreshing.record_success(ids[1], None, Answer(None, None, None), due_at=NOW, now=NOW + 5)
    store.marks.remove_feed(ids[3], now=NOW)

    assert [feed.id for feed in store.refreshing.feeds_to_fetch()] == [ids[2], ids[1], ids[0]]
    assert [feed.id for feed in store.refreshing.feeds_to_fetch([ids[0], ids[2], 99])] == [ids[2], ids[0]]
    assert store.refreshing.feeds_to_fetch([]) == []


def test_a_good_answer_is_remembered_for_the_next_request(store: Store, harbour: int) -> None:
    answer = Answer('"etag"', "Sun, 22 Nov 2026 12:00:00 GMT", b"hash")
    store.refreshing.record_failure(harbour, "Nobody answers.", due_at=NOW, now=NOW)

    store.refreshing.record_success(
        harbour, document(title="The Harbour", site="https://harbour.example/"), answer, due_at=NOW + 900, now=NOW + 5
    )

    assert store.refreshing.feeds_to_fetch() == [
        FeedToFetch(
            harbour,
            URL,
            URL,
            answer.etag,
            answer.last_modified,
            b"hash",
            answered_url=None,
            failures=0,
            standing=Standing(due_at=NOW + 900, asked_at=NOW + 5),
        )
    ]
    feed = store.feeds.get(harbour)
    assert (feed.title, feed.site, feed.error, feed.error_since) == ("Harbour", "https://harbour.example/", None, None)


def test_not_modified_keeps_hash_title_and_site(store: Store) -> None:
    feed_id, _ = store.feeds.add(URL, now=NOW)
    whole = document(title="The Harbour", site="https://harbour.example/")
    store.refreshing.record_success(feed_id, whole, Answer('"1"', None, b"hash"), due_at=NOW, now=NOW)

    store.refreshing.record_success(feed_id, None, Answer('"2"', None, None), due_at=NOW, now=NOW + 1)

    (feed,) = store.refreshing.feeds_to_fetch()
    assert (feed.etag, feed.body_hash, feed.standing.asked_at) == ('"2"', b"hash", NOW + 1)
    assert (store.feeds.get(feed_id).title, store.feeds.get(feed_id).site) == (
        "The Harbour",
        "https://harbour.example/",
    )


def test_failures_in_a_row_are_counted_from_the_first(store: Store, harbour: int) -> None:
    for number in range(3):
        store.refreshing.record_failure(harbour, f"Reason {number}.", due_at=NOW + 600, now=NOW + number)

    assert store.refreshing.feeds_to_fetch()[0].failures == 3
    feed = store.feeds.get(harbour)
    assert (feed.error, feed.error_since) == ("Reason 2.", NOW)


def test_promise_13_a_failure_changes_no_article_and_no_mark(store: Store) -> None:
    harbour = add_feed(store, "Harbour", 3)
    store.marks.set_starred([1], True, now=NOW)
    store.marks.set_read([2], True, now=NOW)
    tables = ("articles", "bodies", "journal", "counts")
    before = [query(store.path, f"SELECT * FROM {table}") for table in tables]

    store.refreshing.record_failure(harbour, "The server answered 410.", due_at=NOW, now=NOW)

    assert [query(store.path, f"SELECT * FROM {table}") for table in tables] == before


def test_articles_are_stored_with_all_that_the_feed_says(store: Store, harbour: int) -> None:
    article = with_parsed(
        new_article("Tide", author="Ada", link="https://harbour.example/tide", blocks=paragraphs("High.", "Low.")),
        canonical="harbour.example/tide",
        comments="https://harbour.example/tide#talk",
        language="pt",
    )

    assert store.refreshing.write_articles(harbour, [article], (), now=NOW) == 1

    assert query(
        store.path,
        """
        SELECT feed_id, hex(key), guid, link, canonical, fingerprint, digest, title, author,
            published, fetched, language, words, comments, read_at, starred_at, hidden, text_state
        FROM articles
        """,
    ) == [
        (
            harbour,
            article.key.upper(),
            "guid:Tide",
            "https://harbour.example/tide",
            "harbour.example/tide",
            article.parsed.fingerprint,
            article.digest,
            "Title of Tide",
            "Ada",
            NOW - HOUR,
            NOW,
            "pt",
            2,
            "https://harbour.example/tide#talk",
            None,
            None,
            0,
            "feed",
        )
    ]
    assert store.articles.get(1).feed_blocks == paragraphs("High.", "Low.")


@pytest.mark.parametrize(
    ("link", "is_teaser", "state"),
    [
        ("https://a.example/", True, TextState.WAITING),
        ("https://a.example/", False, TextState.FEED),
        (None, True, TextState.FEED),
    ],
    ids=["a teaser waits for its page", "a whole text does not", "nor does what has no page"],
)
def test_the_state_of_a_new_text(
    store: Store, harbour: int, link: str | None, is_teaser: bool, state: TextState
) -> None:
    store.refreshing.write_articles(harbour, [new_article("x", link=link, is_teaser=is_teaser)], (), now=NOW)

    assert store.articles.headlines([1])[0].text_state is state


def test_a_rough_text_is_known_for_one_until_it_is_finished(store: Store, harbour: int) -> None:
    """It can be read; a page that came meanwhile stays what is shown."""
    source = RoughText("<p>x</p>", "https://a.example/", may_be_teaser=True, has_content=True)
    finished = [new_article(name, link=f"https://a.example/{name}", is_teaser=True) for name in "12"]
    rough = [
        msgspec.structs.replace(new, parsed=msgspec.structs.replace(new.parsed, rough=source, is_teaser=False, words=0))
        for new in finished
    ]
    store.refreshing.write_articles(harbour, rough, (), now=NOW)
    store.texts.write_page(1, paragraphs("The page."), byline="", words=2, language=None)
    assert query(store.path, "SELECT digest, words, text_state FROM articles WHERE id = 2") == [(b"", 0, "feed")]
    assert store.articles.get(2).blocks

    store.refreshing.finish_articles([finished[0], ChangedArticle(1, b"digest", finished[1].parsed)])

    rows = query(store.path, "SELECT digest, words, text_state FROM articles ORDER BY id")
    assert rows == [(b"digest", 2, "full"), (finished[0].digest, 4, "waiting")]
    assert store.articles.get(1).blocks == paragraphs("The page.")
    assert faults(store.path) == []


def test_an_article_whose_key_is_stored_is_not_stored_again(store: Store, harbour: int) -> None:
    first, second, third = (new_article(name) for name in ("1", "2", "3"))
    store.refreshing.write_articles(harbour, [second], (), now=NOW)

    added = store.refreshing.write_articles(harbour, [first, second, third, third], (), now=NOW + 1)

    assert added == 2
    rows = query(store.path, "SELECT title, fetched FROM articles ORDER BY title")
    assert rows == [("Title of 1", NOW + 1), ("Title of 2", NOW), ("Title of 3", NOW + 1)]
    assert faults(store.path) == []


def test_any_number_of_articles_is_stored_at_once_and_counted_once(store: Store, harbour: int) -> None:
    first = [new_article(f"one {number}") for number in range(1_200)]
    again = [*first[:700], *(new_article(f"two {number}") for number in range(3))]

    added = [store.refreshing.write_articles(harbour, articles, (), now=NOW) for articles in (first, again)]

    assert added == [1_200, 3]
    assert store.articles.counts(since=0).total == 1_203
    assert query(store.path, "SELECT count(*) FROM bodies WHERE feed_blocks IS NOT NULL") == [(1_203,)]
    assert faults(store.path) == []


def test_articles_of_one_write_are_all_there_or_none(store: Store, harbour: int) -> None:
    bad = with_parsed(new_article("bad"), title=None)

    with pytest.raises(StoreError, match="NOT NULL"):
        store.refreshing.write_articles(harbour, [new_article("1"), bad, new_article("2")], (), now=NOW)
    with pytest.raises(StoreError, match="NOT NULL"):
        store.refreshing.write_articles(harbour, [new_article("1")], [changed(1, title=None)], now=NOW)

    assert store.articles.newest_id() == 0
    assert faults(store.path) == []


def test_articles_of_a_feed_that_does_not_exist_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="FOREIGN KEY"):
        store.refreshing.write_articles(99, [new_article("1")], (), now=NOW)


def test_articles_that_arrive_while_their_feed_is_removed_are_hidden_with_it(store: Store) -> None:
    harbour = add_feed(store, "Harbour", 2)
    store.marks.remove_feed(harbour, now=NOW)

    assert store.refreshing.write_articles(harbour, [new_article("late")], (), now=NOW) == 1

    assert len(store.articles.list_ids(ALL, since=0)) == 0
    assert faults(store.path) == []
    store.journal.undo(now=NOW)
    assert len(store.articles.list_ids(ALL, since=0)) == 3
    assert store.feeds.get(harbour).unread == 3
    assert faults(store.path) == []


def test_what_was_edited_is_replaced_and_marks_stay(store: Store) -> None:
    harbour = add_feed(store, "Harbour", [new_article("Tide", link="https://harbour.example/tide")])
    store.marks.set_starred([1], True, now=NOW)
    store.marks.set_read([1], True, now=NOW)
    edit = changed(
        1,
        title="High tide",
        author="Bea",
        guid="other",
        link=None,
        canonical=None,
        language="fr",
        words=9,
        body=pack_blocks(paragraphs("Edited.")),
    )

    assert store.refreshing.write_articles(harbour, (), [edit], now=NOW + 60) == 0

    article = store.articles.get(1)
    assert (article.headline.title, article.headline.author, article.headline.words) == ("High tide", "Bea", 9)
    assert article.headline.url == "https://harbour.example/tide"
    assert (article.headline.is_read, article.headline.is_starred) == (True, True)
    assert (article.headline.published, article.language) == (NOW - HOUR, "fr")
    assert article.feed_blocks == paragraphs("Edited.")
    assert query(store.path, "SELECT guid, digest FROM articles") == [("other", b"new digest")]


def test_an_edit_of_the_feeds_text_leaves_the_pages_text_in_sight(store: Store) -> None:
    add_feed(store, "Harbour", [new_article("Tide", link="https://a.example/", is_teaser=True)])
    store.texts.write_page(1, paragraphs("The whole of it."), byline="", words=4, language=None)

    store.refreshing.write_articles(1, (), [changed(1, words=2)], now=NOW)

    article = store.articles.get(1)
    assert article.blocks == paragraphs("The whole of it.")
    assert (article.headline.words, article.headline.text_state) == (4, TextState.FULL)


def test_an_edit_of_an_article_that_is_gone_changes_nothing(store: Store, harbour: int) -> None:
    assert store.refreshing.write_articles(harbour, [new_article("1")], [changed(7)], now=NOW) == 1

    assert query(store.path, "SELECT article_id FROM bodies") == [(1,)]
    assert faults(store.path) == []


SAME: list[tuple[str, Callable[[ParsedArticle], dict[str, object]]]] = [
    ("guid", lambda stored: {"guid": stored.guid}),
    ("canonical link", lambda stored: {"canonical": stored.canonical}),
    ("fingerprint", lambda stored: {"fingerprint": stored.fingerprint}),
]


@pytest.mark.parametrize(("what", "fields"), SAME, ids=[what for what, _ in SAME])
def test_what_is_stored_is_known_again_by_one_value_alone(
    store: Store, what: str, fields: Callable[[ParsedArticle], dict[str, object]]
) -> None:
    stored = with_parsed(new_article("Tide", link="https://a.example/t?x"), canonical="a.example/t")
    add_feed(store, "Harbour", [stored, new_article("Another")])
    other = with_parsed(new_article("Else"), **{"guid": None, **fields(stored.parsed)})

    assert store.refreshing.known_articles(1, document(other)) == [
        KnownArticle(
            id=2,
            guid="guid:Tide",
            link="https://a.example/t?x",
            fingerprint=stored.parsed.fingerprint,
            digest=stored.digest,
            published=NOW - HOUR,
            title="Title of Tide",
            body=stored.parsed.body,
        )
    ]


def test_articles_of_other_feeds_are_not_known(store: Store) -> None:
    article = with_parsed(new_article("Tide"), canonical="a.example/t")
    add_feed(store, "Harbour", [article])
    coast = add_feed(store, "Coast")

    assert store.refreshing.known_articles(coast, document(article)) == []


def test_hidden_articles_are_known_too(store: Store) -> None:
    article = new_article("Tide")
    harbour = add_feed(store, "Harbour", [article])
    store.marks.remove_feed(harbour, now=NOW)

    assert len(store.refreshing.known_articles(harbour, document(article))) == 1


def test_an_article_without_any_name_is_known_by_its_text(store: Store) -> None:
    nameless = with_parsed(new_article("Tide"), guid=None)
    harbour = add_feed(store, "Harbour", [nameless])

    assert len(store.refreshing.known_articles(harbour, document(nameless, nameless))) == 1
    assert store.refreshing.known_articles(harbour, document()) == []


def test_the_largest_document_is_compared_at_once(store: Store) -> None:
    articles = [with_parsed(new_article(str(number)), canonical=f"a.example/{number}") for number in range(2000)]
    harbour = add_feed(store, "Harbour", articles)

    assert len(store.refreshing.known_articles(harbour, document(*articles))) == 2000


def test_the_pace_of_a_feed_is_that_of_its_newest_articles(store: Store) -> None:
    harbour = add_feed(store, "Harbour", 5)
    add_feed(store, "Coast", 5)

    assert store.refreshing.latest_published(harbour, limit=3) == [NOW - HOUR, NOW - 2 * HOUR, NOW - 3 * HOUR]
    assert store.refreshing.latest_published(99, limit=3) == []


@pytest.mark.parametrize(("ages", "weekly"), [((), 0), ((1,), 0), ((1, 2), 1), (range(40), 7), ((29, 30, 31), 0)])
def test_a_good_answer_takes_how_many_articles_the_feed_brings_a_week(
    store: Store, ages: Sequence[int], weekly: int
) -> None:
    harbour = add_feed(store, "Harbour", [new_article(f"{days}", age_s=days * 24 * HOUR) for days in ages])

    store.refreshing.record_success(harbour, None, Answer(None, None, None), due_at=NOW, now=NOW)

    assert query(store.path, f"SELECT weekly FROM feeds WHERE id = {harbour}") == [(weekly,)]


def moved(store: Store, feed_id: int, to: str | None, *, now: int = NOW) -> str:
    """Record a good answer that permanent redirects led to; return where the feed is asked next."""
    store.refreshing.record_success(feed_id, None, Answer(None, None, None, to or URL, to), due_at=now, now=now)
    return store.refreshing.feeds_to_fetch([feed_id])[0].address


def test_a_feed_moves_when_a_permanent_redirect_worked_twice(store: Store, harbour: int) -> None:
    new = "https://new.example/feed"

    assert moved(store, harbour, new) == URL
    assert moved(store, harbour, new) == new
    assert moved(store, harbour, None) == new
    assert store.feeds.get(harbour).url == URL


def test_redirects_to_changing_places_move_nothing(store: Store, harbour: int) -> None:
    places = ["https://a.example/", "https://b.example/", "https://a.example/", None, "https://a.example/"]

    assert [moved(store, harbour, place) for place in places] == [URL] * 5


def test_a_failure_between_two_redirects_begins_the_count_anew(store: Store, harbour: int) -> None:
    moved(store, harbour, "https://new.example/")
    store.refreshing.record_failure(harbour, "Nobody answers.", due_at=NOW, now=NOW)

    assert moved(store, harbour, "https://new.example/") == URL


def test_a_feed_that_fails_three_times_where_it_moved_is_asked_where_it_was_typed(store: Store, harbour: int) -> None:
    new = "https://new.example/feed"
    moved(store, harbour, new)
    moved(store, harbour, new)

    asked = []
    for _ in range(3):
        store.refreshing.record_failure(harbour, "Nobody answers.", due_at=NOW, now=NOW)
        asked.append(store.refreshing.feeds_to_fetch([harbour])[0].address)

    assert asked == [new, new, URL]


def test_what_the_server_said_of_asking_again_is_remembered_until_the_next_answer(store: Store, harbour: int) -> None:
    store.refreshing.record_failure(harbour, "429.", due_at=NOW + 60, now=NOW, retry_at=NOW + 3600)
    assert store.refreshing.feeds_to_fetch()[0].standing == Standing(NOW + 60, NOW, NOW + 3600)

    store.refreshing.record_failure(harbour, "410.", due_at=NOW + 60, now=NOW + 1, is_gone=True)
    assert store.refreshing.feeds_to_fetch()[0].standing == Standing(NOW + 60, NOW + 1, None, is_gone=True)

    moved(store, harbour, None, now=NOW + 2)
    assert store.refreshing.feeds_to_fetch()[0].standing == Standing(NOW + 2, NOW + 2)


def test_crashes_are_counted_until_a_document_could_be_read(store: Store, harbour: int) -> None:
    for _ in range(2):
        store.refreshing.record_failure(harbour, "It crashed.", due_at=NOW, now=NOW, is_crash=True)
    store.refreshing.record_failure(harbour, "503.", due_at=NOW, now=NOW)
    assert store.refreshing.feeds_to_fetch()[0].standing.crashes == 2

    moved(store, harbour, None)
    assert store.refreshing.feeds_to_fetch()[0].standing.crashes == 0


def test_the_request_that_added_a_feed_keeps_nobody_from_asking_again(store: Store, harbour: int) -> None:
    answer = Answer(None, None, None)
    store.refreshing.record_success(harbour, None, answer, due_at=NOW + 900, now=NOW, is_first=True)

    assert store.refreshing.feeds_to_fetch()[0].standing == Standing(due_at=NOW + 900)
