"""What stands above an article's text: title, byline, date, reading time, state. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from newsreader.blocks import BlockKind, Blocks, full_text
from newsreader.model import Article, TextState
from newsreader.text import clean, count_words, reading_minutes
from newsreader.tui.format import moment
from newsreader.tui.inks import Inks
from newsreader.tui.keymap import DEFAULT
from newsreader.tui.notes import Typed
from newsreader.tui.painting import Stretch, stretched
from newsreader.wrapping import wrap

if TYPE_CHECKING:
    from newsreader.query.tree import Query

_STATE_WORDS = {
    TextState.FULL: "full text",
    TextState.WAITING: "teaser only",
    TextState.FAILED: "no full text",
    TextState.FEED: "",
}
_WORDLESS = frozenset({BlockKind.IMAGE, BlockKind.EMBED})
"""Kinds that show something without any words."""
_NAMES = 6
"""So many feeds are named that bring the same story."""
_NO_BREAK = "\u00a0"
_STARRED = f"★{_NO_BREAK}starred"
_LATER = f"◆{_NO_BREAK}for{_NO_BREAK}later"


class HeadLine(NamedTuple):
    """A painted line, and which characters of which text it shows: those from `start` up to `end`."""

    segments: list[Segment]
    text: str = ""
    start: int = 0
    end: int = 0


def head_lines(
    article: Article,
    blocks: Blocks,
    width: int,
    now: int,
    inks: Inks,
    typed: Typed = DEFAULT.typed,
    wanted: Query | None = None,
) -> list[HeadLine]:
    """Return the painted lines above the text at `width` cells; `blocks` is the text that is shown.

    `wanted`: the query whose words are marked in title and byline.
    """
    headline = article.headline
    lines = _marked(_wrapped(clean(headline.title) or "Untitled", width, inks, "title"), "title", wanted, inks)
    if byline := clean(article.byline):
        lines += _marked(_wrapped(byline, width, inks, "source"), "author", wanted, inks)
    lines += _meta_lines(article, blocks, width, now, inks, typed)
    if article.also_in:
        lines += _wrapped(_also_in(article), width, inks, "meta")
    if article.enclosures:
        from newsreader.tui.file_lines import file_lines  # few articles bring files

        for words in file_lines(article.enclosures, typed):
            lines += _facts(words, width, inks)
    if article.text_reason:
        lines += _wrapped(clean(article.text_reason), width, inks, "meta")
    lines += [HeadLine([Segment("─" * width, inks["faint"])]), HeadLine([])]
    return lines if _has_words(blocks) else [*lines, *_nothing_lines(article, width, inks, typed)]


def _has_words(blocks: Blocks) -> bool:
    return any(block.text.strip() or block.alt or block.kind in _WORDLESS for block in blocks)


def _nothing_lines(article: Article, width: int, inks: Inks, typed: Typed) -> list[HeadLine]:
    """Return what stands in place of a text that is not there: never nothing (promise 9)."""
    can_fetch = article.headline.url is not None and article.headline.text_state is not TextState.FULL
    if article.headline.feed_id is None:
        missing, what = "Its text is not here.", "fetch it"
    else:
        missing, what = "The feed gives no text.", "fetch that of the page"
    if article.text_reason:
        what = "try again"
    words = missing + (f" Press {typed('article.flip')} to {what}." if can_fetch else "")
    return _wrapped(words, width, inks, "quiet")


def _meta_lines(article: Article, blocks: Blocks, width: int, now: int, inks: Inks, typed: Typed) -> list[HeadLine]:
    headline = article.headline
    is_other = blocks is not article.blocks
    # The page of an edited article is asked for again; until it comes, its text as it was is shown, but not counted.
    is_old_page = article.edited_at is not None and blocks is article.page_blocks
    minutes = reading_minutes(count_words(full_text(blocks)) if is_other or is_old_page else headline.words)
    state = _STATE_WORDS[TextState.FULL if is_old_page else headline.text_state]
    if headline.feed_id is None and headline.text_state is TextState.WAITING:
        state = "waits for its text"  # no feed gave it a teaser
    first = (
        moment(headline.published, now),
        f"{minutes} min read" if minutes else "",
        "feed text" if is_other else state,
    )
    facts = [
        # Each in one piece, unless it has no room in any line.
        *(fact.replace(" ", _NO_BREAK) if cell_len(fact) <= width else fact for fact in first),
        _STARRED if headline.is_starred else "",
        _LATER if headline.is_later else "",
        "hidden" if headline.is_hidden else "",
        " ".join(f"#{clean(tag)}".replace(" ", _NO_BREAK) for tag in headline.tags),
        _edited(article, now, typed),
        f"comments{_NO_BREAK}({typed('article.comments')})" if article.comments else "",
    ]
    return _facts(" · ".join(fact for fact in facts if fact), width, inks)


def _facts(text: str, width: int, inks: Inks) -> list[HeadLine]:
    """Return the lines of facts, none of which is broken where it has a no-break blank."""
    return [
        HeadLine(_with_star(line.text[line.start : line.end], inks), line.text.replace(_NO_BREAK, " "), *line[2:])
        for line in _wrapped(text, width, inks, "meta")
    ]


def _also_in(article: Article) -> str:
    """Return the other feeds that bring the story, as many as one likes to read."""
    names = list(dict.fromkeys(clean(copy.source) for copy in article.also_in))
    more = [f"{len(names) - _NAMES} more"] if len(names) > _NAMES else []
    return f"also in {', '.join((*names[:_NAMES], *more))}"


def _edited(article: Article, now: int, typed: Typed) -> str:
    """Return when the feed changed the text, and the key that shows how."""
    if article.edited_at is None:
        return ""
    return f"edited {moment(article.edited_at, now)} ({typed('article.changes')})".replace(" ", _NO_BREAK)


def _with_star(text: str, inks: Inks) -> list[Segment]:
    """Return a line of facts with the star in its own ink."""
    before, star, after = text.partition("★")
    pieces = ((before, "meta"), (star, "star"), (after, "meta"))
    return [Segment(piece.replace(_NO_BREAK, " "), inks[ink]) for piece, ink in pieces if piece]


def _wrapped(text: str, width: int, inks: Inks, ink: str) -> list[HeadLine]:
    return [HeadLine([Segment(text[start:end], inks[ink])], text, start, end) for start, end in wrap(text, width)]


def _marked(lines: list[HeadLine], field: str, wanted: Query | None, inks: Inks) -> list[HeadLine]:
    """Return the lines of one text with the words marked in it that a query looks for in the field."""
    if wanted is None:
        return lines
    from newsreader.query.highlighting import highlights
    from newsreader.query.tree import Field

    stretches = [Stretch(*span, "found") for span in highlights(wanted, lines[0].text, Field(field))]
    return [HeadLine(stretched(line.segments, line.start, stretches, inks), *line[1:]) for line in lines]
