"""Pictures of the views of the user, and of what is new since last time."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article
from tests.tui.driving import BY_HAND, MIDDLE, NARROW, WIDE, Reader
from tests.tui.test_snapshots import Before, Compare, picture
from textual.pilot import Pilot

from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.widgets.prompt import Prompt

PAPER = Settings("paper", BY_HAND.refresh)
three_sizes = pytest.mark.parametrize(
    ("size", "settings"),
    [(WIDE, BY_HAND), (WIDE, PAPER), (MIDDLE, BY_HAND), (NARROW, PAPER)],
    ids=["120x36", "paper-120x36", "80x24", "paper-45x30"],
)


@pytest.fixture
def quay(store: Store) -> Store:
    """Two feeds, one of which came while nobody was here, and views in two folders."""
    titles = ("The ferry that nobody missed", "Low water until Thursday", "Etna: ash over Catania", "A bench for all")
    old = [new_article(f"old {title}", title=title, age_s=n * 7 * HOUR) for n, title in enumerate(titles, 1)]
    add_feed(store, "Harbour", old, folder="News")
    store.sittings.here(now=NOW - 9 * HOUR)
    late = [new_article(f"new {title}", title=title, age_s=n * HOUR) for n, title in enumerate(reversed(titles), 1)]
    add_feed(store, "Rails & Trains", late)
    for name, query, icon, folder in (
        ("Volcanoes", "etna or ash", "▲", "Science"),
        ("Short reads", "minutes<3 unread", "", ""),
        ("Ferries", "title:ferry", "⚓", ""),
        ("Broken", "title:ferry or", "", "Science"),
    ):
        store.views.save(name, query, icon=icon, folder=folder, now=NOW)
    return store


def after(*pressed: str, shows: str) -> Before:
    """Return what presses keys, counts the views, and waits until the screen shows these words."""

    async def press(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsApp)
        reader = Reader(app, pilot, app.reading)
        await reader.settle()
        app.reading.kept._count()
        await reader.press(*pressed)
        await reader.until_shown(shows)
        for prompt in app.screen.query(Prompt):
            prompt._pause_blink(visible=True)
        await pilot.pause()

    return press


@three_sizes
def test_what_is_new_since_last_time(
    snap_compare: Compare, quay: Store, size: tuple[int, int], settings: Settings
) -> None:
    assert picture(snap_compare, quay, size, after("g", "N", shows="New since last time  4"), settings)


@three_sizes
def test_the_query_of_a_view_is_changed(
    snap_compare: Compare, quay: Store, size: tuple[int, int], settings: Settings
) -> None:
    keys = (":", *"view ferries", "enter", "g", "f", "e", *" or water")
    assert picture(
        snap_compare, quay, size, after(*keys, shows="4 articles" if size != NARROW else f"water{' ' * 14}4"), settings
    )


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "45x30"])
def test_a_query_that_is_not_understood_says_where(snap_compare: Compare, quay: Store, size: tuple[int, int]) -> None:
    keys = (":", *"view ferries", "enter", "g", "f", "e", *" titel:x unread", "enter")
    assert picture(snap_compare, quay, size, after(*keys, shows="titel"))
