"""Finding words in the article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_NOTE_CELLS = 14
"""For "1,284 of 12,840", behind what is typed."""
_MOST_STEPS = 100
"""Of a count: each may have another article read and looked through."""


def _start(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.question import Question

    view = screen.article_view
    if view.article is None:
        raise NotPossible("There is no article to find anything in.")
    screen.focus_pane(Place.ARTICLE)
    top, origin = view.scroll_offset.y, view.top_place or (0, 0)

    def typed(needle: str) -> None:
        if needle:
            view.finding.start(needle, origin)
        else:
            leave()

    def leave() -> None:
        if view.finding.is_typed:
            view.finding.end()
            view.scroll_to(y=top, animate=False, force=True)

    question = Question("/", accept=lambda needle: None, typed=typed, leave=leave, room_behind=_NOTE_CELLS)
    screen.status.ask(question)


def _step(direction: int, screen: ReadingScreen, count: int | None) -> None:
    if not screen.article_view.finding.is_typed:
        find = screen.keys.keymap.typed("find.start")
        raise NotPossible(f"Nothing is being looked for. Press {find} in the article.")
    screen.article_view.finding.step(direction * (count or 1))


def _end(screen: ReadingScreen, count: int | None) -> None:
    screen.article_view.finding.end()


def _walk(direction: int, screen: ReadingScreen, count: int | None) -> None:
    """Go through the hits of the search in the article, and past its last one to the next result; so many."""
    is_reading, finding = screen.place is Place.ARTICLE, screen.article_view.finding
    for _ in range(min(count or 1, _MOST_STEPS)):
        if is_reading and finding.walk(direction):
            continue
        before = screen.article_list.cursor
        screen.article_list.move(direction)
        if screen.article_list.cursor == before:
            raise NotPossible(
                f"This is the {'last' if direction > 0 else 'first'} {'hit' if is_reading else 'result'}."
            )
        if is_reading:
            # At once: the next stroke goes on from there.
            screen.visits.forget()
            screen.follower.show()
            if direction < 0:
                finding.begin_at_last()


def _search(screen: ReadingScreen, count: int | None) -> None:
    screen.searching.ask()


def _filter(screen: ReadingScreen, count: int | None) -> None:
    screen.searching.ask(is_filter=True)


def _forget(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.searching import PROMPT

    screen.write(partial(screen.store.typed.forget, PROMPT))
    screen.say("What was searched for is forgotten.")


FINDING: dict[str, Action] = {
    "list.search": _search,
    "list.filter": _filter,
    "search.forget": _forget,
    "find.start": _start,
    "find.next": partial(_step, 1),
    "find.previous": partial(_step, -1),
    "find.end": _end,
    "hit.next": partial(_walk, 1),
    "hit.previous": partial(_walk, -1),
}
