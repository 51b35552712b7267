"""Every route of the hostile kit's server ends as its list says, all at once, beside a healthy feed."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.net.asking import typed

from newsreader.net.fetch import Fetcher
from newsreader.net.outcome import Fetched, FetchFailed, Outcome

TIMEOUT_S = 2.0
"""For what has to fail; what has to arrive gets more, so that a busy machine fails no test."""
# Bytes that are no feed are for the parser to refuse.
REFUSED_LATER = {"/html-instead"}
# The kit lets a client refuse a head of 200 KB.
MAY_BE_REFUSED = {"/big-etag"}


@dataclass
class Kit:
    """The running server."""

    base: str
    routes: dict[str, str] = field(default_factory=dict)
    """Path → how it has to end: OK, FEED_ERROR, NO_CONTACT or OK_OR_ERROR."""


@pytest.fixture
def kit(shared: Path) -> Iterator[Kit]:
    program = [sys.executable, str(shared / "tools" / "hostile" / "hostile_server.py")]
    listing = subprocess.run([*program, "--list"], capture_output=True, text=True, check=True).stdout
    routes = {path: ends for path, ends, *_ in map(str.split, listing.splitlines())}
    with subprocess.Popen(
        [*program, "--conn-seconds", "5", "--life-seconds", "60"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        _, port, _ = server.stdout.readline().split()
        yield Kit(f"http://127.0.0.1:{port}", routes)
        server.kill()


async def test_every_hostile_route_ends_as_it_has_to(kit: Kit, fetcher: Fetcher) -> None:
    paths = [path for path in kit.routes if path != "/corpus/"]
    urls = [kit.base + path + ("1" if path.endswith("/") else "") for path in paths]
    began = time.monotonic()
    limits = [TIMEOUT_S if kit.routes[path] == "FEED_ERROR" else 5 * TIMEOUT_S for path in paths]
    requests = [typed(url, timeout_s=timeout_s) for url, timeout_s in zip(urls, limits, strict=True)]

    outcomes = await asyncio.gather(*map(fetcher.fetch, requests))

    assert time.monotonic() - began < 6 * TIMEOUT_S
    wrong = {path: outcome for path, outcome in zip(paths, outcomes, strict=True) if not _ends_well(kit, path, outcome)}
    assert wrong == {}
    hits = await fetcher.fetch(typed(f"{kit.base}/__hits"))
    assert isinstance(hits, Fetched)
    counts: dict[str, int] = json.loads(hits.body)
    assert not [path for path in counts if path.startswith("canary:")]
    # One request a fetch (promise 5): a chain of redirects has a path for each step.
    assert {path for path, count in counts.items() if count > 1} == set()


def _ends_well(kit: Kit, path: str, outcome: Outcome) -> bool:
    match kit.routes[path], outcome:
        case "OK" | "OK_OR_ERROR", Fetched():
            return True
        case "OK_OR_ERROR" | "FEED_ERROR" | "NO_CONTACT", FetchFailed(reason=reason):
            return reason.isprintable() and reason.endswith(".")
        case "FEED_ERROR", Fetched():
            return path in REFUSED_LATER
        case "OK", FetchFailed():
            return path in MAY_BE_REFUSED
    return False
