"""Telling of what rules notify of: below while somebody is here, by terminal or command where nobody is."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from tests.building import NOW, add_feed, new_article
from tests.terminal import Terminal
from tests.tui.driving import BY_HAND, Reader, reading
from textual import events

from newsreader.paths import locate
from newsreader.query.kept import RuleAction
from newsreader.settings import NotifyBy, NotifySettings, Settings
from newsreader.store import Store
from newsreader.store.arrival import Arrival

OSC9 = b"\x1b]9;newsreader: "


@pytest.fixture
def harbour(store: Store) -> Store:
    """A feed, and a rule that notifies of Tokyo."""
    add_feed(store, "Harbour", [new_article("old", title="Chess")])
    store.rules.arrive(now=NOW)
    store.rules.save("summit", "tokyo", RuleAction.NOTIFY, now=NOW)
    return store


def arrive(store: Store, *titles: str, now: int = NOW) -> None:
    store.refreshing.write_articles(1, [new_article(title, title=title) for title in titles], (), now=now)
    store.rules.arrive(now=now)


def told_by(by: NotifyBy, command: str | None = None, *, when_focused: bool = False) -> Settings:
    return msgspec.structs.replace(BY_HAND, notify=NotifySettings(by=by, command=command, when_focused=when_focused))


async def look(reader: Reader) -> None:
    reader.screen.notifier.look()
    await reader.settle()


async def programs_ended(reader: Reader) -> None:
    await reader.until(lambda: not reader.app.programs._running, "the programs end")


async def test_who_is_here_is_told_below_and_the_terminal_is_sent_nothing(
    harbour: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(harbour, settings=told_by(NotifyBy.OSC9)) as reader:
        sequences: list[str] = []
        monkeypatch.setattr(reader.app, "tell_terminal", sequences.append)
        arrive(harbour, "Tokyo summit")
        await look(reader)

        assert reader.screen.status.notice == "New: summit: Tokyo summit"
        assert sequences == []
        assert not harbour.errands.has(RuleAction.NOTIFY)
        assert harbour.errands.told_at() == 0


async def test_a_command_tells_when_the_terminal_loses_the_focus(harbour: Store, tmp_path: Path) -> None:
    script, file = tmp_path / "tell.py", tmp_path / "told"
    script.write_text("import sys; open(sys.argv[1], 'a').write(' / '.join(sys.argv[2:]) + chr(10))")
    command = f"{sys.executable} {script} {file} {{title}} {{text}}"

    async with reading(harbour, settings=told_by(NotifyBy.COMMAND, command)) as reader:
        reader.app.post_message(events.AppBlur())
        await reader.settle()
        assert not reader.screen.notifier.is_attended
        arrive(harbour, "Tokyo summit")
        await look(reader)
        await programs_ended(reader)
        assert file.read_text() == "New: summit / Tokyo summit\n"

        arrive(harbour, "Tokyo again")
        await look(reader)
        assert harbour.errands.has(RuleAction.NOTIFY)  # until a minute has passed

        reader.app.post_message(events.AppFocus())
        await reader.settle()
        assert reader.screen.notifier.is_attended


async def test_a_command_that_fails_is_said(harbour: Store) -> None:
    settings = told_by(NotifyBy.COMMAND, "no-such-program-here {title}", when_focused=True)

    async with reading(harbour, settings=settings) as reader:
        arrive(harbour, "Tokyo summit")
        await look(reader)
        await programs_ended(reader)

        assert "no-such-program-here does not start" in reader.screen.status.notice
        assert reader.screen.status.is_error


async def test_where_it_is_off_nothing_waits_for_another_day(harbour: Store) -> None:
    async with reading(harbour, settings=told_by(NotifyBy.OFF, when_focused=True)) as reader:
        arrive(harbour, "Tokyo summit")
        await look(reader)

        assert not harbour.errands.has(RuleAction.NOTIFY)
        assert harbour.errands.told_at() == 0


async def test_what_arrives_while_it_looks_is_told_without_another_change(
    harbour: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_errands = Arrival.has_errands
    has_looked, has_arrived = threading.Event(), threading.Event()

    def slow(arrival: Arrival) -> bool:
        found = has_errands(arrival)
        has_looked.set()
        has_arrived.wait()
        return found

    async with reading(harbour) as reader:
        monkeypatch.setattr(Arrival, "has_errands", slow)
        reader.screen.notifier.look()
        await asyncio.to_thread(has_looked.wait)
        arrive(harbour, "Tokyo summit")
        reader.screen.notifier.look()
        has_arrived.set()
        for _ in range(1_000):
            if reader.screen.status.notice:
                break
            await reader.pilot.pause(0.01)

        assert reader.screen.status.notice == "New: summit: Tokyo summit"


async def test_a_rule_that_failed_is_said_once(harbour: Store) -> None:
    rule = harbour.rules.save("keep", "tokyo", RuleAction.PIPE, argument="keep", now=NOW)

    async with reading(harbour) as reader:
        harbour.errands.note_fault(rule.id, "keep ended with status 3.", now=NOW)
        await look(reader)
        assert reader.screen.status.notice == "The rule keep failed: keep ended with status 3."

        reader.screen.say("")
        await look(reader)
        assert reader.screen.status.notice == ""


def home_with_news(home: Path, *titles: str, settings: str = "") -> None:
    """Make a home in which a rule has something to tell."""
    paths = locate(str(home), {})
    paths.settings.write_text("[refresh]\nautomatic = false\n[notify]\nwhen_focused = true\n" + settings)
    store = Store.open(paths.database, paths.backups, now=NOW)
    add_feed(store, "Harbour", [new_article("old", title="Chess")])
    store.rules.arrive(now=NOW)
    store.rules.save("summit", "tokyo", RuleAction.NOTIFY, now=NOW)
    arrive(store, *titles)
    store.close()


def test_the_terminal_is_sent_one_sequence_for_all_of_it(terminals: list[Terminal], tmp_path: Path) -> None:
    home_with_news(tmp_path, "Tokyo 1", "Tokyo\x1b\\\x1b]52;c;aGk=\x07 2")
    terminal = Terminal(tmp_path, environment={"TERM": "xterm-kitty"})
    terminals.append(terminal)

    terminal.until("2 new articles: summit")
    terminal.until_raw(OSC9)

    assert terminal.raw.count(OSC9) == 1
    sequence = terminal.raw[terminal.raw.index(OSC9) :].partition(b"\x1b\\")[0]
    assert sequence.startswith(OSC9 + b"2 new articles: summit: Tokyo")
    assert b"\x07" not in sequence
    assert b"\x1b]52;" not in terminal.raw


def test_a_terminal_that_is_not_known_for_it_is_sent_nothing(terminals: list[Terminal], tmp_path: Path) -> None:
    home_with_news(tmp_path, "Tokyo 1")
    terminal = Terminal(tmp_path, environment={"TERM": "xterm-256color", "TERM_PROGRAM": "", "VTE_VERSION": ""})
    terminals.append(terminal)

    terminal.until("New: summit: Tokyo 1")

    assert b"\x1b]9;" not in terminal.raw
    assert b"\x1b]777;" not in terminal.raw


def test_a_linux_console_is_sent_nothing_whatever_the_settings_say(terminals: list[Terminal], tmp_path: Path) -> None:
    home_with_news(tmp_path, "Tokyo 1", settings='by = "osc777"\n')
    terminal = Terminal(tmp_path, environment={"TERM": "linux"})
    terminals.append(terminal)

    terminal.until("New: summit: Tokyo 1")

    assert b"\x1b]777;" not in terminal.raw
