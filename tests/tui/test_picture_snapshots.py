"""Pictures of pictures: in the article, alone, and what stands in their place."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw
from tests.building import NOW, add_feed, new_article, paths_of
from tests.engine.pictures import saved
from tests.tui.driving import BY_HAND, MIDDLE, WIDE, Reader
from tests.tui.test_pictures import HERE, rows_in_sight, with_settings
from tests.tui.test_snapshots import Before, Compare, picture
from textual.pilot import Pilot

from newsreader.blocks import Block, BlockKind
from newsreader.settings import Settings
from newsreader.store import Store
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.picture import PictureScreen

WORDS = Block(BlockKind.PARAGRAPH, "The ferry leaves at seven, and nobody on board says a word. " * 3)
FORECAST = Block(BlockKind.IMAGE, alt="The forecast", url=f"{HERE}forecast.png")
CHART = Block(BlockKind.IMAGE, alt="Passengers by month", url=f"{HERE}chart.png")
BOAT = Block(
    BlockKind.IMAGE, "The last ferry of the day.", alt="A red boat", credit="Photo: Ada Ito", url=f"{HERE}boat.png"
)


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor"}.items():
        monkeypatch.setenv(name, value)
    for name in ("TMUX", "KITTY_WINDOW_ID", "TERM_PROGRAM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def boat() -> Image.Image:
    drawn = Image.new("RGB", (320, 180), (244, 164, 96))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 110, 320, 180), fill=(36, 78, 120))
    pen.ellipse((220, 50, 270, 100), fill=(255, 236, 180))
    pen.polygon([(80, 130), (190, 130), (170, 150), (100, 150)], fill=(160, 24, 36))
    pen.polygon([(140, 50), (140, 126), (178, 126)], fill=(246, 240, 230))
    return drawn


def chart() -> Image.Image:
    """Return black axes and coloured bars on nothing."""
    drawn = Image.new("RGBA", (320, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(drawn)
    for number, height in enumerate((40, 90, 60, 130)):
        pen.rectangle((50 + 60 * number, 140 - height, 90 + 60 * number, 140), fill=(50, 120, 190, 255))
    pen.line((20, 10, 20, 145, 310, 145), fill=(20, 20, 20, 255), width=8)
    return drawn


@pytest.fixture
def ferry(store: Store) -> Store:
    """An article with a boat, a chart, and a picture that is not here."""
    folder = paths_of(store).images
    folder.mkdir()
    for number, (block, drawn) in enumerate(((BOAT, boat()), (CHART, chart())), 1):
        name = f"{number:032x}.png"
        size = (folder / name).write_bytes(saved(drawn, "PNG"))
        store.images.write_kept(block.url, name, size=size, width=drawn.width, height=drawn.height, now=NOW)
    blocks = (WORDS, BOAT, WORDS, FORECAST, WORDS, CHART, WORDS)
    add_feed(store, "Harbour", [new_article("ferry", title="Night ferry to Hakodate", blocks=blocks)])
    return store


def painted(*strokes: str) -> Before:
    """Return what presses keys and waits for the pictures in sight."""

    async def press(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsApp)
        reader = Reader(app, pilot, app.reading)
        await reader.settle()
        await reader.press(*strokes)
        await reader.until(lambda: rows_in_sight(reader) > 0)
        artist = (
            app.screen._artist if isinstance(app.screen, PictureScreen) else app.reading.article_view.gallery._artist
        )
        assert artist is not None
        await reader.until(lambda: not artist._waiting and artist._drawn_now is None)

    return press


@pytest.mark.parametrize("size", [WIDE, MIDDLE], ids=["120x36", "80x24"])
@pytest.mark.parametrize("theme", ["ink", "paper"])
def test_pictures_in_the_article(snap_compare: Compare, ferry: Store, size: tuple[int, int], theme: str) -> None:
    assert picture(snap_compare, ferry, size, painted("enter", "G"), Settings(theme, refresh=BY_HAND.refresh))


@pytest.mark.parametrize("size", [WIDE, MIDDLE], ids=["120x36", "80x24"])
def test_one_picture_as_large_as_the_window(snap_compare: Compare, ferry: Store, size: tuple[int, int]) -> None:
    assert picture(snap_compare, ferry, size, painted("I"))


def test_words_where_pictures_are_not_shown(snap_compare: Compare, ferry: Store) -> None:
    async def settle(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NewsApp)
        await Reader(app, pilot, app.reading).settle()

    assert picture(snap_compare, ferry, WIDE, settle, with_settings(show=False))
