"""Find the file behind an `img`, whatever lazy loading does to it, and tell pictures from icons and beacons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newsreader.articles.links import absolute_link
from newsreader.text import clean

# Loaders keep the real address aside until the picture scrolls into sight; `src` is a placeholder then.
_LAZY_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src", "data-actualsrc")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_ENOUGH_WIDTH = 1_600
"""Pixels; of several sizes the largest up to this is taken."""
_ICON_SIZE = 40
"""Pixels; what is no larger either way is an icon, a smiley or a beacon that counts readers."""
_MAX_SET = 20_000
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?")
_BETWEEN_SOURCES = re.compile(r"(?<=\d[wx]),\s*|,\s+")
# Both of text in lower case: to fold each letter as it is met takes three times as long.
_PLACEHOLDER = re.compile(r"^data:|(?:blank|spacer|pixel|placeholder|transparent|1x1|lazy)[^/]*\.(?:gif|png|svg)")
_DECORATION = re.compile(
    r"(?:^|[\s_/-])(?:avatar|gravatar|emoji|smil(?:ey|ies)|icons?|logo|spinner|beacon|feedflare)(?=[\s_./-]|$)"
    r"|feedsportal|feedburner\.com/~|doubleclick|/pixel\b"
)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg)", re.IGNORECASE)
_EMOJI_LENGTH = 8


def picture_address(image: etree._Element, base: str | None) -> str:
    """Return the absolute address of the picture that an `img` or `amp-img` stands for, or ""."""
    for address in _addresses(image):
        if address and not _PLACEHOLDER.search(address[:300].lower()):
            link = absolute_link(address, base)
            if link:
                return link
    return ""


def is_decoration(image: etree._Element) -> bool:
    """Tell whether the image is an icon, a portrait beside a byline, a logo or a beacon."""
    for side in ("width", "height"):
        size = image.get(side, "").removesuffix("px")
        if size.isdecimal() and len(size) < 6 and int(size) <= _ICON_SIZE:
            return True
    told = f"{image.get('class', '')} {image.get('src', '')[:300]}"
    return _DECORATION.search(told.lower()) is not None


def emoji_of(image: etree._Element) -> str:
    """Return the character that an image of an emoji stands for, or ""."""
    alt = image.get("alt", "")
    return alt if 0 < len(alt) <= _EMOJI_LENGTH and not alt.isascii() and not any(map(str.isalnum, alt)) else ""


def alternative_text(image: etree._Element) -> str:
    """Return what the page says for those who cannot see the picture; never a file name."""
    alt = clean(image.get("alt", ""))
    return "" if _FILE_NAME.fullmatch(alt) else alt


def _addresses(image: etree._Element) -> Iterator[str]:
    for name in _LAZY_SOURCES:
        if address := image.get(name):
            yield address
    for name in _LAZY_SETS:
        if sizes := image.get(name):
            yield _best_of_set(sizes)
    yield image.get("src", "")
    # libxml2 puts an img inside the source before it, which it does not know to be empty.
    picture = next(image.iterancestors("picture"), None)
    for source in picture.iter("source") if picture is not None else ():
        yield _best_of_set(source.get("srcset", "") or source.get("data-srcset", ""))


def _best_of_set(srcset: str) -> str:
    """Return the largest address of a `srcset` that is no wider than anyone needs."""
    best, best_width = "", 0.0
    for source in _BETWEEN_SOURCES.split(srcset[:_MAX_SET]):
        address, _, size = source.strip().partition(" ")
        width = _width(size.strip())
        if best == "" or best_width < width <= _ENOUGH_WIDTH or width < best_width > _ENOUGH_WIDTH:
            best, best_width = address, width
    return best


def _width(size: str) -> float:
    """Return the pixels that a size such as "640w" or "2x" promises, at 800 for one."""
    number = size[:-1]
    if not _NUMBER.fullmatch(number):
        return 800.0
    return float(number) if size.endswith("w") else float(number) * 800
