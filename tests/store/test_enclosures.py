"""Files that articles bring: stored with them, kept right by every refresh, gone with them."""

from __future__ import annotations

import msgspec
import pytest
from tests.building import NOW, add_feed, new_article, open_store
from tests.store.checks import faults, query

from newsreader.enclosures import Attached, Enclosure, MediaKind
from newsreader.feeds.identity import canonical_link
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


NEW = Enclosure("https://a.example/trailer.mp3", "audio/mpeg")


def use(store: Store, episode: int) -> None:
    """Keep the episode and hear a part of it, and see a part of the film."""
    store.downloads.begin(episode, EPISODE.url, folder="", file="a.mp3")
    store.downloads.write_kept(1, size=10_000, now=NOW)
    store.enclosures.set_position(episode, 1, 42)
    store.enclosures.set_position(episode, 2, 7, played_at=NOW)


def settle(store: Store, article_id: int, *told: Enclosure) -> list[tuple[Enclosure, str | None, int]]:
    """Let the feed tell of these files; return which there are, what is kept of each, and how far it was played."""
    store.enclosures.settle([(article_id, told)], canonical_link)
    assert faults(store.path) == []
    files = store.articles.get(article_id).enclosures
    assert [each.number for each in files] == list(range(1, len(files) + 1))
    return [(each.enclosure, each.file, each.position_s) for each in files]


def moved(enclosure: Enclosure, url: str) -> Enclosure:
    return msgspec.structs.replace(enclosure, url=url)


def test_a_new_first_file_takes_nothing_from_the_others(store: Store, episode: int) -> None:
    use(store, episode)

    assert settle(store, episode, NEW, EPISODE, FILM) == [(NEW, None, 0), (EPISODE, "a.mp3", 42), (FILM, None, 7)]

    assert [each.played_at for each in store.articles.get(episode).enclosures] == [None, None, NOW]


def test_another_order_takes_along_what_is_known_of_each(store: Store, episode: int) -> None:
    use(store, episode)

    assert settle(store, episode, FILM, EPISODE) == [(FILM, None, 7), (EPISODE, "a.mp3", 42)]

    assert [each.file for each in store.downloads.kept()] == ["a.mp3"]


def test_a_kept_file_that_the_feed_has_no_more_stays_until_it_is_told_of_again(store: Store, episode: int) -> None:
    store.downloads.begin(episode, EPISODE.url, folder="", file="a.mp3")
    store.downloads.write_kept(1, size=10_000, now=NOW)

    assert settle(store, episode, FILM) == [(FILM, None, 0), (EPISODE, "a.mp3", 0)]
    assert settle(store, episode, NEW, FILM) == [(NEW, None, 0), (FILM, None, 0), (EPISODE, "a.mp3", 0)]
    assert store.downloads.left_over() == []
    assert settle(store, episode, EPISODE, FILM) == [(EPISODE, "a.mp3", 0), (FILM, None, 0)]


def test_a_file_that_was_played_or_is_on_its_way_stays_and_any_other_one_goes(store: Store, episode: int) -> None:
    third, fourth = (moved(NEW, f"https://a.example/{number}.ogg") for number in (3, 4))
    settle(store, episode, EPISODE, FILM, third, fourth)
    store.enclosures.set_position(episode, 1, 42)
    store.downloads.begin(episode, FILM.url, folder="", file="b.mp4")
    store.downloads.begin(episode, third.url, folder="", file="c.ogg")
    store.downloads.write_failed(2, "It is not there any more.", has_part=False)

    assert settle(store, episode, NEW) == [(NEW, None, 0), (EPISODE, None, 42), (FILM, "b.mp4", 0)]
    assert [each.file for each in store.downloads.left_over()] == ["c.ogg"]


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://www.a.example/1.mp3?utm_source=x", id="what the feeds room takes as the same"),
        pytest.param("https://a.example/1.mp3?token=2", id="another token"),
    ],
)
def test_another_address_of_the_same_file_is_seen_in_any_place(store: Store, episode: int, url: str) -> None:
    use(store, episode)
    episode_now = moved(EPISODE, url)

    assert settle(store, episode, NEW, episode_now) == [(NEW, None, 0), (episode_now, "a.mp3", 42), (FILM, None, 7)]


def test_a_download_begins_for_the_file_at_its_address_whatever_its_number_became(store: Store, episode: int) -> None:
    settle(store, episode, NEW, EPISODE, FILM)

    assert store.downloads.begin(episode, EPISODE.url, folder="", file="a.mp3")

    assert [each.file for each in store.articles.get(episode).enclosures] == [None, "a.mp3", None]
    assert store.downloads.of_enclosure(episode, NEW.url) is None


def test_a_parameter_that_names_the_file_is_no_token(store: Store, episode: int) -> None:
    first, second, third = (Enclosure(f"https://a.example/play?id={number}", "audio/mpeg") for number in (1, 2, 3))
    settle(store, episode, first, second)
    store.enclosures.set_position(episode, 1, 5)
    store.enclosures.set_position(episode, 2, 42)

    assert settle(store, episode, third, first) == [(third, None, 0), (first, None, 5), (second, None, 42)]


def test_wholly_new_addresses_in_the_places_of_the_old_ones_are_the_same_files(store: Store, episode: int) -> None:
    """Publishers who count listeners give their files new addresses all the time."""
    use(store, episode)
    audio = moved(EPISODE, "https://b.example/x/7f3a.mp3?token=2")
    film = moved(FILM, "https://b.example/x/9c11.mp4?token=2")

    assert settle(store, episode, audio, film) == [(audio, "a.mp3", 42), (film, None, 7)]
    assert settle(store, episode, FILM, EPISODE) == [
        *((FILM, None, 0), (EPISODE, None, 0)),
        *((audio, "a.mp3", 42), (film, None, 7)),
    ]


def test_a_new_file_where_a_lost_one_stood_takes_nothing_from_it(store: Store, episode: int) -> None:
    use(store, episode)
    assert settle(store, episode, EPISODE) == [(EPISODE, "a.mp3", 42), (FILM, None, 7)]
    sequel = moved(FILM, "https://a.example/2.mp4")

    assert settle(store, episode, EPISODE, sequel) == [(EPISODE, "a.mp3", 42), (sequel, None, 0), (FILM, None, 7)]


def test_who_played_for_long_is_remembered_at_the_file_that_was_played(store: Store, episode: int) -> None:
    settle(store, episode, FILM, EPISODE)

    store.enclosures.set_position(episode, 1, 42, url=EPISODE.url)
    store.enclosures.set_position(episode, 1, 7, url="https://a.example/had-another-address.mp4")

    assert [each.position_s for each in store.articles.get(episode).enclosures] == [7, 42]


def test_an_article_stored_before_there_were_files_gets_them(store: Store, episode: int) -> None:
    store.enclosures.settle([(3 - episode, (FILM,)), (99, (FILM,))], canonical_link)

    assert [each.kind for each in store.articles.get(3 - episode).enclosures] == [MediaKind.VIDEO]
    assert faults(store.path) == []


def test_nothing_is_written_where_nothing_is_new(store: Store, episode: int) -> None:
    other = open_store(store.path.parent)
    other.was_changed()

    settle(store, episode, EPISODE, FILM)
    wrote_nothing = not other.was_changed()
    store.enclosures.set_position(episode, 2, 7)
    settle(store, episode, EPISODE)
    wrote_something = other.was_changed()
    other.close()
    assert (wrote_nothing, wrote_something) == (True, True)


def test_nothing_is_written_where_a_lost_file_stays_lost(store: Store, episode: int) -> None:
    use(store, episode)
    settle(store, episode, NEW)
    other = open_store(store.path.parent)
    other.was_changed()

    settle(store, episode, NEW)

    wrote_nothing = not other.was_changed()
    other.close()
    assert wrote_nothing


def test_how_far_it_was_played_is_kept(store: Store, episode: int) -> None:
    store.enclosures.set_position(episode, 1, 300)
    assert store.articles.get(episode).enclosures[0].position_s == 300

    store.enclosures.set_position(episode, 1, 0, played_at=NOW)
    store.enclosures.set_position(episode, 1, 12)

    first = store.articles.get(episode).enclosures[0]
    assert (first.position_s, first.played_at) == (12, NOW)


def test_a_download_goes_from_begun_to_kept(store: Store, episode: int) -> None:
    downloads = store.downloads
    assert downloads.of_enclosure(episode, EPISODE.url) is None

    assert downloads.begin(episode, EPISODE.url, folder="", file="a.mp3")
    begun = downloads.of_enclosure(episode, EPISODE.url)
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
    assert store.downloads.begin(episode, EPISODE.url, folder="", file="a.mp3")

    assert not store.downloads.begin(episode, FILM.url, folder="", file="a.mp3")
    assert not store.downloads.begin(episode, EPISODE.url, folder="", file="b.mp3")
    assert not store.downloads.begin(99, EPISODE.url, folder="", file="c.mp3")
    assert store.downloads.begin(episode, FILM.url, folder="/elsewhere", file="a.mp3")


def test_retention_takes_the_files_of_an_article_along(store: Store, episode: int) -> None:
    """Their rows stay until the engine has removed the files themselves."""
    store.downloads.begin(episode, EPISODE.url, folder="", file="a.mp3")
    store.marks.set_read([episode], True, now=NOW)
    rules = [KeepRule(1, newest=0)]

    assert store.retention.delete([episode], rules, now=NOW) == 1

    assert query(store.path, "SELECT count(*) FROM enclosures") == [(0,)]
    (left,) = store.downloads.left_over()
    assert left.file == "a.mp3"
    store.downloads.forget(left.id)
    assert store.downloads.left_over() == []


def test_a_removed_feed_keeps_its_files_since_undo_brings_it_back(store: Store, episode: int) -> None:
    store.downloads.begin(episode, EPISODE.url, folder="", file="a.mp3")
    store.marks.remove_feed(1, now=NOW)
    store.journal.undo(now=NOW)

    assert store.downloads.left_over() == []
    assert store.articles.get(episode).enclosures[0].file == "a.mp3"


def test_the_view_for_other_programs_tells_of_each_file(store: Store, episode: int) -> None:
    store.downloads.begin(episode, EPISODE.url, folder="", file="a.mp3")
    store.downloads.write_kept(1, size=10_000, now=NOW)

    assert query(
        store.path, "SELECT number, kind, bytes, duration_s, file, downloaded, position_s FROM v_enclosures"
    ) == [
        (1, "audio", 10_000, 600, "a.mp3", "2026-11-22T12:00:00Z", 0),
        (2, "video", None, None, None, None, 0),
    ]
