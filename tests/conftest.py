"""Fixtures that every room's tests may use."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from tests.building import open_store
from tests.loopback import Site
from tests.terminal import Terminal

from newsreader.store import Store

# The same examples in every run, so that a change fails by what it changed; --hypothesis-profile=default looks further.
# No deadline: how long one takes says more about the machine.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session", autouse=True)
def utc() -> Iterator[None]:
    """Local time is UTC in every test: what is shown must not depend on the machine."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback servers are asked directly, whatever proxies the machine names."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session", autouse=True)
def unmetered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever line this machine has, NetworkManager says nothing of it, and pages are fetched."""
    silent = tmp_path_factory.mktemp("bin") / "nmcli"
    silent.write_text("#!/bin/sh\nexit 1\n")
    silent.chmod(0o755)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", f"{silent.parent}{os.pathsep}{os.environ['PATH']}")
        yield


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout's root."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real feeds, pages and tools beside the checkout; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the shared folder at {SHARED.name}/ beside the project: real feeds, pages and tools")
    return SHARED


@pytest.fixture
def now() -> datetime:
    """A fixed present for whatever decides by the clock."""
    return datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store on a real file."""
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def site() -> Iterator[Site]:
    """A real HTTP server on loopback."""
    with Site() as running:
        yield running


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """A list for the terminals that a test opens; those still open at its end are closed."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()
