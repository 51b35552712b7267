"""What only the interface can tell of a setting: is there such a theme. Each check is pure and complains by a `Fault`.

How to write one stands at the top of `newsreader.settings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from textual.theme import BUILTIN_THEMES

from newsreader.settings import Fault, Loaded, Settings, unknown_feeds
from newsreader.tui.background import AUTO
from newsreader.tui.keymap import keymap_of
from newsreader.tui.themes import OWN


def _unknown_theme(settings: Settings) -> Iterator[Fault]:
    names = (AUTO, *(theme.name for theme in OWN), *BUILTIN_THEMES)
    if settings.theme not in names:
        yield Fault(("theme",), f"must be one of {', '.join(names)}. Ink or paper is used.")


def _wrong_keys(settings: Settings) -> Iterator[Fault]:
    yield from keymap_of(settings.keys).faults


def _wrong_programs(settings: Settings) -> Iterator[Fault]:
    if settings.commands or settings.openers:
        from newsreader.programs.faults import wrong_programs

        yield from wrong_programs(settings)


CHECKS: tuple[Callable[[Settings], Iterator[Fault]], ...] = (_unknown_theme, _wrong_keys, _wrong_programs)
"""Run on every file that is read, at the start and when it was changed."""


def checked(loaded: Loaded, feed_urls: Iterable[str]) -> Loaded:
    """Return the settings with complaints about what the interface cannot use."""
    faults = [fault for check in CHECKS for fault in check(loaded.settings)]
    return loaded.with_faults((*faults, *unknown_feeds(loaded.settings, feed_urls)))
