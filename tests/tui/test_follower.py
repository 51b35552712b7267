"""The article pane follows the cursor of the list."""

from __future__ import annotations

import pytest
from tests.building import add_feed, new_article
from tests.tui.driving import Reader, reading

from newsreader.store import Store

Painted = tuple[int, str]
"""What a paint showed: the row of the cursor, and the title of the article."""


def noted_paints(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> list[Painted]:
    """Return a list that each paint from now on is added to."""
    painted: list[Painted] = []
    paint = reader.screen._compositor_refresh

    def note() -> None:
        painted.append((reader.screen.article_list.cursor, reader.title))
        paint()

    monkeypatch.setattr(reader.screen, "_compositor_refresh", note)
    return painted


async def test_in_the_list_the_row_of_the_cursor_is_painted_before_its_article(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_feed(store, "Nature", [new_article(name, title=name, age_s=age) for age, name in enumerate("abc", 1)])

    async with reading(store) as reader:
        painted = noted_paints(reader, monkeypatch)
        await reader.press("j")

        assert painted[0] == (1, "a")
        assert painted[-1] == (1, "b")


async def test_from_the_article_the_next_one_is_painted_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_feed(store, "Nature", [new_article(name, title=name, age_s=age) for age, name in enumerate("abc", 1)])

    async with reading(store) as reader:
        await reader.press("l")
        painted = noted_paints(reader, monkeypatch)
        await reader.press("J")

        assert painted[0] == (1, "b")


async def test_a_key_that_acts_on_the_article_does_not_act_on_the_one_before(store: Store) -> None:
    add_feed(store, "Nature", [new_article(name, title=name, age_s=age) for age, name in enumerate("abc", 1)])

    async with reading(store) as reader:
        reader.app.simulate_key("j")
        reader.app.simulate_key("l")
        await reader.settle()

        assert reader.title == "b"
