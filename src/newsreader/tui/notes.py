"""What stands where a list would: nothing to read, no feeds yet; and what introduces the sample edition. Pure."""

from __future__ import annotations

from newsreader.model import View, ViewKind
from newsreader.text import clean
from newsreader.wrapping import wrap

Words = list[tuple[str, str]]
"""One line: words and the role of their ink."""

_TITLES = {
    ViewKind.TODAY: "Nothing new today",
    ViewKind.UNREAD: "All caught up",
    ViewKind.STARRED: "No starred articles",
    ViewKind.ALL: "No articles yet",
    ViewKind.FEED: "No articles in this feed yet",
    ViewKind.CONTINUE: "Nothing to continue",
    ViewKind.HISTORY: "Nothing read yet",
    ViewKind.LATER: "Nothing for later",
    ViewKind.MUTED: "Nothing muted",
    ViewKind.QUERY: "Nothing found",
}

_LISTED_THERE = {
    ViewKind.CONTINUE: "left half-way",
    ViewKind.HISTORY: "opened or marked read",
    ViewKind.MUTED: "that rules hide",
}
"""What comes into these views by itself."""

SAMPLE_NOTE: tuple[Words, ...] = (
    [("A sample edition to read.", "quiet")],
    [("a", "key"), (" adds a feed of your own", "quiet")],
    [("X", "key"), (" removes it · ", "quiet"), ("?", "key"), (" the keys", "quiet")],
)
"""Stands below the list while the sample edition is there."""


def empty_note(view: View, *, has_feeds: bool, error: str | None, width: int) -> list[Words]:
    """Return the lines that say why the list is empty and what to do next; `error` is that of the view's feed."""
    return [line for words in _empty_note(view, has_feeds, error) for line in _wrapped(words, width)]


def _empty_note(view: View, has_feeds: bool, error: str | None) -> list[Words]:
    if not has_feeds:
        return [
            [("No feeds yet", "strong")],
            [],
            [("a", "key"), (" adds one, by its address", "quiet")],
            [],
            [("Many at once, in a shell:", "quiet")],
            [("newsreader import feeds.opml", "key")],
        ]
    if error and view.kind is ViewKind.QUERY:
        return [[("!", "error")], [], [(clean(error), "strong")], [(clean(view.query), "quiet")]]
    if error:
        return [[("!", "error")], [], [(clean(error), "strong")], [("r", "key"), (" to try again", "quiet")]]
    if view.kind is ViewKind.STARRED:
        next_step = [("s", "key"), (" stars an article, anywhere", "quiet")]
        return [[("★", "star")], [], [(_TITLES[view.kind], "strong")], next_step]
    if view.kind is ViewKind.LATER:
        next_step = [("e", "key"), (" puts an article here, anywhere", "quiet")]
        return [[("◆", "accent")], [], [(_TITLES[view.kind], "strong")], next_step]
    if view.kind in _LISTED_THERE:
        what = [(f"Articles {_LISTED_THERE[view.kind]} are listed here", "quiet")]
        return [[("✓", "good")], [], [(_TITLES[view.kind], "strong")], what]
    next_step = [("r", "key"), (" to refresh · ", "quiet"), ("ga", "key"), (" for all", "quiet")]
    return [[("✓", "good")], [], [(_TITLES[view.kind], "strong")], next_step]


def _wrapped(words: Words, width: int) -> list[Words]:
    """Return words as lines of so many cells, each in its ink."""
    ranges = wrap("".join(text for text, _ in words), width)
    lines: list[Words] = [[] for _ in ranges]
    at = 0
    for text, ink in words:
        for line, (start, end) in zip(lines, ranges, strict=True):
            if piece := text[max(start - at, 0) : max(end - at, 0)]:
                line.append((piece, ink))
        at += len(text)
    return lines
