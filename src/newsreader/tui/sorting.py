"""Asks what sorting out needs to know: until when, with which tag."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from newsreader.query.waking import TIMES, parse_wake_time
from newsreader.store.sorting import tag_name
from newsreader.text import counted
from newsreader.tui.format import dated
from newsreader.tui.offering import Names
from newsreader.tui.question import Question

if TYPE_CHECKING:
    from newsreader.query.completion import Completion
    from newsreader.tui.screens.reading import ReadingScreen

TIME_HINT = "Until when: tomorrow, saturday, 3h, 2d, a day as 2026-12-24, or a time as 2026-12-24T08:00."


def ask_time(screen: ReadingScreen, ids: Sequence[int]) -> None:
    """Ask until when these articles shall be hidden, and hide them."""

    def accept(typed: str) -> str | None:
        until = parse_wake_time(typed, screen.now())
        if until is None:
            return f"“{typed.strip()}” is no time to come. {TIME_HINT}" if typed.strip() else TIME_HINT
        screen.write(partial(screen.store.sorting.snooze, ids, until, now=screen.now(), passes_gone=True), "Marked")
        return None

    times = Names(times_to_come(screen.now()))
    screen.status.ask(Question("Snooze until ", accept, hint=TIME_HINT, complete=times.complete))


def times_to_come(now: int) -> dict[str, str]:
    """Return the words for times, with the time that each means now."""
    meant = {word: parse_wake_time(word, now) for word in TIMES}
    return {word: dated(until) for word, until in meant.items() if until is not None}


def ask_tag(screen: ReadingScreen, ids: Sequence[int]) -> None:
    """Ask for a tag, and give it to these articles; if all have it already, take it from them."""
    sorting = screen.store.sorting

    def accept(typed: str) -> str | None:
        is_off = typed.strip().startswith("-")
        name = tag_name(typed.strip().removeprefix("-"))
        if not name:
            return "A tag needs a letter, digit or sign." if typed.strip() else None
        change = partial(sorting.untag, passes_gone=True) if is_off else sorting.toggle_tag
        screen.write(partial(change, ids, name, now=screen.now()), "Marked")
        return None

    known = Names({tag.name: counted(tag.articles, "article") for tag in sorting.tags()})

    def complete(text: str, cursor: int) -> Sequence[Completion]:
        return known.complete_from(1 if text.startswith("-") else 0, text, cursor)

    screen.status.ask(Question("Tag ", accept, hint=_tag_hint(screen, ids), complete=complete))


def _tag_hint(screen: ReadingScreen, ids: Sequence[int]) -> str:
    hint = "A tag, or a path of tags: news/japan. The same tag again takes it away, and so does -tag."
    tags = screen.store.sorting.tags_of(ids[0]) if len(ids) == 1 else ()
    return f"It has {', '.join(tags)}. {hint}" if tags else hint
