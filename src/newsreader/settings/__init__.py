"""What the user wants, read from settings.toml, and what is wrong with that file. Must not know who asks.

`load_settings` never fails: each value that cannot be used is named by a `Complaint` with its line, the default stands
in for that value alone, and everything else is kept. Only a right file is read on the way to the first paint; what
looks for faults is imported where there is one.

A room that knows more about a setting than its kind (is this a command, do two keys clash, is there such a column)
complains the same way. It writes a pure function that yields a `Fault` for each value it cannot use, and uses the
default there:

    def unknown_commands(settings: Settings) -> Iterator[Fault]:
        for command_id in settings.keys:
            if command_id not in COMMAND_IDS:
                yield Fault(("keys", command_id), "is no command; ? lists them. It is left out.")

and adds it to `CHECKS` in `tui/setting_checks.py`. `path` names the setting from the top of the file, a table or a
dotted name part by part. The words go on from that name as a sentence: what is wrong, what would be right. The line
is found for it, and it is shown with all other complaints: in one line at the start, on the screen of the settings,
and by `newsreader settings --check`.
"""

from __future__ import annotations

from newsreader.settings.declared import (
    Column,
    CommandSettings,
    Density,
    DownloadSettings,
    FeedSettings,
    FullTextSettings,
    Gives,
    Glyphs,
    ImageSettings,
    ListSettings,
    NotifyBy,
    NotifySettings,
    OpenerSettings,
    PictureProtocol,
    ReadingSettings,
    RefreshSettings,
    RetentionSettings,
    Settings,
    Shows,
    TerminalSettings,
)
from newsreader.settings.loading import Complaint, Fault, Loaded, load_settings, stamp_of, unknown_feeds

__all__ = [
    "Column",
    "CommandSettings",
    "Complaint",
    "Density",
    "DownloadSettings",
    "Fault",
    "FeedSettings",
    "FullTextSettings",
    "Gives",
    "Glyphs",
    "ImageSettings",
    "ListSettings",
    "Loaded",
    "NotifyBy",
    "NotifySettings",
    "OpenerSettings",
    "PictureProtocol",
    "ReadingSettings",
    "RefreshSettings",
    "RetentionSettings",
    "Settings",
    "Shows",
    "TerminalSettings",
    "load_settings",
    "stamp_of",
    "unknown_feeds",
]
