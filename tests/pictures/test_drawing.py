"""Kept pictures drawn small: on which ground, in which form, and what is refused."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.engine.pictures import blank_png, noise, picture, saved

from newsreader.pictures.drawing import CannotDraw, draw
from newsreader.pictures.wire import Colour, Draw, Form

DARK, LIGHT = (17, 19, 26), (253, 251, 247)


def drawn(folder: Path, body: bytes, size: tuple[int, int], ground: Colour = DARK, form: Form = Form.PIXELS) -> bytes:
    file = folder / "picture"
    file.write_bytes(body)
    return draw(Draw(str(file), *size, ground, form))


def test_pixels_come_row_by_row(tmp_path: Path) -> None:
    tiny = Image.new("RGB", (2, 2))
    tiny.putdata([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)])

    assert drawn(tmp_path, saved(tiny, "PNG"), (2, 2)).hex(" ", 3) == "ff0000 00ff00 0000ff ffffff"


@pytest.mark.parametrize("ground", [DARK, LIGHT], ids=["ink", "paper"])
def test_what_is_transparent_shows_the_ground(tmp_path: Path, ground: Colour) -> None:
    half = Image.new("RGBA", (2, 2), (200, 60, 60, 255))
    half.paste((0, 0, 0, 0), (1, 0, 2, 2))

    pixels = drawn(tmp_path, saved(half, "PNG"), (2, 2), ground)

    assert pixels == bytes((200, 60, 60, *ground)) * 2


@pytest.mark.parametrize(
    ("ink", "ground", "seen_on"),
    [(20, DARK, 255), (20, LIGHT, LIGHT[0]), (245, LIGHT, 0), (245, DARK, DARK[0])],
    ids=["black-on-ink", "black-on-paper", "white-on-paper", "white-on-ink"],
)
def test_lines_that_would_be_lost_on_the_ground_stand_on_its_contrary(
    tmp_path: Path, ink: int, ground: Colour, seen_on: int
) -> None:
    lines = Image.new("RGBA", (4, 2), (0, 0, 0, 0))
    lines.paste((ink, ink, ink, 255), (0, 0, 2, 2))

    pixels = drawn(tmp_path, saved(lines, "PNG"), (4, 2), ground)

    assert pixels[9] == seen_on


def test_without_colours_it_is_as_bright_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(saved(Image.new("RGB", (2, 1), (255, 0, 0)), "PNG"))

    assert draw(Draw(str(tmp_path / "a"), 2, 1, DARK, is_grey=True)) == bytes([76] * 6)


def test_thin_black_axes_are_seen_beside_broad_bars(tmp_path: Path) -> None:
    chart = Image.new("RGBA", (100, 50), (0, 0, 0, 0))
    chart.paste((200, 60, 60, 255), (10, 10, 60, 45))
    chart.paste((20, 20, 20, 255), (5, 45, 95, 46))

    assert drawn(tmp_path, saved(chart, "PNG"), (100, 50), DARK)[:3] == b"\xff\xff\xff"
    assert drawn(tmp_path, saved(chart, "PNG"), (100, 50), LIGHT)[:3] == bytes(LIGHT)


def test_a_picture_without_a_single_pixel_is_the_ground(tmp_path: Path) -> None:
    assert drawn(tmp_path, saved(Image.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"), (1, 2)) == bytes(DARK) * 2


def test_a_palette_with_a_transparent_colour_shows_the_ground(tmp_path: Path) -> None:
    drawing = Image.new("P", (2, 2), 1)
    drawing.putpalette([0, 0, 0, 220, 40, 40])
    drawing.paste(0, (1, 0, 2, 2))

    pixels = drawn(tmp_path, saved(drawing, "PNG", transparency=0), (2, 2), LIGHT)

    assert pixels == bytes((220, 40, 40, *LIGHT)) * 2


def test_a_form_for_kitty_is_a_png_and_one_for_sixel_its_sequence(tmp_path: Path) -> None:
    png = drawn(tmp_path, picture(), (40, 30), form=Form.PNG)
    sixel = drawn(tmp_path, picture(), (40, 30), form=Form.SIXEL)

    assert Image.open(io.BytesIO(png)).size == (40, 30)
    assert (sixel[:2], sixel[-2:]) == (b"\x1bP", b"\x1b\\")
    assert b"\x1b" not in sixel[2:-2]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"nonsense", "damaged"),
        (b"", "damaged"),
        (picture()[:2_000], "damaged"),
        (picture("GIF", (9, 9), "P"), "damaged"),
        (blank_png(2_500, 2_000), "too many pixels"),
        (blank_png(60_000, 60_000, is_whole=False), "too many pixels|damaged"),
    ],
    ids=["nonsense", "empty", "cut", "gif", "large", "bomb"],
)
def test_what_is_no_picture_of_ours_is_refused_with_the_reason(tmp_path: Path, body: bytes, reason: str) -> None:
    with pytest.raises(CannotDraw, match=reason):
        drawn(tmp_path, body, (40, 30))


def test_without_its_encoder_sixel_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_image._sixel", None)

    with pytest.raises(CannotDraw, match=r"newsreader\[images\]"):
        drawn(tmp_path, picture(), (40, 30), form=Form.SIXEL)


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(CannotDraw, match="gone"):
        draw(Draw(str(tmp_path / "none"), 4, 4, DARK))


def test_the_largest_picture_that_is_kept_is_drawn(tmp_path: Path) -> None:
    assert len(drawn(tmp_path, noise("JPEG", (1_600, 1_600)), (76, 44))) == 76 * 44 * 3
