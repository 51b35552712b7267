"""What the user wants, read from settings.toml. Must not know who asks."""

from __future__ import annotations

from pathlib import Path

import msgspec

from newsreader.errors import SettingsError


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings with their defaults."""

    theme: str = "ink"
    """Colours of the app: ink, paper, or any theme of Textual's by its name."""


def load_settings(path: Path) -> Settings:
    """Return the settings in `path`, or the defaults if there is no such file; raises SettingsError."""
    try:
        document = path.read_text("utf-8-sig")  # some editors put a mark before the text
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 text. Save it as such or move it away.") from error
    try:
        return msgspec.toml.decode(document, type=Settings)
    except msgspec.DecodeError as error:
        raise SettingsError(f"{path}: {error}. Mend it or move it away.") from error
