"""Links of the article, and copying its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _hint(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.link_choice import LinkChoice

    LinkChoice(screen).by_letters()


def _open_number(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.link_choice import LinkChoice

    if count is None:
        screen.say("Press its number in the article.")
    else:
        LinkChoice(screen).by_number(count)


def _list(screen: ReadingScreen, count: int | None) -> None:
    if not screen.article_view.links:
        screen.say("There are no links in this text.")
        return
    from newsreader.tui.screens.links import LinksScreen

    screen.app.push_screen(LinksScreen(screen))


LINKING: dict[str, Action] = {
    "link.hint": _hint,
    "link.number": _open_number,
    "link.list": _list,
}
