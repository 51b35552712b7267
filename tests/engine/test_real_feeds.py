"""All the real documents of the shared folder, from a real server into a real store."""

from __future__ import annotations

import json
from pathlib import Path

from tests.building import NOW
from tests.loopback import Site

from newsreader.blocks import full_text
from newsreader.engine.recording import Failed, FeedOutcome, Refreshed
from newsreader.engine.refresh import refresh_feeds
from newsreader.engine.tools import Tools
from newsreader.model import View, ViewKind

_JSON_FEEDS = 4


async def test_every_document_is_stored_and_a_forced_second_refresh_adds_nothing(
    tools: Tools, site: Site, shared: Path
) -> None:
    manifest = json.loads((shared / "data" / "feeds" / "MANIFEST.json").read_text())
    for entry in manifest:
        body = (shared / "data" / "feeds" / entry["file"]).read_bytes()
        kind = "application/feed+json" if entry["file"].endswith(".json") else "application/xml"
        tools.store.feeds.add(site.serve(f"/{entry['file']}", body, content_type=kind), now=NOW)
    outcomes: list[FeedOutcome] = []
    feeds = tools.store.refreshing.feeds_to_fetch()

    await refresh_feeds(tools, feeds, is_forced=False, report=outcomes.append)
    await refresh_feeds(tools, feeds, is_forced=True, report=outcomes.append)

    assert len(feeds) == len(manifest) == 88
    assert [outcome for outcome in outcomes if isinstance(outcome, Failed)] == []
    stored = {feed.url.rpartition("/")[2]: feed.total for feed in tools.store.feeds.all()}
    assert {name for name, total in stored.items() if not total} == set()
    assert len([name for name in stored if name.endswith(".json")]) == _JSON_FEEDS
    assert sum(outcome.new for outcome in outcomes[88:] if isinstance(outcome, Refreshed)) == 0


async def test_most_articles_of_real_feeds_have_text(tools: Tools, site: Site, shared: Path) -> None:
    for path in sorted((shared / "data" / "feeds").glob("ranchero*")):
        tools.store.feeds.add(site.serve(f"/{path.name}", path.read_bytes()), now=NOW)
    await refresh_feeds(tools, tools.store.refreshing.feeds_to_fetch(), is_forced=False, report=lambda _: None)

    ids = tools.store.articles.list_ids(View(ViewKind.ALL), since=0)
    empty = [each for each in ids if not full_text(tools.store.articles.get(each).blocks)]

    assert len(ids) > 200
    assert len(empty) < len(ids) / 50
