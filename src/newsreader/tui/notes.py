"""What stands where there is nothing to list or read, and what is said below a list. Pure.

Keys are those in force: `typed` tells for a command's id what a user types for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.model import View, ViewKind
from newsreader.text import clean
from newsreader.wrapping import wrap

if TYPE_CHECKING:
    from newsreader.tui.advising import Part

Words = list[tuple[str, str]]
"""One line: words and the role of their ink."""
Typed = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search or a filter was asked that is listed now."""

    text: str
    """As it was typed."""
    among: str = ""
    """The list that is filtered; empty for a search of all articles."""
    is_typing: bool = False
    """Is it still being typed."""
    parts: Sequence[Part] = ()
    """How much its conditions find alone, or with no text what a filter finds in all articles; empty while unknown."""


_TITLES = {
    ViewKind.TODAY: "Nothing new today",
    ViewKind.NEW: "Nothing new since last time",
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
    ViewKind.NEW: "that arrive while you are away",
    ViewKind.CONTINUE: "left half-way",
    ViewKind.HISTORY: "opened or read",
    ViewKind.MUTED: "that rules hide",
}
"""What comes into these views by itself."""
_FILLED_BY_REFRESH = frozenset({ViewKind.TODAY, ViewKind.UNREAD, ViewKind.ALL})
"""Views that the next refresh of any feed may fill."""
_PUT_THERE = {
    ViewKind.STARRED: (("★", "star"), "mark.star", " stars an article, anywhere"),
    ViewKind.LATER: (("◆", "accent"), "mark.later", " puts an article here, anywhere"),
}
"""Views that a key puts articles into: their sign, the command and its words."""


def sample_note(typed: Typed) -> list[Words]:
    """Return what introduces the sample edition, below the list."""
    return [
        [("A sample edition to read.", "quiet")],
        [_key(typed, "feed.add"), (" adds a feed of your own", "quiet")],
        [
            _key(typed, "feed.remove_sample"),
            (" removes it · ", "quiet"),
            _key(typed, "program.help"),
            (" the keys", "quiet"),
        ],
    ]


def failing_note(error: str, typed: Typed) -> list[Words]:
    """Return what is said below the articles of a feed that fails."""
    return [[("! ", "error"), (clean(error), "text")], [_key(typed, "feed.refresh"), (" to try again", "quiet")]]


def vacant_note(*, has_unread: bool, is_listed: bool, typed: Typed) -> Words:
    """Return what stands in the article's pane while it shows none. `is_listed`: are there articles in the list."""
    if is_listed:
        return [_key(typed, "cursor.down"), (" ", "quiet"), _key(typed, "cursor.up"), (" choose an article", "quiet")]
    if has_unread:
        return [_key(typed, "go.unread"), (" goes to what is unread", "quiet")]
    return [("Articles are read here", "quiet")]


def empty_note(
    view: View,
    *,
    has_feeds: bool,
    error: str | None,
    typed: Typed,
    wait_s: int | None = None,
    unread_only: bool = False,
) -> list[Words]:
    """Return the lines that say why the list is empty and what to do next; `error` is that of the view's feed.

    `unread_only`: may there be more that was read. `wait_s`: seconds until feeds are refreshed by themselves; None
    where they are not, below 0 where that is due.
    """
    if not has_feeds:
        return [
            [("No feeds yet", "strong")],
            [],
            [_key(typed, "feed.add"), (" adds one, by its address", "quiet")],
            [],
            [("Many at once, in a shell:", "quiet")],
            [("newsreader import feeds.opml", "key")],
        ]
    if error and view.kind is ViewKind.QUERY:
        return [[("!", "error")], [], [(clean(error), "strong")], [(clean(view.query), "quiet")]]
    title, retry = _TITLES[ViewKind.UNREAD if unread_only else view.kind], _key(typed, "feed.refresh")
    sign, next_step = ("✓", "good"), [retry, (" to refresh · ", "quiet"), _key(typed, "go.all"), (" for all", "quiet")]
    between: list[Words] = []
    if error:
        sign, title, next_step = ("!", "error"), clean(error), [retry, (" to try again", "quiet")]
    elif unread_only:
        next_step = _read_too(typed)
    elif view.kind in _PUT_THERE:
        sign, command_id, words = _PUT_THERE[view.kind]
        next_step = [_key(typed, command_id), (words, "quiet")]
    elif view.kind in _LISTED_THERE:
        next_step = [(f"Articles {_LISTED_THERE[view.kind]} come here", "quiet")]
    elif view.kind is ViewKind.QUERY:
        sign, between = ("◇", "accent"), [[(clean(view.query), "quiet")]]
    elif view.kind in _FILLED_BY_REFRESH and (wait := _until(wait_s)):
        between = [[(f"Next refresh in {wait}", "quiet")]]
    return [[sign], [], [(title, "strong")], *between, next_step]


def not_found_note(asked: Asked, typed: Typed, *, unread_only: bool) -> list[Words]:
    """Return the lines that say what was asked and not found, and how to go on; `unread_only`: was more left out."""
    asking, what = ("list.filter", "Nothing matches") if asked.among else ("list.search", "Nothing found for")
    lines = [[("◇", "accent")], [], [(f"{what} “{clean(asked.text)}”", "strong")]]
    if asked.among:
        lines.append([(f"in {clean(asked.among)}", "quiet")])
    if asked.is_typing:
        return lines
    from newsreader.query.vocabulary import likely_state  # not before something was asked

    if (meant := likely_state(asked.text)) is not None:
        lines.append([("Did you mean ", "quiet"), (meant, "text"), ("?", "quiet")])
    lines += _advice(asked, typed)
    if unread_only:
        lines.append(_read_too(typed))
    back = " clears it" if asked.among else " goes back"
    lines.append([_key(typed, asking), (" edits it · ", "quiet"), _key(typed, "pane.back"), (back, "quiet")])
    return lines


def _advice(asked: Asked, typed: Typed) -> list[Words]:
    """Return which condition finds nothing, or that each finds something; of a filter, what there is elsewhere."""
    if asked.among:
        number = sum(part.found for part in asked.parts)
        search = [(f"{number:,} in all articles · ", "quiet"), _key(typed, "list.search"), (" searches them", "quiet")]
        return [search] if number else []
    lines: list[Words] = []
    for part in asked.parts:
        words = (f"  finds {part.found:,}", "quiet") if part.found else ("  finds nothing", "error")
        lines.append([(clean(part.text), "text"), words])
    return [[], *lines, []] if lines else []


def _read_too(typed: Typed) -> Words:
    return [_key(typed, "list.unread_only"), (" lists what was read, too", "quiet")]


def _until(wait_s: int | None) -> str:
    """Return how long it is until then, rounded up; nothing where that is no time."""
    if wait_s is None or wait_s <= 0:
        return ""
    minutes = -(-wait_s // 60)
    return f"{minutes} min" if minutes < 100 else f"{round(minutes / 60)} hours"


def _key(typed: Typed, command_id: str) -> tuple[str, str]:
    return (typed(command_id), "key")


def fitted(lines: Sequence[Words], height: int) -> Sequence[Words]:
    """Return lines that find room in so many: where not all do, signs and blank lines go first."""
    if len(lines) <= height:
        return lines
    return [words for words in lines if any(letter.isalnum() for text, _ in words for letter in text)]


def wrapped(lines: Iterable[Words], width: int) -> list[Words]:
    """Return lines broken at so many cells, each word in its ink."""
    return [line for words in lines for line in _wrapped(words, width)]


def _wrapped(words: Words, width: int) -> list[Words]:
    ranges = wrap("".join(text for text, _ in words), width)
    lines: list[Words] = [[] for _ in ranges]
    at = 0
    for text, ink in words:
        for line, (start, end) in zip(lines, ranges, strict=True):
            if piece := text[max(start - at, 0) : max(end - at, 0)]:
                line.append((piece, ink))
        at += len(text)
    return lines
