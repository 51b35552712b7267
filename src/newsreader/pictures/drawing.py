"""Decode a kept picture and draw it small. Runs in the process that draws, and nowhere else; needs Pillow.

What is kept was decoded and encoded anew by the engine's worker, so nothing that a stranger sent is read here. The
limits hold all the same: anybody may have put another file in its place.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from newsreader.pictures.wire import Colour, Draw, Form

if TYPE_CHECKING:
    from PIL.Image import Image

_MAX_PIXELS = 4_000_000
"""Of a kept picture; those of ours have 2.6 million at most."""
_LEAST_CONTRAST = 48
"""Of 255, between what a transparent picture shows and what it stands on."""
_LOST_SHARE = 0.02
"""Of what is seen of a picture: lines and letters take no more than that."""
_SEEN = 128
"""Of 255: what is less opaque does not count as shown."""


class CannotDraw(Exception):
    """There is no drawing; the text says why."""


def draw(task: Draw) -> bytes:
    """Return the drawing. Raises CannotDraw."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(task.file, formats=("JPEG", "PNG")) as source:
            if source.width * source.height > _MAX_PIXELS:
                raise CannotDraw("The picture has too many pixels to be shown.")
            # A JPEG is decoded at a half, a quarter or an eighth where that is enough.
            source.draft("RGB", (task.width * 2, task.height * 2))
            flat = _on_ground(source, task.ground)
    except FileNotFoundError as error:
        raise CannotDraw("Its file is gone.") from error
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise CannotDraw("Its file is damaged.") from error
    small = flat.resize((task.width, task.height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _in_form(small.convert("L").convert("RGB") if task.is_grey else small, task.form)


def _on_ground(source: Image, ground: Colour) -> Image:
    """Return it without holes: what is transparent shows the ground, or its contrary where nothing would be seen."""
    from PIL import Image

    if not source.has_transparency_data:
        return source.convert("RGB")
    shown = source.convert("RGBA")
    if _is_lost_on(shown, ground):
        ground = (255, 255, 255) if sum(ground) < 3 * 128 else (0, 0, 0)
    flat = Image.new("RGB", shown.size, ground)
    flat.paste(shown, mask=shown.getchannel("A"))
    return flat


def _is_lost_on(shown: Image, ground: Colour) -> bool:
    """Is more of the picture about as bright as the ground than as its contrary: black lines on a dark page."""
    small = shown.reduce(max(1, max(shown.size) // 256))
    seen = small.getchannel("A").point(lambda alpha: 255 if alpha >= _SEEN else 0)
    counts = small.convert("L").histogram(seen)
    red, green, blue = ground
    bright = (299 * red + 587 * green + 114 * blue) // 1000  # as Pillow weighs them

    def near(brightness: int) -> int:
        return sum(counts[max(brightness - _LEAST_CONTRAST, 0) : brightness + _LEAST_CONTRAST])

    return near(bright) > max(near(255 - bright), sum(counts) * _LOST_SHARE)


def _in_form(small: Image, form: Form) -> bytes:
    match form:
        case Form.PIXELS:
            return small.tobytes()
        case Form.PNG:
            target = io.BytesIO()
            small.save(target, "PNG", compress_level=1)
            return target.getvalue()
        case Form.SIXEL:
            # Not from the package's public rooms: those ask the terminal for what it can when they are imported.
            try:
                from textual_image._sixel import image_to_sixels
            except ImportError as error:
                raise CannotDraw('Sixel takes textual-image: pip install "newsreader[images]" brings it.') from error

            return image_to_sixels(small).encode("ascii")
