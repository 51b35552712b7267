"""Passwords come from a command or the keyring: once a run, within a limit, and never with a word of what failed."""

from __future__ import annotations

import asyncio
import shlex
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError
from tests.processes import gone_within

from newsreader.engine.secrets import NoPassword, Password, Secrets


def script(folder: Path, text: str, name: str = "pass show") -> str:
    """Make a real program and return the command that runs it."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o700)
    return shlex.quote(str(path))


async def test_the_first_line_that_the_command_prints_is_the_password(tmp_path: Path) -> None:
    command = script(tmp_path, "printf 'correct  horse \\r\\nuser: ada\\n'")

    assert await Secrets().from_command(command) == Password("correct  horse ")


async def test_a_program_may_be_named_from_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    script(tmp_path, "echo hunter2", name="show")

    assert await Secrets().from_command("~/show") == Password("hunter2")


async def test_a_command_is_run_once_however_many_feeds_ask(tmp_path: Path) -> None:
    log = tmp_path / "runs"
    command = script(tmp_path, f"echo run >> {log}; sleep 0.1; echo hunter2")
    secrets = Secrets()

    answers = await asyncio.gather(*(secrets.from_command(command) for _ in range(20)))

    assert set(answers) == {Password("hunter2")}
    assert log.read_text() == "run\n"


async def test_a_failing_command_is_not_run_again_for_every_feed(tmp_path: Path) -> None:
    log = tmp_path / "runs"
    command = script(tmp_path, f"echo run >> {log}; exit 3")
    secrets = Secrets()

    answers = await asyncio.gather(*(secrets.from_command(command) for _ in range(20)))

    assert len(set(answers)) == 1
    assert isinstance(answers[0], NoPassword)
    assert log.read_text() == "run\n"


async def test_a_command_has_no_shell_no_input_and_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GPG_TTY", "/dev/tty")
    program = (
        "import os, sys; "
        "print(sys.argv[1:], repr(sys.stdin.read()), os.environ.get('GPG_TTY'), os.getsid(0) == os.getpid())"
    )
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(program)} '$HOME' ';' 'touch {tmp_path}/made'"

    answer = await Secrets().from_command(command)

    assert answer == Password(f"['$HOME', ';', 'touch {tmp_path}/made'] '' None True")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("echo s3cret; echo s3cret >&2; exit 2", "ended with status 2"),
        ("kill -9 $$", "ended with status -9"),
        ("true", "no password on its first line"),
        ("printf '\\ns3cret\\n'", "no password on its first line"),
        ("printf 's3cret\\377\\n'", "not UTF-8"),
        ("yes s3cret", "far more than a password"),
    ],
    ids=["fails", "is killed", "prints nothing", "prints an empty line", "prints noise", "prints without end"],
)
async def test_a_command_that_gives_no_password_says_why_without_what_it_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    answer = await Secrets().from_command(script(tmp_path, text))

    assert isinstance(answer, NoPassword)
    assert answer.reason.startswith("The setting password_command of this feed ")
    assert words in answer.reason
    assert "s3cret" not in answer.reason
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("", "is empty"),
        ("pass 'show s3cret", "quote that is not closed"),
        ("/nowhere/at/all s3cret", "not here"),
        ("/ s3cret", "cannot be run"),
        ("a\0b s3cret", "cannot be run"),
    ],
    ids=["empty", "open quote", "no such program", "a folder", "a zero byte"],
)
async def test_a_command_that_cannot_be_run_says_why_and_is_not_quoted(command: str, words: str) -> None:
    answer = await Secrets().from_command(command)

    assert isinstance(answer, NoPassword)
    assert words in answer.reason
    assert "s3cret" not in answer.reason


async def test_a_command_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    command = script(tmp_path, f"sleep 60 & echo $! > {pids}; echo $$ >> {pids}; wait")
    began = time.monotonic()

    answer = await Secrets(limit_s=0.5).from_command(command)

    assert isinstance(answer, NoPassword)
    assert "within 0.5 s" in answer.reason
    assert time.monotonic() - began < 5
    assert await all_gone(pids)


async def test_cancelling_ends_the_command_and_the_next_one_asks_again(tmp_path: Path) -> None:
    pids, is_slow = tmp_path / "pids", tmp_path / "slow"
    is_slow.touch()
    command = script(tmp_path, f"echo $$ >> {pids}; test -e {is_slow} && exec sleep 60; echo hunter2")
    secrets = Secrets()
    task = asyncio.create_task(secrets.from_command(command))
    while not (pids.exists() and pids.read_text().endswith("\n")):
        await asyncio.sleep(0.01)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await all_gone(pids)
    is_slow.unlink()
    assert await secrets.from_command(command) == Password("hunter2")


async def all_gone(pids: Path) -> bool:
    return await asyncio.to_thread(gone_within, 10, map(int, pids.read_text().split()))


class OneService(KeyringBackend):
    """A keyring with one password in it, made the way keyrings are made."""

    priority = 1
    asked = 0
    error: Exception | None = None

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.is_unlocked = threading.Event()
        self.is_unlocked.set()
        self.has_answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.is_unlocked.wait()
        self.has_answered.set()
        if self.error is not None:
            raise self.error
        return "hunter2" if (service, username) == ("news", "ada") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("newsreader only reads")


@pytest.fixture
def backend() -> Iterator[OneService]:
    """The system's keyring, for one test."""
    before, backend = keyring.get_keyring(), OneService()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


async def test_the_keyring_is_asked_once_for_the_users_password(backend: OneService) -> None:
    secrets = Secrets()

    answers = [await secrets.from_keyring("news", "ada") for _ in range(3)]

    assert answers == [Password("hunter2")] * 3
    assert backend.asked == 1


async def test_a_user_whom_the_keyring_does_not_know_has_no_password(backend: OneService) -> None:
    answer = await Secrets().from_keyring("news", "eve")

    assert isinstance(answer, NoPassword)
    assert "no password of this user" in answer.reason


@pytest.mark.parametrize("error", [KeyringError("s3cret"), ValueError("s3cret")], ids=["its own", "any other"])
async def test_whatever_a_keyring_raises_is_a_reason_without_its_words(
    backend: OneService, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    backend.error = error

    answer = await Secrets().from_keyring("news", "ada")

    assert isinstance(answer, NoPassword)
    assert "cannot be opened" in answer.reason
    assert "s3cret" not in answer.reason + caplog.text
    assert type(error).__name__ in caplog.text


async def test_a_locked_keyring_is_waited_for_within_the_limit(backend: OneService) -> None:
    backend.is_unlocked.clear()

    answer = await Secrets(limit_s=0.2).from_keyring("news", "ada")

    assert isinstance(answer, NoPassword)
    assert "Unlock the keyring" in answer.reason
    backend.is_unlocked.set()
    await asyncio.to_thread(backend.has_answered.wait)  # what its thread brings late disturbs nothing


async def test_without_the_package_the_reason_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)

    answer = await Secrets().from_keyring("news", "ada")

    assert isinstance(answer, NoPassword)
    assert 'pip install "newsreader[keyring]"' in answer.reason


def test_a_password_does_not_show_in_a_representation() -> None:
    assert "hunter2" not in repr(Password("hunter2"))
