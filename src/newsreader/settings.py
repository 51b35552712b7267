"""What the user wants, read from settings.toml. Must not know who asks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from newsreader.errors import SettingsError


class RefreshSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When feeds are asked, while the app is open."""

    automatic: bool = True
    """Ask each feed when it is due."""
    at_start: bool = True
    """Do so from the start on; else from the first refresh by hand."""
    every_minutes: Annotated[int, msgspec.Meta(ge=5, le=10_080)] | None = None
    """The same interval for every feed, instead of one that follows its pace."""
    edited_unread: bool = False
    """Make an article unread again when its text really changed."""


class FullTextSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which pages are fetched, so that their text can be read offline."""

    automatic: bool = True
    """Fetch the pages of feeds that give only teasers."""
    a_feed_a_day: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 50
    """Pages of one feed that are fetched in 24 hours; starred and opened articles do not count."""
    on_metered: bool = False
    """Go on when the system says that the line is paid by volume."""


class ImageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which pictures are kept for reading offline."""

    keep: bool = False
    an_article: Annotated[int, msgspec.Meta(ge=0, le=1_000)] = 20
    """Pictures of one article."""
    max_mb: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5
    """Size of one picture."""
    total_mb: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 500
    """Size of all; the oldest go first, those of starred articles last."""


class Density(StrEnum):
    """How many lines a row of the list of articles takes."""

    COMPACT = "compact"
    """One."""
    COSY = "cosy"
    """Two."""
    AIRY = "airy"
    """Two and a blank one."""


class ListSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How articles are listed."""

    density: Density | None = None
    """Lines of a row: compact, cosy or airy. Not set: cosy, and compact in windows of fewer than 30 lines."""


class ReadingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How articles are read."""

    mark_read: Annotated[str, msgspec.Meta(pattern="^(at-end|on-open|by-hand|after:[1-9][0-9]{0,3})$")] = "at-end"
    """What makes an article read: its end was reached, it was gone into, so many seconds in sight, or keys only."""


class FeedSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is different for one feed. Its table is named by the feed's address."""

    every_minutes: Annotated[int, msgspec.Meta(ge=5, le=10_080)] | None = None
    full_text: bool | None = None
    """Fetch the pages of all its articles, or of none; not set: of its teasers."""
    edited_unread: bool | None = None
    user_agent: str | None = None
    headers: dict[str, str] = {}
    """Sent with every request inside the feed's origin, and nowhere else."""
    cookies: dict[str, str] = {}
    user: str | None = None
    """For HTTP basic authentication."""
    password_command: str | None = None
    """Prints the password on its first line: "pass show news"."""
    password_keyring: str | None = None
    """The service under which the system's keyring has the user's password."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings with their defaults."""

    theme: str = "ink"
    """Colours of the app: ink, paper, or any theme of Textual's by its name."""
    refresh: RefreshSettings = RefreshSettings()
    full_text: FullTextSettings = FullTextSettings()
    images: ImageSettings = ImageSettings()
    list: ListSettings = ListSettings()
    reading: ReadingSettings = ReadingSettings()
    feeds: dict[str, FeedSettings] = {}
    """By the address that was subscribed to."""

    def of_feed(self, url: str) -> FeedSettings:
        """Return what is set for the feed with this address."""
        return self.feeds.get(url) or FeedSettings()


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
