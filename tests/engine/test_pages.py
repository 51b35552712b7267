"""Full text: the page behind a teaser, fetched politely, kept only if it is better."""

from __future__ import annotations

import pytest
from tests.building import NOW
from tests.engine.documents import SENTENCE, page, rss
from tests.loopback import Site

from newsreader.engine import pages
from newsreader.engine.fulltext import FAILURES_IN_A_ROW
from newsreader.engine.pages import fetch_page_of, fetch_waiting_pages
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools, opened_tools
from newsreader.model import Article, TextState, View, ViewKind
from newsreader.settings import FeedSettings, Settings
from newsreader.store import Store


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAUSE_S", 0.0)


async def refreshed(tools: Tools, site: Site, teasers: int = 1, text: str = "The harbour was quiet …") -> list[int]:
    """Subscribe to a feed of teasers and refresh it; return the ids of its articles, newest first."""
    items = [(f"story {number}", site.url(f"/page/{number}"), text) for number in range(teasers)]
    tools.store.feeds.add(site.serve("/feed", rss("F", items, site=site.url("/"))), now=NOW)
    await refresh_feeds(tools, tools.store.refreshing.feeds_to_fetch(), is_forced=False, report=lambda _: None)
    return list(tools.store.articles.list_ids(View(ViewKind.ALL), since=0))


async def fetch(tools: Tools) -> list[int]:
    tried: list[int] = []
    await fetch_waiting_pages(tools, None, report=tried.append)
    return tried


def state(tools: Tools, article_id: int) -> tuple[TextState, str | None]:
    article: Article = tools.store.articles.get(article_id)
    return article.headline.text_state, article.text_reason


async def test_the_page_behind_a_teaser_gives_text_byline_and_reading_time(tools: Tools, site: Site) -> None:
    site.serve("/page/0", page("story 0"), content_type="text/html; charset=utf-8")
    (article_id,) = await refreshed(tools, site)
    assert state(tools, article_id)[0] is TextState.WAITING

    assert await fetch(tools) == [article_id]

    article = tools.store.articles.get(article_id)
    assert article.headline.text_state is TextState.FULL
    assert article.byline == "Ada Ito in Kobe"
    assert article.headline.words > 500
    assert article.feed_blocks
    assert article.blocks is article.page_blocks
    assert not any("Imprint" in block.text for block in article.blocks)


async def test_a_page_with_less_text_than_the_feed_never_replaces_it(tools: Tools, site: Site) -> None:
    site.serve("/page/0", page("story 0", paragraphs=1), content_type="text/html")
    (article_id,) = await refreshed(tools, site, text=SENTENCE * 6 + "… Read more")

    await fetch(tools)

    assert state(tools, article_id)[0] is TextState.FAILED
    article = tools.store.articles.get(article_id)
    assert article.blocks is article.feed_blocks


@pytest.mark.parametrize(
    ("answer", "expected", "words"),
    [
        ({"status": 404}, TextState.FAILED, "404"),
        ({"status": 503}, TextState.WAITING, "503"),
        ({"body": b"%PDF", "content_type": "application/pdf"}, TextState.FAILED, "application/pdf"),
        ({"body": b"<html></html>", "content_type": "text/html"}, TextState.FAILED, ""),
    ],
    ids=["not found", "in trouble", "a PDF", "no text"],
)
async def test_a_page_that_cannot_be_had_says_why_and_the_feed_text_stays(
    tools: Tools, site: Site, answer: dict[str, object], expected: TextState, words: str
) -> None:
    site.serve("/page/0", **answer)  # type: ignore[arg-type]
    (article_id,) = await refreshed(tools, site)

    await fetch(tools)

    found, reason = state(tools, article_id)
    assert found is expected
    assert reason
    assert words in reason
    assert tools.store.articles.get(article_id).blocks


async def test_robots_txt_is_asked_once_and_honoured(tools: Tools, site: Site) -> None:
    site.serve("/robots.txt", b"User-agent: *\nDisallow: /page/1", content_type="text/plain")
    for number in range(3):
        site.serve(f"/page/{number}", page(f"story {number}"), content_type="text/html")
    ids = await refreshed(tools, site, teasers=3)

    await fetch(tools)

    assert len(site.requests_of("/robots.txt")) == 1
    assert site.requests_of("/page/1") == []
    states = {tools.store.articles.get(each).headline.title: state(tools, each)[0] for each in ids}
    assert states == {"story 0": TextState.FULL, "story 1": TextState.FAILED, "story 2": TextState.FULL}


async def test_one_request_a_host_at_a_time_newest_first(tools: Tools, site: Site) -> None:
    for number in range(4):
        site.serve(f"/page/{number}", page(f"story {number}"), content_type="text/html", latency_s=0.05)
    await refreshed(tools, site, teasers=4)
    before = len(site.requests)
    site.peak = 0

    await fetch(tools)

    asked = [each.path for each in site.requests[before:] if each.path.startswith("/page")]
    assert asked == ["/page/3", "/page/2", "/page/1", "/page/0"]
    assert site.peak == 1


async def test_a_host_that_keeps_failing_is_left_alone(tools: Tools, site: Site) -> None:
    await refreshed(tools, site, teasers=10)

    await fetch(tools)

    assert len([each for each in site.requests if each.path.startswith("/page")]) == FAILURES_IN_A_ROW


async def test_a_host_in_trouble_is_not_asked_for_the_next_page(tools: Tools, site: Site) -> None:
    for number in range(3):
        site.serve(f"/page/{number}", status=503)
    await refreshed(tools, site, teasers=3)

    await fetch(tools)

    assert len([each for each in site.requests if each.path.startswith("/page")]) == 1


async def test_the_reader_may_ask_for_a_page_that_failed_before(tools: Tools, site: Site) -> None:
    (article_id,) = await refreshed(tools, site)
    await fetch(tools)
    site.serve("/page/0", page("story 0"), content_type="text/html")

    await fetch_page_of(tools, article_id)

    assert state(tools, article_id) == (TextState.FULL, None)


async def test_promise_6_a_page_link_may_not_lead_into_the_users_own_machine(tools: Tools, site: Site) -> None:
    with Site() as other:
        other.serve("/secret", page("secret"), content_type="text/html")
        items = [("story", other.url("/secret"), "Quiet …")]
        tools.store.feeds.add(site.serve("/feed", rss("F", items)), now=NOW)
        await refresh_feeds(tools, tools.store.refreshing.feeds_to_fetch(), is_forced=False, report=lambda _: None)

        await fetch(tools)

        assert other.requests == []


async def test_a_page_inside_the_feeds_origin_is_asked_for_as_the_feed_is(store: Store, site: Site) -> None:
    site.serve("/page/0", page("story 0"), content_type="text/html")
    feed = FeedSettings(user_agent="agent of mine", cookies={"session": "s3cret"})
    async with opened_tools(store, settings=Settings(feeds={site.url("/feed"): feed}), clock=lambda: NOW) as tools:
        await refreshed(tools, site)

        await fetch(tools)

    (asked,) = site.requests_of("/page/0")
    assert (asked.headers["user-agent"], asked.headers["cookie"]) == ("agent of mine", "session=s3cret")


async def test_settings_that_cannot_be_sent_let_the_page_wait_and_are_named(store: Store, site: Site) -> None:
    async with opened_tools(store, settings=Settings(), clock=lambda: NOW) as tools:
        (article_id,) = await refreshed(tools, site)
    settings = Settings(feeds={site.url("/feed"): FeedSettings(headers={"X-Key": "one\ntwo"})})
    async with opened_tools(store, settings=settings, clock=lambda: NOW) as tools:
        await fetch(tools)

        found, reason = state(tools, article_id)
        assert found is TextState.WAITING
        assert "headers.X-Key" in (reason or "")
        assert site.requests_of("/page/0") == []
