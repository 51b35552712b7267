"""What a setting that was changed does to the app that is running; the others hold from its next start on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.settings import Settings
from newsreader.tui.keymap import keymap_of
from newsreader.tui.measure import keep_measure
from newsreader.tui.read_marker import ReadMarker

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen


def _theme(screen: ReadingScreen) -> None:
    screen.news_app.looks.choose(screen.settings.theme)


def _density(screen: ReadingScreen) -> None:
    screen.article_list.set_density(screen.settings.list.density)


def _columns(screen: ReadingScreen) -> None:
    screen.article_list.set_columns(screen.settings.list.columns)


def _mark_read(screen: ReadingScreen) -> None:
    screen.marker = ReadMarker(screen, screen.settings.reading.mark_read)


def _automatic(screen: ReadingScreen) -> None:
    screen.automatic.start()


def _measure(screen: ReadingScreen) -> None:
    screen.article_view.set_measure(screen.settings.reading.measure)
    keep_measure(screen)


def _keys(screen: ReadingScreen) -> None:
    screen.keys.use(keymap_of(screen.settings.keys))


def _pictures(screen: ReadingScreen) -> None:
    screen.article_view.gallery.use(screen.settings.images)


EFFECTS: dict[tuple[str, ...], Callable[[ReadingScreen], None]] = {
    ("theme",): _theme,
    ("list", "density"): _density,
    ("list", "columns"): _columns,
    ("reading", "mark_read"): _mark_read,
    ("reading", "measure"): _measure,
    ("refresh", "automatic"): _automatic,
    ("images", "show"): _pictures,
    ("images", "protocol"): _pictures,
    ("keys",): _keys,
}
"""By the path of the setting, or of the table where its names are the user's. `screen.settings` are the new ones."""

_ARTICLE = frozenset({("images", "show"), ("images", "protocol")})
"""Settings that an article is shown by when it comes to the screen."""
_WHEN_USED = frozenset({("images", "viewer"), ("commands",), ("openers",)})
"""Settings, and tables of such, that are read when they are used."""
_ENGINE = frozenset({"refresh", "full_text", "images", "retention", "feeds"})
"""Tables that the engine reads anew before each of its rounds."""


def apply(screen: ReadingScreen, settings: Settings, changed: tuple[tuple[str, ...], ...]) -> None:
    """Go by these settings from now on, of which those at `changed` are others than before."""
    screen.settings = settings
    for path in changed:
        if path in EFFECTS:
            EFFECTS[path](screen)
    if late := {holds_from(path) for path in changed} - {""}:
        screen.say(f"Settings changed; that holds {' or '.join(sorted(late))}.")


def holds_from(path: tuple[str, ...]) -> str:
    """Return when a change of this setting shows; nothing where that is now."""
    if path in _ARTICLE:
        return "from the next article on"
    if {path, path[:1]} & (EFFECTS.keys() | _WHEN_USED):
        return ""
    return "from the next refresh on" if path[0] in _ENGINE else "from the next start on"
