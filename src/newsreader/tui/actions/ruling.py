"""Rules: the list of them, and muting from where one reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model import View, ViewKind
from newsreader.tui.actions.action import Action
from newsreader.tui.place import Place

if TYPE_CHECKING:
    from newsreader.query.kept import Rule
    from newsreader.tui.screens.reading import ReadingScreen


def query_of(rule: Rule) -> str:
    """Return the query that lists what a rule finds, also what it mutes: only one that speaks of hidden articles does.

    Raises QueryError.
    """
    from msgspec.structs import replace

    from newsreader.query.kept import RuleAction
    from newsreader.query.parser import parse
    from newsreader.query.tree import both
    from newsreader.query.writing import write

    if rule.action is not RuleAction.HIDE:
        return rule.query
    query, either = parse(rule.query), parse("is:hidden or -is:hidden")
    # Put together as a tree: what orders or limits the list must not stand in parentheses.
    return write(replace(query, where=both(query.where, either.where)))


def _list(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.rules import RulesScreen

    def look(rule: Rule | None) -> None:
        if rule is not None:
            screen.open_view(View(ViewKind.QUERY, query=query_of(rule), name=f"Found by {rule.name}"))
            screen.focus_pane(Place.ARTICLES)

    screen.app.push_screen(RulesScreen(screen), look)


def _mute(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.muting import offer

    offer(screen)


RULING: dict[str, Action] = {"rule.list": _list, "mark.mute": _mute}
