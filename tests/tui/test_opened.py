"""Going into an article is noted, so that its page is fetched before others."""

from __future__ import annotations

from tests.building import NOW, add_feed
from tests.store.checks import query
from tests.tui.driving import reading

from newsreader.store import Store
from newsreader.tui.commands import Place


def opened(store: Store) -> list[tuple[int, int]]:
    return query(store.path, "SELECT id, opened_at FROM articles WHERE opened_at IS NOT NULL ORDER BY id")


async def test_enter_and_l_open_an_article_and_looking_does_not(store: Store) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store) as reader:
        await reader.press("j", "h", "enter", "tab", "g", "2")
        assert opened(store) == []
        await reader.press("g", "g", "enter")
        assert opened(store) == [(3, NOW)]
        await reader.press("h", "j", "l")
        assert opened(store) == [(2, NOW), (3, NOW)]


async def test_a_database_that_cannot_be_written_does_not_keep_anybody_from_reading(store: Store) -> None:
    add_feed(store, "Nature", 1)
    query(
        store.path,
        "CREATE TRIGGER refused BEFORE UPDATE OF opened_at ON articles BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    )

    async with reading(store) as reader:
        await reader.press("enter")

        assert reader.screen.place is Place.ARTICLE
        assert reader.screen.status.notice == ""
