"""The settings as the engine goes by them: read again when somebody changed the file."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from newsreader.engine.tools import Tools
from newsreader.settings import Settings, load_settings, stamp_of

_log = logging.getLogger(__name__)


class SettingsWatch:
    """One file of settings. What is wrong in it is logged; one that cannot be understood changes nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = stamp_of(path)

    def read(self) -> Settings:
        """Return the settings as they are in the file, with defaults for what is wrong there."""
        return self._read(None)

    def renewed(self, tools: Tools) -> Tools:
        """Return the tools with the settings of now."""
        stamp = stamp_of(self._path)
        if stamp == self._stamp:
            return tools
        self._stamp = stamp
        return replace(tools, settings=self._read(tools.settings))

    def _read(self, before: Settings | None) -> Settings:
        loaded = load_settings(self._path)
        for complaint in loaded.complaints:
            _log.warning("settings.toml, %s", complaint)
        return before if before is not None and loaded.is_broken else loaded.settings
