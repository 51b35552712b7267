"""Have the pictures of an article fetched because the reader asked for them, and say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.text import counted

if TYPE_CHECKING:
    from newsreader.protocol import PicturesDone
    from newsreader.tui.screens.reading import ReadingScreen


def shown_images(blocks: Blocks) -> list[Block]:
    """Return the images of a text that have an address, each picture once."""
    images: dict[str, Block] = {}
    for block in blocks:
        if block.kind is BlockKind.IMAGE and block.url:
            images.setdefault(block.url, block)
    return list(images.values())


def fetch_pictures(screen: ReadingScreen) -> None:
    """Show the pictures that are here, and have the engine fetch the others."""
    from newsreader.pictures.artist import NEEDS_PILLOW, can_draw

    view = screen.article_view
    images = shown_images(view.blocks)
    if view.article is None or not images:
        screen.say("There are no pictures in this text.")
    elif not can_draw():
        screen.say(NEEDS_PILLOW, is_error=True)
    else:
        view.show_pictures()
        missing = view.gallery.missing(images)
        if missing:
            screen.status.say(f"Fetching {counted(missing, 'picture')}…", is_lasting=True)
            screen.engine.fetch_pictures(view.article.headline.id)
        elif not view.gallery.can_show:
            one_by_one = screen.keys.keymap.typed("image.show")
            screen.say(f"Pictures are not shown among the text here; {one_by_one} shows them one by one.")


def show_fetched(screen: ReadingScreen, done: PicturesDone) -> None:
    """Show what came, and say what did not."""
    screen.show_changes()
    shown = screen.article_view.article
    if shown is not None and shown.headline.id == done.article_id:
        screen.article_view.show_pictures()
    lacking = done.failed + done.waiting
    if done.reason:
        screen.say(done.reason, is_error=True)
    elif lacking:
        one_by_one = screen.keys.keymap.typed("image.show")
        words = counted(lacking, "picture")
        screen.say(f"{words} could not be had; {one_by_one} says why, picture by picture.", is_error=True)
    else:
        screen.say("")
