"""gd: what its feed changed in an article."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from tests.building import HOUR, NOW, add_feed, new_article, open_store, paragraphs
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.painted import INKS, inked
from tests.tui.test_snapshots import Compare, keys, picture

from newsreader.model import Article, ChangedArticle, Version
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.screens import changes as screens
from newsreader.tui.screens.changes import ChangesScreen
from newsreader.tui.widgets.changes_view import InkedText, pieces_of
from newsreader.writing.changes import Edit, Run, RunKind, compare, edits_of

OPENS = "The bridge opens in {}, the council said."
SEASONS = ("spring", "summer", "autumn", "winter", "May")


def edit(store: Store, number: int) -> None:
    """Let the feed say another season, hours ago: the last one an hour ago."""
    new = new_article(
        "bridge", title=f"Open in {SEASONS[number]}", blocks=paragraphs("Kept.", OPENS.format(SEASONS[number]))
    )
    at = NOW - (len(SEASONS) - number) * HOUR
    store.refreshing.write_articles(1, (), [ChangedArticle(1, new.digest, new.parsed, is_real=True)], now=at)


@pytest.fixture
def bridge(store: Store) -> Store:
    """An article about spring, not edited yet."""
    new = new_article("bridge", title="Open in spring", blocks=paragraphs("Kept.", OPENS.format("spring")))
    add_feed(store, "Harbour", [new])
    return store


def is_open(reader: Reader) -> bool:
    return isinstance(reader.app.screen, ChangesScreen)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["120x36", "80x24", "45x30"])
async def test_the_newest_edit_is_shown_word_by_word(bridge: Store, size: tuple[int, int]) -> None:
    edit(bridge, 4)
    async with reading(bridge, size) as reader:
        await reader.press("g", "d")

        words = " ".join(reader.text.split())
        assert "WHAT CHANGED Open in spring May 1 h ago" in words
        assert "… The bridge opens in spring May, the council said." in words
        assert "Kept." not in words


async def test_what_went_is_struck_and_what_came_underlined_so_that_no_colour_is_needed(bridge: Store) -> None:
    edit(bridge, 4)
    async with reading(bridge) as reader:
        await reader.press("g", "d")
        strips = reader.app.screen._compositor.render_strips()

    styles = {segment.text: segment.style for strip in strips for segment in strip if segment.style}
    assert styles["spring"].strike
    assert not styles["spring"].underline
    assert styles["May"].underline
    assert not styles["May"].strike
    assert len({styles[word].color for word in ("spring", "May", "The bridge opens in")}) == 3


async def test_the_brackets_turn_to_older_and_newer_edits(bridge: Store) -> None:
    for number in range(1, 5):
        edit(bridge, number)
    async with reading(bridge) as reader:
        await reader.press("g", "d")
        assert "winter May" in reader.text
        assert "1 of 3" in reader.text

        await reader.press("[")
        assert "autumn winter" in reader.text
        await reader.press("[")
        assert "summer autumn" in reader.text
        await reader.press("[")
        assert "This is the oldest change that is kept." in reader.text
        assert "3 of 3" in reader.text

        await reader.press("]", "]")
        assert "winter May" in reader.text
        await reader.press("]")
        assert "This is the newest change that is kept." in reader.text


async def test_with_one_edit_nothing_is_said_of_others(bridge: Store) -> None:
    edit(bridge, 4)
    async with reading(bridge) as reader:
        await reader.press("g", "d", "[")

        assert "older" not in reader.text
        assert "oldest" not in reader.text
        assert "1 of" not in reader.text


@pytest.mark.parametrize("key", ["escape", "q", "h"])
async def test_these_keys_lead_back_to_the_article(bridge: Store, key: str) -> None:
    edit(bridge, 4)
    async with reading(bridge) as reader:
        await reader.press("g", "d")
        assert is_open(reader)

        await reader.press(key)

        assert not is_open(reader)
        assert reader.title == "Open in May"


async def test_an_article_that_was_never_edited_says_so_in_one_line(bridge: Store) -> None:
    async with reading(bridge) as reader:
        await reader.press("g", "d")

        assert not is_open(reader)
        assert "The text of this article did not change since it came." in reader.text


async def test_an_edit_that_comes_while_the_article_is_read_is_said_in_its_head(bridge: Store) -> None:
    async with reading(bridge) as reader:
        assert "edited" not in reader.text
        engine = open_store(bridge.path.parent)
        edit(engine, 4)
        engine.close()

        reader.screen.show_changes()
        await reader.settle()

        assert reader.title == "Open in May"
        assert "edited 1 h ago (gd)" in reader.text


async def test_without_an_article_nothing_happens(store: Store) -> None:
    async with reading(store) as reader:
        await reader.press("g", "d")

        assert not is_open(reader)


async def test_a_new_title_alone_is_said_to_be_all(bridge: Store) -> None:
    new = new_article("bridge", title="It opens", blocks=paragraphs("Kept.", OPENS.format("spring")))
    bridge.refreshing.write_articles(1, (), [ChangedArticle(1, new.digest, new.parsed, is_real=True)], now=NOW)
    async with reading(bridge) as reader:
        await reader.press("g", "d")

        assert "Only the title changed; the words of the text are the same." in reader.text


async def test_who_reads_the_text_of_the_page_is_told_whose_text_changed(bridge: Store) -> None:
    edit(bridge, 4)
    bridge.texts.write_page(1, paragraphs("The page."), byline="", words=2, language=None)
    async with reading(bridge) as reader:
        await reader.press("g", "d")

        assert "1 h ago · in the feed's text" in reader.text


async def test_long_changes_scroll_to_their_end(bridge: Store) -> None:
    blocks = paragraphs(*(f"New paragraph {number}." for number in range(200)))
    new = new_article("bridge", title="Open in spring", blocks=blocks)
    bridge.refreshing.write_articles(1, (), [ChangedArticle(1, new.digest, new.parsed, is_real=True)], now=NOW)
    async with reading(bridge, MIDDLE) as reader:
        await reader.press("g", "d")
        assert "Open in spring" in reader.text

        await reader.press("space")
        assert "Open in spring" not in reader.text
        await reader.press("G")
        assert "New paragraph 199." in reader.text
        await reader.press("g", "g")
        assert "Open in spring" in reader.text


async def test_it_is_laid_out_anew_for_another_width(bridge: Store) -> None:
    edit(bridge, 4)
    async with reading(bridge, WIDE) as reader:
        await reader.press("g", "d")
        await reader.pilot.resize_terminal(*NARROW)
        await reader.settle()

        assert all(cell_len(line) <= NARROW[0] for line in reader.text.splitlines())
        assert "council said." in " ".join(reader.text.split())


async def test_while_a_long_text_is_compared_keys_are_answered(bridge: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(bridge, 4)
    may_end = threading.Event()

    def slowly(article: Article, earlier: Sequence[Version]) -> list[Edit]:
        may_end.wait()
        return edits_of(article, earlier)

    monkeypatch.setattr(screens, "edits_of", slowly)
    async with reading(bridge) as reader:
        try:
            await reader.pilot.press("g", "d")
            assert "Comparing the versions…" in reader.text
            await reader.pilot.press("[", "space", "escape")
            assert not is_open(reader)
        finally:
            may_end.set()


def test_a_blank_parts_old_from_new_where_neither_brings_one() -> None:
    (paragraph,) = compare(["Old title here"], ["New title here"])

    assert "".join(text for text, _ in pieces_of(paragraph, "text")) == "Old New title here"


def test_blanks_before_words_are_not_inked() -> None:
    paragraph = (Run(RunKind.SAME, "in"), Run(RunKind.REMOVED, " spring"), Run(RunKind.ADDED, " May"))

    text = InkedText(pieces_of(paragraph, "text"), 40)

    assert inked(text.painted(0, INKS)) == [
        ("in", "text"), (" ", "text"), ("spring", "removed"), (" ", "text"), ("May", "added")
    ]  # fmt: skip


def test_runs_go_on_in_the_next_line() -> None:
    text = InkedText([("one two three four", "added"), (" five", "text")], 9)

    assert [inked(text.painted(number, INKS)) for number in range(len(text.lines))] == [
        [("one two", "added")],
        [("three", "added")],
        [("four", "added"), (" five", "text")],
    ]


@pytest.mark.parametrize(
    ("size", "theme"),
    [(WIDE, "ink"), (MIDDLE, "paper"), (NARROW, "ink")],
    ids=["120x36 ink", "80x24 paper", "45x30 ink"],
)
def test_what_changed_in_an_article(snap_compare: Compare, bridge: Store, size: tuple[int, int], theme: str) -> None:
    story = "The ferry struck one of its piers two years ago, and divers found more damage below the water. " * 3
    new = new_article(
        "bridge", title="Open in June", blocks=paragraphs("Kept.", story + OPENS.format("spring"), "日本語。")
    )
    bridge.refreshing.write_articles(1, (), [ChangedArticle(1, new.digest, new.parsed, is_real=True)], now=NOW - 7200)
    late = paragraphs("Kept.", story + OPENS.format("early summer"), "日本人。", "Correction: the name was wrong.")
    new = new_article("bridge", title="Open in summer", blocks=late)
    bridge.refreshing.write_articles(1, (), [ChangedArticle(1, new.digest, new.parsed, is_real=True)], now=NOW - 600)

    assert picture(snap_compare, bridge, size, keys("g", "d"), Settings(theme=theme))
