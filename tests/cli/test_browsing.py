"""open: pages in the browser, by the rules of promise 10."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.building import add_feed, new_article
from tests.cli.running import CommandLine

from newsreader.model import NewArticle
from newsreader.store import Store

Opened = Callable[[int], list[str]]


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A browser that notes what it is given; asked for so many addresses, it waits until they are there.

    Nothing was opened where an address opened afterwards is the first.
    """
    record = tmp_path / "opened"
    script = tmp_path / "browser"
    script.write_text(f"#!{sys.executable}\nimport sys\nopen({str(record)!r}, 'a').write(sys.argv[1] + '\\n')\n")
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))

    def opened(number: int) -> list[str]:
        end = time.monotonic() + 10
        while (not record.exists() or len(record.read_text().splitlines()) < number) and time.monotonic() < end:
            time.sleep(0.05)
        return sorted(record.read_text().splitlines()) if record.exists() else []

    return opened


def linked(name: str, age_s: int = 60) -> NewArticle:
    return new_article(name, link=f"https://nature.example/{name}", age_s=age_s)


def test_pages_are_opened_once_each_and_marked_read_where_that_is_asked_for(
    newsreader: CommandLine, store: Store, browser: Opened
) -> None:
    add_feed(store, "Nature", [linked("c"), linked("b"), linked("a")])

    assert newsreader("open", "1", "2", "1").status == 0
    assert browser(2) == ["https://nature.example/a", "https://nature.example/b"]
    assert store.articles.counts(since=0).unread == 3

    ran = newsreader("open", "--read", "--query", "title:c")

    assert "Opened https://nature.example/c" in ran.err
    assert browser(3)[-1] == "https://nature.example/c"
    assert store.articles.unread_among([1, 2, 3]) == {1, 2}


def test_what_cannot_be_opened_is_named_stays_unread_and_stops_no_other(
    newsreader: CommandLine, store: Store, browser: Opened
) -> None:
    local = linked("local")
    local = msgspec.structs.replace(local, parsed=msgspec.structs.replace(local.parsed, link="file:///etc/passwd"))
    add_feed(store, "Nature", [linked("c"), local, new_article("bare")])

    ran = newsreader("open", "--read", "1", "2", "3")

    assert ran.status == 1
    assert "Article 1 has no page to open" in ran.err
    assert "Article 2: This address is not one of http or https" in ran.err
    assert browser(1) == ["https://nature.example/c"]
    assert store.articles.unread_among([1, 2, 3]) == {1, 2}


def test_an_unknown_id_opens_nothing_at_all(newsreader: CommandLine, store: Store, browser: Opened) -> None:
    add_feed(store, "Nature", [linked("b"), linked("a")])

    ran = newsreader("open", "1", "99")
    newsreader("open", "2")

    assert (ran.status, "no article 99" in ran.err) == (1, True)
    assert browser(1) == ["https://nature.example/b"]


def test_a_query_that_is_too_wide_opens_nothing(newsreader: CommandLine, store: Store, browser: Opened) -> None:
    add_feed(store, "Nature", [linked(f"n{number}") for number in range(21)])

    ran = newsreader("open", "--query", "unread")
    newsreader("open", "21")

    assert (ran.status, "limit:20" in ran.err) == (1, True)
    assert browser(1) == ["https://nature.example/n0"]


def test_a_browser_that_draws_in_the_terminal_is_not_started_without_one(
    newsreader: CommandLine, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "w3m").write_text("#!/bin/sh\ntouch w3m-ran\n")
    (tmp_path / "w3m").chmod(0o755)
    monkeypatch.setenv("BROWSER", str(tmp_path / "w3m"))
    add_feed(store, "Nature", [linked("a")])

    ran = newsreader("open", "1")

    assert (ran.status, "needs a terminal" in ran.err) == (1, True)


def test_a_variable_that_cannot_be_read_is_named(
    newsreader: CommandLine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "firefox 'private")
    add_feed(store, "Nature", [linked("a")])

    ran = newsreader("open", "1")

    assert (ran.status, "BROWSER cannot be read: no closing quotation" in ran.err) == (1, True)


def test_opening_imports_no_part_of_the_interface_that_draws() -> None:
    lines = "import sys; import newsreader.cli.browsing; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", lines], check=True, capture_output=True, text=True)

    assert "newsreader.cli.browsing" in ran.stdout
    assert "textual" not in ran.stdout.split()
