"""Adding a feed inside the app: its address, its folder, what is wrong with it, and the feeds that a page offers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.building import add_feed, open_store
from tests.engine.documents import articles, page, rss
from tests.loopback import Site
from tests.terminal import Terminal
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_snapshots import Compare, keys, picture
from textual import events

from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.tui.commands import Place
from newsreader.tui.screens.offers import OffersScreen


async def type_in(reader: Reader, text: str) -> None:
    """Paste a text, as the terminal hands it over."""
    await reader.pilot.pause()
    reader.app.post_message(events.Paste(text))
    await reader.settle()


def page_with_feeds(*names: str) -> bytes:
    links = "".join(
        f"<link rel='alternate' type='application/rss+xml' title='{name}' href='/{name.lower()}.xml'>" for name in names
    )
    return page("Home").replace(b"</head>", f"{links}</head>".encode())


async def test_an_address_and_a_folder_make_a_feed_that_is_listed_at_once(store: Store, site: Site) -> None:
    url = site.serve("/feed", rss("Harbour", articles(3)))
    add_feed(store, "Coast", 2, folder="Sea/Far")
    async with reading(store) as reader:
        await reader.press("a")
        assert "The address of a feed" in reader.text
        await type_in(reader, url)
        await reader.press("enter")
        assert "Sea/Far" in reader.text
        await reader.press("f", "a", "tab", "enter")
        assert f"Looking at {url}" in reader.text
        await reader.until(lambda: "Added Harbour · 3 articles" in reader.text)

        (harbour,) = (feed for feed in store.feeds.all() if feed.title == "Harbour")
        assert (harbour.url, harbour.folder) == (url, "Sea/Far")
        assert reader.screen.view == View(ViewKind.FEED, harbour.id)
        assert reader.screen.place is Place.ARTICLES
        assert reader.title == "story 2"
        assert reader.screen.focused is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "This address is missing."),
        ("not an address", "This address is not one of http or https."),
        ("exec:rm", "would run a program"),
        ("https://", "is not complete or not valid"),
    ],
)
async def test_what_is_no_address_is_said_where_it_was_typed_and_can_be_mended(
    store: Store, typed: str, reason: str
) -> None:
    async with reading(store) as reader:
        await reader.press("a")
        await type_in(reader, typed)
        await reader.press("enter")

        shown = " ".join(reader.text.split())
        assert reason in shown
        assert "https://example.org/feed.xml" in shown
        assert typed in shown
        await reader.press("ctrl+u", "x")
        assert reason not in reader.text
        await reader.press("escape")
        assert reader.screen.focused is None
    assert store.feeds.all() == []


async def test_a_page_without_a_feed_is_said_and_the_address_waits_to_be_mended(store: Store, site: Site) -> None:
    url = site.serve("/none", page("Home"), content_type="text/html")
    async with reading(store) as reader:
        await reader.press("a")
        await type_in(reader, url)
        await reader.press("enter", "enter")
        await reader.until(lambda: "an HTML page that offers no feed" in reader.text)

        assert url in reader.text
        site.serve("/nonesuch", rss("Harbour", articles(1)))
        await reader.press("s", "u", "c", "h", "enter")
        # The folder was asked for before.
        await reader.until(lambda: "Added Harbour · 1 article" in reader.text)


async def test_the_feeds_of_a_page_are_offered_and_the_chosen_one_is_added(store: Store, site: Site) -> None:
    site.serve("/news.xml", rss("News", articles(2)))
    site.serve("/replies.xml", rss("Replies", articles(4)))
    url = site.serve("/", page_with_feeds("News", "Replies"), content_type="text/html")
    async with reading(store) as reader:
        await reader.press("a")
        await type_in(reader, url)
        await reader.press("enter", "S", "enter")
        await reader.until(lambda: isinstance(reader.app.screen, OffersScreen))
        for words in ("News", "Replies", site.url("/news.xml"), site.url("/replies.xml")):
            assert words in reader.text
        await reader.press("j", "enter")
        await reader.until(lambda: "Added Replies · 4 articles" in reader.text)

        assert [(feed.title, feed.folder) for feed in store.feeds.all()] == [("Replies", "S")]


async def test_none_of_them_may_be_chosen(store: Store, site: Site) -> None:
    url = site.serve("/", page_with_feeds("News"), content_type="text/html")
    async with reading(store) as reader:
        await reader.press("a")
        await type_in(reader, url)
        await reader.press("enter", "enter")
        await reader.until(lambda: isinstance(reader.app.screen, OffersScreen))
        await reader.press("escape")

        assert reader.app.screen is reader.screen
    assert store.feeds.all() == []


async def test_a_feed_that_is_here_is_gone_to_without_asking_anybody(store: Store, site: Site) -> None:
    feed_id = add_feed(store, "Harbour", 2, url=site.url("/feed"))
    async with reading(store) as reader:
        await reader.press("a")
        await type_in(reader, f"\n {site.url('/feed')}\n")
        await reader.press("enter")

        assert "This feed is here already." in reader.text
        assert reader.screen.view == View(ViewKind.FEED, feed_id)
    assert site.requests == []


async def test_a_server_that_answers_503_is_kept_with_its_reason(store: Store, site: Site) -> None:
    url = site.serve("/feed", status=503)
    async with reading(store) as reader:
        await reader.press("a")
        await type_in(reader, url)
        await reader.press("enter", "enter")
        await reader.until(lambda: "but nothing came yet" in reader.text)

        assert reader.screen.view.feed_id == store.feeds.all()[0].id
        assert reader.text.count("503") == 1  # the list says it


async def test_gx_stops_looking_at_an_address(store: Store, site: Site) -> None:
    async with reading(store) as reader:
        await reader.press("a")
        await type_in(reader, site.hang("/slow"))
        await reader.press("enter", "enter")
        await reader.until(lambda: bool(site.requests))
        await reader.press("g", "x")
        assert "Stopped." in reader.text

        await reader.press("R")
        await reader.until(lambda: "No feeds yet. Press a to add one." in reader.text)
    assert store.feeds.all() == []


async def test_promise_8_what_a_page_calls_its_feeds_is_shown_as_it_is(store: Store, site: Site) -> None:
    html = page_with_feeds("Title").replace(b"'Title'", "'[bold red]Ne[/]ws\x1b]0;x\x07\u202e'".encode())
    async with reading(store) as reader:
        await reader.press("a")
        await type_in(reader, site.serve("/", html, content_type="text/html"))
        await reader.press("enter", "enter")
        await reader.until(lambda: isinstance(reader.app.screen, OffersScreen))

        assert "[bold red]Ne[/]ws" in reader.text
        assert not set(reader.text) & set("\x1b\x07\u202e")


async def test_keys_typed_faster_than_the_prompt_opens_are_no_commands(store: Store) -> None:
    add_feed(store, "Harbour", 4)
    async with reading(store) as reader:
        for key in "aqs":
            reader.app.simulate_key(key)
        await reader.settle()

        assert reader.text.rstrip().endswith("Add qs")
    assert store.articles.counts(since=0).starred == 0


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
def test_a_folder_is_asked_for_with_those_that_are_there(
    snap_compare: Compare, store: Store, size: tuple[int, int]
) -> None:
    for name, folder in (("Coast", "Sea/Far"), ("Harbour", "Sea"), ("Abendblatt", "Zeitungen")):
        add_feed(store, name, 5, folder=folder)

    strokes = [*"example.org", "enter", "tab"]
    strokes[7] = "full_stop"
    assert picture(snap_compare, store, size, keys("a", *strokes))


def test_in_a_real_terminal_a_pasted_address_becomes_a_feed(tmp_path: Path, site: Site) -> None:
    open_store(tmp_path).close()
    url = site.serve("/feed", rss("Harbour", articles(3)))
    terminal = Terminal(tmp_path)
    try:
        terminal.until("Unread")
        terminal.press(f"a\x1b[200~{url}\n\x1b[201~")
        terminal.until(f"Add {url}")
        terminal.press("\rNews\r")
        terminal.until("Added Harbour · 3 articles")
        terminal.until("story 2")
        terminal.press("Q")
        assert terminal.wait() == 0
    finally:
        terminal.close()
