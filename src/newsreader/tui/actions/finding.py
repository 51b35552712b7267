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


def _start(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.question import Question

    view = screen.article_view
    if view.article is None:
        raise NotPossible("There is no article to find anything in.")
    screen.focus_pane(Place.ARTICLE)
    top, origin = view.scroll_offset.y, view.top_place or (0, 0)

    def typed(needle: str) -> None:
        if needle:
            view.start_find(needle, origin)
        else:
            leave()

    def leave() -> None:
        if view.find is not None:
            view.end_find()
            view.scroll_to(y=top, animate=False, force=True)

    question = Question("/", accept=lambda needle: None, typed=typed, leave=leave, room_behind=_NOTE_CELLS)
    screen.status.ask(question)


def _step(direction: int, screen: ReadingScreen, count: int | None) -> None:
    if screen.article_view.find is None:
        find = screen.keys.keymap.typed("find.start")
        raise NotPossible(f"Nothing is being looked for. Press {find} in the article.")
    screen.article_view.step_find(direction * (count or 1))


def _end(screen: ReadingScreen, count: int | None) -> None:
    screen.article_view.end_find()


def _search(screen: ReadingScreen, count: int | None) -> None:
    screen.searching.ask()


def _filter(screen: ReadingScreen, count: int | None) -> None:
    screen.searching.ask(is_filter=True)


FINDING: dict[str, Action] = {
    "list.search": _search,
    "list.filter": _filter,
    "find.start": _start,
    "find.next": partial(_step, 1),
    "find.previous": partial(_step, -1),
    "find.end": _end,
}
