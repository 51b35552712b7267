"""offline: how many full texts are here, and fetching those that wait."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.building import HOUR, NOW, add_feed, new_article, paragraphs
from tests.cli.running import CommandLine
from tests.engine import pictures
from tests.engine.documents import page, rss
from tests.loopback import Site
from tests.store.checks import faults, query

from newsreader.engine import pages
from newsreader.model import TextState
from newsreader.store import Store


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No pauses, and no NetworkManager."""
    monkeypatch.setattr(pages, "PAUSE_S", 0.0)
    monkeypatch.setenv("PATH", f"{tmp_path}:/nowhere")


def add_teasers(store: Store, site: Site, count: int, *, pages: int = 0) -> int:
    """Subscribe to a feed with so many teasers, and serve the pages of the newest."""
    made = []
    for number in range(count):
        link = site.url(f"/page/{number}")
        if number < pages:
            site.serve(f"/page/{number}", page(f"story {number}"), content_type="text/html")
        made.append(new_article(f"story {number}", age_s=number * HOUR, link=link, is_teaser=True))
    return add_feed(store, "Harbour", made, url=site.url("/feed"))


def test_the_status_counts_states_and_reasons_and_names_the_feeds_left_alone(
    newsreader: CommandLine, store: Store
) -> None:
    made = [new_article(f"{number}", link="https://a.example/", is_teaser=True) for number in range(5)]
    feed_id = add_feed(store, "Harbour", made)
    store.texts.write_page(1, paragraphs("Text."), byline="", words=1, language=None)
    for article_id in (2, 3):
        store.texts.set_state(article_id, TextState.FAILED, "The server has nothing.", tried_at=NOW)
    store.queue.hold([4], "Offline.")
    now = int(time.time())
    store.queue.rest(feed_id, until=now + 3600)

    lines = newsreader("offline").out.splitlines()

    assert lines[0] == "1 article with full text, 2 that wait for it, 2 without."
    assert lines[2:5] == ["Why they wait:", "      1  not asked for yet", "      1  Offline."]
    assert lines[6:8] == ["Why there is none:", "      2  The server has nothing."]
    assert lines[9] == "Feeds whose pages are left alone:"
    assert lines[10].startswith("      1  Harbour until ")
    assert lines[10].endswith("UTC: The server has nothing.")
    told = newsreader("offline", "--status", "--json").objects
    assert {"kind": "texts", "state": "failed", "reason": "The server has nothing.", "articles": 2} in told
    (rest,) = (each for each in told if each["kind"] == "rest")
    assert (rest["feed"], rest["title"], rest["failures"]) == (1, "Harbour", 0)


def test_only_the_first_reasons_are_shown_and_the_others_counted(newsreader: CommandLine, store: Store) -> None:
    add_feed(store, "Harbour", 15)
    for article_id in range(1, 16):
        store.texts.set_state(article_id, TextState.FAILED, f"Reason {article_id}.")

    assert newsreader("offline").out.splitlines()[-1] == "      5  for 5 other reasons"


def test_fetch_fills_what_waits_and_tells_each(newsreader: CommandLine, store: Store, site: Site) -> None:
    add_teasers(store, site, 2, pages=2)

    ran = newsreader("offline", "--fetch")

    assert ran.status == 0
    assert ran.out == ""
    assert ran.err.splitlines() == [
        "1/2 Title of story 0",
        "2/2 Title of story 1",
        "Full text of 2 of 2 articles; 0 failed, 0 wait.",
    ]
    assert newsreader("offline").out.startswith("2 articles with full text, 0 that wait")


def test_fetch_fails_if_a_page_did_and_says_which(newsreader: CommandLine, store: Store, site: Site) -> None:
    add_teasers(store, site, 2, pages=1)

    ran = newsreader("offline", "--fetch", "--json")

    assert ran.status == 1
    assert [(each["id"], each["text_state"]) for each in ran.objects] == [(2, "full"), (1, "failed")]
    assert [each["reason"] is None for each in ran.objects] == [True, False]
    assert ran.objects[0]["feed"] == "Harbour"


def test_fetch_keeps_to_the_share_of_a_feed_unless_all_is_wanted(
    newsreader: CommandLine, store: Store, site: Site
) -> None:
    add_teasers(store, site, 3, pages=3)
    (newsreader.home / "settings.toml").write_text("[full_text]\na_feed_a_day = 1\n")

    assert newsreader("offline", "--fetch").err.endswith("Full text of 1 of 1 article; 0 failed, 0 wait.\n")
    assert newsreader("offline", "--fetch").err.startswith("No page is fetched now. 2 articles wait: their feeds rest,")
    assert newsreader("offline", "--fetch", "--all").err.endswith("Full text of 2 of 2 articles; 0 failed, 0 wait.\n")
    assert newsreader("offline", "--fetch").err == "No article waits.\n"


def test_all_alone_is_not_understood(newsreader: CommandLine) -> None:
    assert newsreader("offline", "--all").status == 2


def test_fetch_leaves_the_pages_to_who_is_refreshing(newsreader: CommandLine, store: Store, site: Site) -> None:
    add_teasers(store, site, 1, pages=1)
    store.leases.take("engine", "elsewhere/1/x", now=int(time.time()), for_s=15)

    ran = newsreader("offline", "--fetch")

    assert ran.status == 1
    assert "Another newsreader" in ran.err
    assert site.requests == []


def test_on_a_metered_line_fetch_says_so_and_fails(
    newsreader: CommandLine, store: Store, site: Site, tmp_path: Path
) -> None:
    add_teasers(store, site, 2, pages=2)
    program = tmp_path / "nmcli"
    program.write_text("#!/bin/sh\necho GENERAL.METERED:yes\necho IP4.GATEWAY:192.0.2.1\n")
    program.chmod(0o755)

    ran = newsreader("offline", "--fetch")

    assert (ran.status, site.requests) == (1, [])
    assert "paid by volume" in ran.err


def test_a_database_that_cannot_be_written_gives_one_message(newsreader: CommandLine, store: Store, site: Site) -> None:
    add_teasers(store, site, 2, pages=2)
    query(
        store.path,
        "CREATE TRIGGER full BEFORE UPDATE OF text_state ON articles BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    )

    ran = newsreader("offline", "--fetch")

    assert ran.status == 1
    assert ran.err.startswith("newsreader: ")
    assert len(ran.err.splitlines()) == 1


def hear_control_c() -> None:
    """Undo what a shell does with all that it starts in the background: they inherit that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_control_c_stops_at_once_and_keeps_what_came(store: Store, site: Site) -> None:
    add_teasers(store, site, 3, pages=3)
    site.hang("/page/1")
    command = [sys.executable, "-m", "newsreader", "--home", str(store.path.parent), "offline", "--fetch"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=hear_control_c) as program:
        assert program.stderr is not None
        assert program.stderr.readline().startswith("1/3 ")
        while not site.requests_of("/page/1"):
            time.sleep(0.02)
        begun = time.monotonic()
        os.kill(program.pid, signal.SIGINT)
        said = program.stderr.read()
        assert program.wait(20) == 1

    assert time.monotonic() - begun < 10
    assert said.splitlines()[-1] == "newsreader: Stopped."
    assert "Traceback" not in said
    assert faults(store.path) == []
    counted = {each.state: each.articles for each in store.queue.counts()}
    assert counted == {"full": 1, "waiting": 2}
    assert store.leases.holder("engine") is None


def test_pictures_are_kept_by_a_refresh_where_that_is_wanted_and_counted(newsreader: CommandLine, site: Site) -> None:
    pytest.importorskip("PIL", reason="the extra `images` is not installed")
    picture = site.serve("/boat.jpg", pictures.picture(), content_type="image/jpeg")
    text = f"{'The harbour was quiet. ' * 30}<img src='{picture}' width='640' height='480'>"
    newsreader("add", "--no-fetch", site.serve("/feed", rss("F", [("story", site.url("/page/0"), text)])))
    newsreader("refresh")
    assert site.requests_of("/boat.jpg") == []
    (newsreader.home / "settings.toml").write_text("[images]\nkeep = true\n")

    newsreader("refresh", "--force")

    assert len(list((newsreader.home / "images").iterdir())) == 1
    assert "Pictures: 1 kept" in newsreader("offline").out
    assert newsreader("offline", "--json").objects[-1]["kept"] == 1
