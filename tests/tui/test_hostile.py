"""Promises 7 and 8: what comes from outside is shown as it is written, and never obeyed."""

from __future__ import annotations

import unicodedata
from contextlib import closing
from pathlib import Path

import pytest
from tests.building import add_feed, new_article, open_store, paragraphs
from tests.terminal import Terminal
from tests.tui.driving import NARROW, WIDE, reading
from tests.tui.hostile_home import RAW, commands_in

from newsreader.blocks import Block, BlockKind, Span, SpanKind
from newsreader.store import Store

TITLE = "[/] [bold]x[/bold] \x1b]0;pwned\x07"
SHOWN = "[/] [bold]x[/bold] ]0;pwned"
MARKUP = ["[/]", "[a=b:", 'a[b="c', "[@click=app.quit]hi[/]", "[link=file:///]x[/]", "$x [$y]", "\\[x]", "{title}"]


def bad_characters(text: str) -> set[str]:
    return {
        character
        for character in text
        if character != "\n" and (unicodedata.category(character) in ("Cc", "Cs") or character in "\u202e\u2066\u2028")
    }


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_promise_7_no_title_reaches_the_screen_with_its_control_characters(
    store: Store, size: tuple[int, int]
) -> None:
    # Stored unclean on purpose: the screen is the second wall.
    feed_id = add_feed(store, TITLE, [new_article("a", title=TITLE, author=TITLE, blocks=paragraphs("Text."))])
    store.refreshing.record_failure(feed_id, TITLE, due_at=0, now=1)

    async with reading(store, size) as reader:
        for keys in (("j",), ("s",), ("u",), ("h",), ("G",), ("l", "l"), ("ctrl+p",), ("escape", "?")):
            await reader.press(*keys)
            assert not bad_characters(reader.text)

        await reader.press("escape", "g", "2")
        assert SHOWN in reader.text


@pytest.mark.parametrize("title", MARKUP)
async def test_promise_8_markup_is_shown_as_sent(store: Store, title: str) -> None:
    add_feed(store, title, [new_article("a", title=title, blocks=paragraphs(title))])

    async with reading(store) as reader:
        await reader.press("h", "G", "s", "u", "l", "l")

        assert reader.text.count(title) >= 2


async def test_promise_7_links_notes_and_what_is_copied_hold_no_control_characters(store: Store) -> None:
    # Stored unclean on purpose, as above.
    mark = Block(BlockKind.PARAGRAPH, "Text1 of it.", (Span(4, 5, SpanKind.SUPERSCRIPT),))
    link = Block(BlockKind.PARAGRAPH, TITLE, (Span(0, len(TITLE), SpanKind.LINK, "https://example.org/\x1b]0;x\x07"),))
    good = Block(BlockKind.PARAGRAPH, TITLE, (Span(0, len(TITLE), SpanKind.LINK, "https://example.org/[/]"),))
    note = Block(BlockKind.NOTE, TITLE, depth=1, marker="1.")
    add_feed(store, "News", [new_article("a", blocks=(mark, link, good, note))])

    async with reading(store) as reader:
        await reader.press("l")
        await reader.pilot.press("1")
        assert f"note 1: {SHOWN}" in reader.text
        assert not bad_characters(reader.text)
        await reader.press("escape", "U")
        assert SHOWN in reader.text
        assert not bad_characters(reader.text)
        await reader.press("escape")
        view = reader.screen.article_view
        await reader.pilot.mouse_down("#article", offset=(view.left, 2))
        await reader.pilot.hover("#article", offset=(view.size.width - 3, view.size.height - 3))
        await reader.pilot.mouse_up("#article", offset=(view.size.width - 3, view.size.height - 3))
        await reader.press("ctrl+c")
        assert SHOWN in reader.app.clipboard
        assert not bad_characters(reader.app.clipboard)


def test_promises_7_and_8_not_a_byte_of_a_hostile_feed_commands_the_terminal(tmp_path: Path) -> None:
    with closing(open_store(tmp_path)) as store:
        link = Block(BlockKind.PARAGRAPH, f"go {RAW}", (Span(0, 2, SpanKind.LINK, f"https://x.example/{RAW}"),))
        article = new_article("a", title=RAW, author=RAW, blocks=(link, *paragraphs(RAW)))
        bad = add_feed(store, RAW, [article, new_article("b", title=RAW)], folder=RAW, url="https://a.example/")
        store.refreshing.record_failure(bad, RAW, due_at=0, now=1)
    terminal = Terminal(tmp_path)
    try:
        terminal.until("1 of 2")
        for keys in (
            *"jsmuU",
            "q",
            "l",
            "f",
            "\x1b",
            "x",
            "/",
            "literal",
            "\r",
            "\x1b",
            "g1",
            "G",
            "g!",
            "q",
            "?",
            "q",
        ):
            terminal.press(keys)
            for _ in range(3):
                terminal.look(0.05)
        for keys in ("\x10", "lit", "\x1b", "\x1b", "gC", "j", "q", "g2", "r"):
            terminal.press(keys)
            for _ in range(3):
                terminal.look(0.05)
        terminal.press("\x03")
        terminal.wait()
    finally:
        terminal.close()

    assert commands_in(terminal.raw) == [], terminal.raw[-600:]
    assert b"[bold]literal[/bold]" in terminal.raw
