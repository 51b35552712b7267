"""Pictures for reading offline: fetched politely, kept small, and consistent after whatever happens."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest
from tests.building import NOW
from tests.engine.keeping import fetch, folder_of, keeping, subscribe, with_pictures
from tests.engine.pictures import blank_png, noise, opened, picture
from tests.loopback import Site
from tests.store.checks import names, query

from newsreader.engine import images
from newsreader.engine.image_plan import RETRY_S
from newsreader.engine.images import ImagesFetched, fetch_wanted_images
from newsreader.settings import FeedSettings, FullTextSettings, ImageSettings, Settings
from newsreader.store import Store
from newsreader.store.images import ImageTally

NO_PICTURE = "It is not a JPEG, PNG, GIF or WebP picture."


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "PAUSE_S", 0.0)


def reasons(store: Store) -> dict[str, str]:
    """Return why pictures could not be had, by the last part of their addresses."""
    rows = query(store.path, "SELECT url, reason FROM images WHERE reason IS NOT NULL")
    return {url.rpartition("/")[2]: reason for url, reason in rows}


async def test_the_pictures_of_unread_articles_are_kept_small(store: Store, site: Site) -> None:
    url = site.serve("/a.jpg", picture(size=(3_200, 1_600)), content_type="image/jpeg")
    subscribe(store, site, with_pictures("a", url))
    tried: list[int] = []

    async with keeping(store) as tools:
        done = await fetch_wanted_images(tools, folder_of(store), report=tried.append)

    assert done == ImagesFetched(kept=1)
    assert tried == [1]
    (name,) = store.images.files_of(1).values()
    assert names(folder_of(store)) == [name]
    kept = (folder_of(store) / name).read_bytes()
    assert opened(kept).size == (1_600, 800)
    assert query(store.path, "SELECT file, bytes, width, height FROM images") == [(name, len(kept), 1_600, 800)]
    asked = site.requests_of("/a.jpg")[0]
    assert asked.headers["accept"].startswith("image/")


async def test_promise_5_without_the_users_wish_no_picture_is_asked_for(store: Store, site: Site) -> None:
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))

    async with keeping(store, settings=Settings()) as tools:
        assert await fetch(tools) == ImagesFetched()

    assert site.requests == []
    assert not folder_of(store).exists()


async def test_promise_5_what_is_here_is_not_asked_for_again_and_robots_never(store: Store, site: Site) -> None:
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))

    async with keeping(store) as tools:
        await fetch(tools)
        assert await fetch(tools) == ImagesFetched()

    assert [asked.path for asked in site.requests] == ["/a.jpg"]


async def test_without_pillow_one_reason_is_given_and_nothing_is_fetched(
    store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))
    monkeypatch.setitem(sys.modules, "PIL", None)

    async with keeping(store) as tools:
        done = await fetch(tools)

    assert done.stopped is not None
    assert 'pip install "newsreader[images]"' in done.stopped
    assert site.requests == []


async def test_one_request_a_host_at_a_time_starred_articles_first_then_the_newest(
    store: Store, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "PAUSE_S", 0.05)
    urls = [site.serve(f"/{number}.png", picture("PNG", (9, 9)), latency_s=0.02) for number in range(4)]
    subscribe(store, site, *(with_pictures(f"n{number}", url, age_s=number) for number, url in enumerate(urls)))
    (last,) = (row[0] for row in query(store.path, "SELECT id FROM articles WHERE title = 'Title of n3'"))
    store.marks.set_starred([last], True, now=NOW)

    async with keeping(store) as tools:
        await fetch(tools)

    assert [asked.path for asked in site.requests] == ["/3.png", "/0.png", "/1.png", "/2.png"]
    assert site.peak == 1
    times = [asked.at for asked in site.requests]
    assert min(then - before for before, then in itertools.pairwise(times)) >= 0.05


async def test_so_many_pictures_an_article_are_kept(store: Store, site: Site) -> None:
    urls = [site.serve(f"/{number}.png", picture("PNG", (9, 9))) for number in range(5)]
    subscribe(store, site, with_pictures("a", *urls))

    async with keeping(store, settings=Settings(images=ImageSettings(keep=True, an_article=2))) as tools:
        await fetch(tools)

    assert set(store.images.files_of(1)) == set(urls[:2])


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": 404}, "404"),
        ({"body": b"<html>Not found</html>", "content_type": "image/jpeg"}, NO_PICTURE),
        ({"body": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "content_type": "image/svg+xml"}, NO_PICTURE),
        ({"body": noise("JPEG", (300, 200))[:4_000], "content_type": "image/jpeg"}, "damaged or cut off"),
        ({"body": blank_png(50_000, 50_000, is_whole=False), "content_type": "image/png"}, "too many pixels"),
        ({"body": b"\xff\xd8\xff" + b"x" * 10_000_000, "content_type": "image/jpeg"}, "larger than 5 MB"),
        ({"body": picture("BMP"), "content_type": "image/bmp"}, NO_PICTURE),
    ],
    ids=["not found", "HTML", "SVG", "half a JPEG", "a bomb", "10 MB", "BMP"],
)
async def test_a_bad_picture_costs_itself_and_says_why(
    store: Store, site: Site, answer: dict[str, object], reason: str
) -> None:
    site.serve("/bad", **answer)  # type: ignore[arg-type]
    good = site.serve("/good.jpg", picture())
    subscribe(store, site, with_pictures("a", site.url("/bad"), good))

    async with keeping(store) as tools:
        done = await fetch(tools)

    assert done == ImagesFetched(kept=1, failed=1)
    assert reason in reasons(store)["bad"]
    assert list(store.images.files_of(1)) == [good]


async def test_a_failure_is_tried_again_after_a_week_and_three_times_in_all(store: Store, site: Site) -> None:
    subscribe(store, site, with_pictures("a", site.url("/missing.jpg")))

    asked = []
    for week in (0, 0.5, 1, 2, 3, 4):
        async with keeping(store, now=NOW + int(week * RETRY_S)) as tools:
            await fetch(tools)
        asked.append(len(site.requests))

    assert asked == [1, 1, 2, 3, 3, 3]


async def test_promise_6_a_picture_may_not_lead_into_the_users_own_machine(store: Store, site: Site) -> None:
    with Site() as other:
        secret = other.serve("/secret.jpg", picture())
        redirected = site.redirect("/redirected.jpg", secret)
        addresses = (f"http://2130706433:{other.port}/secret.jpg", f"http://[::1]:{other.port}/secret.jpg")
        subscribe(store, site, with_pictures("a", secret, redirected, *addresses))

        async with keeping(store) as tools:
            done = await fetch(tools)

        assert other.requests == []
    assert done == ImagesFetched(failed=4)
    assert all("public Internet" in reason for reason in reasons(store).values())


async def test_a_host_in_trouble_is_left_alone_until_the_next_run(store: Store, site: Site) -> None:
    urls = [site.serve(f"/{number}.jpg", status=503) for number in range(5)]
    subscribe(store, site, with_pictures("a", *urls))

    async with keeping(store) as tools:
        done = await fetch(tools)

    assert len(site.requests) == 1
    assert done == ImagesFetched(failed=1, waiting=4)


async def test_a_host_that_never_answers_is_given_up_with_all_its_pictures(store: Store, site: Site) -> None:
    urls = [site.raw(f"/{number}.jpg", b"") for number in range(9)]
    subscribe(store, site, with_pictures("a", *urls))

    async with keeping(store) as tools:
        done = await fetch(tools)

    assert len({asked.path for asked in site.requests}) == images.FAILURES_IN_A_ROW
    assert done == ImagesFetched(failed=9)


async def test_offline_the_pictures_wait_and_no_failure_is_held_against_them(store: Store, site: Site) -> None:
    urls = [f"http://{number}.invalid/{picture}.jpg" for number in range(20) for picture in range(3)]
    subscribe(store, site, *(with_pictures(str(number), url) for number, url in enumerate(urls)))

    async with keeping(store) as tools:
        done = await fetch(tools)

    assert done == ImagesFetched(waiting=60, stopped=images.OFFLINE)
    assert store.images.tally() == ImageTally(0, 0, 0)


async def test_a_host_that_is_gone_does_not_keep_the_others_waiting(store: Store, site: Site) -> None:
    gone = [f"http://gone.invalid/{number}.jpg" for number in range(4)]
    subscribe(store, site, with_pictures("a", *gone, site.serve("/a.jpg", picture(), latency_s=0.2)))

    async with keeping(store) as tools:
        done = await fetch(tools)

    assert done == ImagesFetched(kept=1, failed=4)


@pytest.mark.parametrize("goes_on", [False, True])
async def test_on_a_line_paid_by_volume_pictures_wait(
    store: Store, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, goes_on: bool
) -> None:
    program = tmp_path / "bin" / "nmcli"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf 'GENERAL.DEVICE:wlan0\\nGENERAL.METERED:yes\\nIP4.GATEWAY:192.0.2.1\\n'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))
    settings = Settings(images=ImageSettings(keep=True), full_text=FullTextSettings(on_metered=goes_on))

    async with keeping(store, settings=settings) as tools:
        done = await fetch(tools)

    assert done == (ImagesFetched(kept=1) if goes_on else ImagesFetched(waiting=1, stopped=images.METERED))


async def test_what_the_user_set_for_the_feed_goes_with_its_pictures(store: Store, site: Site) -> None:
    subscribe(store, site, with_pictures("a", site.serve("/a.jpg", picture())))
    feeds = {site.url("/feed"): FeedSettings(headers={"X-Member": "17"})}

    async with keeping(store, settings=Settings(images=ImageSettings(keep=True), feeds=feeds)) as tools:
        await fetch(tools)

    assert site.requests[0].headers["x-member"] == "17"
