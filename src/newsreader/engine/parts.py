"""Articles that a site spreads over several pages: follow the links that its rule names, and join the text."""

from __future__ import annotations

import asyncio

import msgspec

from newsreader.engine.options import fetch_as_set
from newsreader.engine.robots import RobotsRules
from newsreader.engine.tools import Tools
from newsreader.engine.wire import Extracted, Result, Unreadable
from newsreader.model import Page
from newsreader.net.outcome import Fetched
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.store.texts import WaitingPage

MAX_PARTS = 10
"""Pages of one article that are followed."""
PAUSE_S = 1.0
"""Between two pages of one host."""


async def read_whole(tools: Tools, page: WaitingPage, fetched: Fetched, robots: RobotsRules) -> Result:
    """Return the text of a page that was fetched, with the further pages that a rule for its site names."""
    result = await _read(tools, fetched)
    if not isinstance(result, Extracted):
        return result
    if result.single_page is not None:
        whole = await _fetch(tools, page, result.single_page, robots)
        # The link may lead to a wall or to less; then what is here stays.
        return whole if whole is not None and len(whole.page.blocks) >= len(result.page.blocks) else result
    seen = {page.link, fetched.url}
    following: str | None = result.next_page
    text = result.page
    while following is not None and following not in seen and len(seen) <= MAX_PARTS:
        seen.add(following)
        part = await _fetch(tools, page, following, robots)
        if part is None:
            break
        text = _joined(text, part.page)
        following = part.next_page
    return msgspec.structs.replace(result, page=text)


def reason_of(result: Result) -> str:
    """Return why there is no text."""
    return result.reason if isinstance(result, Unreadable) else "It cannot be read."


async def _fetch(tools: Tools, page: WaitingPage, link: str, robots: RobotsRules) -> Extracted | None:
    if await robots.refusal(link, page.feed_url):
        return None
    await asyncio.sleep(PAUSE_S)
    outcome = await fetch_as_set(
        tools, FetchRequest(url=link, kind=FetchKind.PAGE, now=tools.clock(), typed_url=page.feed_url)
    )
    if not isinstance(outcome, Fetched):
        return None
    result = await _read(tools, outcome)
    return result if isinstance(result, Extracted) else None


async def _read(tools: Tools, fetched: Fetched) -> Result:
    kind = fetched.content_type
    if kind and "html" not in kind and "xml" not in kind:
        return Unreadable(f"The page is {kind}, not text.")
    return await tools.worker.extract(fetched.body, url=fetched.url, charset=fetched.charset)


def _joined(text: Page, part: Page) -> Page:
    """Return both texts as one: what each page repeats (lede, lead picture) stands once."""
    known = set(text.blocks)
    return msgspec.structs.replace(text, blocks=(*text.blocks, *(block for block in part.blocks if block not in known)))
