"""How tests of the interface wait: until the app has nothing left to do, and not a moment longer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.tui.quiet import until_quiet


@pytest.fixture(scope="session", autouse=True)
def exact_waiting() -> Iterator[None]:
    """Textual's pilot waits until the process uses little CPU, at least 20 ms; here it waits for the app's own end."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("textual.app.wait_for_idle", until_quiet)
        patched.setattr("textual.pilot.wait_for_idle", until_quiet)
        yield
