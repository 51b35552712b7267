"""Queries that are kept as views: keeping one, changing all that it is, forgetting it; and the articles of a tag."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.model import View, ViewKind
from newsreader.text import clean, counted
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place

if TYPE_CHECKING:
    from newsreader.query.kept import SavedView
    from newsreader.settings.described import Choice
    from newsreader.store.journal import Change
    from newsreader.tui.screens.reading import ReadingScreen

_MAX_NAME = 100
_MAX_ICON = 8
"""Characters: an emoji may be made of several."""
_NO_NAME = "A name needs a letter, digit or sign."


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
    """Keep what the list shows by this name, a filter included; return what is wrong, or None."""
    name = _name(typed)
    query = _query_here(screen)
    if not name:
        return _NO_NAME
    view = View(ViewKind.QUERY, query=query, name=name)
    _write(screen, partial(screen.store.views.save, name, query, now=screen.now()), view)
    return None


def _query_here(screen: ReadingScreen) -> str:
    """Return what lists what the list shows; raises NotPossible where that is no search and has no filter."""
    from newsreader.tui.asking import narrowed

    asked = screen.searching.asked
    filtered = asked.text if asked is not None and asked.among else ""
    view = screen.view
    if view.kind is not ViewKind.QUERY and not filtered:
        search, narrow = (screen.keys.keymap.typed(command) for command in ("list.search", "list.filter"))
        raise NotPossible(f"This list is no search. Press {search} in the list first, or {narrow} to filter it.")
    title = screen.store.feeds.get(view.feed_id).title if view.feed_id is not None else ""
    query = narrowed(view, title, filtered)
    if query is None:
        raise NotPossible("No query says what this list holds. Search all articles instead.")
    return query


def _name(typed: str) -> str:
    return " ".join(clean(typed, _MAX_NAME).split())


def _kept(screen: ReadingScreen) -> SavedView:
    saved = chosen_view(screen)
    if saved is None:
        raise NotPossible("This is no view of yours. Search, then :keep NAME makes one.")
    return saved


def change_query(screen: ReadingScreen, typed: str) -> str | None:
    """Give the kept view that is shown another query; return what is wrong with it, or None."""
    from newsreader.tui.asking import fault_of

    saved, query = _kept(screen), typed.strip()
    if (fault := fault_of(query)) is not None:
        return fault.words
    _change_query(screen, saved, query)
    return None


def _change_query(screen: ReadingScreen, saved: SavedView, query: str) -> None:
    view = View(ViewKind.QUERY, query=query, name=saved.name)
    _write(screen, partial(screen.store.views.change, saved, query=query, now=screen.now()), view)


def _ask_query(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.view_query import ViewQuery

    saved = _kept(screen)
    ViewQuery(screen, saved, partial(_change_query, screen, saved)).ask()


def change_icon(screen: ReadingScreen, typed: str) -> None:
    """Put a sign before the kept view that is shown; an empty one is the usual one again."""
    saved, icon = _kept(screen), clean(typed).strip()[:_MAX_ICON]
    screen.write(partial(screen.store.views.change, saved, icon=icon, now=screen.now()), "Changed")


def _ask_icon(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.question import Question

    saved = _kept(screen)
    hint = "One sign before its name: ★ ◆ ✦ or an emoji; nothing is the usual one."
    screen.status.ask(Question("Icon ", partial(change_icon, screen), begun=saved.icon, hint=hint))


def put_view_into_folder(screen: ReadingScreen, saved: SavedView) -> None:
    """Ask for the folder of views that a kept view shall stand in."""
    from newsreader.tui.offering import Names
    from newsreader.tui.question import Question

    views = screen.store.views

    def accept(typed: str) -> None:
        screen.write(partial(views.change, saved, folder=_name(typed), now=screen.now()), "Changed")

    known = Names({view.folder: "" for view in views.all() if view.folder})
    hint = "The heading that this view stands below; nothing takes it out."
    screen.status.ask(Question("Folder ", accept, begun=saved.folder, hint=hint, complete=known.complete))


def _move(direction: int, screen: ReadingScreen, count: int | None) -> None:
    """Move the view past so many of those of its folder."""
    saved = _kept(screen)
    views = screen.store.views.all()
    beside = [view for view in views if view.folder == saved.folder]
    at = beside.index(saved)
    to = max(0, min(at + direction * (count or 1), len(beside) - 1))
    if to == at:
        raise NotPossible("It is the first one here." if direction < 0 else "It is the last one here.")
    screen.write(partial(screen.store.views.move, saved, views.index(beside[to]), now=screen.now()), "Changed")


def rename_view(screen: ReadingScreen, saved: SavedView) -> None:
    """Ask what a kept view shall be called."""
    from newsreader.tui.question import Question

    def accept(typed: str) -> str | None:
        name = _name(typed)
        other = screen.store.views.find(name)
        if not name:
            return _NO_NAME
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

    choices = [Choice(tag.name, counted(tag.articles, "article")) for tag in tags]
    screen.app.push_screen(ChoiceScreen(screen, "Tags", choices, screen.view.name.removeprefix("#")), go)


KEEPING: dict[str, Action] = {
    "view.keep": _keep,
    "view.query": _ask_query,
    "view.icon": _ask_icon,
    "view.up": partial(_move, -1),
    "view.down": partial(_move, 1),
    "go.tags": _go_to_tag,
}
