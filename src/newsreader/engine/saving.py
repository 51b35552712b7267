"""The use case of saving: a page is put on the list for later by its address, and its text is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from newsreader.addresses import typed_address
from newsreader.engine.fulltext import fetch_page
from newsreader.engine.robots import RobotsRules
from newsreader.engine.tools import Tools
from newsreader.errors import AddressRefused
from newsreader.feeds.identity import canonical_link, is_front_page
from newsreader.model import Article, TextState
from newsreader.text import safe_link

_WITHOUT_TEXT = frozenset({TextState.WAITING, TextState.FAILED})


@dataclass(frozen=True, slots=True)
class SavedPage:
    """On the list for later; its state tells whether its text is here."""

    article: Article
    is_new: bool
    """Was it not here before, neither by itself nor in a feed."""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """It is no address of a page."""

    reason: str


async def save_page(
    tools: Tools, typed: str, robots: RobotsRules, *, tags: Sequence[str] = (), is_fetched: bool = True
) -> SavedPage | NotSaved:
    """Save the page at an address that the user typed. Without its text it is kept, too, and says why.

    `is_fetched`: fetch the text of one whose text is not here now; else with the next refresh.
    """
    try:
        url = typed_address(typed)
    except AddressRefused as error:
        return NotSaved(f"This address {error}.")
    if safe_link(url) is None:
        return NotSaved("This address holds a user name, which would be shown wherever the page is listed.")
    store, database = tools.store, tools.database
    canonical = canonical_link(url)
    telling = None if is_front_page(canonical, None) else canonical
    saved = await database.write(partial(store.saving.save, url, canonical=telling, tags=tags, now=tools.clock()))
    article = await database.read(partial(store.articles.get, saved.article_id))
    page = await database.read(partial(store.texts.page_of, saved.article_id))
    if is_fetched and page is not None and article.headline.text_state in _WITHOUT_TEXT:
        # Inside the origin of what the user typed a page need not be public.
        page = replace(page, feed_url=url) if page.feed_id is None else page
        await fetch_page(tools, page, robots, is_by_hand=True)
        article = await database.read(partial(store.articles.get, saved.article_id))
    return SavedPage(article, saved.is_new)
