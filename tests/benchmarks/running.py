"""Run a program and measure it with all its descendants, beside a server of made feeds.

Makes and serves the feeds with ../shared/tools/workload. Must not know newsreader, newsboat or any bar.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.processes import cpu_s, memory_mb

WORKLOAD = Path(__file__).resolve().parents[3] / "shared" / "tools" / "workload"
LATENCY_MS = 100
_LOOK_EVERY_S = 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took, its children included."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    """The most that all its processes held at one moment, shared pages counted for each."""
    at_goal: tuple[float, float] | None
    """Wall and CPU seconds at which the goal was met; None where there was none, or it was not met."""
    requests: dict[str, int]
    """What the server counted meanwhile: "req", "200", "304", "bytes" and so on."""


class Server:
    """The running server of made feeds."""

    def __init__(self, port: int, feeds: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self.urls = [f"{self._base}/feed-{number:05}.xml" for number in range(feeds)]

    def measured(self, program: Sequence[str], env: dict[str, str], has_goal: Callable[[], bool] | None = None) -> Run:
        """Run the program to its end. `has_goal` is asked from a thread, many times a second."""
        self._counts(reset=True)
        begun = time.monotonic()
        process = subprocess.Popen(program, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        peak, at_goal = 0.0, None
        watch = _Watch(process.pid, begun, has_goal)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        peak, at_goal = watch.end()
        return Run(wall, used.ru_utime + used.ru_stime, peak, at_goal, self._counts(reset=True))

    def _counts(self, *, reset: bool) -> dict[str, int]:
        with urlopen(f"{self._base}/_stats{'?reset' if reset else ''}") as answer:
            counts: dict[str, int] = json.load(answer)
        return counts


class _Watch:
    """Looks at a process family while it runs."""

    def __init__(self, pid: int, begun: float, has_goal: Callable[[], bool] | None) -> None:
        self._pid = pid
        self._begun = begun
        self._has_goal = has_goal
        self._peak_mb = 0.0
        self._at_goal: tuple[float, float] | None = None
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> tuple[float, tuple[float, float] | None]:
        self._is_over.set()
        self._thread.join()
        return self._peak_mb, self._at_goal

    def _look(self) -> None:
        while not self._is_over.wait(_LOOK_EVERY_S):
            self._peak_mb = max(self._peak_mb, memory_mb(self._pid))
            if self._has_goal is not None and self._at_goal is None and self._has_goal():
                self._at_goal = (time.monotonic() - self._begun, cpu_s(self._pid))


def make_feeds(folder: Path, feeds: int, articles: int) -> Path:
    """Write so many feeds with so many articles each, unless they are there; return their folder."""
    made = folder / f"feeds-{feeds}x{articles}"
    if not (made / "manifest.json").exists():
        script = WORKLOAD / "gen_workload.py"
        arguments = ["--feeds", str(feeds), "--items", str(articles)]
        subprocess.run([sys.executable, script, made, *arguments], check=True, stdout=subprocess.DEVNULL)
    return made


@contextmanager
def serving(folder: Path, feeds: int) -> Iterator[Server]:
    """Serve the feeds in a folder with latency."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = WORKLOAD / "serve_feeds.py"
    arguments = ["--port", str(port), "--latency", str(LATENCY_MS)]
    with subprocess.Popen([sys.executable, script, folder, *arguments], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield Server(port, feeds)
        finally:
            server.kill()


def environment() -> dict[str, str]:
    """Return the environment for measured programs: as a user has it, with compiled modules kept."""
    wanted = dict(os.environ)
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"):
        wanted.pop(name, None)
    return wanted
