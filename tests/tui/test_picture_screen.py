"""I: one picture as large as the window, the next one, and out again."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from tests.building import add_feed, new_article
from tests.engine.pictures import picture
from tests.loopback import Site
from tests.tui.driving import MIDDLE, NARROW, WIDE, Reader, reading
from tests.tui.test_pictures import HERE, add_article, keep, rows_in_sight, text, with_settings

from newsreader.programs.opening import NothingOpens, viewer
from newsreader.store import Store
from newsreader.tui.screens.picture import PictureScreen
from newsreader.tui.screens.reading import ReadingScreen


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor"}.items():
        monkeypatch.setenv(name, value)
    for name in ("TMUX", "KITTY_WINDOW_ID", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def three(store: Store) -> Store:
    """An article with three pictures, of which the second is not here."""
    keep(store, f"{HERE}a.jpg")
    keep(store, f"{HERE}c.jpg", (300, 900))
    add_article(store, text(*(f"{HERE}{name}.jpg" for name in "abc")))
    return store


async def shown(reader: Reader) -> None:
    await reader.until(lambda: rows_in_sight(reader) > 0)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, (200, 50)], ids=str)
async def test_the_picture_fills_the_window_with_its_words_below_it(three: Store, size: tuple[int, int]) -> None:
    async with reading(three, size) as reader:
        await reader.press("I")
        await shown(reader)

        lines = reader.text.splitlines()
        columns, rows = size
        across = min((columns - 4), round((rows - 7) * 2 * 16 / 9), 160)
        assert max(line.count("▀") for line in lines) >= across - 3
        assert rows_in_sight(reader) <= rows - 6
        assert "1 of 3" in lines[0]
        assert "About a.jpg" in lines[-2] or "About a.jpg" in lines[-3]


async def test_n_and_p_go_through_the_pictures_and_q_leaves(three: Store) -> None:
    async with reading(three) as reader:
        await reader.press("I", "n")
        assert "2 of 3" in reader.text
        assert "Enter fetches" in reader.text
        await reader.press("J")
        await shown(reader)
        assert "About c.jpg" in reader.text
        await reader.press("n", "K", "p", "p")
        assert "1 of 3" in reader.text
        await reader.press("q")
        assert isinstance(reader.app.screen, ReadingScreen)


async def test_it_begins_with_the_picture_nearest_to_the_top_of_sight(three: Store) -> None:
    async with reading(three, MIDDLE) as reader:
        await reader.press("enter", "G", "I")
        assert "3 of 3" in reader.text
        await reader.press("h", "g", "g", "I")
        assert "1 of 3" in reader.text


async def test_a_click_shows_that_picture_and_a_drag_over_it_does_not(store: Store) -> None:
    for name in "ab":
        keep(store, f"{HERE}{name}.jpg", (400, 100))
    add_article(store, text(f"{HERE}a.jpg", f"{HERE}b.jpg", before=0, between=1))

    async with reading(store) as reader:
        await reader.until(lambda: rows_in_sight(reader) > 10)
        row = max(number for number, line in enumerate(reader.text.splitlines()) if "▀" in line)
        await reader.pilot.mouse_down(offset=(80, row - 9))
        await reader.pilot.hover(offset=(90, row))
        await reader.pilot.mouse_up(offset=(90, row))
        await reader.settle()
        assert "of 2" not in reader.text
        await reader.press("escape")
        await reader.pilot.click(offset=(80, row))
        await reader.settle()

        assert isinstance(reader.app.screen, PictureScreen)
        assert "2 of 2" in reader.text


async def test_a_resize_fits_the_picture_to_the_window(three: Store) -> None:
    async with reading(three) as reader:
        await reader.press("I")
        await shown(reader)
        before = rows_in_sight(reader)
        await reader.pilot.resize_terminal(*NARROW)
        await reader.until(lambda: 0 < rows_in_sight(reader) < before)


async def test_enter_fetches_what_is_not_here_and_shows_it(store: Store, site: Site) -> None:
    url = site.serve("/a.jpg", picture())
    add_feed(store, "Harbour", [new_article("ferry", blocks=text(url))], url=site.url("/feed"))

    async with reading(store) as reader:
        await reader.press("I")
        assert "This picture is not here" in reader.text
        await reader.press("enter")
        await shown(reader)
        assert isinstance(reader.app.screen, PictureScreen)


async def test_why_a_picture_could_not_be_had_is_told_whole(store: Store, site: Site) -> None:
    url = site.serve("/a.jpg", b"nonsense")
    add_feed(store, "Harbour", [new_article("ferry", blocks=text(url))], url=site.url("/feed"))

    async with reading(store) as reader:
        await reader.press("I", "enter")
        await reader.until(lambda: "It is not a JPEG, PNG, GIF or WebP picture. Enter asks again." in reader.text)


async def test_a_damaged_file_is_said_to_be_in_its_place(three: Store) -> None:
    async with reading(three) as reader:
        await shown(reader)
        for file in reader.screen.images.iterdir():
            file.write_bytes(b"nonsense")
        await reader.press("I")
        await reader.until(lambda: "Its file is damaged. Enter fetches it again." in reader.text)


async def test_without_pillow_it_says_how_to_get_it(three: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)

    async with reading(three) as reader:
        await reader.press("I")
        assert 'pip install "newsreader[images]"' in reader.text


async def test_an_article_without_pictures_says_so(store: Store) -> None:
    add_feed(store, "Nature", 1)

    async with reading(store) as reader:
        await reader.press("I")
        assert "There are no pictures in this text." in reader.text
        await reader.press("g", "i")
        assert "There are no pictures in this text." in reader.text


async def test_a_hostile_caption_is_shown_as_plain_text(store: Store) -> None:
    keep(store, f"{HERE}a.jpg")
    hostile = "[bold]x[/ \x1b]52;c;eA==\x07 \u202egnp \x9b2J"
    blocks = text(f"{HERE}a.jpg")
    image = blocks[2]
    add_article(store, (*blocks[:2], type(image)(image.kind, hostile, url=image.url, credit=hostile), *blocks[3:]))

    async with reading(store) as reader:
        await reader.press("I")
        await shown(reader)
        assert "[bold]x[/" in reader.text
        assert not set(reader.text) & {"\x1b", "\x07", "\u202e", "\x9b"}


@pytest.mark.parametrize("size", [(20, 5), (10, 3), (1, 1)], ids=str)
async def test_in_a_tiny_window_nothing_breaks(three: Store, size: tuple[int, int]) -> None:
    async with reading(three, size) as reader:
        await reader.press("I", "n", "n", "p", "o", "escape")
        assert isinstance(reader.app.screen, ReadingScreen)


async def test_keys_faster_than_it_paints_end_with_the_last_picture(store: Store) -> None:
    urls = [f"{HERE}{number}.jpg" for number in range(12)]
    for url in urls:
        keep(store, url)
    add_article(store, text(*urls))

    async with reading(store) as reader:
        await reader.press("I", *["n"] * 20)
        await shown(reader)
        assert "12 of 12" in reader.text
        assert "About 11.jpg" in reader.text


async def test_o_gives_the_file_to_the_viewer_as_one_argument(three: Store, tmp_path: Path) -> None:
    record, script = tmp_path / "opened", tmp_path / "my viewer"
    script.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        f"new = pathlib.Path({str(record)!r} + '.new'); new.write_text(repr(sys.argv[1:]))\n"
        f"new.rename({str(record)!r})\n"
    )
    script.chmod(0o755)

    async with reading(three, settings=with_settings(viewer=f"{shlex.quote(str(script))} --fit")) as reader:
        await reader.press("I")
        await shown(reader)
        await reader.press("o")
        await reader.until(record.exists)
        (file,) = (str(each) for each in reader.screen.images.iterdir() if b"a.jpg".hex() in each.name)
        assert record.read_text() == repr(["--fit", file])


@pytest.mark.parametrize(
    ("command", "words"),
    [("no-such-program-here -x", "was not found"), ("'open", "cannot be read")],
)
def test_a_viewer_that_cannot_be_started_is_named(command: str, words: str) -> None:
    with pytest.raises(NothingOpens, match=words):
        viewer("/tmp/a.jpg", command)


def test_without_a_viewer_it_says_how_to_name_one() -> None:
    with pytest.raises(NothingOpens, match=r"images\.viewer"):
        viewer("/tmp/a.jpg", None, lambda _: None)


def test_the_users_viewer_goes_before_the_desktops() -> None:
    assert viewer("/tmp/a b.jpg", "imv -f", lambda name: name) == ["imv", "-f", "/tmp/a b.jpg"]
    assert viewer("/tmp/a b.jpg", None, lambda name: name)[-1] == "/tmp/a b.jpg"


async def test_leaving_ends_the_process_that_draws(three: Store) -> None:
    async with reading(three) as reader:
        await reader.press("I")
        await shown(reader)
        screen = reader.app.screen
        assert isinstance(screen, PictureScreen)
        assert screen._artist.pid is not None
        await reader.press("q")
        await reader.until(lambda: screen._artist.pid is None, "the process that draws ends")
