"""The app's side of settings.toml: what is wrong in it is said once at the start, and again when asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.settings import Complaint

if TYPE_CHECKING:
    from newsreader.tui.app import NewsApp


class SettingsFile:
    """What the file had to say."""

    def __init__(self, app: NewsApp, path: Path, complaints: tuple[Complaint, ...]) -> None:
        self._app = app
        self.path = path
        self.complaints = complaints
        """Of the file as it was read last."""

    def announce(self) -> None:
        """Say in one line how much of the file cannot be used, and how to see it."""
        if self.complaints:
            number = len(self.complaints)
            faults = "1 fault" if number == 1 else f"{number:,} faults"
            reading = self._app.reading
            key = reading.keys.keymap.key_of("settings.faults")
            how = f"press {key} to see" if key else "to be seen by the palette"
            reading.say(f"settings.toml: {faults}, {how}", is_error=True)
