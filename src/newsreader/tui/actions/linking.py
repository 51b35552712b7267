"""Links of the article, and copying its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.text import clean_lines, counted
from newsreader.tui.actions.action import Action

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _hint(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.link_choice import LinkChoice

    LinkChoice(screen).by_letters()


def _open_number(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.link_choice import LinkChoice

    if count is None:
        raise NotPossible("Press its number in the article.")
    LinkChoice(screen).by_number(count)


def _list(screen: ReadingScreen, count: int | None) -> None:
    if not screen.article_view.links:
        raise NotPossible("There are no links in this text.")
    from newsreader.tui.screens.links import LinksScreen

    screen.app.push_screen(LinksScreen(screen))


def _copy(is_markdown: bool, screen: ReadingScreen, count: int | None) -> None:
    article = screen.article_view.article
    if article is None or (address := article.headline.url) is None:
        raise NotPossible("There is no link to copy here.")
    from newsreader.tui.copying import copy, markdown_link

    text = markdown_link(article.headline.title, address) if is_markdown else address
    copy(screen.app, text)
    screen.say(f"Copied {text}")


def _copy_selection(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.copying import copy

    # It may be pasted into a shell, so it is cleaned once more, like all that goes to the screen.
    text = clean_lines(screen.article_view.selected_text)
    copy(screen.app, text)
    screen.say(f"Copied {counted(len(text), 'character')}")
    screen.article_view.clear_selection()


def _clear_selection(screen: ReadingScreen, count: int | None) -> None:
    screen.article_view.clear_selection()


def _save(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.saving import ask_file

    ask_file(screen)


LINKING: dict[str, Action] = {
    "link.hint": _hint,
    "link.number": _open_number,
    "link.list": _list,
    "selection.copy": _copy_selection,
    "selection.clear": _clear_selection,
    "article.copy": partial(_copy, False),
    "article.copy_markdown": partial(_copy, True),
    "article.save": _save,
}
