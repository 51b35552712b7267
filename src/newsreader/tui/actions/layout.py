"""How the article is laid out: the width of its text, and whether it stands alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Place
from newsreader.tui.measure import keep_measure
from newsreader.tui.pane_widths import STEP

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_STEP = 4
"""Cells by which a stroke changes the measure."""


def _change_measure(direction: int, screen: ReadingScreen, count: int | None) -> None:
    view = screen.article_view
    if not view.change_measure(direction * _STEP * (count or 1)):
        edge = "There is no room for wider text here." if direction > 0 else "The text is as narrow as it gets."
        raise NotPossible(edge)
    screen.say(f"Text {view.measure} wide")
    keep_measure(screen)


def _zen(screen: ReadingScreen, count: int | None) -> None:
    screen.focus_pane(Place.ARTICLE)
    screen.toggle_class("-zen")


def _change_pane(direction: int, screen: ReadingScreen, count: int | None) -> None:
    if not screen.widths.change(direction * STEP * (count or 1)):
        raise NotPossible("There is no room for that here.")


def _reset_panes(screen: ReadingScreen, count: int | None) -> None:
    screen.widths.reset()


LAYOUT: dict[str, Action] = {
    "article.narrower": partial(_change_measure, -1),
    "article.wider": partial(_change_measure, 1),
    "article.zen": _zen,
    "pane.wider": partial(_change_pane, 1),
    "pane.narrower": partial(_change_pane, -1),
    "pane.reset": _reset_panes,
}
