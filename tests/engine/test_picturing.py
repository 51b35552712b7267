"""Pictures from strangers: what becomes of good ones, and that bad ones cost nothing but themselves."""

from __future__ import annotations

import re
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from tests.engine.documents import articles, rss
from tests.engine.pictures import (
    blank_png,
    chunk,
    gif_of_frames,
    is_red_left_and_blue_right,
    noise,
    opened,
    picture,
    saved,
)
from tests.processes import CAN_MEASURE, memory_mb, peak_mb

from newsreader.engine import picturing
from newsreader.engine.wire import Pictured, PictureTask, Unreadable
from newsreader.engine.worker import Worker


def kept(body: bytes) -> Pictured:
    result = picturing.picture(PictureTask(body))
    assert isinstance(result, Pictured), result
    return result


def refused(body: bytes) -> str:
    result = picturing.picture(PictureTask(body))
    assert isinstance(result, Unreadable), result
    return result.reason


@pytest.mark.parametrize(
    ("kind", "mode", "suffix"),
    [
        ("JPEG", "RGB", "jpg"),
        ("JPEG", "CMYK", "jpg"),
        ("PNG", "RGB", "png"),
        ("PNG", "P", "png"),
        ("PNG", "RGBA", "png"),
        ("GIF", "P", "png"),
        ("WEBP", "RGB", "jpg"),
        ("WEBP", "RGBA", "jpg"),
    ],
)
def test_every_raster_kind_is_kept_as_jpeg_or_png(kind: str, mode: str, suffix: str) -> None:
    result = kept(picture(kind, mode=mode))

    assert result.suffix == suffix
    assert (result.width, result.height) == (640, 480)
    read = opened(result.body)
    assert read.format == {"jpg": "JPEG", "png": "PNG"}[suffix]
    assert is_red_left_and_blue_right(read)


@pytest.mark.parametrize(
    ("size", "expected"),
    [((3200, 2400), (1600, 1200)), ((1700, 10), (1600, 9)), ((900, 5000), (288, 1600)), ((1600, 1600), (1600, 1600))],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_picture_is_shrunk_whole(kind: str, size: tuple[int, int], expected: tuple[int, int]) -> None:
    result = kept(picture(kind, size))

    assert (result.width, result.height) == expected
    assert opened(result.body).size == expected
    assert is_red_left_and_blue_right(opened(result.body))


def test_a_picture_is_never_made_larger() -> None:
    assert (kept(picture(size=(3, 2))).width, kept(picture(size=(1, 1))).height) == (3, 1)


@pytest.mark.parametrize("mode", ["L", "1", "I;16"])
def test_grey_stays_as_bright_as_it_was(mode: str) -> None:
    grey = Image.new("I;16", (20, 20), 0x8080) if mode == "I;16" else Image.new("L", (20, 20), 255).convert(mode)

    shade = opened(kept(saved(grey, "PNG")).body).convert("L").getpixel((10, 10))

    assert isinstance(shade, int | float)
    assert abs(shade - (128 if mode == "I;16" else 255)) <= 2


def test_what_is_transparent_stays_so() -> None:
    drawn = Image.new("RGBA", (40, 40), (255, 0, 0, 255))
    drawn.paste((0, 0, 0, 0), (20, 0, 40, 40))

    read = opened(kept(saved(drawn, "PNG")).body)

    assert [read.convert("RGBA").getpixel((x, 20)) for x in (5, 35)] == [(255, 0, 0, 255), (0, 0, 0, 0)]


def test_a_picture_that_packs_badly_is_kept_small_all_the_same() -> None:
    results = [kept(noise("PNG", (1600, 1600), mode)) for mode in ("RGB", "RGBA")]

    assert [result.suffix for result in results] == ["jpg", "jpg"]
    assert max(len(result.body) for result in results) <= picturing.MAX_KEPT_BYTES


def test_nothing_is_kept_of_where_a_photograph_was_taken() -> None:
    notes = Image.Exif()
    notes[0x010E] = "Our garden, Hill Road 5"
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (35.0, 41.0, 22.0)
    source = picture(exif=notes, comment=b"by Ada", icc_profile=b"colours of one camera")
    assert b"Hill Road" in source

    for body in (kept(source).body, kept(picture("PNG", exif=notes)).body, kept(picture("WEBP", exif=notes)).body):
        assert not re.search(rb"Exif|eXIf|Hill Road|by Ada|colours of|http://ns", body)
        assert not opened(body).getexif()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_without_its_notes(orientation: int) -> None:
    turned = opened(picture("PNG"))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
    if back is not None:
        turned = turned.transpose(Image.Transpose(back))
    notes = Image.Exif()
    notes[0x0112] = orientation
    result = kept(saved(turned, "JPEG", exif=notes))

    assert (result.width, result.height) == (640, 480)
    assert is_red_left_and_blue_right(opened(result.body))


def test_damaged_notes_do_not_damage_the_picture() -> None:
    body = picture(exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 40)

    assert kept(body).width == 640


def test_of_ten_thousand_frames_the_first_is_kept() -> None:
    result = kept(gif_of_frames(10_000))

    assert (result.width, result.height) == (64, 48)
    assert is_red_left_and_blue_right(opened(result.body))


def test_of_an_animated_webp_the_first_frame_is_kept() -> None:
    first = opened(picture("PNG", (64, 48)))
    frames = [Image.new("RGB", (64, 48), shade) for shade in ("white", "black")]

    result = kept(saved(first, "WEBP", save_all=True, append_images=frames, lossless=True))

    assert is_red_left_and_blue_right(opened(result.body))


@pytest.mark.parametrize("size", [(12_000, 1), (1, 12_000)], ids=["one-pixel-high", "one-pixel-wide"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_strip_one_pixel_thin_stays_one(kind: str, size: tuple[int, int]) -> None:
    result = kept(saved(Image.new("RGB", size, "red"), kind))

    assert (result.width, result.height) == tuple(min(side, 1_600) for side in size)


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_a_transparent_colour_of_a_palette_stays_transparent(kind: str) -> None:
    drawing = Image.new("P", (40, 40), 1)
    drawing.putpalette([0, 0, 0, 220, 40, 40])
    drawing.paste(0, (20, 0, 40, 40))

    read = opened(kept(saved(drawing, kind, transparency=0)).body).convert("RGBA")

    assert read.getpixel((10, 20)) == (220, 40, 40, 255)
    assert read.getchannel("A").getpixel((30, 20)) == 0


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>Not found</body></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        b"%PDF-1.7",
        b"II*\0" + b"\0" * 100,
        b"BM" + b"\0" * 100,
        b"RIFF\0\0\0\0WAVEfmt ",
        b"\0\0\0\x20ftypavif",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"",
    ],
    ids=["HTML", "SVG", "PDF", "TIFF", "BMP", "sound", "AVIF", "PostScript", "nothing"],
)
def test_what_is_no_raster_picture_is_refused(body: bytes) -> None:
    assert refused(body) == "It is not a JPEG, PNG, GIF or WebP picture."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_half_a_picture_is_refused(kind: str, share: float) -> None:
    whole = noise(kind, (300, 200), "L" if kind == "GIF" else "RGB")

    assert refused(whole[: int(len(whole) * share)]) == "The picture is damaged or cut off."


def test_a_second_file_hidden_in_a_picture_is_not_kept(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("evil.js", "alert(1)")
    page = b"<script>alert(1)</script>"

    for source in (picture("GIF", mode="P"), picture("PNG"), picture("JPEG", comment=page)):
        result = kept(source + page + archive.read_bytes())

        assert b"script" not in result.body
        assert b"alert" not in result.body
        assert b"PK\3\4" not in result.body


@pytest.mark.parametrize(
    "body",
    [
        blank_png(50_000, 50_000, is_whole=False),
        blank_png(8_001, 4_500, is_whole=False),
        blank_png(20_001, 1),
        b"GIF89a" + b"\xff\xff\xff\xff" + b"\0\0\0" + b"," + b"\0\0\0\0\xff\xff\xff\xff\0\x08\0;",
        b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0" + b"\xff\x3f\0" * 2 + b"\0" * 20,
    ],
    ids=["a square of 2,500 MP", "just over 36 MP", "a long strip", "a GIF of 4,295 MP", "a WebP of 268 MP"],
)
def test_a_bomb_is_refused_by_its_header(body: bytes) -> None:
    assert refused(body) == "The picture has too many pixels to be kept."


def test_a_progressive_jpeg_may_have_fewer_pixels() -> None:
    # What it takes is known from the header, so the rest may be missing.
    body = picture(size=(4_100, 4_000), progressive=True)[:20_000]

    assert refused(body) == "The picture has too many pixels to be kept."


@pytest.mark.parametrize("name", [b"zTXt", b"iTXt", b"iCCP"])
def test_a_bomb_in_the_notes_of_a_png_is_not_unpacked(name: bytes) -> None:
    packed = zlib.compress(b"A" * 100_000_000, 9)
    fields = {b"zTXt": b"k\0\0", b"iTXt": b"k\0\1\0\0\0", b"iCCP": b"k\0\0"}[name] + packed
    body = picture("PNG")
    body = body[:33] + chunk(name, fields) + body[33:]

    tracemalloc.start()
    try:
        result = picturing.picture(PictureTask(body))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert isinstance(result, Pictured | Unreadable)
    assert peak < 20_000_000


def test_without_pillow_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert picturing.is_available()
    monkeypatch.setitem(sys.modules, "PIL", None)

    assert not picturing.is_available()


# -- in the worker


async def test_a_picture_goes_to_the_worker_and_comes_back_small() -> None:
    async with Worker() as worker:
        result = await worker.picture(picture(size=(2_000, 1_000)))
        after = await worker.parse(rss("F", articles(1)), url="https://e.example/", content_type=None, charset=None)

    assert isinstance(result, Pictured)
    assert (result.suffix, result.width, result.height) == ("jpg", 1_600, 800)
    assert not isinstance(after, Unreadable)


@pytest.mark.skipif(not CAN_MEASURE, reason="needs Linux's /proc")
@pytest.mark.parametrize(
    "make",
    [
        lambda: blank_png(8_000, 4_500),
        lambda: picture("WEBP", (3_700, 2_400), "RGBA", method=0),
        lambda: picture(size=(4_000, 4_000), mode="CMYK", progressive=True, subsampling=0),
        lambda: noise("JPEG", (4_000, 3_000)),
    ],
    ids=["PNG of 36 MP", "WebP of 9 MP", "progressive JPEG of 16 MP", "JPEG of many bytes"],
)
async def test_promise_3_the_largest_picture_takes_200_mb_at_most(make: Callable[[], bytes]) -> None:
    body = make()
    async with Worker() as worker:
        await worker.parse(rss("F", articles(1)), url="https://e.example/", content_type=None, charset=None)
        assert worker.pid is not None
        idle = memory_mb(worker.pid)

        result = await worker.picture(body)

        # Twice its bytes are held by the engine on the way.
        assert peak_mb(worker.pid) - idle + 2 * len(body) / 1e6 <= 200
        await worker.picture(picture(size=(8, 8)))
        assert memory_mb(worker.pid) - idle <= 50
    assert isinstance(result, Pictured)
