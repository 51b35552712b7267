"""The use case of stories: find the copies among the articles that came before they were looked for, or let them be.

What arrives is compared when it is stored; this is for the rest, once, and for the setting that turns stories off.
"""

from __future__ import annotations

from functools import partial

from newsreader.engine.tools import Tools
from newsreader.feeds.identity import canonical_link
from newsreader.feeds.sharing import is_global, is_telling, leads_within
from newsreader.model import SharedValues
from newsreader.store.portions import portions
from newsreader.store.stories import AT_ONCE, Candidate, StoredArticle, Stories


async def settle_stories(tools: Tools) -> bool:
    """Make the stored articles copies of each other, or none of them, as the settings say; return if any changed."""
    stories = tools.store.stories
    if await tools.database.read(stories.are_found) == tools.settings.list.once:
        return False
    if not tools.settings.list.once:
        while await tools.database.write(stories.part):
            pass
        return True
    alike = await tools.database.read(stories.alike)
    for portion in portions(alike, AT_ONCE):
        await tools.database.write(partial(_join, stories, list(portion)))
    await tools.database.write(stories.note_found)
    return bool(alike)


def _join(stories: Stories, ids: list[int]) -> None:
    stories.join([_candidate(article) for article in stories.stored(ids)])


def _candidate(article: StoredArticle) -> Candidate:
    front_page = canonical_link(article.site) if article.site else None
    shared = SharedValues(
        article.guid if is_global(article.guid, front_page) else None,
        article.canonical if leads_within(article.canonical, front_page) else None,
        article.fingerprint if is_telling(article.title, article.text) else None,
    )
    return Candidate(article.feed_id, article.published, shared, article.id)
