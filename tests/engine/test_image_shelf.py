"""What is kept of pictures: within its limits, and files and rows that agree after whatever happens."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.building import NOW, open_store
from tests.disks import small_disk
from tests.engine.keeping import fetch, folder_of, keeping, subscribe, with_pictures
from tests.engine.pictures import noise, opened, picture
from tests.loopback import Site
from tests.store.checks import faults, names, query

from newsreader.engine import images
from newsreader.engine.images import ImagesFetched, fetch_wanted_images
from newsreader.settings import ImageSettings, Settings
from newsreader.store import Store
from newsreader.store.images import ImageTally

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "PAUSE_S", 0.0)


async def test_over_the_limit_the_oldest_go_and_starred_ones_stay(store: Store, site: Site) -> None:
    urls = [site.serve(f"/{number}.jpg", noise("JPEG", (800, 600), quality=30)) for number in range(6)]
    subscribe(store, site, *(with_pictures(f"n{number}", url, age_s=number) for number, url in enumerate(urls)))
    ids = {title[-2:]: each for each, title in query(store.path, "SELECT id, title FROM articles")}
    store.marks.set_starred([ids["n5"]], True, now=NOW)
    async with keeping(store) as tools:
        assert (await fetch(tools)).kept == 6
    size = store.images.total_bytes() // 6
    fitting = 1_000_000 // size
    assert 2 <= fitting <= 5

    for _ in range(2):
        async with keeping(store, settings=Settings(images=ImageSettings(keep=True, total_mb=1))) as tools:
            assert await fetch(tools) == ImagesFetched()

        assert store.images.total_bytes() <= 1_000_000
        left = [name for name in ("n5", "n0", "n1", "n2", "n3", "n4") if store.images.files_of(ids[name])]
        assert left == ["n5", "n0", "n1", "n2", "n3", "n4"][:fitting]
        assert sorted(store.images.files()) == names(folder_of(store))
    assert len(site.requests) == 6


async def test_pictures_of_new_articles_take_the_room_of_old_ones(store: Store, site: Site) -> None:
    for path in ("/old.jpg", "/new.jpg"):
        site.serve(path, noise("JPEG", (800, 600), quality=30))
    urls = [site.url(f"/old.jpg?{number}") for number in range(4)]
    subscribe(store, site, *(with_pictures(f"old {number}", url) for number, url in enumerate(urls)))
    tight = Settings(images=ImageSettings(keep=True, total_mb=1))
    for _ in range(3):
        async with keeping(store, settings=tight) as tools:
            await fetch(tools)
    before = store.images.tally()
    assert before.kept >= 1

    new = [with_pictures(f"new {number}", site.url(f"/new.jpg?{number}"), age_s=0) for number in range(4)]
    store.refreshing.write_articles(1, new, (), now=NOW)
    for _ in range(3):
        async with keeping(store, settings=tight) as tools:
            await fetch(tools)

    assert store.images.total_bytes() <= 1_000_000
    assert any("new" in url for (url,) in query(store.path, "SELECT url FROM images WHERE file IS NOT NULL"))
    asked = len(site.requests)
    async with keeping(store, settings=tight) as tools:
        await fetch(tools)
    assert len(site.requests) == asked, "what is at the edge must not be fetched and thrown away in turn"


# -- the folder


async def test_files_and_rows_agree_again_whatever_somebody_did(store: Store, site: Site) -> None:
    urls = [site.serve(f"/{number}.png", picture("PNG", (9 + number, 9))) for number in range(4)]
    subscribe(store, site, with_pictures("a", *urls))
    folder = folder_of(store)
    async with keeping(store) as tools:
        await fetch(tools)
        files = store.images.files_of(1)
        (folder / files[urls[0]]).unlink()
        (folder / files[urls[1]]).write_bytes(b"")
        (folder / f"{'0' * 32}.jpg").write_bytes(b"of nobody")
        (folder / f"{'1' * 32}.jpg.part").write_bytes(b"half")
        (folder / "holiday.jpg").write_bytes(b"mine")

        done = await fetch(tools)

    assert done == ImagesFetched(kept=2)
    assert store.images.files_of(1) == files
    assert names(folder) == sorted([*files.values(), "holiday.jpg"])
    assert {name: (folder / name).stat().st_size for name in files.values()} == store.images.files()


async def test_pictures_of_deleted_articles_go(store: Store, site: Site) -> None:
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))
    async with keeping(store) as tools:
        await fetch(tools)
        with store._database.transaction() as connection:
            connection.execute("DELETE FROM articles")

        await fetch(tools)

    assert names(folder_of(store)) == []
    assert store.images.tally() == ImageTally(0, 0, 0)


@pytest.fixture(name="disk")
def mounted_small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB."""
    with small_disk(tmp_path / "disk", mb=1) as mounted:
        yield mounted


async def test_promise_16_a_full_disk_ends_the_run_with_one_reason(
    store: Store, site: Site, disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    body = noise("JPEG", (1_600, 1_200), quality=30)
    urls = [site.serve(f"/{number}.jpg", body) for number in range(9)]
    subscribe(store, site, with_pictures("a", *urls))

    async with keeping(store) as tools:
        done = await fetch_wanted_images(tools, disk / "images", report=lambda _: None)

    assert done.stopped == f"Pictures cannot be kept in {disk / 'images'}: no space left on device."
    assert done.kept >= 1
    assert done.kept + done.waiting == 9
    assert sorted(store.images.files()) == names(disk / "images")
    assert len(caplog.records) == 1


async def test_a_folder_that_is_a_file_ends_the_run_with_one_reason(store: Store, site: Site) -> None:
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))
    folder_of(store).write_text("mine")

    async with keeping(store) as tools:
        done = await fetch(tools)

    assert done.stopped == f"Pictures cannot be kept in {folder_of(store)}: not a directory."
    assert folder_of(store).read_text() == "mine"


async def test_a_cancelled_run_leaves_nothing_half(store: Store, site: Site) -> None:
    urls = [site.serve(f"/{number}.jpg", picture(), latency_s=0.05) for number in range(20)]
    subscribe(store, site, with_pictures("a", *urls))
    async with keeping(store) as tools:
        run = asyncio.create_task(fetch(tools))
        while len(site.requests) < 5:
            await asyncio.sleep(0.01)
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run

        assert (await fetch(tools)).stopped is None

    assert sorted(store.images.files()) == names(folder_of(store))
    assert len(store.images.files_of(1)) == 20


CHILD = """
import asyncio, sys
from pathlib import Path
from tests.building import open_store
from tests.engine.keeping import folder_of, keeping
from newsreader.engine import images

images.PAUSE_S = 0.0

async def main():
    store = open_store(Path(sys.argv[1]))
    async with keeping(store) as tools:
        print("begun", flush=True)
        folder = folder_of(store)
        await images.fetch_wanted_images(tools, folder, report=lambda article_id: print(article_id, flush=True))

asyncio.run(main())
"""


async def test_promise_14_a_kill_in_the_middle_loses_no_picture_and_leaves_no_half(store: Store, site: Site) -> None:
    body = noise("PNG", (300, 200))
    urls = [site.serve(f"/{number}.png", body) for number in range(40)]
    subscribe(store, site, *(with_pictures(str(number), url) for number, url in enumerate(urls)))
    dice = random.Random(4)
    folder = folder_of(store)
    progress = []

    for waited_for in (0, 2, 1, 0, 5):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder.parent)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        for _ in range(1 + waited_for):
            assert child.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.05))
        child.kill()
        child.communicate()
        # Whatever has a row is here and whole, at any moment.
        progress.append(store.images.tally().kept)
        for name, size in store.images.files().items():
            assert (folder / name).stat().st_size == size
            opened((folder / name).read_bytes())
        assert faults(store.path) == []

    assert len([kept for kept in progress if 0 < kept < 40]) >= 3, "hardly a kill came in the middle"
    again = open_store(folder.parent)
    async with keeping(again) as tools:
        done = await fetch(tools)
    again.close()
    assert done.stopped is None
    assert sorted(store.images.files()) == names(folder)
    assert len(names(folder)) == 40
