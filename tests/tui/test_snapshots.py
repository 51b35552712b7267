"""Pictures of the app, compared with those that were looked at and found good."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paths_of
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, Reader
from textual.pilot import Pilot

from newsreader.demo.edition import SAMPLE_TITLE, SAMPLE_URL, sample_articles
from newsreader.model import View, ViewKind
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.widgets.key_hints import KeyHints

Compare = Callable[..., bool]
Before = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def sample(store: Store) -> Store:
    """A first start: the sample edition and nothing else."""
    feed_id, _ = store.feeds.add(SAMPLE_URL, title=SAMPLE_TITLE, is_sample=True, now=NOW)
    store.refreshing.write_articles(feed_id, sample_articles(datetime.fromtimestamp(NOW, UTC)), (), now=NOW)
    return store


@pytest.fixture
def library(store: Store) -> Store:
    """A life with feeds: folders, scripts, read and starred articles, a feed that fails."""
    titles = ["Rust in the kernel, a year on", "新しい望遠鏡が捉えた銀河の姿", "A battery that likes the cold 🔋"]
    articles = [new_article(title, title=title, age_s=n * HOUR) for n, title in enumerate(titles, 1)]
    add_feed(store, "Ars Longa", articles, folder="Tech")
    add_feed(store, "日経サイエンス", 4, folder="Science", url="https://nikkei.example/")
    failing = add_feed(store, "Observatory", 0, folder="Science")
    add_feed(store, "Abendblatt", 12)
    store.refreshing.record_failure(failing, "The server answered 503.", due_at=NOW, now=NOW)
    ids = store.articles.list_ids(View(ViewKind.ALL), since=0)
    store.marks.set_read(ids[3:6], True, now=NOW)
    store.marks.set_starred([ids[1], ids[4]], True, now=NOW)
    return store


def keys(*strokes: str) -> Before:
    """Return what presses these keys before the picture is taken."""

    async def press(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsApp)
        reader = Reader(app, pilot, app.reading)
        await reader.settle()
        await reader.press(*strokes)

    return press


def picture(
    compare: Compare, store: Store, size: tuple[int, int], before: Before, settings: Settings | None = None
) -> bool:
    app = NewsApp(store, settings or BY_HAND, paths_of(store), clock=lambda: NOW)
    return compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_the_first_start_on_the_sample_edition(snap_compare: Compare, sample: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, sample, size, keys())


@pytest.mark.parametrize("size", [WIDE, MIDDLE], ids=["120x36", "80x24"])
def test_a_library_with_folders_and_a_failing_feed(
    snap_compare: Compare, library: Store, size: tuple[int, int]
) -> None:
    assert picture(snap_compare, library, size, keys("g", "a", "j"))


def test_the_feeds_have_the_keys_on_paper(snap_compare: Compare, library: Store) -> None:
    assert picture(snap_compare, library, WIDE, keys("h"), Settings("paper", BY_HAND.refresh))


def test_the_feeds_at_80_columns(snap_compare: Compare, library: Store) -> None:
    assert picture(snap_compare, library, MIDDLE, keys("h", "j"))


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_reading_a_table_and_a_quote(snap_compare: Compare, sample: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, sample, size, keys("j", "enter", "pagedown"))


def test_nothing_is_starred_yet(snap_compare: Compare, library: Store) -> None:
    assert picture(snap_compare, library, WIDE, keys("g", "s", "s", "j", "s", "g", "s"))


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_the_help(snap_compare: Compare, library: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, library, size, keys("?"))


def test_the_help_searched_on_paper_with_the_users_keys(snap_compare: Compare, library: Store) -> None:
    table = {"mark.star": ["ctrl+s", "s"], "macros": {"g o": ["article.browse", "mark.read", "article.next"]}}
    settings = Settings("paper", BY_HAND.refresh, keys=table)
    assert picture(snap_compare, library, WIDE, keys("?", "/", *"mark"), settings)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_what_may_follow_a_key(snap_compare: Compare, library: Store, size: tuple[int, int]) -> None:
    async def wait(pilot: Pilot[None]) -> None:
        await keys("g")(pilot)
        assert isinstance(pilot.app, NewsApp)
        await Reader(pilot.app, pilot, pilot.app.reading).until(lambda: bool(pilot.app.screen.query(KeyHints)))

    assert picture(snap_compare, library, size, wait)


def test_the_palette(snap_compare: Compare, library: Store) -> None:
    assert picture(snap_compare, library, WIDE, keys("ctrl+p", "s", "t"))


def test_no_feeds_at_all(snap_compare: Compare, store: Store) -> None:
    assert picture(snap_compare, store, MIDDLE, keys())


@pytest.mark.parametrize("theme", ["mono", "ansi-dark", "paper", "nord"])
def test_a_library_in_other_themes(snap_compare: Compare, library: Store, theme: str) -> None:
    assert picture(snap_compare, library, WIDE, keys("g", "a", "j"), Settings(theme, BY_HAND.refresh))


def test_a_theme_is_tried_on(snap_compare: Compare, library: Store) -> None:
    assert picture(snap_compare, library, MIDDLE, keys("g", "a", "g", "C", "j", "j"))
