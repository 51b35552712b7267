"""The only HTTP: fetch with every limit, by the rules of addresses. Must not know SQL, feeds' formats or the screen."""

from __future__ import annotations

import ssl


def _import_aiohttp() -> None:
    """Import aiohttp without the certificates that it reads meanwhile, twice: a sixth of what a short refresh takes.

    `connect` has a context of its own; those of aiohttp, which trust nobody now, are never used.
    """
    read = ssl.SSLContext.set_default_verify_paths
    ssl.SSLContext.set_default_verify_paths = lambda self: None  # type: ignore[method-assign]
    try:
        import aiohttp  # noqa: F401 - for its side effect
    finally:
        ssl.SSLContext.set_default_verify_paths = read  # type: ignore[method-assign]


_import_aiohttp()
