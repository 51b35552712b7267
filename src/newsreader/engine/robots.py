"""What each site's robots.txt allows, asked once while pages are fetched."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsreader.engine.tools import Tools
from newsreader.net.outcome import FailureKind, Fetched, FetchFailed
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.net.robots import is_allowed, robots_url

_ALLOWS_ALL = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page is not fetched."""

    reason: str
    is_final: bool
    """Is it the site's own word; else it could not be asked and may be tried again."""


class RobotsRules:
    """The rules of the sites that pages come from."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._rules: dict[str, asyncio.Task[str | Refusal]] = {}

    async def refusal(self, url: str, typed_url: str | None) -> Refusal | None:
        """Return why this page must not be fetched, or None. `typed_url`: its origin need not be public."""
        origin = urlsplit(url).netloc
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(url, typed_url))
        rules = await self._rules[origin]
        if isinstance(rules, Refusal):
            return rules
        return None if is_allowed(rules, url) else Refusal("The site's robots.txt asks not to fetch it.", True)

    async def _fetch(self, url: str, typed_url: str | None) -> str | Refusal:
        """Return the site's rules. No file allows everything, a server in trouble nothing (RFC 9309 §2.3.1)."""
        request = FetchRequest(
            url=robots_url(url), kind=FetchKind.ROBOTS, now=self._tools.clock(), typed_url=typed_url, max_bytes=512_000
        )
        outcome = await self._tools.fetcher.fetch(request)
        if isinstance(outcome, Fetched):
            return outcome.body.decode("utf-8", "replace")
        if isinstance(outcome, FetchFailed) and outcome.kind is not FailureKind.EMPTY and is_passing(outcome):
            return Refusal(outcome.reason, False)
        return _ALLOWS_ALL


def is_passing(failure: FetchFailed) -> bool:
    """May the same request succeed later: no answer, a server in trouble or one that wants to be asked less often."""
    if failure.kind in (FailureKind.ADDRESS, FailureKind.NOT_PUBLIC):
        return False
    return failure.status is None or failure.status >= 500 or failure.status == 429
