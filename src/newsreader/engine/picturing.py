"""Pictures from strangers to small ones of our own: decoded, shrunk, encoded anew. Runs in the worker; needs Pillow.

Nothing of the bytes that came is kept: no metadata (cameras write down where they were), no second file hidden behind
the first, nothing that only another decoder would trip over.
"""

from __future__ import annotations

import io
import struct
import warnings
from importlib.util import find_spec
from typing import TYPE_CHECKING

from newsreader.engine.wire import Pictured, PictureTask, Result, Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

NEEDS_PILLOW = 'Pictures are not kept: that takes Pillow. Install it with: pip install "newsreader[images]"'
LONGEST_SIDE = 1_600
"""Pixels of a kept picture: as much as a terminal or an e-reader shows."""
MAX_KEPT_BYTES = 1_000_000
"""Of a kept picture; the queue counts on it where it reckons whether a picture still has room."""
MAX_PIXELS = {"JPEG": 40_000_000, "PNG": 36_000_000, "GIF": 40_000_000, "WEBP": 9_000_000}
"""Of what is decoded, by what it takes (promise 3): a PNG up to 4 bytes a pixel, a WebP 16, since it is decoded whole
and more than once, a GIF 1. A JPEG is shrunk while it is decoded, unless it is progressive."""
MAX_PROGRESSIVE_PIXELS = 16_000_000
"""Of a progressive JPEG, of which up to 8 bytes a pixel are held before the first one is drawn."""
MAX_SIDE = 20_000
"""Pixels; longer ones are strips that nobody looks at."""
_MAGIC = {"JPEG": (b"\xff\xd8\xff",), "PNG": (b"\x89PNG\r\n\x1a\n",), "GIF": (b"GIF87a", b"GIF89a"), "WEBP": (b"RIFF",)}
_BAND_PIXELS = 1_000_000
"""Are shrunk at once, so that a large picture is held once and not twice."""
_ORIENTATION = 0x0112
"""The field of Exif that says how the camera was held."""


def is_available() -> bool:
    """Is Pillow installed; does not import it."""
    return find_spec("PIL") is not None


def picture(task: PictureTask) -> Result:
    """Return the picture as a small JPEG or PNG, or why there is none. Of an animated one the first frame."""
    kind = next((kind for kind, magic in _MAGIC.items() if task.body.startswith(magic)), None)
    if kind is None or (kind == "WEBP" and task.body[8:12] != b"WEBP"):
        return Unreadable("It is not a JPEG, PNG, GIF or WebP picture.")
    from PIL import Image

    # Pillow itself refuses at twice this number, before it makes room for what it decodes.
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS[kind] // 2
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(task.body), formats=(kind,)) as source:
            if _is_too_large(source, kind):
                return _too_large()
            return _encoded(_shrunk(source), is_drawn=kind in ("PNG", "GIF"))
    except Image.DecompressionBombError:
        return _too_large()
    except (OSError, ValueError, SyntaxError, EOFError):
        # Whatever of it is damaged: Pillow has no error of its own for that.
        return Unreadable("The picture is damaged or cut off.")


def _is_too_large(source: Image, kind: str) -> bool:
    limit = MAX_PROGRESSIVE_PIXELS if source.info.get("progressive") else MAX_PIXELS[kind]
    return source.width * source.height > limit or max(source.size) > MAX_SIDE


def _too_large() -> Unreadable:
    return Unreadable("The picture has too many pixels to be kept.")


def _shrunk(source: Image) -> Image:
    """Return it upright, in 8-bit RGB or RGBA, with sides of at most LONGEST_SIDE."""
    from PIL import Image

    turn = _turn(source)
    mode = "RGBA" if source.has_transparency_data else "RGB"
    source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    factor = max(1, max(source.size) // LONGEST_SIDE)
    width, height = source.size
    small = Image.new(mode, (-(-width // factor), -(-height // factor)))
    rows = max(1, _BAND_PIXELS // width // factor) * factor
    for top in range(0, height, rows):
        band = source.crop((0, top, width, min(top + rows, height)))
        small.paste(_in_mode(band, mode).reduce(factor), (0, top // factor))
    source.close()
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return small if turn is None else small.transpose(Image.Transpose(turn))


_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""From Exif's orientation to Pillow's Transpose."""


def _turn(source: Image) -> int | None:
    try:
        return _TURNS.get(source.getexif().get(_ORIENTATION, 1))
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, struct.error):
        return None  # what is damaged beside a picture does not damage the picture


def _in_mode(band: Image, mode: str) -> Image:
    if band.mode.startswith("I;16"):
        # Pillow would cut off what is brighter than 255 of 65,535.
        band = band.point(lambda value: value / 256).convert("L")
    return band if band.mode == mode else band.convert(mode)


def _encoded(small: Image, *, is_drawn: bool) -> Pictured | Unreadable:
    """Return it as JPEG; as PNG where it is transparent, or drawn and then smaller."""
    has_holes = small.mode == "RGBA" and small.getchannel("A").getextrema()[0] != 255
    choices = [_saved(small, "PNG")] if has_holes or is_drawn else []
    if not has_holes or len(choices[0]) > MAX_KEPT_BYTES:
        choices.append(_jpeg(small))
    best = min(choices, key=len)
    if len(best) > MAX_KEPT_BYTES:
        return Unreadable("The picture stays too large to be kept.")
    return Pictured(best, "png" if best.startswith(_MAGIC["PNG"]) else "jpg", *small.size)


def _jpeg(small: Image) -> bytes:
    """Return it as JPEG, on white where it is transparent: as good as fits, or as small as it gets."""
    from PIL import Image

    flat = small
    if small.mode == "RGBA":
        flat = Image.new("RGB", small.size, "white")
        flat.paste(small, mask=small.getchannel("A"))
    best = b""
    for quality in _QUALITIES:
        best = _saved(flat, "JPEG", quality=quality)
        if len(best) <= MAX_KEPT_BYTES:
            break
    return best


_QUALITIES = (80, 60, 40, 20)
"""Of JPEG, tried in turn; nearly every photograph fits with the first."""


def _saved(small: Image, kind: str, **options: int) -> bytes:
    # Pillow writes some of what it found beside the picture where it is still there.
    small.info.clear()
    target = io.BytesIO()
    small.save(target, kind, **options)
    return target.getvalue()
