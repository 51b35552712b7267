"""Links that are followed inside the reader: pages and notes, and the way back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from tests.building import add_feed, new_article, paragraphs
from tests.engine.documents import page
from tests.loopback import Site
from tests.tui.driving import NARROW, WIDE, Reader, reading
from tests.tui.test_selecting import row_of

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind
from newsreader.model import View, ViewKind
from newsreader.store import Store
from newsreader.tui.links import links_of

FILL = paragraphs(*(f"Paragraph {number} of the article. " * 4 for number in range(30)))


def linked(address: str) -> Block:
    return Block(BlockKind.PARAGRAPH, "Read there more.", (Span(5, 10, SpanKind.LINK, address),))


def noted(number: str, words: str = "a claim") -> Block:
    text = f"Here stands {words}{number} of some weight."
    at = text.index(number)
    return Block(BlockKind.PARAGRAPH, text, (Span(at, at + len(number), SpanKind.SUPERSCRIPT),))


def note(marker: str, text: str) -> Block:
    return Block(BlockKind.NOTE, text, depth=1, marker=marker)


NOTES: Blocks = (noted("[1]"), *FILL, noted("2", "another"), note("1.", "The first note."), note("2.", "The second."))


def library(store: Store, site: Site, *addresses: str) -> None:
    """A feed on the loopback server, whose article links to these pages of it."""
    blocks = (*(linked(each) for each in addresses), *FILL)
    add_feed(
        store, "News", [new_article("start", blocks=blocks), new_article("next", age_s=9999)], url=site.url("/feed")
    )


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["three panes", "one pane"])
@pytest.mark.parametrize("keys", [("f", "A"), ("1", "enter"), ("U", "enter")], ids=["letter", "number", "list"])
async def test_a_page_is_read_here_and_one_step_leads_back(
    store: Store, site: Site, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    site.serve("/there", page("The page"), content_type="text/html")
    library(store, site, site.url("/there"))

    async with reading(store, size) as reader:
        await reader.press("l", *keys)
        await reader.until(lambda: reader.title == "The page")
        assert "127.0.0.1" in reader.text
        assert "h goes back" in reader.text
        await reader.press("s")
        starred = store.articles.list_ids(View(ViewKind.STARRED), since=0)
        assert [store.articles.get(each).headline.title for each in starred] == ["The page"]
        await reader.press("h")
        assert reader.title == "Title of start"
        assert reader.screen.place == "article"


async def test_going_back_leads_to_the_line_where_the_link_was_followed(store: Store, site: Site) -> None:
    site.serve("/there", page("The page"), content_type="text/html")
    blocks = (*FILL, linked(site.url("/there")), *FILL)
    add_feed(store, "News", [new_article("start", blocks=blocks)], url=site.url("/feed"))

    async with reading(store) as reader:
        await reader.press("l", "space", "space", "space", "space", "j")
        top = reader.screen.article_view.top_place
        await reader.press("1", "enter")
        await reader.until(lambda: reader.title == "The page")
        await reader.press("G", "space")
        assert reader.title == "Title of start"
        assert reader.screen.article_view.top_place == top


async def test_a_page_that_was_read_once_is_there_without_any_server(store: Store, site: Site) -> None:
    site.serve("/there", page("The page"), content_type="text/html")
    library(store, site, site.url("/there"))

    async with reading(store) as reader:
        await reader.press("l", "1", "enter")
        await reader.until(lambda: reader.title == "The page")
        asked = len(site.requests)
        await reader.press("h", "1", "enter")
        await reader.until(lambda: reader.title == "The page")
        assert len(site.requests) == asked
        await reader.press("g", "h")
        assert "The page" in reader.text


async def test_links_of_a_page_lead_on_and_each_step_back_is_one(store: Store, site: Site) -> None:
    html = page("The first").replace(b"Paragraph 0.", f'<a href="{site.url("/second")}">On</a>.'.encode())
    site.serve("/first", html, content_type="text/html")
    site.serve("/second", page("The second"), content_type="text/html")
    library(store, site, site.url("/first"))

    async with reading(store) as reader:
        await reader.press("l", "1", "enter")
        await reader.until(lambda: reader.title == "The first")
        await reader.press("1", "enter")
        await reader.until(lambda: reader.title == "The second")
        await reader.press("h")
        assert reader.title == "The first"
        await reader.press("h")
        assert reader.title == "Title of start"


async def test_another_article_ends_the_visit(store: Store, site: Site) -> None:
    site.serve("/there", page("The page"), content_type="text/html")
    library(store, site, site.url("/there"))

    async with reading(store) as reader:
        await reader.press("l", "1", "enter")
        await reader.until(lambda: reader.title == "The page")
        await reader.press("J")
        assert reader.title == "Title of next"
        await reader.press("h")
        assert reader.screen.place == "articles"


@pytest.mark.parametrize(
    ("path", "reason"), [("/gone", "404"), ("/empty", "text")], ids=["no page", "a page without text"]
)
async def test_a_page_that_cannot_be_had_says_why_and_leaves_nothing(
    store: Store, site: Site, path: str, reason: str
) -> None:
    site.serve("/empty", b"<html><body></body></html>", content_type="text/html")
    library(store, site, site.url(path))

    async with reading(store) as reader:
        await reader.press("l", "1", "enter")
        await reader.until(lambda: reader.screen.status.is_error)
        assert reason in reader.text
        assert reader.title == "Title of start"
    assert store.articles.counts(since=0).total == 2


async def test_promise_6_a_link_may_not_lead_into_the_users_own_machine(store: Store, site: Site) -> None:
    with Site() as other:
        other.serve("/secret", page("secret"), content_type="text/html")
        library(store, site, other.url("/secret"))

        async with reading(store) as reader:
            await reader.press("l", "1", "enter")
            await reader.until(lambda: reader.screen.status.is_error)
            assert reader.title == "Title of start"
        assert other.requests == []


async def test_a_note_is_gone_to_and_back_from(store: Store) -> None:
    add_feed(store, "News", [new_article("noted", blocks=NOTES)])

    async with reading(store) as reader:
        await reader.press("l")
        assert "The first note." not in reader.text
        await reader.press("1", "enter")
        assert "The first note." in reader.text
        await reader.press("h")
        assert "Here stands a claim" in reader.text
        assert "The first note." not in reader.text
        assert reader.screen.place == "article"
        await reader.press("h")
        assert reader.screen.place == "articles"
    assert store.articles.counts(since=0).unread == 1


def test_a_raised_mark_leads_to_the_next_note_that_bears_it() -> None:
    linked_mark = msgspec.structs.replace(
        noted("1"), spans=(*noted("1").spans, Span(19, 20, SpanKind.LINK, "https://example.org/#cite_note-1"))
    )
    again = (linked_mark, note("1.", "Of the second part."), noted("7"))

    found = [(link.words, link.note, link.shown) for link in links_of((*NOTES, *again))]

    last = len(NOTES)
    assert found == [
        ("1", last - 2, "note 1: The first note."),
        ("2", last - 1, "note 2: The second."),
        ("1", last + 1, "note 1: Of the second part."),
    ]


async def test_the_mouse_shows_where_a_link_leads_and_opens_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "opened"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > {record}\n')
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    add_feed(store, "News", [new_article("x", blocks=(linked("https://xn--e1awd7f.example/a"), *NOTES))])

    async with reading(store) as reader:
        await reader.pilot.hover("#article", offset=row_of(reader, "there"))
        assert "→ https://xn--e1awd7f.example/a" in reader.text
        await reader.pilot.hover("#article", offset=row_of(reader, "more."))
        assert "→ https" not in reader.text
        await reader.pilot.click("#article", offset=row_of(reader, "there"))
        await reader.until(record.exists)
        await reader.until(lambda: record.read_text() == "https://xn--e1awd7f.example/a")
        column, row = row_of(reader, "a claim")
        await reader.pilot.click("#article", offset=(column + len("a claim["), row))
        await reader.settle()
        assert "The first note." in reader.text


async def test_clicks_beside_a_link_open_nothing(store: Store) -> None:
    add_feed(store, "News", [new_article("x", blocks=(linked("https://example.org/"),))])

    async with reading(store) as reader:
        for at in ((1, 0), (1, 1), row_of(reader, "Title"), row_of(reader, "more."), (5, 30)):
            await reader.pilot.click("#article", offset=at)
        await reader.settle()
        assert "Opened" not in reader.text


def status_of(reader: Reader) -> str:
    return reader.text.split("\n")[-1]


async def test_the_host_of_a_chosen_link_is_told_from_the_rest(store: Store) -> None:
    add_feed(store, "News", [new_article("x", blocks=(linked("https://example.org/" + "a" * 300),))])

    async with reading(store) as reader:
        await reader.press("l")
        await reader.pilot.press("1")
        strip = reader.app.screen._compositor.render_strips()[-1]
        bold = [segment.text for segment in strip if segment.style and segment.style.bold]
        assert "example.org" in bold
        assert status_of(reader).strip().startswith("1 → https://example.org/aaa")
        await reader.press("escape")
        assert "→" not in status_of(reader)


async def test_a_page_that_comes_when_the_reader_is_elsewhere_is_only_announced(store: Store, site: Site) -> None:
    site.serve("/there", page("The page"), content_type="text/html")
    library(store, site, site.url("/there"))

    async with reading(store) as reader:
        await reader.press("l", "1", "enter", "J")
        await reader.until(lambda: "The page is here" in reader.text)
        assert reader.title == "Title of next"
