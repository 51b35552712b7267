"""Read the passwords that the settings point to: from a command or the system's keyring, once a run, into memory only.

Nothing in here is ever logged, stored or shown but the name of the setting that failed: a command may hold a secret
too.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shlex
import signal
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

LIMIT_S = 10.0
"""For a command or the keyring to answer."""
_AGAIN_AFTER_S = 30.0
"""A failure is remembered for so long: a refresh of many feeds with one password waits once for a locked keyring."""
_MAX_LINE = 65_536
"""Bytes of a command's output that are read."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Password:
    """A secret; its representation does not show it."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoPassword:
    """There is none, and why: a sentence that names the setting."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Failure:
    answer: NoPassword
    at: float
    """By the loop's clock."""


class Secrets:
    """The passwords of one run. Each is read when it is first needed, and only once however many feeds ask."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        self._passwords: dict[tuple[str, ...], Password] = {}
        self._failures: dict[tuple[str, ...], _Failure] = {}
        self._turns: defaultdict[tuple[str, ...], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def from_command(self, command: str) -> Password | NoPassword:
        """Return the first line that a command prints. It runs without a shell, a terminal or any input."""
        return await self._once(("command", command), lambda: _run(command, self._limit_s))

    async def from_keyring(self, service: str, user: str) -> Password | NoPassword:
        """Return what the system's keyring has for a user of a service."""
        return await self._once(("keyring", service, user), lambda: _ask_keyring(service, user, self._limit_s))

    async def _once(
        self, key: tuple[str, ...], read: Callable[[], Awaitable[Password | NoPassword]]
    ) -> Password | NoPassword:
        now = asyncio.get_running_loop().time
        async with self._turns[key]:
            if (known := self._passwords.get(key)) is not None:
                return known
            failure = self._failures.get(key)
            if failure is not None and now() - failure.at < _AGAIN_AFTER_S:
                return failure.answer
            answer = await read()
            if isinstance(answer, Password):
                self._passwords[key] = answer
            else:
                self._failures[key] = _Failure(answer, now())
            return answer


def _command_failed(what: str) -> NoPassword:
    return NoPassword(f"The setting password_command of this feed {what}")


async def _run(command: str, limit_s: float) -> Password | NoPassword:
    try:
        arguments = shlex.split(command)
    except ValueError:
        return _command_failed("holds a quote that is not closed.")
    if not arguments:
        return _command_failed("is empty.")
    program = os.path.expanduser(arguments[0])
    # Without GPG_TTY and a terminal of its own no program can ask for a passphrase in the middle of our screen.
    environment = {name: value for name, value in os.environ.items() if name != "GPG_TTY"}
    try:
        process = await asyncio.create_subprocess_exec(
            program,
            *arguments[1:],
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except FileNotFoundError:
        return _command_failed("names a program that is not here.")
    except (OSError, ValueError):
        return _command_failed("names a program that cannot be run.")
    status: int | None = None
    try:
        async with asyncio.timeout(limit_s):
            printed = await _printed(process)
            if len(printed) > _MAX_LINE:
                return _command_failed("prints far more than a password.")
            status = await process.wait()
    except TimeoutError:
        return _command_failed(f"did not end within {limit_s:g} s. Run it in a shell to see what it waits for.")
    finally:
        if status is None:
            await _end(process)
    return _first_line(printed, status)


async def _printed(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None
    printed = b""
    while len(printed) <= _MAX_LINE and (chunk := await process.stdout.read(_MAX_LINE)):
        printed += chunk
    return printed


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill the command and what it started: a script's child would outlive it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    # To the end of its output, since until then the pipe stays open; bounded, since a program that left the group may
    # still hold it.
    with suppress(TimeoutError):
        await asyncio.wait_for(process.communicate(), 1)


def _first_line(printed: bytes, status: int) -> Password | NoPassword:
    if status != 0:
        return _command_failed(f"ended with status {status}. Run it in a shell to see why.")
    try:
        text = printed.decode("utf-8").partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError:
        return _command_failed("prints what is not UTF-8 text.")
    return Password(text) if text else _command_failed("prints no password on its first line.")


def _keyring_failed(what: str) -> NoPassword:
    return NoPassword(f"The setting password_keyring of this feed {what}")


async def _ask_keyring(service: str, user: str, limit_s: float) -> Password | NoPassword:
    """Ask in a thread that nobody has to wait for: a keyring may be locked, and opens a window then."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Password | NoPassword] = loop.create_future()

    def give(found: Password | NoPassword) -> None:
        if not answer.done():
            answer.set_result(found)

    def ask() -> None:
        found = _from_keyring(service, user)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(give, found)

    threading.Thread(target=ask, name="keyring", daemon=True).start()
    try:
        async with asyncio.timeout(limit_s):
            return await answer
    except TimeoutError:
        return _keyring_failed(f"got no answer within {limit_s:g} s. Unlock the keyring and refresh again.")


def _from_keyring(service: str, user: str) -> Password | NoPassword:
    try:
        import keyring
    except ImportError:
        return _keyring_failed('needs a package: pip install "newsreader[keyring]", or use password_command.')
    try:
        text = keyring.get_password(service, user)
    except Exception as error:
        # The edge of the thread, and of plug-ins by others, which raise whatever they like.
        _log.warning("the keyring failed: %s", type(error).__name__)
        return _keyring_failed("got no answer: this system has no keyring, or it cannot be opened.")
    if not text:
        return _keyring_failed("names a service for which the keyring has no password of this user.")
    return Password(text)
