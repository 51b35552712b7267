"""o opens pages, of one article or of all that are selected, in a browser that notes what it is given."""

from __future__ import annotations

import shlex
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.building import add_feed, new_article
from tests.tui.driving import MIDDLE, NARROW, WIDE, reading

from newsreader.store import Store

Opened = Callable[[], list[str]]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A browser; returns the addresses that it was given."""
    noted = tmp_path / "opened"
    noted.touch()
    browser = tmp_path / "browser"
    browser.write_text(f"#!{sys.executable}\nimport sys\nopen({str(noted)!r}, 'a').write(sys.argv[1] + '\\n')\n")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", shlex.quote(str(browser)))
    return lambda: noted.read_text().split()


def pages(store: Store, count: int, *, without: int = 0) -> list[str]:
    """Store so many articles with pages and some without; return the addresses, in the order of the list."""
    articles = [
        new_article(f"page {number}", link=f"https://news.example/{number}", age_s=number) for number in range(count)
    ]
    articles += [new_article(f"none {number}", age_s=1_000 + number) for number in range(without)]
    add_feed(store, "News", articles)
    return [f"https://news.example/{number}" for number in range(count)]


async def test_the_pages_of_all_selected_are_opened_once_and_nothing_is_marked(store: Store, opened: Opened) -> None:
    addresses = pages(store, 3, without=1)
    async with reading(store) as reader:
        await reader.press("4", "v", "o")
        await reader.until(lambda: len(opened()) == 3, "three pages")

        assert sorted(opened()) == addresses
        assert "Opened 3 pages; 1 of those selected has none." in reader.text
        assert reader.screen.article_list.chosen == []
        assert store.articles.counts(since=0).unread == 4


async def test_they_are_marked_read_together_and_one_undo_takes_that_back(store: Store, opened: Opened) -> None:
    pages(store, 3, without=1)
    async with reading(store) as reader:
        await reader.press("4", "v", "O")
        await reader.until(lambda: len(opened()) == 3, "three pages")
        assert store.articles.counts(since=0).unread == 1

        await reader.press("u")

        assert store.articles.counts(since=0).unread == 4


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
@pytest.mark.parametrize(("answer", "count"), [("y", 12), ("n", 0)])
async def test_many_are_opened_only_after_a_question(
    store: Store, opened: Opened, answer: str, count: int, size: tuple[int, int]
) -> None:
    pages(store, 12)
    async with reading(store, size) as reader:
        await reader.press("1", "2", "v", "o")
        assert "Open 12 pages?" in reader.text
        await reader.press("x", "enter")
        assert "Type y" in reader.text
        assert opened() == []

        await reader.press("backspace", answer, "enter")

        await reader.until(lambda: len(opened()) == count, "the pages")
        assert len(reader.screen.article_list.chosen) == (0 if count else 12)


async def test_too_many_are_refused(store: Store, opened: Opened) -> None:
    pages(store, 101)
    async with reading(store) as reader:
        await reader.press("1", "0", "1", "v", "o")

        assert "101 pages are too many at once; 100 are the most." in reader.text
        assert opened() == []


async def test_without_a_browser_it_is_said_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(store, 3)
    monkeypatch.setenv("BROWSER", "")
    monkeypatch.setenv("PATH", "/nowhere")
    async with reading(store) as reader:
        await reader.press("3", "v", "O")

        assert "3 of 3 pages were not opened: No browser was found" in reader.text
        assert store.articles.counts(since=0).unread == 3


async def test_o_hands_the_article_to_the_browser_and_shift_o_marks_it_read(store: Store, opened: Opened) -> None:
    add_feed(store, "Nature", [new_article("a", link="https://nature.example/a b")])

    async with reading(store) as reader:
        await reader.press("o")
        assert store.articles.counts(since=0).unread == 1
        await reader.press("O")
        assert store.articles.counts(since=0).unread == 0

        await reader.until(lambda: opened() == ["https://nature.example/a%20b"] * 2, "both")


async def test_c_opens_the_comments_page_where_the_feed_names_one(store: Store, opened: Opened) -> None:
    discussed = new_article("discussed", age_s=1)
    parsed = msgspec.structs.replace(discussed.parsed, comments="https://talk.example/1")
    add_feed(store, "Talk", [msgspec.structs.replace(discussed, parsed=parsed), new_article("silent", age_s=2)])

    async with reading(store) as reader:
        await reader.press("c")
        assert "Opened https://talk.example/1" in reader.text
        await reader.press("j", "c")
        assert "names no comments page" in reader.text

        await reader.until(lambda: opened() == ["https://talk.example/1"], "it")


async def test_an_article_without_a_page_says_so(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("o")

        assert "no page to open" in reader.text
