"""What the panes say where there is nothing to show, in the running app."""

from __future__ import annotations

from tests.building import NOW, add_feed
from tests.tui.driving import BY_HAND, NARROW, WIDE, reading

from newsreader.model import View, ViewKind
from newsreader.settings import RefreshSettings, Settings
from newsreader.store import Store
from newsreader.store.refreshing import Answer
from newsreader.tui.keymap import keymap_of


async def test_an_empty_list_has_a_sentence_in_the_pane_of_the_article_too(store: Store) -> None:
    add_feed(store, "Ars", 2)

    async with reading(store) as reader:
        await reader.press("g", "s")

        assert "No starred articles" in reader.text
        assert "gu goes to what is unread" in reader.text
        await reader.press("A", "g", "u", "A", "g", "s", "g", "u")
        assert "All caught up" in reader.text
        assert "Articles are read here" in reader.text


async def test_other_keys_are_named_as_soon_as_they_are_in_force(store: Store) -> None:
    add_feed(store, "Ars", 2)

    async with reading(store, WIDE, Settings(refresh=BY_HAND.refresh, keys={"go.unread": ["f8"]})) as reader:
        await reader.press("g", "s")
        assert "F8 goes to what is unread" in reader.text

        reader.screen.keys.use(keymap_of({"go.unread": ["f9"], "mark.star": ["ctrl+s"]}))
        await reader.settle()

        assert "F9 goes to what is unread" in reader.text
        assert "Ctrl-S stars an article, anywhere" in reader.text


async def test_a_failing_feed_says_why_below_its_articles_and_only_there(store: Store) -> None:
    failing = add_feed(store, "Observatory", 2)
    add_feed(store, "Other", 1)
    store.refreshing.record_failure(failing, "The server answered 503.", due_at=NOW, now=NOW)

    async with reading(store) as reader:
        reader.screen.open_view(View(ViewKind.FEED, failing))
        await reader.settle()
        assert reader.text.count("The server answered 503.") == 1
        assert "r to try again" in reader.text

        await reader.press("}")
        assert "The server answered 503." not in reader.text


async def test_where_only_the_feeds_are_in_sight_the_status_line_says_why_one_fails(store: Store) -> None:
    failing = add_feed(store, "Observatory", 2)
    add_feed(store, "Other", 1)
    store.refreshing.record_failure(failing, "The server answered 503.", due_at=NOW, now=NOW)

    async with reading(store, NARROW) as reader:
        await reader.press("h", "}")
        assert reader.screen.status.notice == "The server answered 503."

        await reader.press("}")
        assert reader.screen.status.notice == ""


async def test_a_window_that_is_low_keeps_its_lines_for_the_articles(store: Store) -> None:
    failing = add_feed(store, "Observatory", 5)
    store.refreshing.record_failure(failing, "The server answered 503.", due_at=NOW, now=NOW)

    async with reading(store, (45, 7)) as reader:
        reader.screen.open_view(View(ViewKind.FEED, failing))
        await reader.settle()
        assert "to try again" not in reader.text

        await reader.pilot.resize_terminal(45, 20)
        await reader.settle()
        assert "to try again" in reader.text


async def test_an_empty_list_offers_nothing_that_needs_an_article(store: Store) -> None:
    add_feed(store, "Ars", 1)
    async with reading(store) as reader:
        assert ("s", "star") in reader.screen.status.hints

        await reader.press("g", "s")
        assert [word for _, word in reader.screen.status.hints] == ["undo", "help"]

        await reader.press("g", "u")
        assert ("s", "star") in reader.screen.status.hints
        await reader.press("g", "s", "h")
        assert [word for _, word in reader.screen.status.hints] == ["open", "undo", "help"]


def due(store: Store, feed_id: int, due_at: int) -> None:
    store.refreshing.record_success(feed_id, None, Answer(None, None, None), due_at=due_at, now=NOW)


async def test_an_empty_list_says_when_it_may_fill_again(store: Store) -> None:
    for feed_id, minutes in ((add_feed(store, "Ars"), 30), (add_feed(store, "Coast"), 12)):
        due(store, feed_id, NOW + 60 * minutes - 5)

    async with reading(store, settings=Settings(refresh=RefreshSettings(at_start=True))) as reader:
        assert "Next refresh in 12 min" in reader.text
        await reader.press("g", "s")
        assert "Next refresh" not in reader.text


async def test_where_nothing_is_refreshed_by_itself_no_time_is_said(store: Store) -> None:
    due(store, add_feed(store, "Ars"), NOW + 600)

    async with reading(store) as reader:
        assert "All caught up" in reader.text
        assert "Next refresh" not in reader.text
