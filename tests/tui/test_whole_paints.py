"""What belongs together is painted together."""

from __future__ import annotations

import pytest
from tests.building import add_feed, new_article
from tests.tui.driving import reading
from textual.geometry import Region

from newsreader.store import Store


async def test_a_feed_that_is_opened_is_painted_with_its_articles(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for feed in ("Nature", "Science"):
        add_feed(store, feed, [new_article(f"{feed} {age}", age_s=age) for age in range(1, 9)])

    async with reading(store) as reader:
        painted: list[set[Region]] = []
        paint = reader.screen._compositor_refresh

        def note() -> None:
            painted.append(set(reader.screen._compositor._dirty_regions))
            paint()

        monkeypatch.setattr(reader.screen, "_compositor_refresh", note)
        await reader.press("}")

        first = painted[0]
        for pane in (reader.screen.feed_list, reader.screen.article_list):
            assert any(region.overlaps(pane.region) for region in first), pane.id
