"""What each command does, by its id; a test holds this against COMMANDS."""

from __future__ import annotations

from newsreader.tui.actions.action import Action, on_its_article
from newsreader.tui.actions.feeds import FEEDS
from newsreader.tui.actions.finding import FINDING
from newsreader.tui.actions.handing import HANDING
from newsreader.tui.actions.keeping import KEEPING
from newsreader.tui.actions.layout import LAYOUT
from newsreader.tui.actions.linking import LINKING
from newsreader.tui.actions.listing import LISTING
from newsreader.tui.actions.marking import MARKING
from newsreader.tui.actions.media import MEDIA
from newsreader.tui.actions.moving import MOVING
from newsreader.tui.actions.picturing import PICTURING
from newsreader.tui.actions.program import PROGRAM
from newsreader.tui.actions.reading import READING
from newsreader.tui.actions.ruling import RULING
from newsreader.tui.actions.sorting import SORTING
from newsreader.tui.actions.speaking import SPEAKING
from newsreader.tui.actions.tending import TENDING
from newsreader.tui.actions.unmarking import UNMARKING

__all__ = ["ACTIONS", "Action"]

_ON_ITS_ARTICLE = (
    *("read.on", "read.backward", "find.start", "link.hint", "link.number", "link.list"),
    *("article.browse", "article.browse_read", "article.changes", "article.comments", "article.copy"),
    *("article.copy_markdown", "article.save", "article.edit", "article.pipe", "article.flip"),
    *("image.fetch", "image.show", "enclosure.play", "enclosure.download"),
)
"""What these do is about the text, so it must be that of the article under the cursor."""

_ALL: dict[str, Action] = {
    **MOVING,
    **READING,
    **FINDING,
    **HANDING,
    **KEEPING,
    **LAYOUT,
    **LINKING,
    **LISTING,
    **MARKING,
    **MEDIA,
    **SORTING,
    **RULING,
    **UNMARKING,
    **PICTURING,
    **FEEDS,
    **TENDING,
    **SPEAKING,
    **PROGRAM,
}

ACTIONS = _ALL | {name: on_its_article(_ALL[name]) for name in _ON_ITS_ARTICLE}
