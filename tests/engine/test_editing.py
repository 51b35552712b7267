"""Edited articles, from the feed's document to what is kept: only other words are a real change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.building import NOW
from tests.engine.documents import SENTENCE, articles, rss
from tests.engine.test_refresh import refresh, subscribe
from tests.loopback import Site

from newsreader.engine.tools import Tools
from newsreader.model import Article, TextState, View, ViewKind
from newsreader.settings import FeedSettings, RefreshSettings, Settings

TEXT = SENTENCE * 30


async def refreshed(tools: Tools, site: Site, *texts: str) -> Article:
    """Return the only article of a feed after it gave these texts, one after the other; it was read at first."""
    subscribe(tools, site.url("/feed"))
    article_id = 0
    for text in texts:
        site.serve("/feed", rss("F", articles(1, text=text)))
        await refresh(tools)
        if not article_id:
            (article_id,) = tools.store.articles.list_ids(View(ViewKind.ALL), since=0)
            tools.store.marks.set_read([article_id], True, now=NOW)
    return tools.store.articles.get(article_id)


async def test_what_a_feed_really_changes_is_kept_as_it_was(tools: Tools, site: Site) -> None:
    article = await refreshed(tools, site, TEXT, TEXT + "A correction.", TEXT + "Another correction.")

    earlier = tools.store.revisions.of_article(article.headline.id)
    assert article.edited_at == NOW
    assert [version.blocks[0].text[-7:] for version in earlier] == ["ection.", "moored."]
    assert article.feed_blocks[0].text.endswith("Another correction.")
    assert article.headline.is_read


@pytest.mark.parametrize(
    "after",
    [
        f"{TEXT} 1,024 comments, 9:45",
        f"<b>{TEXT}</b>\n\n 12  comments, 17:03",
        f"{TEXT}</p><p>12 comments, 17:03",
    ],
    ids=["counters and clocks", "markup and white space", "paragraphs"],
)
async def test_what_only_looks_changed_is_taken_in_silence(tools: Tools, site: Site, after: str) -> None:
    article = await refreshed(tools, site, f"{TEXT} 12 comments, 17:03", after)

    assert article.edited_at is None
    assert tools.store.revisions.of_article(article.headline.id) == []


async def test_a_feed_that_gives_the_same_twice_edits_nothing(tools: Tools, site: Site) -> None:
    article = await refreshed(tools, site, TEXT, TEXT + "A correction.", TEXT + "A correction.")

    assert len(tools.store.revisions.of_article(article.headline.id)) == 1


@pytest.mark.parametrize(
    ("everywhere", "this_feed", "is_read"),
    [(False, None, True), (True, None, False), (True, False, True), (False, True, False)],
)
async def test_it_is_unread_again_as_the_user_wants(
    tools: Tools, site: Site, everywhere: bool, this_feed: bool | None, is_read: bool
) -> None:
    feed = {site.url("/feed"): FeedSettings(edited_unread=this_feed)}
    wanted = replace(tools, settings=Settings(refresh=RefreshSettings(edited_unread=everywhere), feeds=feed))

    article = await refreshed(wanted, site, TEXT, TEXT + "A correction.")

    assert article.headline.is_read is is_read
    assert tools.store.articles.counts(since=0).unread == int(not is_read)


async def test_a_teaser_with_other_words_waits_for_its_page_again(tools: Tools, site: Site) -> None:
    article = await refreshed(tools, site, "Only the beginning …")
    tools.store.texts.set_state(article.headline.id, TextState.FAILED, "It answered 503.")

    site.serve("/feed", rss("F", [("story 0", "https://example.org/0", "Another beginning …")]))
    await refresh(tools)

    article = tools.store.articles.get(article.headline.id)
    assert (article.headline.text_state, article.text_reason) == (TextState.WAITING, None)
