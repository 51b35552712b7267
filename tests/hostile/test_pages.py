"""Every page of the hostile kit gives an article's text or a reason, within its limits."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.building import NOW, new_article, paragraphs
from tests.conftest import SHARED
from tests.hostile.harness import Harness, lines_of, links_of, size_of, text_of
from tests.hostile.kit import Case, read_manifest
from tests.hostile.oracles import is_safe_link, is_sound, unsafe, unsafe_in_lines

from newsreader.engine.pages import fetch_page_of
from newsreader.model import Article, TextState
from newsreader.text import CUT, MAX_TEXT

pytestmark = pytest.mark.asyncio(loop_scope="module")
MANIFEST = read_manifest(SHARED / "tools" / "hostile")
CASES = MANIFEST.cases("page")
GOOD = ("/ok.html", "/meta-refresh")
TEASER = paragraphs("Quiet …")


async def fetched(harness: Harness, path: str) -> Article:
    """Return the article whose page is at this path, after fetching that."""
    feed_id = harness.add(f"/feed-of{path}")
    article = new_article(path, link=harness.kit.url(path), is_teaser=True, blocks=TEASER)
    harness.tools.store.refreshing.write_articles(feed_id, [article], (), now=NOW)
    (stored,) = harness.articles(feed_id)
    await fetch_page_of(harness.tools, stored.headline.id)
    return harness.articles(feed_id)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
async def test_promise_3_4_and_9_a_hostile_page_ends_as_it_has_to_within_its_limits(
    harness: Harness, case: Case
) -> None:
    articles: list[Article] = []

    async def work() -> None:
        articles.append(await fetched(harness, f"/corpus/{case.file}"))

    cost = await harness.measured(work)

    cost.check(case.limits)
    (article,) = articles
    text = text_of(article)
    if article.headline.text_state is TextState.FULL:
        assert text
    else:
        # What cannot be extracted says so, and what the feed gave stays.
        assert case.expect == "OK_OR_ERROR"
        assert article.headline.text_state is TextState.FAILED
        assert (article.text_reason or "").endswith(".")
        assert article.blocks == TEASER
    assert [unsafe(line) for line in lines_of(article) if unsafe(line)] == []
    assert unsafe_in_lines(text) == []
    assert size_of(article) <= MAX_TEXT
    assert [link for link in links_of(article) if not is_safe_link(link)] == []
    if case.expect == "TRUNCATED":
        assert text.endswith(CUT)
    assert is_sound(harness.tools.store.path)


@pytest.mark.parametrize("path", GOOD)
async def test_promise_5_a_good_page_is_one_request_whatever_it_asks_for(harness: Harness, path: str) -> None:
    before = harness.kit.hits()

    article = await fetched(harness, path)

    # robots.txt is asked for once a day: a case before this may have done so.
    assert harness.kit.hits() - before - Counter(["/robots.txt"]) == Counter([path, "/__hits"])
    assert article.headline.text_state is TextState.FULL or article.text_reason
