"""Name what a page embeds from elsewhere (videos, posts, players) and where it can be seen: one line with its link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from newsreader.articles.links import absolute_link
from newsreader.text import clean

_YOUTUBE = re.compile(r"^https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/([\w-]{6,20})")
_VIMEO = re.compile(r"^https?://player\.vimeo\.com/video/(\d+)")
# By the end of the host: what a reader calls the place.
_PROVIDERS = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "dailymotion.com": "Dailymotion",
    "twitter.com": "X",
    "x.com": "X",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "tiktok.com": "TikTok",
    "bsky.app": "Bluesky",
    "reddit.com": "Reddit",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "apple.com": "Apple Podcasts",
    "bandcamp.com": "Bandcamp",
    "codepen.io": "CodePen",
    "google.com": "Google Maps",
    "datawrapper.de": "Datawrapper",
    "flourish.studio": "Flourish",
    "bilibili.com": "bilibili",
    "niconico.jp": "niconico",
    "rutube.ru": "RUTUBE",
}
_SENTENCE_LENGTH = 200


def embed_of(element: etree._Element, base: str | None) -> tuple[str, str] | None:
    """Return label and address of an iframe, video, audio, object or embed that is worth a line, or None.

    Frames from unknown places are advertisements, forms and counters more often than not.
    """
    address = absolute_link(_source(element), base)
    if not address:
        return None
    address = _watch_address(address)
    provider = _provider(address)
    if element.tag in ("iframe", "object", "embed") and provider is None:
        return None
    title = clean(element.get("title", "") or element.get("aria-label", ""), _SENTENCE_LENGTH)
    if provider is not None:
        return provider, address
    return title or ("Audio" if element.tag == "audio" else "Video"), address


def _source(element: etree._Element) -> str:
    for name in ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data"):
        address = element.get(name)
        if address and not address.startswith(("about:", "data:", "javascript:")):
            return address
    for source in element.iter("source", "embed"):
        if source.get("src"):
            return str(source.get("src"))
    return ""


def _watch_address(address: str) -> str:
    """Return the page where people watch what a player's address plays."""
    found = _YOUTUBE.match(address)
    if found and found.group(1) != "videoseries":
        return f"https://www.youtube.com/watch?v={found.group(1)}"
    found = _VIMEO.match(address)
    return f"https://vimeo.com/{found.group(1)}" if found else address


def _provider(address: str) -> str | None:
    host = urlsplit(address).hostname or ""
    labels = host.split(".")
    return _PROVIDERS.get(".".join(labels[-2:]))
