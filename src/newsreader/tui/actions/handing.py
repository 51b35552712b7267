"""Handing articles on: to programs, to the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.settings.described import Choice
    from newsreader.tui.screens.reading import ReadingScreen


def _pipe(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.handing import ask_command

    ask_command(screen)


def _edit(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.editing import edit

    edit(screen)


def _add(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.settings.described import Choice
    from newsreader.tui.command_adding import add_example, examples
    from newsreader.tui.screens.choice import ChoiceScreen

    def add(choice: Choice | None) -> None:
        if choice is not None:
            add_example(screen, str(choice.value))

    choices = [Choice(name, words) for name, words in examples(screen).items()]
    if not choices:
        raise NotPossible("All commands of the list are in your settings already.")
    screen.app.push_screen(ChoiceScreen(screen, "Commands for articles", choices, None), add)


HANDING: dict[str, Action] = {
    "article.pipe": _pipe,
    "article.edit": _edit,
    "command.new": _add,
}
