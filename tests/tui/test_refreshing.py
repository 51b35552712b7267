"""The app and its engine: fetching in the background, and going on when the engine dies."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.building import NOW, add_feed, new_article
from tests.engine.documents import articles, page, rss
from tests.loopback import Site
from tests.tui.driving import NARROW, WIDE, reading

from newsreader.model import TextState, View, ViewKind
from newsreader.protocol import Finished, Indexing, PageDone
from newsreader.settings import RefreshSettings, Settings
from newsreader.store import Store
from newsreader.tui.engine_news import finished_notice, show_event
from newsreader.tui.keymap import keymap_of

PATIENCE_S = 20.0


async def test_r_fetches_and_announces_what_came_without_moving_the_cursor(store: Store, site: Site) -> None:
    add_feed(store, "Nature", 2)
    store.feeds.add(site.serve("/feed", rss("Harbour", articles(3))), now=NOW)

    async with reading(store) as reader:
        await reader.press("j", "R")
        await reader.until(lambda: "Refreshed 2 feeds" in reader.text)

        assert "3 new articles" in reader.text
        assert "2 · 3 new" in reader.text
        assert reader.title == "Title of Nature 2"
        await reader.press("g", "u")
        assert "story 2" in reader.text


async def test_an_empty_list_fills_by_itself(store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", rss("Harbour", articles(3))), now=NOW)

    async with reading(store) as reader:
        await reader.press("r")
        await reader.until(lambda: reader.title == "story 2")


async def test_a_feed_that_fails_is_marked_and_says_why_in_its_place(store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", status=503), title="Observatory", now=NOW)

    async with reading(store) as reader:
        await reader.press("R")
        await reader.until(lambda: "1 failed" in reader.text)
        await reader.press("h", "G")

        assert "503" in reader.text
        assert "to try again" in reader.text


async def test_x_on_a_teaser_fetches_its_text_and_then_flips(store: Store, site: Site) -> None:
    site.serve("/page", page("story"), content_type="text/html")
    url = site.serve("/feed", rss("F", [("story", site.url("/page"), "Quiet …")]))
    feed_id = add_feed(store, "Harbour", 0, url=url)
    assert feed_id
    async with reading(store) as reader:
        site.serve("/robots.txt", status=503)
        await reader.press("R")
        await reader.until(lambda: "teaser only" in reader.text)
        site.serve("/robots.txt", status=404)
        await reader.press("x")
        await reader.until(lambda: "Ada Ito in Kobe" in reader.text)

        assert "Ada Ito in Kobe" in reader.text
        await reader.press("x")
        assert "feed text" in reader.text
        assert "Quiet …" in reader.text


async def test_where_the_article_is_out_of_sight_the_status_line_says_what_came_of_its_page(store: Store) -> None:
    add_feed(store, "Harbour", [new_article("teaser", link="https://harbour.example/1", is_teaser=True)])
    (article_id,) = store.articles.list_ids(View(ViewKind.ALL), since=0)
    reason = "The server answered 404."

    for size, said in ((NARROW, reason), (WIDE, "")):
        async with reading(store, size) as reader:
            store.texts.set_state(article_id, TextState.FAILED, reason)
            show_event(reader.screen, PageDone(article_id))
            await reader.settle()

            assert reader.screen.status.notice == said
            assert reason in reader.text


async def test_a_killed_engine_is_reported_and_the_next_refresh_completes(store: Store, site: Site) -> None:
    add_feed(store, "Nature", 2)
    store.feeds.add(site.hang("/slow"), now=NOW)
    store.feeds.add(site.serve("/feed", rss("Harbour", articles(3))), now=NOW)

    async with reading(store) as reader:
        await reader.press("R")
        await reader.until(lambda: "/3" in reader.text)
        pid = reader.screen.engine.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await reader.until(lambda: "The engine ended unexpectedly" in reader.text)

        await reader.press("s")
        assert store.articles.counts(since=0).starred == 1
        site.serve("/slow", rss("Not so slow", [("slow", "https://example.org/slow", "Slowly.")]))
        await reader.press("R")
        await reader.until(lambda: "Refreshed" in reader.text)
        assert store.articles.counts(since=0).total == 6


async def test_r_in_a_feed_asks_only_that_feed(store: Store, site: Site) -> None:
    first, _ = store.feeds.add(site.serve("/one", rss("One", articles(1))), now=NOW)
    store.feeds.add(site.serve("/two", rss("Two", articles(1))), now=NOW)

    async with reading(store) as reader:
        reader.screen.open_view(View(ViewKind.FEED, first))
        await reader.press("r")
        await reader.until(lambda: "Refreshed 1 feed ·" in reader.text)

    assert {asked.path for asked in site.requests} == {"/one"}


async def test_without_feeds_a_refresh_says_how_to_add_one(store: Store) -> None:
    async with reading(store) as reader:
        await reader.press("R")
        await reader.until(lambda: reader.screen.status.notice == "No feeds yet. Press a to add one.")


def test_a_refresh_of_which_nothing_came_says_that_the_machine_may_be_offline() -> None:
    typed = keymap_of({"feed.refresh_all": ["F5"]}).typed

    assert finished_notice(Finished(3, 0, 3), typed) == (
        "None of 3 feeds answered; this machine may be offline. F5 tries again."
    )
    assert finished_notice(Finished(3, 0, 2), typed).startswith("Refreshed 3 feeds")
    assert finished_notice(Finished(2, 0, 2), typed).startswith("Refreshed 2 feeds")


async def test_the_summit_story_behind_a_teaser_shows_as_it_should(store: Store, site: Site, shared: Path) -> None:
    seed = (shared / "data" / "seed" / "seed_page.html").read_bytes()
    site.serve("/story", seed, content_type="text/html; charset=utf-8")
    title = "Japan and South Korea hope to be friends again"
    document = rss("DW", [(title, site.url("/story"), "The leaders tried to leave old feuds behind …")])
    store.feeds.add(site.serve("/feed", document), now=NOW)

    async with reading(store, (120, 400)) as reader:
        await reader.press("R")
        await reader.until(lambda: "full text" in reader.text and "Martin Fritz in Tokyo" in reader.text)

        (article_id,) = store.articles.list_ids(View(ViewKind.ALL), since=0)
        assert store.articles.get(article_id).headline.text_state is TextState.FULL
        shown = reader.text.splitlines()
        assert any(line.rstrip().endswith("welcomed by Japan's Shigeru Ishiba (right) in Tokyo") for line in shown) or (
            "Shigeru Ishiba (right) in Tokyo" in reader.text
        )
        assert "TokyoImage" not in reader.text
        for words in ("Image: Keita Iijima", "United front against Donald Trump", "originally written in German"):
            assert words in reader.text
        for words in ("does not support the video", "01:16", "Explore more", "cookies", "Skip to content"):
            assert words not in reader.text


async def test_a_second_refresh_within_a_minute_asks_nobody_and_says_so(store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", rss("Harbour", articles(3))), now=NOW)
    async with reading(store) as reader:
        await reader.press("R")
        await reader.until(lambda: "Refreshed 1 feed ·" in reader.text)
        await reader.press("R")
        await reader.until(lambda: "Nothing was asked · 1 asked less than a minute ago" in reader.text)

    assert len(site.requests_of("/feed")) == 1


async def test_gx_stops_a_refresh_and_what_came_stays(store: Store, site: Site) -> None:
    store.feeds.add(site.hang("/slow"), now=NOW)
    store.feeds.add(site.serve("/feed", rss("Harbour", articles(3))), now=NOW)
    async with reading(store) as reader:
        await reader.press("g", "x")
        assert "Nothing is being fetched." in reader.text
        await reader.press("R")
        await reader.until(lambda: "1/2" in reader.text)
        await reader.press("g", "x")
        await reader.until(lambda: "Stopped after 1 feed · 3 new articles" in reader.text)

        assert "1/2" not in reader.text
    assert store.articles.counts(since=0).total == 3


async def test_what_fails_and_what_is_slow_is_named_while_a_refresh_runs(store: Store, site: Site) -> None:
    store.feeds.add(site.hang("/slow"), title="Observatory", now=NOW)
    store.feeds.add(site.serve("/bad", status=503), now=NOW)
    async with reading(store) as reader:
        await reader.press("R")
        await reader.until(lambda: "1 failed · waiting for Observatory" in reader.text)


async def test_feeds_that_are_due_are_refreshed_by_themselves(store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", rss("Harbour", articles(3))), now=NOW)
    async with reading(store, settings=Settings()) as reader:
        await reader.until(lambda: reader.title == "story 2")
        assert "Refreshed" not in reader.text
        await reader.pilot.pause(1)

    assert len(site.requests_of("/feed")) == 1


async def test_nothing_is_asked_by_itself_where_that_is_not_wanted(store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/feed", rss("Harbour", articles(3))), now=NOW)
    for refreshing in (RefreshSettings(automatic=False), RefreshSettings(at_start=False)):
        async with reading(store, settings=Settings(refresh=refreshing)) as reader:
            await reader.pilot.pause(1.5)
            assert reader.screen.engine.pid is None

    assert site.requests == []


async def test_an_engine_that_was_lost_is_replaced_where_feeds_are_refreshed_by_themselves(
    store: Store, site: Site
) -> None:
    store.feeds.add(site.hang("/slow"), now=NOW)
    async with reading(store, settings=Settings()) as reader:
        await reader.until(lambda: "0/1" in reader.text)
        lost = reader.screen.engine.pid
        assert lost is not None
        os.kill(lost, signal.SIGKILL)
        await reader.until(lambda: "another was started" in reader.text)

        assert reader.screen.engine.pid not in (None, lost)
        site.serve("/slow", rss("Not so slow", articles(1)))
        await reader.until(lambda: reader.title == "story 0")


async def test_progress_of_indexing_goes_with_its_end(store: Store) -> None:
    add_feed(store, "Nature", 2)

    async with reading(store) as reader:
        show_event(reader.app.reading, Indexing(1_000, 2_000))
        await reader.settle()
        assert "indexing for search" in reader.text
        assert "1,000/2,000" in reader.text

        show_event(reader.app.reading, Indexing(2_000, 2_000))
        await reader.settle()

        assert "indexing" not in reader.text
        assert "2,000" not in reader.text
