"""Rules: the list of them, and muting from where one reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model import View, ViewKind
from newsreader.tui.actions.action import Action
from newsreader.tui.place import Place

if TYPE_CHECKING:
    from newsreader.query.kept import Rule
    from newsreader.tui.screens.reading import ReadingScreen


def _list(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.query.kept import RuleAction
    from newsreader.tui.screens.rules import RulesScreen

    def look(rule: Rule | None) -> None:
        if rule is not None:
            # What it mutes is hidden: only a query that speaks of hidden articles lists it.
            query = f"({rule.query}) (is:hidden or -is:hidden)" if rule.action is RuleAction.HIDE else rule.query
            screen.open_view(View(ViewKind.QUERY, query=query, name=f"Found by {rule.name}"))
            screen.focus_pane(Place.ARTICLES)

    screen.app.push_screen(RulesScreen(screen), look)


def _mute(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.muting import offer

    offer(screen)


RULING: dict[str, Action] = {"rule.list": _list, "mark.mute": _mute}
