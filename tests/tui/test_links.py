"""Links: which there are, where their letters stand, and the keys that open them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.tui.driving import NARROW, WIDE, Reader, reading

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.store import Store
from newsreader.tui.layout import lay_out
from newsreader.tui.links import labels, links_of, spots
from newsreader.tui.screens.links import LinksScreen


def linked(text: str, *words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """Return a block in which each of the words links to an address made of it."""
    spans = (
        Span(text.index(word), text.index(word) + len(word), SpanKind.LINK, f"https://{word}.example/")
        for word in words
    )
    return Block(kind, text, tuple(spans), alt="A map" if kind is BlockKind.IMAGE else "")


TEXT: Blocks = (
    linked("Read alpha and beta.", "alpha", "beta"),
    linked("A caption by gamma", "gamma", kind=BlockKind.IMAGE),
    linked("one\ttwo delta\tthree", "delta", kind=BlockKind.ROW),
)


def test_links_come_in_their_order_and_those_that_are_unsafe_do_not() -> None:
    unsafe = Block(BlockKind.PARAGRAPH, "bad", (Span(0, 3, SpanKind.LINK, "javascript:alert(1)"),))

    links = links_of((unsafe, *TEXT))

    assert [(link.words, link.address) for link in links] == [
        (word, f"https://{word}.example/") for word in ("alpha", "beta", "gamma", "delta")
    ]


def test_a_letter_stands_in_the_blank_before_its_link() -> None:
    layout = lay_out(TEXT, 40)

    found = spots(links_of(TEXT), TEXT, layout, range(len(layout.lines)))

    # Of the table: "one" and its gutter before the cell, and "two" before the link.
    assert [spot.column for spot in found] == [4, 14, 12, 3 + 3 + 3]


def test_only_links_that_begin_in_sight_have_letters() -> None:
    layout = lay_out(TEXT, 40)

    assert [spot.link.words for spot in spots(links_of(TEXT), TEXT, layout, range(1, 5))] == ["gamma"]


@pytest.mark.parametrize("count", [0, 1, 26, 27, 676, 677])
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    made = labels(count)

    assert len(set(made)) == count
    assert len({len(label) for label in made}) <= 1


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which a browser of ours writes what it is asked to open."""
    record, script = tmp_path / "opened", tmp_path / "browser"
    script.write_text(f"#!{sys.executable}\nimport sys\nopen({str(record)!r}, 'a').write(sys.argv[1] + '\\n')\n")
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    return record


async def what_opened(reader: Reader, record: Path) -> list[str]:
    end = time.monotonic() + 10
    while not record.exists() and time.monotonic() < end:
        await reader.pilot.pause(0.05)
    return record.read_text().split() if record.exists() else []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["three panes", "one pane"])
async def test_a_letter_opens_its_link_once_the_address_was_shown(
    store: Store, opened: Path, size: tuple[int, int]
) -> None:
    add_feed(store, "News", [new_article("linked", blocks=TEXT)])

    async with reading(store, size) as reader:
        await reader.press("l", "f")
        assert "Readaalpha andsbeta." in reader.text
        await reader.press("s")
        assert "→ https://beta.example/" in reader.text
        assert "Read alpha andsbeta." in reader.text
        assert not opened.exists()
        assert await what_opened(reader, opened) == ["https://beta.example/"]


async def test_letters_stay_when_the_article_was_starred_meanwhile(store: Store) -> None:
    add_feed(store, "News", [new_article("linked", blocks=TEXT)])

    async with reading(store) as reader:
        await reader.press("l")
        await reader.pilot.press("s", "f")
        await reader.settle()
        assert "★ starred" in reader.text
        assert "Readaalpha andsbeta." in reader.text


async def test_escape_stops_a_link_from_being_opened(store: Store, opened: Path) -> None:
    add_feed(store, "News", [new_article("linked", blocks=TEXT)])

    async with reading(store) as reader:
        await reader.press("l", "f", "s", "escape")
        assert "→" not in reader.text
        await reader.pilot.pause(0.6)
        assert not opened.exists()


async def test_another_key_ends_the_letters_and_does_what_it_always_does(store: Store) -> None:
    add_feed(store, "News", [new_article("linked", blocks=(*TEXT, *paragraphs("x\n" * 99)))])

    async with reading(store) as reader:
        await reader.press("l", "f", "ctrl+d")
        assert reader.screen.article_view.scroll_offset.y > 0
        await reader.press("g", "g")
        assert "Read alpha and beta." in reader.text
        await reader.press("f", "z")
        assert "Read alpha and beta." in reader.text


async def test_a_number_of_two_digits_opens_that_link(store: Store, opened: Path) -> None:
    words = [f"link{number:02}" for number in range(1, 13)]
    add_feed(store, "News", [new_article("linked", blocks=(linked(" ".join(words), *words),))])

    async with reading(store) as reader:
        await reader.press("l", "1", "2")
        assert await what_opened(reader, opened) == ["https://link12.example/"]


async def test_a_number_beyond_the_last_link_says_how_many_there_are(store: Store) -> None:
    add_feed(store, "News", [new_article("linked", blocks=TEXT)])

    async with reading(store) as reader:
        await reader.press("l", "7")
        assert "There is no link 7: this text has 4 links." in reader.text
        await reader.press("h", "2", "j")
        assert "link 2" not in reader.text


async def test_all_links_are_listed_opened_and_copied(store: Store, opened: Path) -> None:
    add_feed(store, "News", [new_article("linked", blocks=TEXT)])

    async with reading(store) as reader:
        await reader.press("U", "j", "j")
        assert isinstance(reader.app.screen, LinksScreen)
        assert "https://delta.example/" in reader.text
        await reader.press("y")
        assert reader.app.clipboard == "https://gamma.example/"
        assert "Copied https://gamma.example/" in reader.text
        await reader.press("o")
        assert await what_opened(reader, opened) == ["https://gamma.example/"]
        await reader.press("q")
        assert not isinstance(reader.app.screen, LinksScreen)


async def test_the_list_is_that_of_the_article_under_the_cursor_in_one_pane_too(store: Store) -> None:
    articles = [
        new_article(word, blocks=(linked(word, word),), age_s=age) for age, word in enumerate(("one", "two"), 1)
    ]
    add_feed(store, "News", articles)

    async with reading(store, NARROW) as reader:
        await reader.press("U")
        assert "https://one.example/" in reader.text
        await reader.press("q", "j", "U")
        assert "https://two.example/" in reader.text
        assert "https://one.example/" not in reader.text


async def test_an_article_without_links_says_so(store: Store) -> None:
    add_feed(store, "News", 1)

    async with reading(store) as reader:
        await reader.press("U")
        assert "There are no links in this text." in reader.text
        await reader.press("l", "f")
        assert "There is no link in sight." in reader.text
