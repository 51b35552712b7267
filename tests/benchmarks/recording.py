"""Press keys in a real terminal and find out when each was answered. Must not know any bar.

Every byte that a program writes is noted with its time and played to a terminal afterwards: a key is answered by the
first bytes that change what this key is to change, so that a paint of the progress is none.
"""

from __future__ import annotations

import copy
import itertools
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyte
from tests.processes import run_s
from tests.terminal import Terminal

COLUMNS, ROWS = 120, 36
PACE_S = (0.12, 0.28)
"""Between two keys: a person who skims."""
NAMES = {"\x06": "page down", " ": "Space", "\r": "Enter"}
PATIENCE_S = 900.0
AS_USERS_HAVE_IT = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONUNBUFFERED": ""}
"""Compiled modules are kept."""
_SIDEBAR = 25
"""Columns at the left; there a count may change at any time."""
_LIST = 41
"""Columns of the list beside them."""

Seen = Callable[[pyte.Screen], object]
"""That part of a screen which a key is to change."""


@dataclass(frozen=True, slots=True)
class Press:
    """A key and when it was pressed."""

    key: str
    at: float


@dataclass(slots=True)
class Record:
    """What went to the terminal and what came from it, with `time.monotonic()`."""

    presses: list[Press] = field(default_factory=list)
    chunks: list[tuple[float, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one thing that was done to the program led to, in seconds."""

    first: float
    """Until the first bytes that changed what was looked at; endless if nothing did."""
    last: float
    """Until the last bytes that did."""
    cpu: float
    """What its process used meanwhile."""


class Recorder(Terminal):
    """Notes what is painted and looks at none of it before it is quiet."""

    def __init__(self, home: Path, program: Sequence[str] | None = None) -> None:
        self.record = Record()
        self.begun = time.monotonic()
        super().__init__(home, COLUMNS, ROWS, AS_USERS_HAVE_IT, program)

    def show(self, chunk: bytes) -> None:
        """Note it with its time."""
        self.record.chunks.append((time.monotonic(), chunk))

    def listen(self, seconds: float) -> bytes:
        """Note what it paints for so long, and return it."""
        end, known = time.monotonic() + seconds, len(self.record.chunks)
        while (left := end - time.monotonic()) > 0:
            self.look(left)
        return b"".join(chunk for _, chunk in self.record.chunks[known:])

    def type(self, key: str) -> None:
        """Press one of the keys that are measured."""
        self.record.presses.append(Press(key, time.monotonic()))
        self.press(key)

    def until_painted(self, text: bytes) -> None:
        """Wait until it paints these bytes."""
        end = time.monotonic() + PATIENCE_S
        painted = b""
        while text not in painted:
            if time.monotonic() > end or self.status is not None:
                raise TimeoutError(f"never saw {text!r}")
            known = len(self.record.chunks)
            self.look(0.1)
            painted = painted[-4096:] + b"".join(chunk for _, chunk in self.record.chunks[known:])

    def play(self) -> None:
        """Put what was noted on the screen, and forget it."""
        for _, chunk in self.record.chunks:
            self._stream.feed(chunk)
        self.record = Record()

    def answer(self, do: Callable[[], None], seen: Seen, quiet_s: float = 0.4, patience_s: float = 0) -> Answer:
        """Do something and wait until nothing was painted for so long; say when what is looked at changed.

        `patience_s`: how long a program may be quiet before the first change; one that loads paints nothing meanwhile.
        """
        self.play()
        before, used = seen(self.screen), run_s(self.pid)
        changes: list[float] = []
        begun = time.monotonic()
        do()
        while True:
            while self.listen(quiet_s) or time.monotonic() - begun < quiet_s:
                pass
            cpu = run_s(self.pid) - used
            for at, chunk in self.record.chunks:
                self._stream.feed(chunk)
                now = seen(self.screen)
                if now != before:
                    changes.append(at - begun)
                    before = now
            self.record = Record()
            if changes or time.monotonic() - begun >= patience_s:
                break
        return Answer(changes[0] if changes else float("inf"), changes[-1] if changes else float("inf"), cpu)

    def pressed(self, key: str, seen: Seen, quiet_s: float = 0.4, patience_s: float = 0) -> Answer:
        """The same for a key."""
        return self.answer(lambda: self.press(key), seen, quiet_s, patience_s)

    def typed(self, keys: str, count: int, pace_s: tuple[float, float] = PACE_S) -> list[float]:
        """Press these keys again and again, so many in all; return how long each took to be answered, in seconds."""
        self.play()
        dice = random.Random(1)
        for key in itertools.islice(itertools.cycle(keys), count):
            self.type(key)
            self.listen(dice.uniform(*pace_s))
        self.listen(0.5)
        before = copy.deepcopy(self.screen)
        record = self.record
        self.play()
        return [took for _, took in answers(record, before)]


def answers(record: Record, screen: pyte.Screen | None = None) -> list[tuple[str, float]]:
    """Return each key with the seconds until it was answered; endless where nothing it should change ever did.

    `screen` is how it looked before; an empty one where the record goes back to the start.
    """
    screen = screen or pyte.Screen(COLUMNS, ROWS)
    terminal = pyte.ByteStream(screen)
    found: list[tuple[str, float]] = []
    waiting: list[tuple[Press, list[str]]] = []
    happenings: list[tuple[float, bytes | Press]] = [*record.chunks, *((press.at, press) for press in record.presses)]
    for at, happened in sorted(happenings, key=lambda each: each[0]):
        if isinstance(happened, Press):
            waiting.append((happened, seen(screen, happened.key)))
            continue
        terminal.feed(happened)
        # One paint may answer several keys that came faster than it.
        answered = [each for each in waiting if seen(screen, each[0].key) != each[1]]
        found += [(press.key, at - press.at) for press, _ in answered]
        waiting = [each for each in waiting if each not in answered]
    return found + [(press.key, float("inf")) for press, _ in waiting]


def seen(screen: pyte.Screen, key: str) -> list[str]:
    """Return that part of the screen which this key changes and nothing else should: heads and counts are left out."""
    if key == "s":
        return [row for row in list_rows(screen) if "★" in row]
    return article_rows(screen) if key == " " else list_rows(screen)


def list_rows(screen: pyte.Screen) -> list[str]:
    """Return the lines of the list of articles, without its head."""
    return [line[_SIDEBAR : _SIDEBAR + _LIST] for line in screen.display[1:-1]]


def article_rows(screen: pyte.Screen) -> list[str]:
    """Return the lines of the article, without its head."""
    return [line[_SIDEBAR + _LIST :] for line in screen.display[1:-1]]


def percentile_95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[min(int(0.95 * len(times)), len(times) - 1)]


def columns(times: Sequence[float]) -> str:
    """Return median, 95th percentile and the worst, as columns of a table."""
    return f"{statistics.median(times) * 1000:7.1f} {percentile_95(times) * 1000:7.1f} {max(times) * 1000:7.1f} ms"
