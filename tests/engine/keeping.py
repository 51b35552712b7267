"""Keep pictures as the engine does, for articles that show those of a loopback site."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.building import NOW, add_feed, new_article, paths_of
from tests.loopback import Site

from newsreader.blocks import Block, BlockKind
from newsreader.engine.images import ImagesFetched, fetch_wanted_images
from newsreader.engine.tools import Tools, opened_tools
from newsreader.model import NewArticle
from newsreader.settings import ImageSettings, Settings
from newsreader.store import Store


@asynccontextmanager
async def keeping(store: Store, *, now: int = NOW, settings: Settings | None = None) -> AsyncIterator[Tools]:
    """Hold the engine's tools open, told to keep pictures."""
    wanted = settings or Settings(images=ImageSettings(keep=True))
    async with opened_tools(store, settings=wanted, clock=lambda: now) as tools:
        yield tools


async def fetch(tools: Tools) -> ImagesFetched:
    return await fetch_wanted_images(tools, folder_of(tools.store), report=lambda _: None)


def folder_of(store: Store) -> Path:
    return paths_of(store).images


def with_pictures(name: str, *urls: str, age_s: int = 3600) -> NewArticle:
    blocks = (Block(BlockKind.PARAGRAPH, f"The text of {name}."), *(Block(BlockKind.IMAGE, url=url) for url in urls))
    return new_article(name, blocks=blocks, age_s=age_s)


def subscribe(store: Store, site: Site, *articles: NewArticle) -> None:
    """Subscribe to a feed of this site: inside its origin pictures need not be public."""
    add_feed(store, "Harbour", articles, url=site.url("/feed"))
