"""Pictures of the states between: nothing there, failing, loading, offline, looking for words, choosing links."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.loopback import Site
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE
from tests.tui.test_snapshots import Before, Compare, keys, picture
from textual.pilot import Pilot

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.model import TextState, View, ViewKind
from newsreader.protocol import Event, Finished, Indexing, Progress
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.engine_news import show_event

WIDEST = (200, 50)
PAPER = Settings("paper", BY_HAND.refresh)
both_sizes = pytest.mark.parametrize("size", [WIDE, MIDDLE], ids=["120x36", "80x24"])
three_sizes = pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
all_sizes = pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, WIDEST], ids=["120x36", "80x24", "45x30", "200x50"])
looks = pytest.mark.parametrize("settings", [BY_HAND, PAPER], ids=["ink", "paper"])


@pytest.fixture
def harbour(store: Store) -> Store:
    """Three feeds: one with long texts and links, one that fails with articles, one that fails without."""
    text = "The harbour has been quiet since the ferry stopped, and the whole quay waits for spring. "
    read_more = "Read the report of the council, or what the ferry's owners say."
    report = read_more.index("report")
    owners = read_more.index("ferry's owners")
    spans = (
        Span(report, report + len("report"), SpanKind.LINK, "https://council.example/report"),
        Span(owners, owners + len("ferry's owners"), SpanKind.LINK, "https://ferry.example/statement?from=press"),
    )
    blocks = (
        *paragraphs(text * 3),
        Block(BlockKind.PARAGRAPH, read_more, spans=spans),
        *paragraphs(*[text * 4] * 8),
    )
    titles = ["The ferry that nobody missed", "Low water until Thursday", "A bench for every pier"]
    stories = [new_article(title, title=title, blocks=blocks, age_s=n * HOUR - 60) for n, title in enumerate(titles, 1)]
    add_feed(store, "Harbour", stories)
    late = add_feed(store, "Observatory", 3, folder="Science")
    never = add_feed(store, "Tide tables", 0, folder="Science")
    store.refreshing.record_failure(late, "The server answered 503.", due_at=NOW, now=NOW)
    store.refreshing.record_failure(
        never, "The name tides.example could not be looked up; this machine may be offline.", due_at=NOW, now=NOW
    )
    return store


def told(*events: Event) -> Before:
    """Return what feeds the app these events of an engine before the picture is taken."""

    async def tell(pilot: Pilot[None]) -> None:
        await keys()(pilot)
        assert isinstance(pilot.app, NewsApp)
        for event in events:
            show_event(pilot.app.reading, event)
        await pilot.pause()

    return tell


@looks
@all_sizes
def test_a_list_between_its_feeds_and_an_article(
    snap_compare: Compare, harbour: Store, size: tuple[int, int], settings: Settings
) -> None:
    assert picture(snap_compare, harbour, size, keys("j", "s"), settings)


@looks
@all_sizes
def test_an_article_has_the_keys(
    snap_compare: Compare, harbour: Store, size: tuple[int, int], settings: Settings
) -> None:
    assert picture(snap_compare, harbour, size, keys("enter"), settings)


@all_sizes
def test_all_is_read(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    harbour.marks.set_read(list(harbour.articles.list_ids(View(ViewKind.ALL), since=0)), True, now=NOW)

    assert picture(snap_compare, harbour, size, keys())


@both_sizes
def test_nothing_is_left_half_way(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, keys("g", "c"), PAPER)


@all_sizes
def test_a_failing_feed_says_why_below_its_articles(
    snap_compare: Compare, harbour: Store, size: tuple[int, int]
) -> None:
    assert picture(snap_compare, harbour, size, keys("}", "}"))


@both_sizes
def test_a_failing_feed_without_articles_says_why_in_their_place(
    snap_compare: Compare, harbour: Store, size: tuple[int, int]
) -> None:
    assert picture(snap_compare, harbour, size, keys("}", "}", "}"))


def quarantine(store: Store) -> None:
    """Have the parser end at a feed three times in a row."""
    late = store.feeds.find("Observatory").id
    reason = "Reading it ended the parser, so it was given up."
    left_alone = f"{reason} The third time in a row: it is asked by hand only."
    for said in (reason, reason, left_alone):
        store.refreshing.record_failure(late, said, due_at=NOW, now=NOW, is_crash=True)


@three_sizes
def test_a_quarantined_feed_says_so_below_its_articles(
    snap_compare: Compare, harbour: Store, size: tuple[int, int]
) -> None:
    quarantine(harbour)

    assert picture(snap_compare, harbour, size, keys("}", "}"))


@three_sizes
def test_a_quarantined_feed_in_the_health_of_feeds(
    snap_compare: Compare, harbour: Store, size: tuple[int, int]
) -> None:
    quarantine(harbour)

    assert picture(snap_compare, harbour, size, keys("g", "!"), PAPER)


@three_sizes
def test_a_long_list_is_read_down(snap_compare: Compare, store: Store, size: tuple[int, int]) -> None:
    titles = ("Low water until", "A bench for", "Nobody missed", "What the council says of", "Fog over")
    places = ("the quay", "the old pier", "the lighthouse that was sold in spring", "the ferry", "Thursday")
    for feed, every in (("Harbour", 2), ("Observatory", 7), ("Tide tables", 11)):
        made = [
            new_article(f"{feed} {n}", title=f"{titles[n % 5]} {places[n // 5 % 5]}", age_s=n * every * HOUR + HOUR)
            for n in range(60)
        ]
        add_feed(store, feed, made)
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.marks.set_read(ids[:34], True, now=NOW)
    store.marks.set_starred([ids[31], ids[38]], True, now=NOW)

    assert picture(snap_compare, store, size, keys("g", "a", "4", "2", "j", "6", "k", "m"))


@three_sizes
def test_the_full_text_of_an_article_is_still_to_come(
    snap_compare: Compare, store: Store, site: Site, size: tuple[int, int]
) -> None:
    teaser = paragraphs("The ferry has not sailed since March. What the council says of it, and what comes next …")
    ferry = new_article("ferry", title="Who missed it", blocks=teaser, link=site.hang("/ferry"), is_teaser=True)
    add_feed(store, "Harbour", [ferry], url=site.url("/feed"))

    assert picture(snap_compare, store, size, keys("enter", "x"))


@three_sizes
def test_a_refresh_waits_for_a_slow_feed(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    slow = harbour.feeds.all()[0].id

    assert picture(snap_compare, harbour, size, told(Progress(34, 120, failed=2, slow_feed_id=slow)))


@three_sizes
def test_many_articles_are_indexed_for_the_first_time(
    snap_compare: Compare, harbour: Store, size: tuple[int, int]
) -> None:
    assert picture(snap_compare, harbour, size, told(Indexing(34_000, 100_000)))


@both_sizes
def test_no_feed_answered(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, told(Finished(3, 0, 3)), PAPER)


@all_sizes
def test_the_page_of_an_article_could_not_be_had(snap_compare: Compare, store: Store, size: tuple[int, int]) -> None:
    link = "https://harbour.example/1"
    add_feed(store, "Harbour", [new_article("teaser", title="Only a title", blocks=(), link=link, is_teaser=True)])
    (article_id,) = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.texts.set_state(article_id, TextState.WAITING, "No server could be reached; this machine may be offline.")

    assert picture(snap_compare, store, size, keys("enter"))


@both_sizes
def test_words_are_found(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, keys("enter", "/", *"ferry", "enter", "n"), PAPER)


@both_sizes
def test_words_are_not_found(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, keys("enter", "/", *"lighthouse", "enter"))


@both_sizes
def test_some_articles_are_selected(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, keys("v", "j", "v"))


@pytest.mark.parametrize("size", [WIDE, MIDDLE, WIDEST], ids=["120x36", "80x24", "200x50"])
def test_an_article_alone(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, keys("z"), PAPER)


@both_sizes
def test_links_have_letters(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, keys("enter", "f"))


@both_sizes
def test_the_links_of_an_article(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, keys("U", "j"), PAPER)


@pytest.mark.parametrize(
    "strokes",
    ["U", "g !", "g ,", "?", "ctrl+p", ": h i s t o r y enter"],
    ids=["links", "health", "settings", "help", "palette", "history"],
)
def test_overlays_in_a_wide_window(snap_compare: Compare, harbour: Store, strokes: str) -> None:
    assert picture(snap_compare, harbour, WIDEST, keys("m", *strokes.split()))


@both_sizes
def test_a_mark_was_undone(snap_compare: Compare, harbour: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, harbour, size, keys("A", "u"))
