"""What the commands that take arguments do with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from newsreader.model import Order, View, ViewKind
from newsreader.query.moments import EXPECTED, moment_of
from newsreader.settings.described import find, tables
from newsreader.settings.values import NotUnderstood, typed_value, value_at
from newsreader.spelling import suggestion
from newsreader.text import folder_path
from newsreader.tui.actions import ACTIONS
from newsreader.tui.actions.keeping import change_icon, change_query, keep
from newsreader.tui.commandline.marking import ON_QUERIES
from newsreader.tui.commandline.offers import theme_names
from newsreader.tui.commandline.reading import Row, Spoken, Wrong, understand
from newsreader.tui.commands import Place
from newsreader.tui.kept_views import view_of
from newsreader.tui.offering import Names
from newsreader.tui.sidebar import STANDING

if TYPE_CHECKING:
    from newsreader.settings.described import Setting
    from newsreader.store.journal import Change
    from newsreader.tui.app import NewsApp
    from newsreader.tui.screens.reading import ReadingScreen

_MOST = 100_000
"""Changes that are undone or redone at once; more are named by a time."""

Doing = Callable[["ReadingScreen", Sequence[str]], str | None]
"""Takes the arguments that were typed, at least one; returns what is wrong, or None."""


def run_line(screen: ReadingScreen, line: str) -> str | None:
    """Do what a line says; return what is wrong with it, or None. Raises what the store and the actions raise."""
    match understand(line):
        case Wrong(words):
            return words
        case Row(number):
            _go_to_row(screen, number)
        case Spoken(command, values):
            if values and command.id in WITH_ARGUMENTS:
                return WITH_ARGUMENTS[command.id](screen, values)
            # By the screen itself: what a screen that is opened ends with goes to whoever opened it, and the prompt is
            # gone by then.
            screen.call_next(screen.keys.run, command)
    return None


def _go_to_row(screen: ReadingScreen, number: int) -> None:
    rows = screen.article_list.row_count()
    screen.focus_pane(Place.ARTICLES)
    if rows:
        screen.article_list.cursor = max(min(number, rows), 1) - 1


def _add(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    from newsreader.tui.adding import add

    return add(screen, values[0], folder_path(values[1]) if len(values) > 1 else "")


def _go_to_feed(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    feeds = screen.store.feeds.all()
    name = _one_of([feed.title for feed in feeds], values[0])
    if name is None:
        return _none_of("feed", values[0], [feed.title for feed in feeds])
    screen.open_view(View(ViewKind.FEED, next(feed.id for feed in feeds if feed.title == name)))
    screen.focus_pane(Place.ARTICLES)
    return None


def _go_to_view(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    kinds = {label: kind for kind, label in STANDING}
    kept = {view.name: view_of(view) for view in screen.store.views.all()}
    name = _one_of([*kinds, *kept], values[0])
    if name is None:
        return _none_of("view", values[0], [*kinds, *kept])
    if name in kept:
        screen.open_view(kept[name])
        screen.focus_pane(Place.ARTICLES)
        return None
    ACTIONS[f"go.{kinds[name].value}"](screen, None)
    return None


def _keep(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    return keep(screen, values[0])


def _change_query(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    return change_query(screen, values[0])


def _change_icon(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    change_icon(screen, values[0])
    return None


def _wear(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    names = theme_names(screen)
    name = _one_of(names, values[0])
    if name is None:
        return _none_of("theme", values[0], names)
    return _set(screen, ("theme", name))


def _set(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    setting = find(values[0])
    if setting is None:
        return _none_of("setting", values[0], [each.name for table in tables() for each in table.settings])
    app = screen.news_app
    if len(values) < 2:
        screen.say(_told(app, setting))
        return None
    value = typed_value(setting, values[1])
    if isinstance(value, NotUnderstood):
        return f"{setting.name} {value.words}"
    if (fault := app.settings_file.change(setting, value)) is not None:
        return fault
    screen.say(_told(app, setting))
    return None


def _told(app: NewsApp, setting: Setting) -> str:
    from newsreader.settings.kinds import written

    value = value_at(app.settings_file.loaded.settings, setting.path)
    return f"{setting.name} is {'not set' if value is None else written(value)}. {setting.meaning}"


def _undo(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    journal, now = screen.store.journal, screen.now()
    if values[0].isdecimal():
        return _reverse(screen, partial(journal.undo_batches, now=now), values[0], "Undone")
    since = moment_of(values[0], now)
    if since is None:
        return f"“{values[0]}” is no time. {EXPECTED}."
    if since > now:
        return f"“{values[0]}” is still to come. {EXPECTED}."
    screen.write(partial(journal.undo_since, since, now=now), "Undone")
    return None


def _redo(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    if not values[0].isdecimal():
        return f"“{values[0]}” is no number. Type how many changes: 3."
    return _reverse(screen, partial(screen.store.journal.redo_batches, now=screen.now()), values[0], "Redone")


def _reverse(screen: ReadingScreen, reverse: Callable[[int], Change | None], typed: str, verb: str) -> str | None:
    number = int(typed) if len(typed) < 9 else _MOST
    if number == 0:
        return "That is none. Type how many changes: 3."
    screen.write(partial(reverse, min(number, _MOST)), verb)
    return None


def _sort(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    name = _one_of([order.value for order in Order], values[0])
    if name is None:
        return f"Lists are not sorted by “{values[0]}”, but by {', '.join(Order)}.{suggestion(values[0], Order)}"
    ACTIONS[f"list.by_{name}"](screen, None)
    return None


def _pipe(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    from newsreader.tui.handing import hand_over

    screen.follower.show()
    return hand_over(screen, values[0])


def _mute(screen: ReadingScreen, values: Sequence[str]) -> str | None:
    from newsreader.tui.muting import mute

    return mute(screen, values[0])


def _one_of(names: Sequence[str], typed: str) -> str | None:
    """Return the name that is meant: that very one, or the only one that begins so or holds it."""
    for name in names:
        if name.casefold() == typed.strip().casefold():
            return name
    offers = Names(dict.fromkeys(names, "")).complete(typed, len(typed))
    begun = [offer.text for offer in offers if offer.text.casefold().startswith(typed.casefold())]
    found = begun or [offer.text for offer in offers]
    return found[0] if len(found) == 1 else None


def _none_of(what: str, typed: str, names: Sequence[str]) -> str:
    """Return why no name is meant: several are, or none, and then what was probably meant."""
    if sum(typed.casefold() in name.casefold() for name in names) > 1:
        return f"Several {what}s hold “{typed}” in their names. Tab shows them."
    return f"There is no {what} “{typed}”.{suggestion(typed, names) or ' Tab shows those there are.'}"


WITH_ARGUMENTS: dict[str, Doing] = {
    "feed.add": _add,
    "feed.go": _go_to_feed,
    "view.go": _go_to_view,
    "view.keep": _keep,
    "view.query": _change_query,
    "view.icon": _change_icon,
    "program.theme": _wear,
    "settings.set": _set,
    "mark.undo": _undo,
    "mark.redo": _redo,
    "list.sort": _sort,
    **ON_QUERIES,
    "article.pipe": _pipe,
    "mark.mute": _mute,
}
"""By the id of the command; a test holds this against those that declare arguments."""
