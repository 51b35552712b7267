"""What a text holds besides words: what `has:` asks for. Pure: reads blocks, knows nothing of where they come from."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsreader.blocks import BlockKind, Blocks, SpanKind
from newsreader.enclosures import kind_by_ending
from newsreader.query.tree import Thing

_KINDS = {BlockKind.IMAGE: Thing.IMAGE, BlockKind.CODE: Thing.CODE, BlockKind.ROW: Thing.TABLE}
_PLAYERS = {
    **dict.fromkeys(("youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "tiktok.com"), Thing.VIDEO),
    **dict.fromkeys(("bilibili.com", "niconico.jp", "rutube.ru"), Thing.VIDEO),
    **dict.fromkeys(("soundcloud.com", "spotify.com", "apple.com", "bandcamp.com"), Thing.AUDIO),
}
"""By the end of the host of a page that is embedded: those of `articles.embeds` that play something."""


def things_in(blocks: Blocks) -> frozenset[Thing]:
    """Return what a text holds. Comments and authors are not told by it."""
    kinds = {block.kind for block in blocks}
    found = {thing for kind, thing in _KINDS.items() if kind in kinds}
    links = [span.target for block in blocks for span in block.spans if span.kind is SpanKind.LINK]
    if links:
        found.add(Thing.LINK)
        found.update(_played(links))
    if BlockKind.EMBED in kinds:
        for block in blocks:
            if block.kind is BlockKind.EMBED:
                found.update(_played([block.url]), _player(block.url))
    return frozenset(found)


def _played(addresses: list[str]) -> set[Thing]:
    kinds = (kind_by_ending(address) for address in addresses)
    return {Thing(kind) for kind in kinds if kind is not None}


def _player(address: str) -> set[Thing]:
    host = ".".join((urlsplit(address).hostname or "").split(".")[-2:])
    return {_PLAYERS[host]} if host in _PLAYERS else set()
