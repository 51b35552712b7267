"""The app's side of settings.toml: says what is wrong in it, applies what changes in it, writes what is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsreader.paths import Paths
from newsreader.settings import Complaint, Loaded, Settings, load_settings, stamp_of
from newsreader.text import counted

if TYPE_CHECKING:
    from newsreader.settings.described import Setting
    from newsreader.tui.app import NewsApp

_WATCH_S = 1.0
"""How often it is asked whether an editor or another newsreader changed the file."""


class SettingsFile:
    """The settings in force, and the file that they are from."""

    def __init__(self, app: NewsApp, paths: Paths, loaded: Loaded) -> None:
        self._app = app
        self.path = paths.settings
        self.loaded = loaded
        """As they hold now; the text of the file as it was read last."""
        self._stamp = stamp_of(self.path)

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """What is wrong in the file."""
        return self.loaded.complaints

    def start(self) -> None:
        """Say what is wrong, and look after the file from now on."""
        self._announce()
        self._app.set_interval(_WATCH_S, self.look)

    def _announce(self) -> None:
        """Say in one line how much of the file cannot be used, and how to see it."""
        if self.complaints:
            faults = counted(len(self.complaints), "fault")
            reading = self._app.reading
            # The key stands last: it may be a comma.
            how = reading.keys.keymap.key_of("program.settings") or "the palette"
            reading.say(f"{faults} in settings.toml, shown by {how}", is_error=True)

    def look(self) -> None:
        """Apply the file if somebody changed it; one that cannot be understood changes nothing."""
        stamp = stamp_of(self.path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        from newsreader.tui.setting_checks import checked

        feeds = self._app.reading.store.feeds
        before = self.loaded
        loaded = checked(load_settings(self.path), [feed.url for feed in feeds.all()])
        self.loaded = msgspec.structs.replace(loaded, settings=before.settings) if loaded.is_broken else loaded
        self._apply(before.settings)
        if {each.text for each in loaded.complaints} - {each.text for each in before.complaints}:
            self._announce()
        elif before.complaints and not loaded.complaints:
            self._app.reading.say("settings.toml: every line of it can be used.")

    def change(self, setting: Setting, value: object) -> str | None:
        """Set one value, here at once and in the file in a moment; return what is wrong with it, or None.

        `value` is one as TOML has it; None brings the default back.
        """
        from newsreader.settings.values import with_value
        from newsreader.settings.writing import write_setting
        from newsreader.tui.setting_checks import checked

        before = self.loaded.settings
        settings = with_value(before, setting.path, value)
        fault = next((each for each in checked(Loaded(settings), ()).complaints if each.path == setting.path), None)
        if fault is not None:
            return fault.text
        self.loaded = msgspec.structs.replace(self.loaded, settings=settings)
        self._apply(before)

        def write() -> None:
            write_setting(self.path, setting.path, value)
            self._app.call_later(self.look)

        self._app.reading.write(write)
        return None

    def _apply(self, before: Settings) -> None:
        """Have the app go by the settings where they are others than before."""
        from newsreader.settings.values import differences
        from newsreader.tui.setting_effects import apply

        after = self.loaded.settings
        if changed := differences(before, after):
            apply(self._app.reading, after, changed)
        self._app.reading.settings_changed.publish(None)
