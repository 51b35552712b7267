"""Queries that are kept as views: keeping one, calling it otherwise, forgetting it; and the articles of a tag."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.model import View, ViewKind
from newsreader.text import clean
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from newsreader.query.kept import SavedView
    from newsreader.settings.described import Choice
    from newsreader.store.journal import Change
    from newsreader.tui.screens.reading import ReadingScreen

_MAX_NAME = 100


def chosen_view(screen: ReadingScreen) -> SavedView | None:
    """Return the kept view that is shown; None where another list is."""
    if screen.view.kind is not ViewKind.QUERY:
        return None
    saved = screen.store.views.find(screen.view.name)
    return saved if saved is not None and saved.query == screen.view.query else None


def _write(screen: ReadingScreen, change: Callable[[], Change | None], view: View) -> None:
    """Have the kept views changed, then list `view` and say what was done."""

    def write() -> Change | None:
        made = change()
        screen.call_later(screen.open_view, view)
        return made

    screen.write(write, "Changed")


def keep(screen: ReadingScreen, typed: str) -> str | None:
    """Keep the query of the list that is shown by this name; return what is wrong, or None."""
    name = " ".join(clean(typed, _MAX_NAME).split())
    query = screen.view.query
    if screen.view.kind is not ViewKind.QUERY:
        raise NotPossible("This list is no search. Press / in the list first.")
    if not name:
        return "A name needs a letter, digit or sign."
    view = View(ViewKind.QUERY, query=query, name=name)
    _write(screen, partial(screen.store.views.save, name, query, now=screen.now()), view)
    return None


def rename_view(screen: ReadingScreen, saved: SavedView) -> None:
    """Ask what a kept view shall be called."""
    from newsreader.tui.question import Question

    def accept(typed: str) -> str | None:
        name = " ".join(clean(typed, _MAX_NAME).split())
        other = screen.store.views.find(name)
        if not name:
            return "A name needs a letter, digit or sign."
        if other is not None and other.id != saved.id:
            return f"There is a view {other.name} already."
        view = View(ViewKind.QUERY, query=saved.query, name=name)
        _write(screen, partial(screen.store.views.rename, saved, name, now=screen.now()), view)
        return None

    screen.status.ask(Question("Rename ", accept, begun=saved.name, hint=f"It lists: {saved.query}"))


def forget_view(screen: ReadingScreen, saved: SavedView) -> None:
    """Forget a kept view. What it lists stays on the screen."""
    screen.write(partial(screen.store.views.remove, saved, now=screen.now()), "Changed")


def _keep(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.commandline.asking import ask_line

    ask_line(screen, "keep ")


def _go_to_tag(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.query.writing import write_word
    from newsreader.settings.described import Choice
    from newsreader.tui.screens.choice import ChoiceScreen

    tags = screen.store.sorting.tags()
    if not tags:
        raise NotPossible("No tags yet. Press t at an article to give it one.")

    def go(choice: Choice | None) -> None:
        if choice is not None:
            name = str(choice.value)
            screen.open_view(View(ViewKind.QUERY, query=f"tag:{write_word(name)}", name=f"#{name}"))
            screen.focus_pane(Place.ARTICLES)

    choices = [Choice(tag.name, f"{tag.articles:,} article{'s' if tag.articles != 1 else ''}") for tag in tags]
    screen.app.push_screen(ChoiceScreen(screen, "Tags", choices, screen.view.name.removeprefix("#")), go)


KEEPING: dict[str, Action] = {
    "view.keep": _keep,
    "go.tags": _go_to_tag,
}
