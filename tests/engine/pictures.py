"""Pictures for the engine's tests: plain ones, and bombs that are written by hand since no library makes them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: Any) -> bytes:
    """Return a picture that is red on its left half and blue on its right one."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste((0, 0, 255), (size[0] // 2, 0, size[0], size[1]))
    return saved(drawn.convert(mode), kind, **options)


def noise(kind: str, size: tuple[int, int], mode: str = "RGB", **options: Any) -> bytes:
    """Return a picture that packs badly."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    return saved(Image.merge(mode, [Image.effect_noise(size, 90) for _ in range(bands)]), kind, **options)


def saved(drawn: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the picture as a file."""
    target = io.BytesIO()
    drawn.save(target, kind, **options)
    return target.getvalue()


def opened(body: bytes) -> Image.Image:
    """Return the picture in a file, decoded."""
    read = Image.open(io.BytesIO(body))
    read.load()
    return read


def is_red_left_and_blue_right(read: Image.Image) -> bool:
    """Is it, upright, what `picture` draws; colours as near as JPEG keeps them."""
    shown = read.convert("RGB")
    left = shown.getpixel((shown.width // 4, shown.height // 2))
    right = shown.getpixel((shown.width * 3 // 4, shown.height // 2))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    return left[0] > 200 > 60 > left[2] and right[2] > 200 > 60 > right[0]


def blank_png(width: int, height: int, *, is_whole: bool = True) -> bytes:
    """Return a grey picture in RGB of any size, packed a thousand times; not whole: only its beginning."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\x80" * (3 * width)
    rows = b"".join(packer.compress(row) for _ in range(height if is_whole else 1))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", rows + packer.flush()), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a part of a PNG file."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def gif_of_frames(count: int) -> bytes:
    """Return an animated picture of so many frames, the first of which is red and blue."""
    frames = [opened(picture("GIF", (64, 48), "P"))] + [Image.new("P", (64, 48), each % 2) for each in range(2)]
    whole = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    # The last frame, again and again: each begins with its control block.
    last = whole[whole.rindex(b"\x21\xf9\x04") : -1]
    return whole[:-1] + last * (count - len(frames)) + b";"
