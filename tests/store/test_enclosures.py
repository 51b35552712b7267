"""Files that articles bring: stored with them, kept right by every refresh, gone with them."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import NOW, add_feed, new_article, open_store
from tests.store.checks import faults, query

from newsreader.enclosures import Attached, Enclosure, MediaKind
from newsreader.store import Store
from newsreader.store.downloads import Unfinished
from newsreader.store.retention import KeepRule

EPISODE = Enclosure("https://a.example/1.mp3", "audio/mpeg", 9_000, 600)
FILM = Enclosure("https://a.example/1.mp4", "video/mp4")


@pytest.fixture
def episode(store: Store) -> int:
    """An article that brings an episode and a film."""
    add_feed(store, "Harbour", [new_article("a", enclosures=(EPISODE, FILM)), new_article("b")])
    return next(article_id for article_id in (1, 2) if store.articles.get(article_id).headline.title == "Title of a")


def test_an_article_comes_with_its_files(store: Store, episode: int) -> None:
    assert store.articles.get(episode).enclosures == (
        Attached(episode, 1, MediaKind.AUDIO, EPISODE),
        Attached(episode, 2, MediaKind.VIDEO, FILM),
    )
    assert store.articles.get(3 - episode).enclosures == ()
    assert list(store.enclosures.of_articles([1, 2])) == [episode]


def test_an_article_that_is_here_already_does_not_get_files_twice(store: Store, episode: int) -> None:
    store.refreshing.write_articles(1, [new_article("a", enclosures=(EPISODE, FILM))], (), now=NOW)

    assert query(store.path, "SELECT count(*) FROM enclosures") == [(2,)]
    assert faults(store.path) == []


def test_another_address_is_the_same_file(store: Store, episode: int) -> None:
    """Publishers who count listeners give their files new addresses all the time."""
    store.enclosures.set_position(episode, 1, 42)
    moved = msgspec.structs.replace(EPISODE, url="https://b.example/1.mp3?token=2")

    store.enclosures.settle([(episode, (moved,))])

    (only,) = store.articles.get(episode).enclosures
    assert (only.enclosure, only.position_s) == (moved, 42)


def test_an_article_stored_before_there_were_files_gets_them(store: Store, episode: int) -> None:
    store.enclosures.settle([(3 - episode, (FILM,)), (99, (FILM,))])

    assert [each.kind for each in store.articles.get(3 - episode).enclosures] == [MediaKind.VIDEO]
    assert faults(store.path) == []


def test_nothing_is_written_where_nothing_is_new(store: Store, episode: int) -> None:
    other = open_store(store.path.parent)
    other.was_changed()

    store.enclosures.settle([(episode, (EPISODE, FILM))])
    wrote_nothing = not other.was_changed()
    store.enclosures.settle([(episode, (EPISODE,))])
    wrote_something = other.was_changed()

    other.close()
    assert (wrote_nothing, wrote_something) == (True, True)


def test_how_far_it_was_played_is_kept(store: Store, episode: int) -> None:
    store.enclosures.set_position(episode, 1, 300)
    assert store.articles.get(episode).enclosures[0].position_s == 300

    store.enclosures.set_position(episode, 1, 0, played_at=NOW)
    store.enclosures.set_position(episode, 1, 12)

    first = store.articles.get(episode).enclosures[0]
    assert (first.position_s, first.played_at) == (12, NOW)


def test_a_download_goes_from_begun_to_kept(store: Store, episode: int) -> None:
    downloads = store.downloads
    assert downloads.of_enclosure(episode, 1) is None

    assert downloads.begin(episode, 1, folder="", file="a.mp3")
    begun = downloads.of_enclosure(episode, 1)
    assert begun is not None
    downloads.note_answer(begun.id, size=10_000, etag='"1"', last_modified=None)
    assert downloads.unfinished() == [Unfinished(episode, 1)]
    assert store.articles.get(episode).enclosures[0].is_kept is False

    downloads.write_failed(begun.id, "The connection broke off.", has_part=True)
    failed = store.articles.get(episode).enclosures[0]
    assert (failed.reason, failed.is_begun) == ("The connection broke off.", True)
    downloads.write_failed(begun.id, "The disk is full.", has_part=False)
    assert not store.articles.get(episode).enclosures[0].is_begun

    downloads.write_kept(begun.id, size=10_000, now=NOW)
    kept = store.articles.get(episode).enclosures[0]
    assert (kept.is_kept, kept.file, kept.size, kept.reason) == (True, "a.mp3", 10_000, None)
    assert downloads.unfinished() == []
    assert [each.file for each in downloads.kept()] == ["a.mp3"]


def test_two_files_never_share_a_name_and_one_enclosure_never_has_two(store: Store, episode: int) -> None:
    assert store.downloads.begin(episode, 1, folder="", file="a.mp3")

    assert not store.downloads.begin(episode, 2, folder="", file="a.mp3")
    assert not store.downloads.begin(episode, 1, folder="", file="b.mp3")
    assert not store.downloads.begin(99, 1, folder="", file="c.mp3")
    assert store.downloads.begin(episode, 2, folder="/elsewhere", file="a.mp3")


def test_retention_takes_the_files_of_an_article_along(store: Store, episode: int) -> None:
    """Their rows stay until the engine has removed the files themselves."""
    store.downloads.begin(episode, 1, folder="", file="a.mp3")
    store.marks.set_read([episode], True, now=NOW)
    rules = [KeepRule(1, newest=0)]

    assert store.retention.delete([episode], rules, now=NOW) == 1

    assert query(store.path, "SELECT count(*) FROM enclosures") == [(0,)]
    (left,) = store.downloads.left_over()
    assert left.file == "a.mp3"
    store.downloads.forget(left.id)
    assert store.downloads.left_over() == []


def test_a_removed_feed_keeps_its_files_since_undo_brings_it_back(store: Store, episode: int) -> None:
    store.downloads.begin(episode, 1, folder="", file="a.mp3")
    store.marks.remove_feed(1, now=NOW)
    store.journal.undo(now=NOW)

    assert store.downloads.left_over() == []
    assert store.articles.get(episode).enclosures[0].file == "a.mp3"


def test_the_view_for_other_programs_tells_of_each_file(store: Store, episode: int) -> None:
    store.downloads.begin(episode, 1, folder="", file="a.mp3")
    store.downloads.write_kept(1, size=10_000, now=NOW)

    assert query(
        store.path, "SELECT number, kind, bytes, duration_s, file, downloaded, position_s FROM v_enclosures"
    ) == [
        (1, "audio", 10_000, 600, "a.mp3", "2026-11-22T12:00:00Z", 0),
        (2, "video", None, None, None, None, 0),
    ]
