"""One page: fetch it, take its text, keep the better of it and the feed's. Knows no queue."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial

from newsreader.blocks import body_text
from newsreader.engine.options import fetch_as_set
from newsreader.engine.parts import read_whole, reason_of
from newsreader.engine.robots import RobotsRules, is_passing
from newsreader.engine.tools import Tools
from newsreader.engine.wire import Extracted
from newsreader.model import Page, TextState
from newsreader.net.outcome import FailureKind, Fetched, FetchFailed, NotModified
from newsreader.net.request import FetchKind, FetchRequest
from newsreader.store import Store
from newsreader.store.texts import WaitingPage
from newsreader.text import count_words

FAILURES_IN_A_ROW = 3
"""After so many pages that gave no text a host is left alone until the next refresh, and a feed rests for a week; the
first one after that which gives none begins the next rest."""
_LONGEST_WAIT_S = 86_400
"""For which a server may have the pages of a feed wait (Retry-After)."""

_log = logging.getLogger(__name__)


class Contact(Enum):
    """How far a page's request came."""

    ANSWERED = auto()
    SILENT = auto()
    """The server, or the way to it, broke off or did not answer in time."""
    NO_WAY = auto()
    """There is none to its server; where it is so with all servers this machine is offline."""
    NOT_ASKED = auto()
    """robots.txt forbids it or could not be asked, it is no address that may be fetched, or the settings are wrong."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one page."""

    state: TextState
    reason: str | None = None
    contact: Contact = Contact.ANSWERED
    wait_s: int | None = None
    """For so long the server wants no page of this feed to be asked for."""
    text: Page | None = None
    """What is to be kept; None: nothing, or what is here already."""
    etag: str | None = None
    last_modified: str | None = None
    is_resting: bool = False
    """Does the feed rest from now on."""

    @property
    def was_asked(self) -> bool:
        """Did the page's server hear of it."""
        return self.contact in (Contact.ANSWERED, Contact.SILENT)


async def fetch_page(tools: Tools, page: WaitingPage, robots: RobotsRules, *, is_by_hand: bool = False) -> Tried:
    """Fetch one page, keep its text if it is better than what is here, and note how its feed fares.

    `is_by_hand`: the reader asked for this very page, so that its failure is not held against the feed.
    """
    try:
        tried = await _try(tools, page, robots)
    except Exception:
        # The edge of the per-page loop: a fault of ours in one page costs that page its text.
        _log.exception("article %d: fetching its page failed", page.article_id)
        tried = Tried(TextState.FAILED, "Reading the page failed by a fault of newsreader.")
    record = partial(_record, tools.store, page, tried, is_by_hand=is_by_hand, now=tools.clock())
    return replace(tried, text=None, is_resting=await tools.database.write(record))


async def _try(tools: Tools, page: WaitingPage, robots: RobotsRules) -> Tried:
    if refusal := await robots.refusal(page.link, page.feed_url):
        if refusal.failure is not None:
            tried = _not_had(refusal.failure)
            return tried if tried.contact is Contact.NO_WAY else replace(tried, contact=Contact.NOT_ASKED)
        return Tried(TextState.FAILED, refusal.reason, Contact.NOT_ASKED)
    outcome = await fetch_as_set(
        tools,
        FetchRequest(
            url=page.link,
            kind=FetchKind.PAGE,
            now=tools.clock(),
            typed_url=page.feed_url,
            etag=page.etag,
            last_modified=page.last_modified,
            validators_of=page.link,
        ),
    )
    match outcome:
        case FetchFailed():
            return _not_had(outcome)
        case NotModified():
            return Tried(TextState.FULL)
        case Fetched():
            return await _read(tools, page, outcome, robots)


def _not_had(failure: FetchFailed) -> Tried:
    if failure.kind is FailureKind.SETTINGS:
        return Tried(TextState.WAITING, failure.reason, Contact.NOT_ASKED)
    # Being offline for an evening must not cost a whole feed its texts.
    if not is_passing(failure):
        was_asked = failure.status is not None
        return Tried(TextState.FAILED, failure.reason, Contact.ANSWERED if was_asked else Contact.NOT_ASKED)
    if failure.kind in (FailureKind.DNS, FailureKind.UNREACHABLE, FailureKind.PROXY):
        contact = Contact.NO_WAY
    else:
        contact = Contact.SILENT if failure.status is None else Contact.ANSWERED
    wait_s = None if failure.retry_after_s is None else min(failure.retry_after_s, _LONGEST_WAIT_S)
    return Tried(TextState.WAITING, failure.reason, contact, wait_s)


async def _read(tools: Tools, page: WaitingPage, fetched: Fetched, robots: RobotsRules) -> Tried:
    result = await read_whole(tools, page, fetched, robots)
    if not isinstance(result, Extracted):
        return Tried(TextState.FAILED, reason_of(result))
    if result.page.problem:
        return Tried(TextState.FAILED, result.page.problem)
    if _words(result.page) < page.feed_words:
        return Tried(TextState.FAILED, "The page gives less text than the feed.")
    if fetched.url != page.link:
        # Sent to the link they would speak of another document.
        return Tried(TextState.FULL, text=result.page)
    return Tried(TextState.FULL, text=result.page, etag=fetched.etag, last_modified=fetched.last_modified)


def _words(text: Page) -> int:
    return count_words(body_text(text.blocks))


def _record(store: Store, page: WaitingPage, tried: Tried, *, is_by_hand: bool, now: int) -> bool:
    """Store what came of a page; return whether its feed rests from now on."""
    # Where there was no way to the server, only the whole run can tell whether that is the server's fault.
    is_try = tried.was_asked or (tried.state is TextState.WAITING and tried.contact is not Contact.NO_WAY)
    tried_at = now if is_try else None
    if tried.text is None:
        store.texts.set_state(page.article_id, tried.state, tried.reason, tried_at=tried_at)
    else:
        store.texts.write_page(
            page.article_id,
            tried.text.blocks,
            byline=tried.text.byline,
            words=_words(tried.text),
            language=tried.text.language,
            etag=tried.etag,
            last_modified=tried.last_modified,
            tried_at=tried_at,
            title=tried.text.title,
            published=tried.text.published,
        )
    if page.feed_id is None:
        return False
    if tried.wait_s is not None:
        store.queue.rest(page.feed_id, until=now + tried.wait_s)
        return True
    if tried.state is TextState.FULL:
        store.queue.count_success(page.feed_id)
    elif tried.state is TextState.FAILED and tried.was_asked and not is_by_hand:
        return store.queue.count_failure(page.feed_id, rest_after=FAILURES_IN_A_ROW, now=now)
    return False
