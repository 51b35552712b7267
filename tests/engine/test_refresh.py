"""Refreshing: what comes is stored once, and a bad answer costs nothing but itself."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.building import NOW, open_store
from tests.disks import fill, small_disk
from tests.engine.documents import articles, rss
from tests.loopback import Answer, Site

from newsreader.engine.recording import Failed, FeedOutcome, Refreshed, Unchanged
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools, opened_tools
from newsreader.errors import DatabaseUnwritable
from newsreader.model import View, ViewKind
from newsreader.settings import FeedSettings, RefreshSettings, Settings


async def refresh(tools: Tools, *, is_forced: bool = False) -> list[FeedOutcome]:
    outcomes: list[FeedOutcome] = []
    feeds = tools.store.refreshing.feeds_to_fetch()
    await refresh_feeds(tools, feeds, is_forced=is_forced, report=outcomes.append)
    return outcomes


def subscribe(tools: Tools, url: str) -> int:
    return tools.store.feeds.add(url, now=NOW)[0]


def stored(tools: Tools) -> int:
    return tools.store.articles.counts(since=0).total


async def test_a_new_feed_brings_its_title_and_all_its_articles(tools: Tools, site: Site) -> None:
    feed_id = subscribe(tools, site.serve("/feed", rss("Harbour News", articles(3))))

    assert await refresh(tools) == [Refreshed(feed_id, 3, 0)]

    feed = tools.store.feeds.get(feed_id)
    assert (feed.title, feed.total, feed.unread, feed.error) == ("Harbour News", 3, 3, None)
    newest = tools.store.articles.list_ids(View(ViewKind.ALL), since=0)[0]
    assert tools.store.articles.get(newest).blocks[0].text.startswith("The harbour was quiet")


async def test_the_second_refresh_is_conditional_and_adds_nothing(tools: Tools, site: Site) -> None:
    feed_id = subscribe(tools, site.serve("/feed", rss("F", articles(3)), etag='"1"'))
    await refresh(tools)

    assert await refresh(tools) == [Unchanged(feed_id)]

    assert site.requests[-1].headers["if-none-match"] == '"1"'
    assert stored(tools) == 3


async def test_the_same_bytes_without_validators_are_not_parsed_again(tools: Tools, site: Site) -> None:
    feed_id = subscribe(tools, site.serve("/feed", rss("F", articles(3))))
    await refresh(tools)

    assert await refresh(tools) == [Unchanged(feed_id)]


async def test_a_forced_refresh_reads_the_same_document_again_and_adds_nothing(tools: Tools, site: Site) -> None:
    feed_id = subscribe(tools, site.serve("/feed", rss("F", articles(3)), etag='"1"'))
    await refresh(tools)

    assert await refresh(tools, is_forced=True) == [Refreshed(feed_id, 0, 0)]

    assert "if-none-match" not in site.requests[-1].headers


async def test_an_edited_article_changes_in_its_place_and_keeps_its_marks(tools: Tools, site: Site) -> None:
    feed_id = subscribe(tools, site.serve("/feed", rss("F", articles(2))))
    await refresh(tools)
    ids = tools.store.articles.list_ids(View(ViewKind.ALL), since=0)
    tools.store.marks.set_starred(ids, True, now=NOW)
    site.serve("/feed", rss("F", articles(2, text="Rewritten from the first word to the last. " * 30)))

    assert await refresh(tools) == [Refreshed(feed_id, 0, 2)]

    article = tools.store.articles.get(ids[0])
    assert article.headline.is_starred
    assert article.blocks[0].text.startswith("Rewritten")


async def test_more_articles_than_a_transaction_holds_keep_the_order_of_the_document(tools: Tools, site: Site) -> None:
    undated = [(guid, link, text) for guid, link, text in articles(120, text="Word. " * 300)]
    document = rss("F", undated)
    for number in range(60):
        document = document.replace(f"<pubDate>Sat, 21 Nov 2026 10:{number:02}:00 GMT</pubDate>".encode(), b"")
    for number in range(60, 120):
        document = document.replace(f"<pubDate>Sat, 21 Nov 2026 10:{number}:00 GMT</pubDate>".encode(), b"")
    subscribe(tools, site.serve("/feed", document))
    await refresh(tools)

    ids = tools.store.articles.list_ids(View(ViewKind.ALL), since=0)

    titles = [headline.title for headline in tools.store.articles.headlines(ids)]
    assert titles == [f"story {number}" for number in range(120)]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"status": 404}, "404"),
        ({"status": 410}, "410"),
        ({"status": 503}, "503"),
        ({"body": b""}, "nothing"),
        ({"body": b"<html><body>Hello</body></html>", "content_type": "text/html"}, "page"),
        ({"body": b"\x00\x01\x02 nothing that anyone can read", "content_type": "image/png"}, ""),
        (
            {"body": rss("F", articles(3))[:-200], "headers": {"Content-Length": "99999"}, "cut_after": 99999},
            "broke off",
        ),
        ({"body": rss("F", articles(3))[:-200]}, "ends in the middle"),
        ({"status": 304}, "304"),
    ],
    ids=["not found", "gone", "in trouble", "empty", "a page", "noise", "cut off", "cut short", "not asked for"],
)
async def test_promise_13_a_bad_answer_costs_no_article_and_no_mark(
    tools: Tools, site: Site, answer: dict[str, object], words: str
) -> None:
    feed_id = subscribe(tools, site.serve("/feed", rss("F", articles(3)), etag='"1"'))
    await refresh(tools)
    ids = tools.store.articles.list_ids(View(ViewKind.ALL), since=0)
    tools.store.marks.set_starred(ids[:2], True, now=NOW)
    site.serve("/feed", **answer)  # type: ignore[arg-type]

    (outcome,) = await refresh(tools, is_forced=True)

    assert isinstance(outcome, Failed)
    feed = tools.store.feeds.get(feed_id)
    assert feed.error is not None
    assert words in feed.error
    assert feed.error_since == NOW
    counts = tools.store.articles.counts(since=0)
    assert (counts.total, counts.starred) == (3, 2)


async def test_a_good_answer_takes_the_error_away(tools: Tools, site: Site) -> None:
    feed_id = subscribe(tools, site.serve("/feed", status=503))
    await refresh(tools)
    site.serve("/feed", rss("F", articles(1)))

    await refresh(tools)

    feed = tools.store.feeds.get(feed_id)
    assert (feed.error, feed.error_since, feed.total) == (None, None, 1)


async def test_promise_1_one_bad_feed_leaves_the_others_alone(tools: Tools, site: Site) -> None:
    bad = subscribe(tools, site.raw("/bad", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss>"))
    good = {subscribe(tools, site.serve(f"/good/{number}", rss("F", articles(2)))) for number in range(9)}

    outcomes = await refresh(tools)

    assert {outcome.feed_id for outcome in outcomes if isinstance(outcome, Refreshed)} == good
    assert tools.store.feeds.get(bad).error


async def test_a_document_that_stops_the_parser_costs_only_its_own_feed(tools: Tools, site: Site) -> None:
    bad = subscribe(tools, site.serve("/bad", b"<rss><channel>" + b"<item>" * 300_000))
    good = subscribe(tools, site.serve("/good", rss("F", articles(2))))

    outcomes = {outcome.feed_id: outcome for outcome in await refresh(tools)}

    assert isinstance(outcomes[good], Refreshed)
    assert bad in outcomes


async def test_cancelling_stops_at_once_and_leaves_no_feed_half_stored(tools: Tools, site: Site) -> None:
    site.hang("/hangs")
    hanging = subscribe(tools, site.url("/hangs"))
    task = asyncio.create_task(refresh(tools))
    while not site.requests:
        await asyncio.sleep(0.01)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(5):
            await task

    assert tools.store.feeds.get(hanging).error is None


async def test_the_sample_edition_is_never_asked_for(tools: Tools) -> None:
    tools.store.feeds.add("newsreader:sample", is_sample=True, now=NOW)

    assert await refresh(tools) == []


async def test_titles_and_reasons_are_stored_without_control_characters(tools: Tools, site: Site) -> None:
    title = "[/] [bold]x[/bold] &#x1b;]0;pwned&#x7;"
    document = rss("F", articles(1)).replace(b"<title>story 0</title>", f"<title>{title}</title>".encode())
    subscribe(tools, site.serve("/feed", document.replace(b"<title>F</title>", f"<title>{title}</title>".encode())))
    bad = subscribe(tools, site.raw("/bad", b"HTTP/1.1 500 \x1b]0;pwned\x07\r\nContent-Length: 0\r\n\r\n"))

    await refresh(tools)

    (headline,) = tools.store.articles.headlines(tools.store.articles.list_ids(View(ViewKind.ALL), since=0))
    assert headline.title == headline.feed_title == "[/] [bold]x[/bold] ]0;pwned"
    assert "\x1b" not in (tools.store.feeds.get(bad).error or "\x1b")


async def test_what_the_user_set_for_a_feed_goes_with_its_requests(tools: Tools, site: Site) -> None:
    url = site.program(
        "/feed", lambda asked: Answer(rss("F", articles(1)), 200 if asked.headers.get("authorization") else 401)
    )
    password = f"{sys.executable} -c \"print('sesame')\""
    of_feed = FeedSettings(user="ada", password_command=password, user_agent="mine", cookies={"a": "b"})
    feed_id = subscribe(tools, url)
    assert isinstance((await refresh(tools))[0], Failed)

    tools = replace(tools, settings=Settings(feeds={url: of_feed}))

    assert await refresh(tools) == [Refreshed(feed_id, 1, 0)]
    headers = site.requests[-1].headers
    assert (headers["user-agent"], headers["cookie"]) == ("mine", "a=b")
    assert headers["authorization"] == "Basic YWRhOnNlc2FtZQ=="


async def test_settings_that_cannot_be_sent_are_the_feeds_error_and_nothing_is_asked(tools: Tools, site: Site) -> None:
    url = site.serve("/feed", rss("F", articles(1)))
    subscribe(tools, url)
    tools = replace(tools, settings=Settings(feeds={url: FeedSettings(headers={"X-Key": "one\ntwo"})}))

    (failed,) = await refresh(tools)

    assert isinstance(failed, Failed)
    assert "headers.X-Key" in failed.reason
    assert site.requests == []


@pytest.mark.parametrize(
    ("settings", "unread"),
    [
        (lambda url: Settings(), 0),
        (lambda url: Settings(refresh=RefreshSettings(edited_unread=True)), 2),
        (lambda url: Settings(feeds={url: FeedSettings(edited_unread=True)}), 2),
        (
            lambda url: Settings(
                refresh=RefreshSettings(edited_unread=True), feeds={url: FeedSettings(edited_unread=False)}
            ),
            0,
        ),
    ],
    ids=["not set", "for all", "for this one", "not for this one"],
)
async def test_edited_articles_are_unread_again_where_that_is_wanted(
    tools: Tools, site: Site, settings: Callable[[str], Settings], unread: int
) -> None:
    url = site.serve("/feed", rss("F", articles(2)))
    subscribe(tools, url)
    await refresh(tools)
    tools.store.marks.set_read(tools.store.articles.list_ids(View(ViewKind.ALL), since=0), True, now=NOW)
    site.serve("/feed", rss("F", articles(2, text="Rewritten from the first word to the last. " * 30)))

    await refresh(replace(tools, settings=settings(url)))

    assert tools.store.articles.counts(since=0).unread == unread


async def test_promise_16_a_disk_that_fills_up_in_the_middle_ends_the_refresh_with_one_message(
    site: Site, tmp_path: Path
) -> None:
    urls = [site.serve(f"/{number}", rss(f"F{number}", articles(20))) for number in range(10)]
    outcomes: list[FeedOutcome] = []
    with small_disk(tmp_path / "disk") as home, closing(open_store(home)) as store:
        store.feeds.add_all([(url, "", "") for url in urls], now=NOW)
        fill(home, but=40_000)
        async with opened_tools(store, clock=lambda: NOW) as tools:
            feeds = store.refreshing.feeds_to_fetch()
            with pytest.raises(DatabaseUnwritable, match="disk"):
                await refresh_feeds(tools, feeds, is_forced=False, report=outcomes.append)

        assert not any(isinstance(outcome, Failed) for outcome in outcomes)
        assert [feed.error for feed in store.feeds.all()] == [None] * 10
        assert [feed.total for feed in store.feeds.all() if feed.total not in (0, 20)] == []
