"""Pictures in the article: shown when they are kept, fetched when asked for, and never moving what is read."""

from __future__ import annotations

import sys

import msgspec
import pytest
from tests.building import NOW, add_feed, new_article, paths_of
from tests.engine.pictures import picture
from tests.loopback import Site
from tests.tui.driving import BY_HAND, MIDDLE, WIDE, Reader, reading

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.settings import ImageSettings, PictureProtocol, Settings, TerminalSettings
from newsreader.store import Store
from newsreader.tui.half_blocks import Raster

PATIENCE_S = 20.0
HERE = "https://pictures.example/"
HALF_BLOCK = "▀"


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("TMUX", raising=False)


def with_settings(**images: object) -> Settings:
    return Settings(refresh=BY_HAND.refresh, images=ImageSettings(**images))  # type: ignore[arg-type]


def keep(store: Store, url: str, size: tuple[int, int] = (640, 360), *, has_file: bool = True) -> None:
    """Keep a picture as the engine does."""
    name = f"{url.rpartition('/')[2].encode().hex():0>32}.jpg"
    folder = paths_of(store).images
    folder.mkdir(exist_ok=True)
    body = picture(size=size)
    if has_file:
        (folder / name).write_bytes(body)
    store.images.write_kept(url, name, size=len(body), width=size[0], height=size[1], now=NOW)


def text(*urls: str, before: int = 2, between: int = 4) -> Blocks:
    """Return paragraphs with these pictures between them."""
    words = Block(BlockKind.PARAGRAPH, "The ferry leaves at seven, and nobody on board says a word. " * 4)
    blocks = [words] * before
    for url in urls:
        blocks += [Block(BlockKind.IMAGE, alt=f"About {url.rpartition('/')[2]}", url=url), *[words] * between]
    return tuple(blocks)


def add_article(store: Store, blocks: Blocks) -> None:
    add_feed(store, "Harbour", [new_article("ferry", blocks=blocks)])


def rows_in_sight(reader: Reader) -> int:
    """Return how many lines of the screen show rows of pictures."""
    return sum(HALF_BLOCK in line for line in reader.text.splitlines())


def without_thumb(shown: str) -> list[str]:
    """Return the lines of the article in a wide window without the scrollbar, which tells how long the text is."""
    return [line[65:].rstrip("▐ ") for line in shown.splitlines()[:-1]]


def lines_of_text(reader: Reader) -> dict[int, str]:
    """Return the lines of the screen that show the article's words, by where they stand."""
    return {number: line for number, line in enumerate(without_thumb(reader.text)) if "ferry" in line}


async def test_a_kept_picture_is_painted_in_its_place(store: Store) -> None:
    keep(store, f"{HERE}a.jpg")
    add_article(store, text(f"{HERE}a.jpg"))

    async with reading(store) as reader:
        await reader.until(lambda: rows_in_sight(reader) > 0)

        assert rows_in_sight(reader) == 13  # 47 columns of 16 to 9, two rows of pixels a line
        assert "About a.jpg" in reader.text
        assert "shows it" not in reader.text


async def test_the_text_stands_where_it_will_before_the_picture_is_drawn(store: Store) -> None:
    keep(store, f"{HERE}a.jpg")
    add_article(store, text(f"{HERE}a.jpg"))

    async with reading(store) as reader:
        await reader.until(lambda: rows_in_sight(reader) > 0)
        view = reader.screen.article_view
        ((task, drawing),) = view.gallery._drawings.items()
        assert isinstance(drawing, Raster)
        view.gallery._drawings.clear()
        view._strips.clear()
        view.refresh()
        await reader.settle()
        before = lines_of_text(reader)
        assert rows_in_sight(reader) == 0
        assert reader.text.count("About a.jpg") == 2
        view.show_drawing(task, drawing.pixels)
        await reader.settle()

        assert rows_in_sight(reader) == 13
        assert lines_of_text(reader) == before


async def test_only_the_lines_of_a_picture_are_painted_when_it_arrives(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, f"{HERE}a.jpg")
    add_article(store, text(f"{HERE}a.jpg"))

    async with reading(store) as reader:
        await reader.until(lambda: rows_in_sight(reader) > 0)
        view = reader.screen.article_view
        painted: list[tuple[int, int]] = []
        monkeypatch.setattr(view, "repaint_lines", lambda first, count: painted.append((first, count)))
        (framed,) = view._layout.pictures.values()
        kept = dict(view._strips)
        (task,) = view.gallery._drawings
        drawing = view.gallery._drawings[task]
        assert isinstance(drawing, Raster)
        view.show_drawing(task, drawing.pixels)

        head = len(view._head_lines)
        assert painted == [(framed.line + head, 13)]
        assert set(kept) - set(view._strips) == {head + line for line in framed.lines}


async def test_pictures_that_come_by_themselves_never_move_what_is_in_sight(store: Store) -> None:
    urls = [f"{HERE}{name}.jpg" for name in "abc"]
    add_article(store, text(*urls))

    async with reading(store) as reader:
        await reader.press("enter", *["j"] * 7)
        before = reader.text
        assert "About a.jpg" in before
        for url in urls:
            keep(store, url)
        await reader.until(lambda: len(reader.screen.article_view._layout.pictures) == 2)

        assert without_thumb(reader.text) == without_thumb(before)
        await reader.press("G")
        await reader.until(lambda: rows_in_sight(reader) > 0)


async def test_a_resize_fits_pictures_anew_and_keeps_the_line_on_top(store: Store) -> None:
    keep(store, f"{HERE}a.jpg", (1_600, 900))
    add_article(store, text(f"{HERE}a.jpg", before=3, between=9))

    async with reading(store) as reader:
        await reader.press("enter", *["j"] * 8)
        await reader.until(lambda: rows_in_sight(reader) > 0)
        view = reader.screen.article_view
        (before,) = view._layout.pictures.values()
        top = view.top_place
        await reader.pilot.resize_terminal(*MIDDLE)
        await reader.settle()

        (after,) = view._layout.pictures.values()
        assert after.cells != before.cells
        assert after.cells.rows <= 14
        assert view.top_place is not None
        assert top is not None
        assert view.top_place[0] == top[0]


async def test_the_same_part_of_a_picture_is_on_top_after_a_resize(store: Store) -> None:
    keep(store, f"{HERE}a.jpg", (1_000, 1_000))
    add_article(store, text(f"{HERE}a.jpg", between=20))

    async with reading(store) as reader:
        view = reader.screen.article_view
        (framed,) = view._layout.pictures.values()
        view.scroll_lines(len(view._head_lines) + framed.line + framed.cells.rows // 2)
        await reader.settle()
        await reader.pilot.resize_terminal(*MIDDLE)
        await reader.settle()

        (framed,) = view._layout.pictures.values()
        row = view.scroll_offset.y - len(view._head_lines) - framed.line
        assert abs(row - framed.cells.rows / 2) <= 1


async def test_gi_fetches_the_pictures_of_this_article_and_shows_them(store: Store, site: Site) -> None:
    shown, other = (site.serve(f"/{name}.jpg", picture()) for name in "ab")
    feed = site.url("/feed")
    add_feed(
        store,
        "Harbour",
        [new_article("ferry", blocks=text(shown)), new_article("train", blocks=text(other), age_s=9_000)],
        url=feed,
    )

    async with reading(store) as reader:
        assert "About a.jpg" in reader.text
        assert "gi shows it" in reader.text
        await reader.pilot.pause(0.2)
        assert site.requests == []
        await reader.press("g", "i")
        await reader.until(lambda: rows_in_sight(reader) > 0)

        assert "gi shows it" not in reader.text
        assert [asked.path for asked in site.requests] == ["/a.jpg"]


async def test_a_picture_that_cannot_be_had_says_why_in_its_place(store: Store, site: Site) -> None:
    add_feed(store, "Harbour", [new_article("ferry", blocks=text(site.url("/gone.jpg")))], url=site.url("/feed"))

    async with reading(store, (160, 40)) as reader:
        await reader.press("g", "i")
        await reader.until(lambda: "could not be had" in reader.text)

        assert "gi asks again" in reader.text, [line for line in reader.text.splitlines() if "▨" in line]
        assert "The server has nothing at this" in reader.text


async def test_with_the_setting_off_pictures_are_shown_only_when_asked_for(store: Store) -> None:
    keep(store, f"{HERE}a.jpg")
    add_article(store, text(f"{HERE}a.jpg"))

    async with reading(store, settings=with_settings(show=False)) as reader:
        await reader.pilot.pause(0.2)
        assert rows_in_sight(reader) == 0
        assert "gi shows it" in reader.text
        await reader.press("g", "i")
        await reader.until(lambda: rows_in_sight(reader) > 0)


@pytest.mark.parametrize("why", ["no-pillow", "no-colours", "protocol", "screen-reader"])
async def test_where_pictures_cannot_be_painted_the_words_stay(
    store: Store, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    keep(store, f"{HERE}a.jpg")
    add_article(store, text(f"{HERE}a.jpg"))
    if why == "no-pillow":
        monkeypatch.setitem(sys.modules, "PIL", None)
    if why == "no-colours":
        monkeypatch.delenv("COLORTERM")
        monkeypatch.setenv("TERM", "xterm")
    protocol = PictureProtocol.NONE if why == "protocol" else PictureProtocol.AUTO

    settings = msgspec.structs.replace(
        with_settings(protocol=protocol), terminal=TerminalSettings(screen_reader=why == "screen-reader")
    )

    async with reading(store, MIDDLE, settings=settings) as reader:
        await reader.press("enter", "g", "i")

        assert "About a.jpg" in reader.text
        assert HALF_BLOCK not in reader.text
        assert ("newsreader[images]" if why == "no-pillow" else "I shows them one by one") in reader.text


async def test_no_color_makes_pictures_grey(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, f"{HERE}a.jpg")
    add_article(store, text(f"{HERE}a.jpg"))
    monkeypatch.setenv("NO_COLOR", "1")

    async with reading(store) as reader:
        await reader.until(lambda: rows_in_sight(reader) > 0)
        (drawing,) = reader.screen.article_view.gallery._drawings.values()
        assert isinstance(drawing, Raster)
        pixels = {drawing.pixels[at : at + 3] for at in range(0, len(drawing.pixels), 3)}
        assert len(pixels) > 1
        assert all(len(set(pixel)) == 1 for pixel in pixels)


async def test_a_file_that_is_gone_is_said_to_be_and_its_room_stays(store: Store) -> None:
    keep(store, f"{HERE}a.jpg", has_file=False)
    add_article(store, text(f"{HERE}a.jpg"))

    async with reading(store) as reader:
        await reader.until(lambda: "Its file is gone. gi fetches it again." in reader.text)

        assert rows_in_sight(reader) == 0
        assert len(reader.screen.article_view._layout.pictures) == 1


async def test_the_next_article_is_laid_out_with_its_pictures_before_it_is_shown(store: Store) -> None:
    keep(store, f"{HERE}a.jpg")
    blocks = text(f"{HERE}a.jpg")
    add_feed(store, "Harbour", [new_article("first"), new_article("second", blocks=blocks, age_s=9_000)])

    async with reading(store) as reader:
        await reader.pilot.pause(0.3)
        await reader.settle()
        view = reader.screen.article_view
        frames = view.gallery.frames_of(blocks, view.window_lines)
        ready = view.layouts.layout(blocks, view.layout_width, frames)
        await reader.press("J")

        assert view._layout is ready
        assert len(ready.pictures) == 1


@pytest.mark.parametrize("size", [(20, 5), (45, 30), WIDE], ids=str)
async def test_pictures_of_any_shape_fit_any_window(store: Store, size: tuple[int, int]) -> None:
    shapes = {"strip": (1_600, 1), "pole": (1, 1_600), "dot": (1, 1), "square": (1_600, 1_600)}
    for name, shape in shapes.items():
        keep(store, HERE + name, shape)
    add_article(store, text(*(HERE + name for name in shapes)))

    async with reading(store, size) as reader:
        await reader.press("enter", *["space"] * 9, "G", *["b"] * 9)
        view = reader.screen.article_view

        for framed in view._layout.pictures.values():
            assert 1 <= framed.cells.columns <= view._layout.width
            assert framed.cells.rows >= 1
        view.scroll_to_edge(False)
        view.scroll_lines(len(view._head_lines) + min(each.line for each in view._layout.pictures.values()))
        await reader.until(lambda: rows_in_sight(reader) > 0)
