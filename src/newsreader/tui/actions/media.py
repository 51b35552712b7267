"""The files that an article brings: played, downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _play(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.playing import ask_and_play

    ask_and_play(screen)


def _download(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.downloading import ask_and_download

    ask_and_download(screen)


MEDIA: dict[str, Action] = {
    "enclosure.play": _play,
    "enclosure.download": _download,
}
