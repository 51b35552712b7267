"""The list as it is seen: days, densities."""

from __future__ import annotations

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.tui.driving import BY_HAND, MIDDLE, WIDE, Reader, reading

from newsreader.model import View, ViewKind
from newsreader.settings import Column, Density, ListSettings, Settings
from newsreader.store import Store
from newsreader.tui.snapshot import Snapshot

DAY = 24 * HOUR
ONE_PANE = (63, 36)
"""The list has the whole width, and so room for names in one line."""


def listed(reader: Reader) -> list[str]:
    """Return the lines of the list's pane, without what stands at their edges."""
    pane = reader.screen.article_list
    lines = [pane.render_line(y).text.rstrip(" ▐") for y in range(2, pane.size.height)]
    while lines and not lines[-1]:
        lines.pop()
    return [line.strip(" ▌") for line in lines]


def add_days(store: Store, *days: float) -> None:
    """Add an article for each of these ages in days, named by it."""
    add_feed(store, "Nature", [new_article(f"{day}", title=f"{day} days", age_s=round(day * DAY)) for day in days])


def with_density(density: Density | None) -> Settings:
    return Settings(refresh=BY_HAND.refresh, list=ListSettings(density))


async def test_days_stand_above_their_articles(store: Store) -> None:
    add_days(store, 0.1, 0.4, 1, 6, 7, 30)

    async with reading(store, settings=with_density(Density.COMPACT)) as reader:
        assert [line.split("  ")[0].strip("● ") for line in listed(reader)] == [
            *("TODAY", "0.1 days", "0.4 days"),
            *("YESTERDAY", "1 days"),
            *("MONDAY", "6 days"),
            *("NOVEMBER 2026", "7 days"),
            *("OCTOBER 2026", "30 days"),
        ]


async def test_the_view_of_today_has_no_headings(store: Store) -> None:
    add_days(store, 0.1, 0.2)

    async with reading(store) as reader:
        await reader.press("g", "t")

        assert listed(reader)[0].startswith("● 0.1 days")


async def test_the_cursor_passes_over_headings_and_a_click_on_one_does_nothing(store: Store) -> None:
    add_days(store, 0.1, 1, 2)

    async with reading(store, settings=with_density(Density.COMPACT)) as reader:
        await reader.press("j")
        assert reader.title == "1 days"
        await reader.pilot.click("#articles", offset=(5, 2))
        await reader.settle()
        assert reader.title == "1 days"
        await reader.pilot.click("#articles", offset=(5, 3))
        await reader.settle()
        assert reader.title == "0.1 days"


async def test_going_up_brings_the_heading_into_sight_too(store: Store) -> None:
    add_feed(store, "Nature", 60)

    async with reading(store) as reader:
        await reader.press("G")
        assert "TODAY" not in reader.text
        await reader.press("g", "g")
        assert listed(reader)[0] == "TODAY"


async def test_headings_hold_in_the_part_that_a_thread_read(store: Store) -> None:
    add_feed(store, "Nature", [new_article(f"{n}", title=f"Number {n}", age_s=n * 10 * DAY) for n in range(1000)])

    async with reading(store) as reader:
        await reader.press("G")

        lines = listed(reader)
        assert lines[-2].startswith("● Number 999")
        assert "AUGUST 1999" in lines
        assert "JULY 1999" in lines


async def test_at_midnight_the_days_get_other_names(store: Store) -> None:
    add_days(store, 0.1)
    now = NOW

    async with reading(store) as reader:
        snapshot = Snapshot(View(ViewKind.ALL), store.articles.list_ids(View(ViewKind.ALL), since=0), store.articles)
        reader.screen.article_list._clock = lambda: now
        reader.screen.article_list.show(snapshot)
        assert listed(reader)[0] == "TODAY"
        now += DAY
        reader.screen.article_list.all_changed()
        assert listed(reader)[0] == "YESTERDAY"


@pytest.mark.parametrize(
    ("size", "density", "lines_a_row"),
    [
        (WIDE, None, 2),
        (MIDDLE, None, 1),
        (MIDDLE, Density.COSY, 2),
        (WIDE, Density.COMPACT, 1),
        (WIDE, Density.AIRY, 3),
    ],
    ids=["cosy", "compact where it is low", "cosy though low", "compact", "airy"],
)
async def test_density_is_the_users_or_what_fits(
    store: Store, size: tuple[int, int], density: Density | None, lines_a_row: int
) -> None:
    add_feed(store, "Nature", 3)

    async with reading(store, size, with_density(density)) as reader:
        lines = listed(reader)
        assert [line.startswith("● Title of Nature") for line in lines].count(True) == 3
        second = next(number for number, line in enumerate(lines) if "Nature 2" in line)
        assert second == 1 + lines_a_row


@pytest.mark.parametrize(("word", "lines_a_row"), [("compact", 1), ("cosy", 2), ("airy", 3)])
async def test_the_palette_switches_density_and_the_cursor_keeps_its_article(
    store: Store, word: str, lines_a_row: int
) -> None:
    add_feed(store, "Nature", 60)

    async with reading(store) as reader:
        await reader.press("G", "ctrl+p")
        await reader.press(*f"density {word}", "enter")
        await reader.settle()

        assert reader.screen.article_list.row_height == lines_a_row
        assert reader.title == "Title of Nature 60"
        assert any("Title of Nature 60" in line for line in listed(reader))


@pytest.mark.parametrize(
    ("size", "density", "columns", "shown"),
    [
        (WIDE, Density.COSY, "source minutes age star", "Nature  2 min · 2h  ★"),
        (WIDE, Density.COSY, "age minutes", "2h · 2 min"),
        (WIDE, Density.AIRY, "author source text age", "Ada Ito · Nature  teaser · 2h"),
        (WIDE, Density.COMPACT, "age star", "● Title  2h ★"),
        (WIDE, Density.COMPACT, "star age", "● Title ★   2h"),
        (WIDE, Density.COMPACT, "source age", "● Title  2h"),
        (ONE_PANE, Density.COMPACT, "source minutes age star", "● Title  Nature   2 min   2h ★"),
        (ONE_PANE, Density.COMPACT, "author text", "● Title  Ada Ito  teaser"),
        (WIDE, Density.COMPACT, "", "● Title"),
    ],
)
async def test_a_row_shows_the_columns_that_the_user_wants(
    store: Store, size: tuple[int, int], density: Density, columns: str, shown: str
) -> None:
    text, link = paragraphs("word " * 400), "https://nature.example/a"
    made = new_article("a", title="Title", blocks=text, author="Ada Ito", age_s=2 * HOUR, link=link, is_teaser=True)
    add_feed(store, "Nature", [made])
    store.marks.toggle_starred(1, now=NOW)
    settings = Settings(
        refresh=BY_HAND.refresh, list=ListSettings(density, tuple(Column(name) for name in columns.split()))
    )

    async with reading(store, size, settings) as reader:
        row = listed(reader)[1:3]
        line = row[0] if density is Density.COMPACT else row[1]
        assert " ".join(line.split()) == " ".join(shown.split())


@pytest.mark.parametrize(
    ("density", "y", "x"), [(Density.COSY, 1, -3), (Density.COSY, 1, -2), (Density.COMPACT, 0, -3)]
)
async def test_a_click_on_the_star_of_a_row_toggles_it(store: Store, density: Density, y: int, x: int) -> None:
    add_days(store, 0.1, 0.2, 0.3)

    async with reading(store, settings=with_density(density)) as reader:
        pane = reader.screen.article_list
        at = (pane.size.width + x, 2 + 1 + pane.row_height + y)
        await reader.pilot.click("#articles", offset=at)
        await reader.settle()
        assert store.articles.get(2).headline.is_starred
        assert pane.cursor == 1

        await reader.pilot.click("#articles", offset=at)
        await reader.settle()
        assert not store.articles.get(2).headline.is_starred


async def test_a_click_beside_the_star_only_chooses(store: Store) -> None:
    add_days(store, 0.1, 0.2)

    async with reading(store, settings=with_density(Density.COSY)) as reader:
        width = reader.screen.article_list.size.width
        for at in ((width - 3, 3), (width - 5, 4), (width - 1, 4)):
            await reader.pilot.click("#articles", offset=at)
            await reader.settle()

        assert store.articles.counts(since=0).starred == 0


async def test_lines_that_scroll_are_not_painted_anew(store: Store) -> None:
    add_days(store, *(hour / 100 for hour in range(1, 60)))

    async with reading(store) as reader:
        pane = reader.screen.article_list
        lines = range(pane.head_lines, pane.size.height)
        before = [pane.render_line(y) for y in lines]
        pane.scroll_lines(2)
        await reader.settle()
        after = [pane.render_line(y) for y in lines]

        moved = [
            (old, new)
            for old, new in zip(before[2:], after, strict=False)
            if old.text.endswith("▐") == new.text.endswith("▐")
        ]
        assert len(moved) > len(lines) // 2
        assert all(new is old for old, new in moved)
