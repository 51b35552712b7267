"""The program itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model import View
from newsreader.tui.actions.action import Action
from newsreader.tui.commands import Command, Place

if TYPE_CHECKING:
    from newsreader.tui.palette import Offer, SettingTarget
    from newsreader.tui.screens.reading import ReadingScreen


def _help(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.help import HelpScreen

    screen.app.push_screen(HelpScreen(screen, screen.keys.over or screen.place))


def _palette(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.palette import PaletteScreen

    def run(offer: Offer | None) -> None:
        if offer is None:
            return
        match offer.target:
            case Command() as command:
                screen.keys.run(command)
            case View() as view:
                screen.open_view(view)
                screen.focus_pane(Place.ARTICLES)
            case target:
                _go_to_setting(screen, target)

    screen.app.push_screen(PaletteScreen(screen), run)


def _settings(screen: ReadingScreen, count: int | None) -> None:
    _open_settings(screen)


def _open_settings(screen: ReadingScreen, at: tuple[str, ...] = ()) -> None:
    from newsreader.tui.screens.settings import SettingsScreen

    screen.app.push_screen(SettingsScreen(screen, at))


def _go_to_setting(screen: ReadingScreen, target: SettingTarget) -> None:
    """Show the setting, or give it the value that was chosen."""
    if target.choice is None:
        _open_settings(screen, target.path)
        return
    from newsreader.settings.described import setting_at

    setting = setting_at(target.path)
    if setting is not None and (fault := screen.news_app.settings_file.change(setting, target.choice.value)):
        screen.say(fault, is_error=True)


def _faults(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.faults import FaultsScreen

    screen.app.push_screen(FaultsScreen(screen))


def _theme(screen: ReadingScreen, count: int | None) -> None:
    from newsreader.tui.screens.themes import ThemesScreen

    screen.app.push_screen(ThemesScreen(screen))


def _redraw(screen: ReadingScreen, count: int | None) -> None:
    screen.app.refresh(repaint=True, layout=True)


def _suspend(screen: ReadingScreen, count: int | None) -> None:
    screen.app.action_suspend_process()


def _quit(screen: ReadingScreen, count: int | None) -> None:
    screen.app.exit()


PROGRAM: dict[str, Action] = {
    "program.help": _help,
    "program.palette": _palette,
    "program.theme": _theme,
    "program.settings": _settings,
    "settings.faults": _faults,
    "program.redraw": _redraw,
    "program.suspend": _suspend,
    "program.quit": _quit,
}
