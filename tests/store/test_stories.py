"""One story in several feeds: its copies are found, marked as one, and stand in each list once."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.building import HOUR, NOW, add_feed, new_article, open_store, paragraphs
from tests.store.checks import faults, miscounts, query

from newsreader.model import Arrangement, Copy, NewArticle, ReadingPlace, SharedValues, TextState, View, ViewKind
from newsreader.query.dates import resolve
from newsreader.query.kept import RuleAction
from newsreader.query.parser import parse
from newsreader.store import Store
from newsreader.store.retention import KeepRule
from newsreader.store.stories import Candidate

EXAMPLES = int(os.environ.get("NEWSREADER_EXAMPLES", "200"))
TITLE = "Boats come home"
ALL, UNREAD, STARRED = View(ViewKind.ALL), View(ViewKind.UNREAD), View(ViewKind.STARRED)


def copy_of(
    name: str, *, guid: str | None = None, link: str | None = None, text: bytes | None = None, age_s: int = HOUR
) -> NewArticle:
    """Return an article that shares these values with its copies."""
    article = new_article(name, title=f"{TITLE}, {name}", age_s=age_s)
    parsed = msgspec.structs.replace(article.parsed, guid=guid or f"guid:{name}", canonical=link)
    if text is not None:
        parsed = msgspec.structs.replace(parsed, fingerprint=text)
    return msgspec.structs.replace(article, parsed=parsed, shared=SharedValues(guid, link, text))


@pytest.fixture
def told_twice(store: Store) -> Store:
    """A store where Harbour (article 1) and Coast (article 2) bring the same story, and Coast one more (article 3)."""
    add_feed(store, "Harbour", [copy_of("harbour", link="sea.example/boats")])
    add_feed(store, "Coast", [copy_of("coast", link="sea.example/boats")])
    store.refreshing.write_articles(2, [new_article("Lighthouse")], (), now=NOW)
    return store


def listed(store: Store, view: View = ALL) -> list[int]:
    return sorted(store.articles.list_ids(view, since=0))


def found(store: Store, typed: str) -> list[int]:
    asked = resolve(parse(typed), NOW)
    ids = sorted(store.asking.ids(asked))
    assert store.asking.count(asked) == len(ids)
    return ids


def marks(store: Store, column: str = "read_at") -> list[int | None]:
    return [row[0] for row in query(store.path, f"SELECT {column} FROM articles ORDER BY id")]


def test_a_story_stands_in_lists_once_and_in_the_list_of_each_feed(told_twice: Store) -> None:
    assert listed(told_twice) == [1, 3]
    assert listed(told_twice, UNREAD) == [1, 3]
    assert listed(told_twice, View(ViewKind.FEED, 1)) == [1]
    assert listed(told_twice, View(ViewKind.FEED, 2)) == [2, 3]
    counts = told_twice.articles.counts(since=0)
    assert (counts.today, counts.unread, counts.total) == (2, 2, 2)
    assert [(feed.title, feed.total, feed.unread) for feed in told_twice.feeds.all()] == [
        ("Coast", 2, 2),
        ("Harbour", 1, 1),
    ]


def test_an_article_names_the_other_feeds_of_its_story(told_twice: Store) -> None:
    assert told_twice.articles.get(1).also_in == (Copy(2, "Coast"),)
    assert told_twice.articles.get(2).also_in == (Copy(1, "Harbour"),)
    assert told_twice.articles.get(3).also_in == ()
    assert [each.copies for each in told_twice.articles.headlines([1, 2, 3])] == [1, 1, 0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"guid": "tag:sea.example,2026:1"}, {"guid": "tag:sea.example,2026:1"}),
        ({"link": "sea.example/boats"}, {"link": "sea.example/boats"}),
        ({"text": b"\1" * 16}, {"text": b"\1" * 16, "age_s": 3 * 24 * HOUR}),
    ],
    ids=["guid", "link", "title and text"],
)
def test_copies_are_known_by_a_shared_value(store: Store, first: dict[str, str], second: dict[str, str]) -> None:
    add_feed(store, "Harbour", [copy_of("one", **first)])  # type: ignore[arg-type]
    add_feed(store, "Coast", [copy_of("two", **second)])  # type: ignore[arg-type]

    assert listed(store) == [1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([copy_of("one")], [msgspec.structs.replace(copy_of("two"), parsed=copy_of("one").parsed)]),
        (
            [copy_of("one", link="sea.example/log"), copy_of("two", link="sea.example/log")],
            [copy_of("three", link="sea.example/log")],
        ),
        ([copy_of("one", text=b"\1" * 16)], [copy_of("two", text=b"\1" * 16, age_s=5 * 24 * HOUR)]),
    ],
    ids=["a value that tells nothing", "a link of several articles of a feed", "a text of another week"],
)
def test_articles_that_are_no_copies_stay_apart(
    store: Store, first: list[NewArticle], second: list[NewArticle]
) -> None:
    add_feed(store, "Harbour", first)
    add_feed(store, "Coast", second)

    assert len(listed(store)) == len(first) + len(second)


def test_a_link_that_the_feed_has_already_tells_nothing(store: Store) -> None:
    add_feed(store, "Harbour", [copy_of("one", link="sea.example/log")])
    coast = add_feed(store, "Coast", [copy_of("two", link="sea.example/log")])

    store.refreshing.write_articles(coast, [copy_of("three", link="sea.example/log")], (), now=NOW)

    assert listed(store) == [1, 3]


def test_a_copy_joins_two_stories_that_it_shares_values_with(store: Store) -> None:
    add_feed(store, "Harbour", [copy_of("one", link="sea.example/boats")])
    add_feed(store, "Coast", [copy_of("two", text=b"\1" * 16)])
    store.marks.set_starred([2], True, now=NOW)

    add_feed(store, "Island", [copy_of("three", link="sea.example/boats", text=b"\1" * 16)])

    assert listed(store) == listed(store, STARRED) == [1]
    assert marks(store, "starred_at") == [NOW] * 3


@pytest.mark.parametrize("marked", [1, 2])
def test_a_mark_on_one_copy_is_on_all_and_undone_in_all(told_twice: Store, marked: int) -> None:
    store = told_twice
    changes = [
        store.marks.set_read([marked], True, now=NOW),
        store.marks.toggle_starred(marked, now=NOW),
        store.sorting.set_later([marked], True, now=NOW),
        store.sorting.tag([marked], "sea", now=NOW),
        store.sorting.set_hidden([marked], True, now=NOW),
    ]

    assert [change.article_ids for change in changes if change] == [{1, 2}] * 5
    for column in ("read_at", "starred_at", "later_at", "hidden_at"):
        assert marks(store, column) == [NOW, NOW, None]
    assert found(store, "tag:sea is:hidden") == [1]
    assert listed(store) == [3]
    undone = store.journal.undo_batches(5, now=NOW)
    assert undone is not None
    assert undone.article_ids == {1, 2}
    for column in ("read_at", "starred_at", "later_at", "hidden_at"):
        assert marks(store, column) == [None] * 3
    assert found(store, "tag:sea") == []
    store.journal.redo(now=NOW)
    assert marks(store, "starred_at") == [NOW, NOW, None]
    assert store.sorting.of([1])[1].tags == store.sorting.of([2])[2].tags == ("sea",)
    assert faults(store.path) == []


def test_a_batch_of_both_copies_is_undone_in_both(told_twice: Store) -> None:
    told_twice.marks.set_read([1, 2, 3], True, now=NOW)
    assert told_twice.articles.counts(since=0).unread == 0

    told_twice.journal.undo(now=NOW)

    assert marks(told_twice) == [None] * 3
    assert told_twice.articles.counts(since=0).unread == 2


def test_a_copy_that_arrives_later_arrives_as_the_story_is(told_twice: Store) -> None:
    store = told_twice
    store.marks.set_read([1], True, now=NOW)
    store.marks.set_starred([1], True, now=NOW + 1)
    store.sorting.tag([1], "sea", now=NOW + 2)
    before = store.articles.newest_id()

    add_feed(store, "Island", [copy_of("island", link="sea.example/boats")])

    assert marks(store) == [NOW, NOW, None, NOW]
    assert marks(store, "starred_at") == [NOW + 1, NOW + 1, None, NOW + 1]
    assert store.sorting.tags_of(4) == ("sea",)
    assert store.articles.arrived(ALL, after=before, since=0) == 0
    assert [(feed.title, feed.unread) for feed in store.feeds.all()] == [("Coast", 1), ("Harbour", 0), ("Island", 0)]
    for _ in range(3):
        store.journal.undo(now=NOW)
    assert marks(store) == marks(store, "starred_at") == [None] * 4
    assert store.sorting.tags_of(4) == ()


def test_a_copy_of_a_story_that_the_user_hid_arrives_hidden(told_twice: Store) -> None:
    told_twice.sorting.snooze([2], NOW + HOUR, now=NOW)

    add_feed(told_twice, "Island", [copy_of("island", link="sea.example/boats")])

    assert listed(told_twice) == [3]
    assert listed(told_twice, View(ViewKind.FEED, 3)) == []
    told_twice.sorting.wake(now=NOW + HOUR)
    assert listed(told_twice) == [1, 3]
    assert listed(told_twice, View(ViewKind.FEED, 3)) == [4]


def test_the_next_copy_takes_the_place_of_one_whose_feed_is_removed(told_twice: Store) -> None:
    told_twice.marks.set_starred([1], True, now=NOW)
    told_twice.marks.remove_feed(1, now=NOW)

    assert listed(told_twice) == [2, 3]
    assert listed(told_twice, STARRED) == [2]
    assert told_twice.articles.get(2).also_in == ()
    told_twice.journal.undo(now=NOW)
    assert listed(told_twice) == [1, 3]
    assert listed(told_twice, STARRED) == [1]


def test_the_next_copy_takes_the_place_of_one_that_is_muted(told_twice: Store) -> None:
    rule = told_twice.rules.save("quiet", "feed:harbour", RuleAction.HIDE, now=NOW)

    assert listed(told_twice) == [2, 3]
    told_twice.rules.remove(rule, now=NOW)
    assert listed(told_twice) == [1, 3]


def test_the_next_copy_takes_the_place_of_one_that_is_deleted(told_twice: Store) -> None:
    store = told_twice
    store.marks.set_read([1], True, now=NOW)
    rule = KeepRule(1, arrived_since=NOW + 1)

    assert store.retention.delete(store.retention.going([rule]), [rule], now=NOW + 2) == 1

    assert listed(store) == [2, 3]
    assert store.articles.get(2).also_in == ()
    assert faults(store.path) == []


def test_the_tags_of_a_copy_stay_where_the_other_is_deleted(told_twice: Store) -> None:
    told_twice.sorting.tag([1], "sea", now=NOW)

    with told_twice._database.transaction() as connection:
        connection.execute("DELETE FROM articles WHERE id = 1")

    assert told_twice.sorting.tags_of(2) == ("sea",)


def test_a_rule_that_marks_one_copy_marks_all(told_twice: Store) -> None:
    told_twice.arrival.pass_by(now=NOW)
    told_twice.rules.save("island", "feed:island", RuleAction.STAR, now=NOW)
    add_feed(told_twice, "Island", [copy_of("island", link="sea.example/boats")])

    told_twice.rules.arrive(now=NOW)

    assert marks(told_twice, "starred_at") == [NOW, NOW, None, NOW]


def test_what_is_read_on_in_one_copy_is_begun_in_lists_once(told_twice: Store) -> None:
    told_twice.places.keep(2, ReadingPlace(3, 5, 400), now=NOW)

    assert listed(told_twice, View(ViewKind.CONTINUE)) == [1]
    assert told_twice.articles.counts(since=0).continued == 1
    assert told_twice.articles.get(1).place is None
    place = told_twice.articles.get(2).place
    assert place is not None
    assert place.block == 3


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", [1, 3]),
        ("unread", [1, 3]),
        ("feed:harbour", [1]),
        ("feed:coast", [2, 3]),
        ("coast", [2]),
        ("boats", [1]),
        ("boats -harbour", [2]),
        ("-feed:harbour", [2, 3]),
        ("feed:coast limit:1", [3]),
    ],
)
def test_a_query_finds_a_story_once_by_any_of_its_copies(told_twice: Store, typed: str, expected: list[int]) -> None:
    assert found(told_twice, typed) == expected


def test_what_was_read_in_one_copy_was_read_once(told_twice: Store) -> None:
    told_twice.marks.set_read([2], True, now=NOW)

    assert [each.feed_id for each in told_twice.readings.since(0, until=NOW + 1)] == [1]


def waiting(name: str) -> NewArticle:
    article = copy_of(name, link="sea.example/boats")
    parsed = msgspec.structs.replace(article.parsed, link="https://sea.example/boats", is_teaser=True)
    return msgspec.structs.replace(article, parsed=parsed)


def test_the_page_of_a_story_is_fetched_once_and_read_in_all_copies(store: Store) -> None:
    add_feed(store, "Harbour", [waiting("harbour")])
    add_feed(store, "Coast", [waiting("coast")])
    assert [page.article_id for page in store.queue.waiting({1: 9, 2: 9})] == [1]

    store.texts.write_page(1, paragraphs("The page."), byline="Ada", words=2, language="en")
    add_feed(store, "Island", [waiting("island")])

    assert store.queue.waiting({1: 9, 2: 9, 3: 9}) == []
    for article_id in (1, 2, 3):
        article = store.articles.get(article_id)
        assert (article.page_blocks[0].text, article.headline.words) == ("The page.", 2)
        assert article.headline.text_state is TextState.FULL


def test_a_teaser_that_is_known_for_one_later_gets_the_page_then(store: Store) -> None:
    add_feed(store, "Harbour", [waiting("harbour")])
    store.texts.write_page(1, paragraphs("The page."), byline="Ada", words=2, language="en")
    finished = waiting("coast")
    rough = msgspec.structs.replace(finished.parsed, is_teaser=False)
    add_feed(store, "Coast", [msgspec.structs.replace(finished, parsed=rough)])

    store.refreshing.finish_articles([finished])

    assert store.articles.get(2).headline.text_state is TextState.FULL
    assert store.articles.get(2).page_blocks[0].text == "The page."


def test_a_copy_whose_page_no_other_copy_waits_for_is_fetched(store: Store) -> None:
    add_feed(store, "Harbour", [copy_of("harbour", link="sea.example/boats")])
    add_feed(store, "Coast", [waiting("coast")])

    assert [page.article_id for page in store.queue.waiting({1: 9, 2: 9})] == [2]


def test_stories_can_be_let_be_and_found_again(told_twice: Store) -> None:
    store = told_twice
    store.marks.set_starred([1], True, now=NOW)

    assert store.stories.part()
    assert not store.stories.part()

    assert listed(store) == [1, 2, 3]
    assert listed(store, STARRED) == [1, 2]
    assert sorted(store.stories.alike()) == [1, 2]
    found = [
        Candidate(each.feed_id, each.published, SharedValues(None, each.canonical), each.id)
        for each in store.stories.stored([1, 2])
    ]
    store.stories.join(found)
    assert listed(store) == [1, 3]
    assert listed(store, STARRED) == [1]
    assert faults(store.path) == []


def test_views_for_other_programs_name_the_copies(told_twice: Store) -> None:
    rows = query(told_twice.path, "SELECT id, hidden, story, is_copy, also_in FROM v_articles ORDER BY id")

    assert rows == [(1, 0, 1, 0, "Coast"), (2, 0, 1, 1, "Harbour"), (3, 0, None, 0, None)]


numbers = st.integers(min_value=0, max_value=10_000)


class Telling(RuleBasedStateMachine):
    """Feeds that tell the same stories, and everything that is done to them, in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.now, self.made = NOW, 0
        for name in ("Harbour", "Coast", "Island"):
            add_feed(self.store, name)

    def teardown(self) -> None:
        self.store.close()
        found = faults(self.store.path)
        self.folder.cleanup()
        assert found == []

    def chosen(self, choice: int, count: int) -> list[int]:
        ids = [row[0] for row in query(self.store.path, "SELECT id FROM articles")]
        return sorted({ids[(choice + 7 * step) % len(ids)] for step in range(count)}) if ids else []

    @rule(feed=st.integers(1, 3), story=st.integers(0, 5), value=st.sampled_from(["guid", "link", "text", "none"]))
    def tell(self, feed: int, story: int, value: str) -> None:
        self.made += 1
        shared = {} if value == "none" else {value: bytes([story] * 16) if value == "text" else f"tag:story{story}"}
        article = copy_of(str(self.made), **shared)  # type: ignore[arg-type]
        self.store.refreshing.write_articles(feed, [article], (), now=self.now)

    @rule(choice=numbers, count=st.integers(1, 3), is_set=st.booleans(), mark=st.integers(0, 4))
    def mark(self, choice: int, count: int, is_set: bool, mark: int) -> None:
        self.now += 1
        ids, now = self.chosen(choice, count), self.now
        match mark:
            case 0:
                self.store.marks.set_read(ids, is_set, now=now)
            case 1:
                self.store.marks.set_starred(ids, is_set, now=now)
            case 2:
                self.store.sorting.set_later(ids, is_set, now=now)
            case 3:
                self.store.sorting.set_hidden(ids, is_set, now=now)
            case 4:
                self.store.sorting.toggle_tag(ids, "sea", now=now)

    @rule(choice=numbers, count=st.integers(1, 3), mark=st.integers(0, 2))
    def mark_and_take_it_back(self, choice: int, count: int, mark: int) -> None:
        before = self.states()
        ids = self.chosen(choice, count)
        self.now += 1
        if mark == 0:
            change = self.store.marks.toggle_read_together(ids, now=self.now)
        elif mark == 1:
            change = self.store.marks.toggle_starred_together(ids, now=self.now)
        else:
            change = self.store.sorting.toggle_hidden(ids, now=self.now)
        if change is not None:
            after = self.states()
            self.store.journal.undo(now=self.now)
            assert self.states() == before
            self.store.journal.redo(now=self.now)
            assert self.states() == after
            self.store.journal.undo(now=self.now)

    def states(self) -> list[tuple[object, ...]]:
        return query(self.store.path, "SELECT id, read_at, starred_at, later_at, hidden FROM articles ORDER BY id")

    @rule(feed=st.integers(1, 3))
    def remove_feed(self, feed: int) -> None:
        if any(each.id == feed for each in self.store.feeds.all()):
            self.store.marks.remove_feed(feed, now=self.now)

    @rule()
    def undo(self) -> None:
        self.store.journal.undo(now=self.now)

    @rule()
    def redo(self) -> None:
        self.store.journal.redo(now=self.now)

    @rule(choice=numbers)
    def delete(self, choice: int) -> None:
        for article_id in self.chosen(choice, 1):
            with self.store._database.transaction() as connection:
                connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    @rule(choice=numbers, progress=st.integers(0, 1000))
    def scroll(self, choice: int, progress: int) -> None:
        for article_id in self.chosen(choice, 1):
            self.store.places.keep(article_id, ReadingPlace(1, 1, progress), now=self.now)

    @rule(is_on=st.booleans())
    def mute(self, is_on: bool) -> None:
        rule = self.store.rules.find("quiet")
        if is_on and rule is None:
            self.store.rules.save("quiet", "feed:coast", RuleAction.HIDE, now=self.now)
        elif rule is not None and not is_on:
            self.store.rules.remove(rule, now=self.now)

    @invariant()
    def each_story_is_listed_once_and_counted_right(self) -> None:
        assert miscounts(self.store.path) == []
        stories = dict(query(self.store.path, "SELECT id, coalesce(story, -id) FROM articles"))
        seen = {stories[row[0]] for row in query(self.store.path, "SELECT id FROM articles WHERE hidden & ~32 = 0")}
        lists, counts = self.store.articles, self.store.articles.counts(since=0)
        everything = list(lists.list_ids(ALL, since=0))
        assert sorted(stories[each] for each in everything) == sorted(seen)
        assert len(everything) == counts.total
        assert len(lists.list_ids(ALL, Arrangement(unread_only=True), since=0)) == counts.unread
        assert len(lists.list_ids(STARRED, since=0)) == counts.starred
        assert sorted(self.store.asking.ids(parse("-title:nothing"))) == sorted(everything)
        for feed in self.store.feeds.all():
            assert len(lists.list_ids(View(ViewKind.FEED, feed.id), since=0)) == feed.total


Telling.TestCase.settings = settings(max_examples=EXAMPLES // 8, stateful_step_count=60, deadline=None)
test_stories_hold_whatever_is_done = Telling.TestCase
