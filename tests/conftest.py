"""Fixtures that every room's tests may use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


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
