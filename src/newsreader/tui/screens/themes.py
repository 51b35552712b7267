"""Try the themes on: the reading screen wears the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.getters import query_one

from newsreader.settings.described import setting_at
from newsreader.tui.background import AUTO
from newsreader.tui.commands import Place
from newsreader.tui.screens.overlay import Does, ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.themes import OWN
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.theme_list import ThemeList

if TYPE_CHECKING:
    from newsreader.tui.screens.reading import ReadingScreen

_NAMES = 24
"""Cells for the longest names, with their bar and dot."""


class ThemesScreen(ListOverlay[None]):
    """Enter keeps the theme, in the settings too; every way back leaves all as it was."""

    CSS_PATH = stylesheet("themes.tcss")
    place = Place.THEMES
    leaving = "as it was"

    theme_list = query_one("#themes", ThemeList)

    def __init__(self, reading: ReadingScreen) -> None:
        super().__init__(reading)
        self._news_app = reading.news_app
        self._worn = self._news_app.looks.wish

    def compose(self) -> ComposeResult:
        """The list at one side, so that what wears the theme is in sight."""
        ours = [AUTO, *(theme.name for theme in OWN)]
        others = sorted(set(self._news_app.available_themes) - set(ours))
        yield ThemeList([*ours, *others], self._worn, id="themes")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {**super().does(), "pane.open": lambda count: self._keep()}

    def on_mount(self) -> None:
        """List them."""
        self.theme_list.rows_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Be as wide as the pane below, where that has room for the names and another beside it: none is cut."""
        panes = (self.reading.feed_list, self.reading.article_list)
        width = next((pane.outer_size.width for pane in panes if pane.display), 0)
        fits = _NAMES <= width < event.size.width
        self.theme_list.styles.width = width if fits else None

    def on_theme_list_moved(self, message: ThemeList.Moved) -> None:
        """Try it on."""
        self._news_app.looks.choose(message.wish)

    def _keep(self) -> None:
        """Write it into the settings."""
        if not self.is_active:
            return  # typed faster than the screen goes
        setting = setting_at(("theme",))
        wish = self.theme_list.chosen
        reason = self._news_app.settings_file.change(setting, wish) if setting is not None else None
        self.reading.say(reason or f"The theme is {wish} from now on.", is_error=reason is not None)
        self.close()

    def leave(self) -> None:
        """Wear again what was worn."""
        if not self.is_active:
            return
        self._news_app.looks.choose(self._worn)
        self.close()
