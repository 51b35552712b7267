"""Downloads: whole or gone on with, never half called whole, and nothing of the user's is touched."""

from __future__ import annotations

import asyncio
import fcntl
import os
import stat
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.building import NOW, add_feed, new_article
from tests.disks import fill, small_disk
from tests.loopback import Answer, Asked, Site
from tests.ranges import ranged
from tests.store.checks import query

from newsreader.enclosures import Attached, Enclosure
from newsreader.engine.downloads import Downloads, Kept, NotKept
from newsreader.engine.part_file import PartFile, PartIsBusy, to_its_end
from newsreader.engine.tools import Tools
from newsreader.settings import DownloadSettings, FeedSettings, Settings
from newsreader.store.retention import KeepRule

EPISODE = bytes(range(256)) * 4_000
DAY = "2026-11-22"


def podcast(tools: Tools, site: Site, *paths: str, title: str = "Low tide") -> None:
    """Subscribe to a feed with an article that brings these files."""
    files = tuple(Enclosure(site.url(path), "audio/mpeg") for path in paths)
    add_feed(tools.store, "Tides", [new_article("a", title=title, enclosures=files)], url=site.url("/feed"))


def file(tools: Tools, number: int = 1) -> Attached:
    return tools.store.articles.get(1).enclosures[number - 1]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


@pytest.fixture
def downloads(tools: Tools, home: Path) -> Downloads:
    return Downloads(lambda: tools, home)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


async def test_a_file_is_kept_under_the_articles_title(
    tools: Tools, site: Site, downloads: Downloads, home: Path
) -> None:
    site.program("/1.mp3", ranged(EPISODE, etag='"1"'))
    podcast(tools, site, "/1.mp3")
    told: list[tuple[int, int | None]] = []

    kept = await downloads.download(1, 1, lambda here, size: told.append((here, size)))

    assert kept == Kept(home / f"{DAY} Low tide.mp3", len(EPISODE))
    assert (home / f"{DAY} Low tide.mp3").read_bytes() == EPISODE
    assert names(home) == [f"{DAY} Low tide.mp3"]
    assert (file(tools).is_kept, file(tools).size) == (True, len(EPISODE))
    assert told[0] == (0, len(EPISODE))
    assert told[-1] == (len(EPISODE), len(EPISODE))
    assert sorted(told) == told
    assert stat.S_IMODE((home / f"{DAY} Low tide.mp3").stat().st_mode) == 0o600


async def test_what_is_kept_is_not_asked_for_again(tools: Tools, site: Site, downloads: Downloads) -> None:
    site.program("/1.mp3", ranged(EPISODE))
    podcast(tools, site, "/1.mp3")
    first = await downloads.download(1, 1)

    assert await downloads.download(1, 1) == first

    assert len(site.requests) == 1


def breaks_off(body: bytes, etag: str | None, after: int, *, once: bool = True) -> Callable[[Asked], Answer]:
    """Return what breaks off the first time, and then does what `ranged` does."""
    whole = ranged(body, etag=etag)
    asked_before: list[Asked] = []

    def program(asked: Asked) -> Answer:
        asked_before.append(asked)
        answer = whole(asked)
        return replace(answer, cut_after=after) if len(asked_before) == 1 or not once else answer

    return program


async def test_one_that_broke_off_is_gone_on_with(tools: Tools, site: Site, downloads: Downloads, home: Path) -> None:
    site.program("/1.mp3", breaks_off(EPISODE, '"1"', 700_000))
    podcast(tools, site, "/1.mp3")

    failed = await downloads.download(1, 1)

    assert isinstance(failed, NotKept)
    assert names(home) == [f"{DAY} Low tide.mp3.part"]
    assert (file(tools).is_kept, file(tools).reason) == (False, failed.reason)
    have = (home / f"{DAY} Low tide.mp3.part").stat().st_size
    assert 0 < have <= 700_000
    kept = await downloads.download(1, 1)
    assert isinstance(kept, Kept)
    assert kept.path.read_bytes() == EPISODE
    assert site.requests[1].headers["range"] == f"bytes={have}-"
    assert file(tools).reason is None


async def test_a_server_that_sends_no_parts_sends_it_whole(tools: Tools, site: Site, downloads: Downloads) -> None:
    answers = [
        Answer(EPISODE, content_type="audio/mpeg", etag='"1"', cut_after=700_000),
        Answer(EPISODE, content_type="audio/mpeg", etag='"1"'),
    ]
    site.program("/1.mp3", lambda asked: answers[min(len(site.requests), 2) - 1])
    podcast(tools, site, "/1.mp3")
    await downloads.download(1, 1)

    kept = await downloads.download(1, 1)

    assert isinstance(kept, Kept)
    assert kept.path.read_bytes() == EPISODE


async def test_a_file_that_changed_in_between_is_not_made_of_two(
    tools: Tools, site: Site, downloads: Downloads
) -> None:
    site.program("/1.mp3", breaks_off(EPISODE, '"1"', 700_000))
    podcast(tools, site, "/1.mp3")
    await downloads.download(1, 1)
    other = EPISODE[::-1] + b"with another ending"
    site.program("/1.mp3", ranged(other, etag='"2"'))

    kept = await downloads.download(1, 1)

    assert isinstance(kept, Kept)
    assert kept.path.read_bytes() == other


@pytest.mark.parametrize("sizes", [(700_000, 300_000)], ids=["shorter"])
async def test_a_file_that_got_shorter_without_a_word_begins_anew(
    tools: Tools, site: Site, downloads: Downloads, sizes: Sequence[int]
) -> None:
    """The server keeps its ETag, and answers 416: there is nothing behind what is here."""
    site.program("/1.mp3", breaks_off(EPISODE, '"1"', sizes[0]))
    podcast(tools, site, "/1.mp3")
    await downloads.download(1, 1)
    site.program("/1.mp3", ranged(EPISODE[: sizes[1]], etag='"1"'))

    kept = await downloads.download(1, 1)

    assert isinstance(kept, Kept)
    assert kept.path.read_bytes() == EPISODE[: sizes[1]]


async def test_a_length_that_is_not_true_makes_no_whole_file(
    tools: Tools, site: Site, downloads: Downloads, home: Path
) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: {2 * len(EPISODE)}\r\n\r\n".encode()
    site.raw("/1.mp3", head + EPISODE)
    podcast(tools, site, "/1.mp3")

    assert isinstance(await downloads.download(1, 1), NotKept)

    assert names(home) == [f"{DAY} Low tide.mp3.part"]
    assert not file(tools).is_kept


async def test_stopping_keeps_what_came(tools: Tools, site: Site, downloads: Downloads, home: Path) -> None:
    def program(asked: Asked) -> Answer:
        answer = ranged(EPISODE * 8, etag='"1"')(asked)
        return answer if "range" in asked.headers else replace(answer, hangs_after=3_000_000)

    site.program("/1.mp3", program)
    podcast(tools, site, "/1.mp3")
    begun = asyncio.Event()

    def note(here: int, size: int | None) -> None:
        if here:
            begun.set()

    download = asyncio.create_task(downloads.download(1, 1, note))
    await begun.wait()

    download.cancel()
    await asyncio.wait([download])

    assert download.cancelled()
    (part,) = home.iterdir()
    assert part.read_bytes() + (EPISODE * 8)[part.stat().st_size :] == EPISODE * 8
    kept = await downloads.download(1, 1)
    assert isinstance(kept, Kept)
    assert kept.path.read_bytes() == EPISODE * 8


async def test_one_at_a_time_a_host(tools: Tools, site: Site, downloads: Downloads) -> None:
    for path in ("/1.mp3", "/2.mp3", "/3.mp3"):
        site.serve(path, EPISODE, content_type="audio/mpeg", latency_s=0.05)
    podcast(tools, site, "/1.mp3", "/2.mp3", "/3.mp3")

    outcomes = await asyncio.gather(*(downloads.download(1, number) for number in (1, 2, 3)))

    assert [type(each) for each in outcomes] == [Kept, Kept, Kept]
    assert site.peak == 1


async def test_a_file_of_the_users_is_never_touched(tools: Tools, site: Site, downloads: Downloads, home: Path) -> None:
    home.mkdir()
    mine = home / f"{DAY} Low tide.mp3"
    mine.write_text("mine")
    (home / f"{DAY} Low tide (2).mp3.part").symlink_to(mine)
    site.program("/1.mp3", ranged(EPISODE))
    podcast(tools, site, "/1.mp3")

    kept = await downloads.download(1, 1)

    assert kept == Kept(home / f"{DAY} Low tide (3).mp3", len(EPISODE))
    assert mine.read_text() == "mine"


async def test_two_processes_do_not_write_into_one_file(
    tools: Tools, site: Site, downloads: Downloads, home: Path
) -> None:
    site.program("/1.mp3", breaks_off(EPISODE, '"1"', 700_000))
    podcast(tools, site, "/1.mp3")
    await downloads.download(1, 1)
    (part,) = home.iterdir()

    import fcntl

    with part.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert await downloads.download(1, 1) == NotKept("Another newsreader is downloading it.")

    assert isinstance(await downloads.download(1, 1), Kept)


async def test_the_settings_name_folder_and_size(tools: Tools, site: Site, tmp_path: Path, home: Path) -> None:
    site.program("/1.mp3", ranged(EPISODE))
    site.program("/2.mp3", ranged(EPISODE * 2))
    podcast(tools, site, "/1.mp3", "/2.mp3")
    chosen = replace(tools, settings=Settings(downloads=DownloadSettings(folder=str(tmp_path / "Pods"), max_mb=2)))
    downloads = Downloads(lambda: chosen, home)

    kept = await downloads.download(1, 1)
    refused = await downloads.download(1, 2)

    assert isinstance(kept, Kept)
    assert kept.path.parent == tmp_path / "Pods"
    assert file(tools).folder == str(tmp_path / "Pods")
    assert refused == NotKept("The file is larger than 2 MB.")
    assert not home.exists()


def test_a_part_that_gets_its_name_as_it_is_opened_is_left_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "a.mp3.part").write_bytes(EPISODE)
    lock = fcntl.flock

    def another_finishes(descriptor: int, how: int) -> None:
        (home / "a.mp3.part").rename(home / "a.mp3")
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", another_finishes)
    with pytest.raises(PartIsBusy):
        PartFile(home, "a.mp3").begin_anew()

    assert (home / "a.mp3").read_bytes() == EPISODE


async def test_a_folder_of_nobody_is_told(tools: Tools, site: Site, home: Path) -> None:
    site.program("/1.mp3", ranged(EPISODE))
    podcast(tools, site, "/1.mp3")
    chosen = replace(tools, settings=Settings(downloads=DownloadSettings(folder="~no-such-user/Pods")))

    outcome = await Downloads(lambda: chosen, home).download(1, 1)

    words = "There is no user for the folder ~no-such-user/Pods. Mend the setting downloads.folder."
    assert outcome == NotKept(words)


async def test_stopping_twice_waits_for_what_is_being_written() -> None:
    may_end, has_ended = threading.Event(), threading.Event()

    def write() -> None:
        may_end.wait()
        has_ended.set()

    task = asyncio.create_task(to_its_end(write))
    for _ in range(2):
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.sleep(0)
    assert not task.done()

    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert has_ended.is_set()


async def test_a_full_disk_is_told_and_left_with_room(tools: Tools, site: Site, tmp_path: Path) -> None:
    """Whether the server said how large it is, or did not."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n"
    site.raw("/unsaid.mp3", head + EPISODE * 4)
    site.program("/said.mp3", ranged(EPISODE * 4))
    podcast(tools, site, "/unsaid.mp3", "/said.mp3")
    with small_disk(tmp_path / "disk", mb=3) as disk:
        fill(disk, but=1_000_000)
        downloads = Downloads(lambda: tools, disk / "pods")

        unsaid = await downloads.download(1, 1)
        said = await downloads.download(1, 2)

        assert unsaid == NotKept(f"The disk of {disk / 'pods'} is full. Make room, then download it again.")
        assert isinstance(said, NotKept)
        assert said.reason.startswith("There is no room for 4.1 MB in ")
        assert not any(name.endswith(".mp3") for name in names(disk / "pods"))
        assert os.statvfs(disk).f_bavail > 0
    assert file(tools).reason == unsaid.reason


async def test_a_folder_that_cannot_be_written_is_told(tools: Tools, site: Site, home: Path) -> None:
    home.write_text("a file where the folder should be")
    site.program("/1.mp3", ranged(EPISODE))
    podcast(tools, site, "/1.mp3")

    outcome = await Downloads(lambda: tools, home).download(1, 1)

    assert isinstance(outcome, NotKept)
    assert outcome.reason.startswith(f"It cannot be kept in {home}:")
    assert site.requests == []


async def test_a_hostile_title_names_no_other_place(tools: Tools, site: Site, downloads: Downloads, home: Path) -> None:
    site.program("/x.sh", ranged(EPISODE))
    podcast(tools, site, "/x.sh", title="../../.bashrc\x1b[31m\n$(rm -rf ~)" + "ü" * 500)

    kept = await downloads.download(1, 1)

    assert isinstance(kept, Kept)
    assert kept.path.parent == home
    assert kept.path.name.isprintable()
    assert kept.path.suffix == ".mp3"
    assert not set("/$~`") & set(kept.path.name)
    assert len(os.fsencode(kept.path.name)) < 200


async def test_an_address_in_the_users_own_network_is_refused(tools: Tools, site: Site, downloads: Downloads) -> None:
    with Site() as other:
        other.program("/1.mp3", ranged(EPISODE))
        files = (Enclosure(other.url("/1.mp3"), "audio/mpeg"),)
        add_feed(tools.store, "Tides", [new_article("a", enclosures=files)], url=site.url("/feed"))

        outcome = await downloads.download(1, 1)

        assert isinstance(outcome, NotKept)
        assert "not on the public Internet" in outcome.reason
        assert other.requests == []
        assert tools.store.downloads.unfinished() != []


async def test_the_feeds_own_headers_go_to_its_own_server(tools: Tools, site: Site, home: Path) -> None:
    site.program("/1.mp3", ranged(EPISODE))
    podcast(tools, site, "/1.mp3")
    own = FeedSettings(headers={"X-Key": "k", "Range": "bytes=9-"})
    chosen = replace(tools, settings=Settings(feeds={site.url("/feed"): own}))

    assert isinstance(await Downloads(lambda: chosen, home).download(1, 1), Kept)

    assert site.requests[0].headers["x-key"] == "k"
    assert "range" not in site.requests[0].headers


async def test_a_kill_between_the_last_byte_and_the_name_costs_nothing(
    tools: Tools, site: Site, downloads: Downloads
) -> None:
    site.program("/1.mp3", ranged(EPISODE, etag='"1"'))
    podcast(tools, site, "/1.mp3")
    kept = await downloads.download(1, 1)
    assert isinstance(kept, Kept)
    query(tools.store.path, "UPDATE downloads SET kept_at = NULL")
    assert await downloads.download(1, 1) == kept
    assert file(tools).is_kept

    query(tools.store.path, "UPDATE downloads SET kept_at = NULL")
    kept.path.rename(kept.path.with_name(kept.path.name + ".part"))
    assert await downloads.download(1, 1) == kept

    assert kept.path.read_bytes() == EPISODE
    assert len(site.requests) == 1


async def test_files_go_with_their_articles(tools: Tools, site: Site, downloads: Downloads, home: Path) -> None:
    site.program("/1.mp3", ranged(EPISODE))
    site.program("/2.mp3", breaks_off(EPISODE, '"1"', 700_000))
    podcast(tools, site, "/1.mp3", "/2.mp3")
    await downloads.download(1, 1)
    await downloads.download(1, 2)
    (home / "mine.mp3").write_text("mine")
    tools.store.marks.set_read([1], True, now=NOW)
    tools.store.retention.delete([1], [KeepRule(1, newest=0)], now=NOW)

    await downloads.tidy()

    assert names(home) == ["mine.mp3"]
    assert query(tools.store.path, "SELECT count(*) FROM downloads") == [(0,)]


async def test_a_file_that_somebody_removed_is_not_called_kept(
    tools: Tools, site: Site, downloads: Downloads, home: Path
) -> None:
    site.program("/1.mp3", ranged(EPISODE))
    podcast(tools, site, "/1.mp3")
    kept = await downloads.download(1, 1)
    assert isinstance(kept, Kept)
    home.rename(home.with_name("unplugged"))
    await downloads.tidy()
    assert file(tools).is_kept

    home.with_name("unplugged").rename(home)
    kept.path.unlink()
    await downloads.tidy()

    assert not file(tools).is_kept
    assert isinstance(await downloads.download(1, 1), Kept)
