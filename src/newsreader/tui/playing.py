"""Play what an article brings, in a window beside the reader or in its terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.enclosures import Attached, MediaKind, described
from newsreader.errors import NewsreaderError, NotPossible
from newsreader.programs.opening import start
from newsreader.programs.players import announced, place_of, watched, way_to_play

if TYPE_CHECKING:
    from newsreader.settings.described import Choice
    from newsreader.tui.screens.reading import ReadingScreen


_FINE = (0, 4)
"""What players end with where nothing is wrong: mpv says 4 where it was told to leave by a signal."""


def ask_and_play(screen: ReadingScreen) -> None:
    """Play the file of the article that is shown; where it brings several, ask which."""
    files = files_of(screen)
    played = [each for each in files if each.kind is not MediaKind.FILE] or list(files)
    choose(screen, "Play", played, lambda chosen: _play(screen, chosen))


def files_of(screen: ReadingScreen) -> Sequence[Attached]:
    """Return what the article on the screen brings. Raises NotPossible where that is nothing."""
    article = screen.article_view.article
    if article is None or not article.enclosures:
        raise NotPossible("This article brings no recording or other file.")
    return article.enclosures


def choose(screen: ReadingScreen, title: str, files: Sequence[Attached], then: Callable[[Attached], None]) -> None:
    """Do something with one of these files: the only one, or that which the reader chooses."""
    if len(files) == 1:
        then(files[0])
        return
    from newsreader.settings.described import Choice
    from newsreader.tui.screens.choice import ChoiceScreen

    def go_on(choice: Choice | None) -> None:
        if choice is None:
            return
        try:
            then(next(each for each in files if each.number == choice.value))
        except NewsreaderError as error:
            screen.say(str(error), is_error=True)

    choices = [Choice(each.number, described(each, with_format=True)) for each in files]
    screen.app.push_screen(ChoiceScreen(screen, title, choices, files[0].number), go_on)


def _play(screen: ReadingScreen, attached: Attached) -> None:
    place = place_of(attached, screen.paths.downloads)
    playing = way_to_play(attached, place, screen.settings.openers, os.environ)
    command = watched(playing, attached, screen.paths)
    player = os.path.basename(playing.words[0])

    def ended(status: int) -> None:
        if status not in _FINE and not screen.news_app.is_leaving:
            words = f"{player} could not play it: it ended with status {status}."
            screen.app.call_later(screen.say, words, is_error=True)

    if playing.in_terminal:
        fault = screen.news_app.programs.lend_terminal(command)
        # What was started is our own process beside the player; whose name is of no use to anybody.
        screen.say(fault.replace(os.path.basename(command[0]), player, 1), is_error=bool(fault))
        screen.follower.reload()
    else:
        start(command, ended)
        screen.say(announced(attached, place, player))
