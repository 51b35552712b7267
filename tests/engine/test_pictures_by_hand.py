"""The pictures of one article, because the reader asked for them."""

from __future__ import annotations

import sys

import pytest
from tests.engine.keeping import folder_of, keeping, subscribe, with_pictures
from tests.engine.pictures import blank_png, picture
from tests.loopback import Site
from tests.store.checks import names, query

from newsreader.engine.images import ImagesFetched, fetch_images_of
from newsreader.engine.tools import Tools
from newsreader.settings import ImageSettings, Settings
from newsreader.store import Store

UNASKED = Settings(images=ImageSettings(keep=False, an_article=1))


async def fetch(tools: Tools, article_id: int = 1) -> ImagesFetched:
    return await fetch_images_of(tools, folder_of(tools.store), article_id, report=lambda _: None)


async def test_they_come_without_the_setting_that_keeps_pictures_and_all_of_them(store: Store, site: Site) -> None:
    urls = [site.serve(f"/{name}.jpg", picture()) for name in "abc"]
    subscribe(store, site, with_pictures("a", *urls), with_pictures("b", site.serve("/other.jpg", picture())))

    ((article_id,),) = query(store.path, "SELECT id FROM articles WHERE title = 'Title of a'")

    async with keeping(store, settings=UNASKED) as tools:
        assert await fetch(tools, article_id) == ImagesFetched(kept=3)

    assert set(store.images.files_of(article_id)) == set(urls)
    assert {asked.path for asked in site.requests} == {"/a.jpg", "/b.jpg", "/c.jpg"}


async def test_what_is_here_is_not_asked_for_again_unless_its_file_was_removed_or_cut(store: Store, site: Site) -> None:
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))

    async with keeping(store, settings=UNASKED) as tools:
        await fetch(tools)
        assert await fetch(tools) == ImagesFetched()
        (name,) = names(folder_of(store))
        (folder_of(store) / name).unlink()
        assert await fetch(tools) == ImagesFetched(kept=1)
        (folder_of(store) / name).write_bytes(b"")
        assert await fetch(tools) == ImagesFetched(kept=1)

    assert len(site.requests) == 3


async def test_one_that_failed_a_moment_ago_is_asked_for_again(store: Store, site: Site) -> None:
    url = site.serve("/a.png", blank_png(9_000, 9_000))
    subscribe(store, site, with_pictures("a", url))

    async with keeping(store, settings=UNASKED) as tools:
        assert await fetch(tools) == ImagesFetched(failed=1)
        assert store.images.pictures([url])[url].reason == "The picture has too many pixels to be kept."
        site.serve("/a.png", picture("PNG"))
        assert await fetch(tools) == ImagesFetched(kept=1)


async def test_promise_6_a_picture_on_another_port_of_this_machine_is_not_asked_for(store: Store, site: Site) -> None:
    with Site() as inner:
        secret = inner.serve("/a.jpg", picture())
        subscribe(store, site, with_pictures("a", secret))

        async with keeping(store, settings=UNASKED) as tools:
            done = await fetch(tools)

        assert inner.requests == []
    assert done == ImagesFetched(failed=1)
    assert "not on the public Internet" in store.images.pictures([secret])[secret].reason


async def test_without_pillow_nothing_is_asked_for(store: Store, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))
    monkeypatch.setitem(sys.modules, "PIL", None)

    async with keeping(store, settings=UNASKED) as tools:
        done = await fetch(tools)

    assert done.stopped is not None
    assert "newsreader[images]" in done.stopped
    assert site.requests == []


async def test_an_article_that_is_gone_has_no_pictures(store: Store, site: Site) -> None:
    subscribe(store, site)

    async with keeping(store, settings=UNASKED) as tools:
        assert await fetch(tools, 99) == ImagesFetched()
