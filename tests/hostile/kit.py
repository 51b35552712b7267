"""The hostile kit of ../shared/tools/hostile: its cases, its corpus, its server. Must not know newsreader."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import msgspec

WAIT_S = 3.0
"""Limit of a fetch: what waits for ever waits so long, what answers has answered long before."""
_CONNECTION_S = WAIT_S + 2
"""The server's own limit of a connection, so that what nobody waits for any more leaves its 64 places."""


class Limits(msgspec.Struct, frozen=True):
    """What a case may cost."""

    max_seconds: float
    max_rss_mb_over_idle: float


class Case(msgspec.Struct, frozen=True):
    """A file of the corpus and how it has to end."""

    id: str
    kind: str
    """feed, json, page or opml."""
    expect: str
    """The outcome class, as make_hostile.py describes it."""
    file: str
    sha256: str
    note: str
    limits: Limits
    clean: tuple[str, ...] = ()
    """Fields that must hold no unsafe code point."""
    shown_literally: str | None = None
    want_title: str | None = None
    forbid_text: tuple[str, ...] = ()
    forbid_codepoints: bool = False
    second_refresh_new: int | None = None
    imported: int | None = None


class Route(msgspec.Struct, frozen=True):
    """A path of the server and how it has to end."""

    path: str
    expect: str
    note: str
    limits: Limits

    @property
    def address(self) -> str:
        """The path with something below it, where it is one for many."""
        return f"{self.path}1" if self.path.endswith("/") else self.path


class Manifest(msgspec.Struct, frozen=True):
    """All of the kit."""

    files: tuple[Case, ...] = ()
    server_routes: tuple[Route, ...] = ()

    def cases(self, *kinds: str) -> list[Case]:
        """Return the cases of these kinds."""
        return [case for case in self.files if case.kind in kinds]


def read_manifest(folder: Path) -> Manifest:
    """Return what the kit holds; nothing where it is absent."""
    path = folder / "manifest.json"
    return msgspec.json.decode(path.read_bytes(), type=Manifest) if path.is_file() else Manifest()


class Kit:
    """The running server with its corpus."""

    def __init__(self, corpus: Path, port: int) -> None:
        self.corpus = corpus
        self.base = f"http://127.0.0.1:{port}"

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return self.base + path

    def hits(self) -> Counter[str]:
        """Return how often each path was asked for; one that begins with "canary:" never may be."""
        with urlopen(self.url("/__hits")) as answer:
            return Counter(json.load(answer))


@contextmanager
def running(folder: Path, corpus: Path) -> Iterator[Kit]:
    """Write the corpus with the kit's own script, check it, and serve it."""
    _run(folder / "make_hostile.py", "--out", str(corpus), "--manifest", str(corpus / "manifest.json"))
    for case in read_manifest(folder).files:
        assert hashlib.sha256((corpus / case.file).read_bytes()).hexdigest() == case.sha256, case.file
    arguments = ["--corpus", str(corpus), "--conn-seconds", str(_CONNECTION_S), "--life-seconds", "900"]
    program = [sys.executable, str(folder / "hostile_server.py"), *arguments]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        _, port, _ = server.stdout.readline().split()
        try:
            yield Kit(corpus, int(port))
        finally:
            server.kill()


def _run(script: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, str(script), *arguments], check=True, capture_output=True)
