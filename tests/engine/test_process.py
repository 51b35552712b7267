"""The engine as a child process, spoken to by the app's client: it may be killed, and never outlives the app."""

from __future__ import annotations

import asyncio
import os
import queue
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest
from tests.building import NOW, open_store
from tests.engine.documents import articles, page, rss
from tests.loopback import Site
from tests.processes import gone_within, is_alive

from newsreader.client import EngineClient, Lost
from newsreader.engine.outbox import Outbox
from newsreader.engine.process import Engine as Serving
from newsreader.engine.settings_watch import SettingsWatch
from newsreader.engine.tools import opened_tools
from newsreader.model import TextState, View, ViewKind
from newsreader.paths import Paths, locate
from newsreader.protocol import (
    HUNG_AFTER_S,
    Automatic,
    Cancel,
    Changed,
    Event,
    FetchPage,
    Finished,
    PageDone,
    Progress,
    Refresh,
    Refused,
    encode,
)
from newsreader.query.kept import RuleAction
from newsreader.store import Store

PATIENCE_S = 20.0


class Engine:
    """A client with what it heard."""

    def __init__(self, paths: Paths) -> None:
        self._heard: queue.Queue[Event | Lost] = queue.Queue()
        self.client = EngineClient(paths, self._heard.put)

    def until(self, kind: type[Event] | type[Lost]) -> Event | Lost:
        """Wait for an event of this kind; those before it are passed over."""
        end = time.monotonic() + PATIENCE_S
        while True:
            event = self._heard.get(timeout=max(end - time.monotonic(), 0.01))
            if isinstance(event, kind):
                return event

    @property
    def pid(self) -> int:
        pid = self.client.pid
        assert pid is not None
        return pid


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return locate(str(tmp_path), {})


@pytest.fixture
def engine(paths: Paths, store: Store) -> Iterator[Engine]:
    started = Engine(paths)
    yield started
    started.client.close()


def test_a_refresh_brings_articles_and_says_how_it_went(engine: Engine, store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/good", rss("F", articles(3))), now=NOW)
    store.feeds.add(site.serve("/bad", status=500), now=NOW)

    engine.client.send(Refresh())

    assert engine.until(Progress) == Progress(0, 2)
    assert engine.until(Finished) == Finished(feeds=2, new=3, failed=1)
    assert store.articles.counts(since=0).total == 3


def test_pages_behind_teasers_follow_a_refresh_and_can_be_asked_for(engine: Engine, store: Store, site: Site) -> None:
    items = [("story 0", site.url("/page/0"), "Quiet …")]
    store.feeds.add(site.serve("/feed", rss("F", items)), now=NOW)
    engine.client.send(Refresh())
    engine.until(Finished)
    (article_id,) = store.articles.list_ids(View(ViewKind.ALL), since=0)
    site.serve("/page/0", page("story 0"), content_type="text/html")

    engine.client.send(FetchPage(article_id))

    assert engine.until(PageDone) == PageDone(article_id)
    assert store.articles.get(article_id).headline.text_state is TextState.FULL


def test_rules_hand_over_what_a_refresh_brought(engine: Engine, store: Store, site: Site, tmp_path: Path) -> None:
    script, file = tmp_path / "keep.py", tmp_path / "kept"
    script.write_text("import sys; open(sys.argv[1], 'a').write(sys.argv[2] + chr(10))")
    command = f"{sys.executable} {script} {file} {{title}}"
    store.rules.save("keep", "story", RuleAction.PIPE, argument=command, now=NOW)
    store.feeds.add(site.serve("/feed", rss("F", articles(2))), now=NOW)

    engine.client.send(Refresh())
    engine.until(Finished)
    while not file.exists() or file.read_text().count("\n") < 2:
        engine.until(Changed)  # it says so when all is handed over

    assert sorted(file.read_text().splitlines()) == ["story 0", "story 1"]
    assert store.errands.due(RuleAction.PIPE) == []


def test_a_killed_engine_is_noticed_and_the_next_refresh_completes(engine: Engine, store: Store, site: Site) -> None:
    slow = site.hang("/slow")
    store.feeds.add(site.serve("/good", rss("F", articles(3))), now=NOW)
    slow_id, _ = store.feeds.add(slow, now=NOW)
    engine.client.send(Refresh())
    engine.until(Progress)

    os.kill(engine.pid, signal.SIGKILL)

    assert engine.until(Lost) == Lost(was_busy=True)
    store.marks.remove_feed(slow_id, now=NOW)
    engine.client.send(Refresh(is_forced=True))
    finished = engine.until(Finished)
    assert isinstance(finished, Finished)
    assert (finished.feeds, finished.failed) == (1, 0)
    assert store.articles.counts(since=0).total == 3


def test_an_engine_that_hangs_is_noticed_within_five_seconds_and_replaced(
    engine: Engine, store: Store, site: Site
) -> None:
    store.feeds.add(site.hang("/slow"), now=NOW)
    engine.client.send(Refresh())
    engine.until(Progress)
    hung = engine.pid
    family = [hung, *children(hung)]

    os.kill(hung, signal.SIGSTOP)
    begun = time.monotonic()

    assert engine.until(Lost) == Lost(was_busy=True)
    assert time.monotonic() - begun < HUNG_AFTER_S + 1
    engine.client.send(Refresh())
    engine.until(Progress)
    assert engine.pid != hung
    assert gone_within(2, family)


def test_an_app_that_was_stopped_itself_does_not_take_its_engine_for_hung(
    paths: Paths, store: Store, site: Site
) -> None:
    store.feeds.add(site.hang("/slow"), now=NOW)
    with app(paths) as (process, engine_pid):
        process.send_signal(signal.SIGSTOP)
        time.sleep(3 * SHORT_PATIENCE_S)
        process.send_signal(signal.SIGCONT)
        time.sleep(SHORT_PATIENCE_S)

        assert is_alive(engine_pid)


def test_a_worker_that_hangs_ends_with_its_engine(engine: Engine, store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/good", rss("F", articles(3))), now=NOW)
    store.feeds.add(site.hang("/slow"), now=NOW)
    engine.client.send(Refresh())
    family = workers_at_work(engine.pid, store)
    if sys.platform == "linux":  # elsewhere a thread of the worker itself has to run for that
        for each in family:
            os.kill(each, signal.SIGSTOP)

    os.kill(engine.pid, signal.SIGKILL)

    assert gone_within(2, family)


def test_cancelling_ends_a_refresh_at_once(engine: Engine, store: Store, site: Site) -> None:
    store.feeds.add(site.hang("/slow"), now=NOW)
    engine.client.send(Refresh())
    engine.until(Progress)

    engine.client.send(Cancel())

    assert engine.until(Finished) == Finished(feeds=0, new=0, failed=0, was_cancelled=True)


def test_a_second_refresh_while_one_runs_is_refused_with_a_reason(engine: Engine, store: Store, site: Site) -> None:
    store.feeds.add(site.hang("/slow"), now=NOW)
    engine.client.send(Refresh())
    engine.until(Progress)

    engine.client.send(Refresh())

    assert isinstance(engine.until(Refused), Refused)


def test_a_refresh_by_hand_takes_the_place_of_an_automatic_one_and_is_not_replaced_itself(
    engine: Engine, store: Store, site: Site
) -> None:
    store.feeds.add(site.hang("/slow"), now=NOW)
    engine.client.send(Automatic())
    assert engine.until(Progress) == Progress(0, 1)

    engine.client.send(Refresh())
    assert engine.until(Finished) == Finished(feeds=0, new=0, failed=0, was_cancelled=True, is_automatic=True)
    engine.until(Progress)
    engine.client.send(Refresh())

    assert isinstance(engine.until(Refused), Refused)


def test_only_one_engine_of_a_home_refreshes(engine: Engine, paths: Paths, store: Store, site: Site) -> None:
    store.feeds.add(site.hang("/slow"), now=NOW)
    engine.client.send(Refresh())
    engine.until(Progress)
    second = Engine(paths)
    try:
        second.client.send(Refresh())
        refused = second.until(Refused)
    finally:
        second.client.close()

    assert isinstance(refused, Refused)
    assert "Another newsreader" in refused.reason


def test_promise_19_engine_and_worker_end_with_the_app_whatever_kills_it(
    paths: Paths, store: Store, site: Site
) -> None:
    store.feeds.add(site.serve("/good", rss("F", articles(3))), now=NOW)
    store.feeds.add(site.hang("/slow"), now=NOW)
    with app(paths) as (process, pid):
        family = [pid, *workers_at_work(pid, store)]

        process.kill()

        assert gone_within(2, family)


@contextmanager
def app(paths: Paths) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start a program that asks an engine for a refresh; yields it and the engine's process."""
    program = [sys.executable, "-c", APP, str(paths.database.parent)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


def workers_at_work(engine: int, store: Store) -> list[int]:
    """Wait until the worker has parsed a feed: before, it may still be a Python that starts, which takes its time."""
    end = time.monotonic() + PATIENCE_S
    while not store.articles.counts(since=0).total:
        assert time.monotonic() < end, "nothing was stored"
        time.sleep(0.02)
    found = children(engine)
    assert found
    return found


SHORT_PATIENCE_S = 1.5
APP = f"""
import sys, time
from newsreader import client
client.HUNG_AFTER_S = {SHORT_PATIENCE_S}
from newsreader.client import EngineClient
from newsreader.paths import locate
from newsreader.protocol import Refresh
heard = []
client = EngineClient(locate(sys.argv[1], {{}}), heard.append)
client.send(Refresh())
while not heard:
    time.sleep(0.05)
print(client.pid, flush=True)
time.sleep(60)
"""


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in listed.stdout.split()]


def test_the_log_holds_no_control_character(engine: Engine, paths: Paths, store: Store, site: Site) -> None:
    store.feeds.add(site.raw("/bad", b"HTTP/1.1 500 \x1b]0;pwned\x07\r\nContent-Length: 0\r\n\r\n"), now=NOW)
    engine.client.send(Refresh())
    engine.until(Finished)

    written = paths.log.read_text() if paths.log.exists() else ""

    assert "\x1b" not in written
    assert "\x07" not in written


def test_a_store_that_cannot_be_opened_ends_the_engine_with_a_line_in_the_log(paths: Paths, tmp_path: Path) -> None:
    paths.database.write_bytes(b"this is no database at all, whatever its name says" * 30)
    engine = Engine(paths)
    try:
        engine.client.send(Refresh())
        assert isinstance(engine.until(Lost), Lost)
    finally:
        engine.client.close()

    assert "not a database" in paths.log.read_text()


def test_the_store_is_open_in_both_processes(engine: Engine, store: Store, site: Site, tmp_path: Path) -> None:
    store.feeds.add(site.serve("/good", rss("F", articles(60))), now=NOW)
    other = open_store(tmp_path)
    engine.client.send(Refresh())
    engine.until(Finished)

    ids = other.articles.list_ids(View(ViewKind.ALL), since=0)
    assert other.marks.set_starred(ids, True, now=NOW) is not None
    assert store.articles.counts(since=0).starred == 60
    other.close()


def test_a_refresh_that_is_stopped_before_it_began_is_over_and_the_next_one_runs(
    engine: Engine, store: Store, site: Site
) -> None:
    store.feeds.add(site.serve("/good", rss("F", articles(3))), now=NOW)

    # Both wait in the pipe while the engine still starts.
    engine.client.send(Refresh())
    engine.client.send(Cancel())

    assert engine.until(Finished) == Finished(feeds=0, new=0, failed=0, was_cancelled=True)
    engine.client.send(Refresh())
    assert engine.until(Finished) == Finished(feeds=1, new=3, failed=0)


def test_a_refresh_right_behind_the_stop_of_another_is_not_refused(engine: Engine, store: Store, site: Site) -> None:
    store.feeds.add(site.serve("/good", rss("F", articles(3))), now=NOW)

    engine.client.send(Refresh())
    engine.client.send(Cancel())
    engine.client.send(Refresh())

    finished = engine.until(Finished)
    assert isinstance(finished, Finished)
    if finished.was_cancelled:  # where the third came in another portion than the second
        finished = engine.until(Finished)
    assert finished == Finished(feeds=1, new=3, failed=0)


@asynccontextmanager
async def outbox() -> AsyncIterator[Outbox]:
    """Where events go that nobody hears."""
    reading, writing = os.pipe()
    pipe, _ = await asyncio.get_running_loop().connect_write_pipe(asyncio.BaseProtocol, os.fdopen(writing, "wb"))
    try:
        yield Outbox(pipe)
    finally:
        pipe.abort()
        os.close(reading)


async def test_feeds_are_still_asked_when_due_after_the_database_could_not_be_read(
    paths: Paths, store: Store, site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("newsreader.engine.process._LOOK_EVERY_S", 0.01)
    store.feeds.add(site.serve("/good", rss("F", articles(3))), now=NOW)
    requests = asyncio.StreamReader()
    requests.feed_data(encode(Automatic()))

    with closing(sqlite3.connect(paths.database)) as beside:
        beside.execute("ALTER TABLE feeds RENAME TO hidden_feeds")
        async with opened_tools(store) as tools, outbox() as events, asyncio.timeout(PATIENCE_S):
            serving = Serving(tools, events, paths, SettingsWatch(paths.settings))
            running = asyncio.create_task(serving.run(requests))
            while "no such table: feeds" not in caplog.text:
                await asyncio.sleep(0)
            beside.execute("ALTER TABLE hidden_feeds RENAME TO feeds")
            while not site.requests:
                await asyncio.sleep(0)
            requests.feed_eof()
            await running
