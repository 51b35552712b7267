"""newsreader download: files are kept, and a kill in the middle costs nothing that came."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.building import add_feed, new_article
from tests.cli.running import CommandLine
from tests.loopback import Answer, Asked, Site
from tests.ranges import ranged

from newsreader.enclosures import Enclosure
from newsreader.store import Store

EPISODE = bytes(range(256)) * 4_000


@pytest.fixture
def podcast(store: Store, site: Site) -> Store:
    """Two articles with files and one without."""
    site.program("/1.mp3", ranged(EPISODE, etag='"1"'))
    site.program("/1.pdf", ranged(b"%PDF", etag='"2"'))
    episode = (Enclosure(site.url("/1.pdf"), "application/pdf"), Enclosure(site.url("/1.mp3"), "audio/mpeg"))
    gone = (Enclosure(site.url("/gone.mp3"), "audio/mpeg", 5),)
    articles = [
        new_article("words", title="No tide", age_s=3),
        new_article("gone", title="High tide", age_s=2, enclosures=gone),
        new_article("low", title="Low tide", age_s=1, enclosures=episode),
    ]
    add_feed(store, "Tides", articles[::-1], url=site.url("/feed"))
    return store


def test_the_file_that_can_be_played_is_kept(podcast: Store, newsreader: CommandLine, tmp_path: Path) -> None:
    (low,) = (each["id"] for each in newsreader("list", "title:low", "--json").objects)

    ran = newsreader("download", str(low))

    assert ran.status == 0
    path = tmp_path / "downloads" / "2026-11-22 Low tide.mp3"
    assert ran.err == f"Low tide: kept as {path}\n"
    assert path.read_bytes() == EPISODE
    (shown,) = newsreader("show", str(low), "--json").objects
    assert [each["file"] for each in shown["enclosures"]] == [None, path.name]
    assert newsreader("count", "has:download").out == "1\n"


def test_programs_get_a_line_for_each_file(podcast: Store, newsreader: CommandLine) -> None:
    ran = newsreader("download", "--query", "has:enclosure", "--all", "--json")

    assert ran.status == 1
    assert [(each["url"].rpartition("/")[2], each["bytes"], bool(each["error"])) for each in ran.objects] == [
        ("1.pdf", 4, False),
        ("1.mp3", len(EPISODE), False),
        ("gone.mp3", None, True),
    ]


def test_an_article_without_files_and_one_that_is_not_there_are_named(podcast: Store, newsreader: CommandLine) -> None:
    (words,) = (each["id"] for each in newsreader("list", "title:no", "--json").objects)

    assert newsreader("download", str(words)).err == f"newsreader: Article {words} brings no file.\n"
    assert newsreader("download", str(words)).status == 1
    assert newsreader("download", "99").status == 1
    assert "finds brings a file" in newsreader("download", "--query", "title:no").err
    assert "Nothing broke off" in newsreader("download").err


@pytest.mark.parametrize("takes_ranges", [True, False], ids=["the rest", "the whole"])
def test_a_kill_in_the_middle_is_gone_on_from(
    podcast: Store, newsreader: CommandLine, site: Site, tmp_path: Path, takes_ranges: bool
) -> None:
    long = EPISODE * 8

    def program(asked: Asked) -> Answer:
        answer = ranged(long, etag='"1"')(asked)
        if len(site.requests_of("/1.mp3")) == 1:
            return replace(answer, hangs_after=5_000_000)  # its middle lasts until the kill
        return answer if takes_ranges else replace(answer, body=long, status=200, headers={})

    site.program("/1.mp3", program)
    (low,) = (each["id"] for each in newsreader("list", "title:low", "--json").objects)
    command = [sys.executable, "-m", "newsreader", "--home", str(tmp_path), "download", str(low)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    part = tmp_path / "downloads" / "2026-11-22 Low tide.mp3.part"
    while process.poll() is None and not (part.exists() and part.stat().st_size > 1_000_000):
        time.sleep(0.02)

    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    have = part.stat().st_size
    ran = newsreader("download")

    assert ran.status == 0
    assert part.with_suffix("").read_bytes() == long
    assert site.requests_of("/1.mp3")[1].headers["range"] == f"bytes={have}-"
    assert not part.exists()
