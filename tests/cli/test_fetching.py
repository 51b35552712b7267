"""refresh and extract."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.building import add_feed
from tests.cli.running import CommandLine
from tests.engine.documents import articles, page, rss
from tests.loopback import Site

from newsreader.store import Store


def test_refresh_reports_each_feed_and_fails_if_one_did(newsreader: CommandLine, site: Site) -> None:
    newsreader("add", "--no-fetch", site.serve("/good", rss("Good", articles(2))), site.serve("/bad", status=500))

    ran = newsreader("refresh", "--json")

    assert ran.status == 1
    told = {Path(each["url"]).name: (each["new"], each["error"]) for each in ran.objects}
    assert told["good"] == (2, None)
    assert "500" in told["bad"][1]


def test_refresh_indexes_what_it_brought_and_what_was_here(newsreader: CommandLine, site: Site, store: Store) -> None:
    add_feed(store, "Harbour", 3)
    newsreader("add", "--no-fetch", site.serve("/good", rss("Good", articles(60))))

    newsreader("refresh", "--feed", "2")

    assert store.articles.counts(since=0).total == 63
    assert store.indexing.waiting() == 0


def test_refresh_of_one_feed_asks_no_other(newsreader: CommandLine, site: Site) -> None:
    newsreader("add", "--no-fetch", site.serve("/one", rss("One", articles(1))), site.serve("/two", rss("Two", [])))

    assert newsreader("refresh", "--feed", "1").status == 0

    assert {each.path for each in site.requests} == {"/one"}


def test_force_asks_without_conditions(newsreader: CommandLine, site: Site) -> None:
    newsreader("add", site.serve("/feed", rss("F", articles(1)), etag='"1"'))

    newsreader("refresh")
    newsreader("refresh", "--force")

    conditions = ["if-none-match" in each.headers for each in site.requests_of("/feed")]
    assert conditions == [False, True, False]


def test_a_second_refresh_within_a_minute_asks_nobody_and_says_so(newsreader: CommandLine, site: Site) -> None:
    newsreader("add", "--no-fetch", site.serve("/feed", rss("F", articles(1))))
    newsreader("refresh")

    ran = newsreader("refresh")

    assert ran.status == 0
    assert "1 feed asked less than a minute ago; --force asks anyway." in ran.err
    assert len(site.requests_of("/feed")) == 1


def test_due_asks_only_whose_time_has_come(newsreader: CommandLine, site: Site) -> None:
    newsreader("add", "--no-fetch", site.serve("/feed", rss("F", articles(1))))

    first, second = newsreader("refresh", "--due"), newsreader("refresh", "--due")

    assert "1 feed," in first.err
    assert second.err == "0 feeds, 0 new articles.\n"
    assert newsreader("refresh", "--due", "--force").status == 2


def test_refresh_without_feeds_is_no_failure(newsreader: CommandLine) -> None:
    assert newsreader("refresh").status == 0


def test_extract_prints_title_facts_and_text(newsreader: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_bytes(page("A story"))

    ran = newsreader("extract", str(file))

    assert ran.status == 0
    assert ran.out.startswith("A story\nAda Ito in Kobe\n")
    assert "Imprint" not in ran.out


def test_extract_prints_one_object_a_page_and_names_what_failed(newsreader: CommandLine, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.html").write_bytes(page(name))
    (tmp_path / "empty.html").write_bytes(b"")
    files = [str(tmp_path / f"{name}.html") for name in ("one", "empty", "missing", "two")]

    ran = newsreader("extract", "--json", *files)

    assert ran.status == 1
    assert [each["id"] for each in ran.objects] == ["one", "two"]
    assert set(ran.objects[0]) == {"id", "title", "byline", "published", "lang", "text", "full"}
    assert "empty.html" in ran.err
    assert "missing.html" in ran.err


def test_extract_reads_standard_input(newsreader: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page("A story"))))

    (told,) = newsreader("extract", "--json", "-").objects

    assert (told["id"], told["title"]) == ("-", "A story")


def test_the_seed_page_loses_nothing_and_keeps_nothing_wrong(newsreader: CommandLine, shared: Path) -> None:
    seed = shared / "data" / "seed"
    (told,) = newsreader("extract", "--json", str(seed / "seed_page.html")).objects

    checked = subprocess.run(
        [sys.executable, seed / "check.py", "-"],
        input=json.dumps({**told, "text": told["full"]}),
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, store: Store) -> None:
    add_feed(store, "Nature", 3000)
    command = f"{sys.executable} -m newsreader --home {tmp_path} list | head -1"

    ran = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)

    assert len(ran.stdout.splitlines()) == 1
    assert ran.stderr == ""


def test_a_database_that_is_not_ours_is_refused_with_one_message(newsreader: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "newsreader.db").write_text("notes of a week in Kobe\n" * 100)

    ran = newsreader("list")

    assert ran.status == 1
    assert "not a database" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_help_of_refresh_ends_with_lines_for_cron_and_systemd(newsreader: CommandLine) -> None:
    ran = newsreader("refresh", "--help")

    assert ran.status == 0
    _, cron, service, timer = re.split(r"^ *(?:\*/15 |newsreader\.)", ran.out, flags=re.MULTILINE)
    assert cron.startswith("* * * *  $HOME/.local/bin/newsreader refresh --due")
    assert [line.strip() for line in service.splitlines()] == [
        "service",
        "[Service]",
        "Type=oneshot",
        "ExecStart=%h/.local/bin/newsreader refresh --due",
        "SuccessExitStatus=1",
    ]
    assert "    OnCalendar=*:0/15\n" in timer
    assert "systemctl --user enable --now newsreader.timer\n" in timer
