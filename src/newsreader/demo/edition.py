"""The sample edition as articles that the store takes like any others. Must not know the store or a clock."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b

from newsreader.blocks import body_text, full_text, pack_blocks
from newsreader.demo.from_markdown import blocks_of
from newsreader.demo.stories import Story, read_stories
from newsreader.model import NewArticle, ParsedArticle
from newsreader.text import count_words

SAMPLE_URL = "newsreader:sample"
"""The edition's address as a feed; nothing is ever fetched from it."""
SAMPLE_TITLE = "Sample edition"


def sample_articles(now: datetime) -> tuple[NewArticle, ...]:
    """Return the stories as new articles, newest first, dated back from `now`. Keys are the same on every machine."""
    return tuple(_article_of(story, now) for story in read_stories())


def _article_of(story: Story, now: datetime) -> NewArticle:
    blocks = blocks_of(story.markdown)
    text = full_text(blocks)
    guid = f"{SAMPLE_URL}/{story.slug}"
    published = int((now - story.age).timestamp())
    parsed = ParsedArticle(
        guid=guid,
        # No page stands behind a story: there is nothing to fetch, and nothing to open in a browser.
        link=None,
        title=story.title,
        author=story.author,
        published=published,
        language=story.language,
        words=count_words(body_text(blocks)),
        body=pack_blocks(blocks),
        fingerprint=_digest(story.title, text),
        is_teaser=False,
    )
    return NewArticle(
        key=_digest(SAMPLE_URL, guid).hex(),
        published=published,
        digest=_digest(story.title, story.author, "", text),
        parsed=parsed,
    )


def _digest(*parts: str) -> bytes:
    return blake2b("\0".join(parts).encode(), digest_size=16).digest()
