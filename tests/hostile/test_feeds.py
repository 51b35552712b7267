"""Every feed of the hostile kit, one after the other beside nine healthy ones, ends as its manifest says."""

from __future__ import annotations

import re

import pytest
from tests.building import NOW
from tests.conftest import SHARED
from tests.hostile.harness import Harness, lines_of, links_of, size_of, text_of
from tests.hostile.kit import Case, read_manifest
from tests.hostile.oracles import is_safe_link, is_sound, unsafe, unsafe_in_lines

from newsreader.engine.recording import Failed, Refreshed
from newsreader.feeds.document import MAX_ARTICLES
from newsreader.text import CUT, MAX_TEXT, MAX_TITLE

CASES = read_manifest(SHARED / "tools" / "hostile").cases("feed", "json")
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.parametrize("case", CASES, ids=lambda case: case.id),
]


async def test_promise_1_it_ends_as_it_has_to_and_all_others_update(harness: Harness, case: Case) -> None:
    ran = await harness.ran(f"/corpus/{case.file}", case.limits)

    assert ran.healthy == []
    assert ran.cost.wall_s <= 15
    articles = harness.articles(ran.feed_id)
    if isinstance(ran.outcome, Failed):
        assert case.expect in ("FEED_ERROR", "OK_OR_ERROR")
        assert ran.outcome.reason == harness.feed(ran.feed_id).error
        assert ran.outcome.reason.endswith(".")
        assert articles == []
    else:
        assert isinstance(ran.outcome, Refreshed)
        assert case.expect != "FEED_ERROR"
        in_document = items_in((harness.kit.corpus / case.file).read_bytes())
        assert ran.outcome == Refreshed(ran.feed_id, min(in_document, MAX_ARTICLES), 0, was_cut=ran.outcome.was_cut)
        assert ran.outcome.was_cut or in_document <= MAX_ARTICLES
        assert len(articles) == ran.outcome.new


async def test_promise_3_and_4_it_costs_no_more_than_its_limits(harness: Harness, case: Case) -> None:
    ran = await harness.ran(f"/corpus/{case.file}", case.limits)

    ran.cost.check(case.limits)


async def test_promise_7_and_9_what_is_stored_is_clean_and_bounded(harness: Harness, case: Case) -> None:
    ran = await harness.ran(f"/corpus/{case.file}", case.limits)

    feed, articles = harness.feed(ran.feed_id), harness.articles(ran.feed_id)
    for line in (feed.title, feed.error or "", *(line for article in articles for line in lines_of(article))):
        assert unsafe(line) == []
        assert len(line) <= MAX_TITLE
    for article in articles:
        assert unsafe_in_lines(text_of(article)) == []
        assert size_of(article) <= MAX_TEXT
        assert [link for link in links_of(article) if not is_safe_link(link)] == []
    if case.expect == "TRUNCATED":
        marked = any(text.endswith(CUT) for article in articles for text in (article.headline.title, text_of(article)))
        assert marked or (isinstance(ran.outcome, Refreshed) and ran.outcome.was_cut)


async def test_it_is_shown_as_its_manifest_says(harness: Harness, case: Case) -> None:
    ran = await harness.ran(f"/corpus/{case.file}", case.limits)

    articles = harness.articles(ran.feed_id)
    assert all(article.headline.title for article in articles)
    shown = "\n".join([harness.feed(ran.feed_id).title, *(a.headline.title + text_of(a) for a in articles)])
    assert [word for word in case.forbid_text if word in shown] == []
    if case.expect == "REFUSED_LINK":
        assert [article.headline.url for article in articles] == [None]
    if case.shown_literally is not None:
        assert [(a.headline.title, text_of(a)) for a in articles] == [(case.shown_literally, case.shown_literally)]
    if case.want_title is not None:
        assert [article.headline.title for article in articles] == [case.want_title]


async def test_promise_12_no_date_pins_it_and_the_same_document_brings_nothing_twice(
    harness: Harness, case: Case
) -> None:
    ran = await harness.ran(f"/corpus/{case.file}", case.limits)
    before = [article.headline for article in harness.articles(ran.feed_id)]

    for _ in range(2):
        again = (await harness.refresh([ran.feed_id], is_forced=True))[ran.feed_id]
        assert isinstance(again, Failed) or (isinstance(again, Refreshed) and again.new == again.changed == 0)

    assert [article.headline for article in harness.articles(ran.feed_id)] == before
    assert all(headline.published <= NOW for headline in before)
    if case is CASES[-1]:
        assert is_sound(harness.tools.store.path)


def items_in(document: bytes) -> int:
    """Return how many articles begin in the document."""
    if document.startswith((b"\xff\xfe", b"\xfe\xff")):
        document = document.decode("utf-16").encode()
    return len(re.findall(rb"<(?:item|entry)[\s/>]", document)) or document.count(b'"id"')
