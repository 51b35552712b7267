"""How wide the text of articles is: as the settings have it, or as < and > made it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.settings import Settings
    from newsreader.store import Store
    from newsreader.tui.screens.reading import ReadingScreen

_WIDTH, _SETTING = "measure", "measure.setting"
"""What was chosen by key, and the setting it was chosen under: once that is another, it counts."""


def measure_at_start(store: Store, settings: Settings) -> int:
    """Return the width to begin with."""
    chosen = store.remembered.number(_WIDTH)
    setting = store.remembered.number(_SETTING)
    is_outdated = setting is not None and setting != settings.reading.measure
    return settings.reading.measure if chosen is None or is_outdated else chosen


def keep_measure(screen: ReadingScreen) -> None:
    """Begin with the width of now the next time."""
    width, setting = screen.article_view.measure, screen.settings.reading.measure

    def keep() -> None:
        screen.store.remembered.keep(_WIDTH, width)
        screen.store.remembered.keep(_SETTING, setting)

    screen.write(keep)
