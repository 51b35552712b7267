"""The pictures of the article: fetched because the reader wants to see them, and shown large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _fetch(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.picture_fetching import fetch_pictures

    fetch_pictures(screen)


def _show(screen: ReadingScreen, count: int | None) -> None:
    show_picture(screen, screen.article_view.nearest_image())


def show_picture(screen: ReadingScreen, url: str) -> None:
    """Show the picture at this address as large as the window."""
    from newsreader.tui.picture_fetching import shown_images
    from newsreader.tui.screens.picture import PictureScreen

    images = shown_images(screen.article_view.blocks)
    if not images:
        screen.say("There are no pictures in this text.")
        return
    screen.app.push_screen(PictureScreen(screen, images, url))


PICTURING: dict[str, Action] = {
    "image.fetch": _fetch,
    "image.show": _show,
}
