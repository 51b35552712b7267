"""What each site's robots.txt allows, asked once a day while pages are fetched."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from newsreader.engine.tools import Tools
from newsreader.net.outcome import FailureKind, Fetched, FetchFailed
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.net.robots import MAX_CHARACTERS, is_allowed, robots_url
from newsreader.text import clean_lines

_ALLOWS_ALL = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page is not fetched."""

    reason: str
    failure: FetchFailed | None = None
    """Why robots.txt could not be asked, so that the page may be tried again; None: it is the site's own word."""


class RobotsRules:
    """The rules of the sites that pages come from: those of the last day from the store, others from the site."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._rules: dict[str, asyncio.Task[str | Refusal]] = {}

    async def refusal(self, url: str, typed_url: str | None) -> Refusal | None:
        """Return why this page must not be fetched, or None. `typed_url`: its origin need not be public."""
        origin = urlsplit(url).netloc.rpartition("@")[2].lower()
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._find(origin, url, typed_url))
        rules = await self._rules[origin]
        if isinstance(rules, Refusal):
            return rules
        return None if is_allowed(rules, url) else Refusal("The site's robots.txt asks not to fetch it.")

    async def _find(self, origin: str, url: str, typed_url: str | None) -> str | Refusal:
        store, database = self._tools.store.robots, self._tools.database
        known = await database.read(partial(store.rules, origin, now=self._tools.clock()))
        if known is not None:
            return known
        rules = await self._fetch(url, typed_url)
        if isinstance(rules, str):
            await database.write(partial(store.keep, origin, rules, now=self._tools.clock()))
        return rules

    async def _fetch(self, url: str, typed_url: str | None) -> str | Refusal:
        """Return the site's rules. No file allows everything, a server in trouble nothing (RFC 9309 §2.3.1)."""
        request = FetchRequest(
            url=robots_url(url), kind=FetchKind.ROBOTS, now=self._tools.clock(), typed_url=typed_url, max_bytes=512_000
        )
        outcome = await self._tools.fetcher.fetch(request)
        if isinstance(outcome, Fetched):
            return clean_lines(outcome.body.decode("utf-8", "replace")[:MAX_CHARACTERS])
        if isinstance(outcome, FetchFailed) and outcome.kind is not FailureKind.EMPTY and is_passing(outcome):
            return Refusal(outcome.reason, outcome)
        return _ALLOWS_ALL


def is_passing(failure: FetchFailed) -> bool:
    """May the same request succeed later: no answer, a server in trouble or one that wants to be asked less often."""
    if failure.kind in (FailureKind.ADDRESS, FailureKind.NOT_PUBLIC):
        return False
    return failure.status is None or failure.status >= 500 or failure.status == 429
