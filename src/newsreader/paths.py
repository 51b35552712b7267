"""Where settings, database, log and backups are. Must not know what is in them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

HOME_VARIABLE = "NEWSREADER_HOME"
"""Names a folder that holds everything; the option --home goes before it."""


class Paths(msgspec.Struct, frozen=True):
    """The files of one reader. Nothing is created by asking for them."""

    settings: Path
    database: Path
    log: Path
    backups: Path
    """A folder."""

    @property
    def images(self) -> Path:
        """The folder of the pictures that are kept for reading offline."""
        return self.database.parent / "images"

    @property
    def downloads(self) -> Path:
        """The folder of the files that articles bring, unless the settings name another."""
        return self.database.parent / "downloads"

    @property
    def rules(self) -> Path:
        """The folder of the user's own rules for extracting single sites."""
        return self.settings.parent / "rules"


def locate(home: str | None, environment: Mapping[str, str]) -> Paths:
    """Return the paths below `home`, else below $NEWSREADER_HOME, else in the platform's own folders."""
    chosen = home or environment.get(HOME_VARIABLE)
    if chosen:
        # Absolute at once: the engine is started from here and may run in another folder.
        folder = Path(os.path.abspath(os.path.expanduser(chosen)))
        return Paths(folder / "settings.toml", folder / "newsreader.db", folder / "newsreader.log", folder / "backups")
    import platformdirs  # only where no home is named: it costs the first paint some milliseconds

    places = platformdirs.PlatformDirs("newsreader", appauthor=False)
    data = places.user_data_path
    return Paths(
        places.user_config_path / "settings.toml",
        data / "newsreader.db",
        places.user_log_path / "newsreader.log",
        data / "backups",
    )
