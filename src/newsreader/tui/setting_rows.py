"""What the screen of the settings lists: names for people, in groups, with what may be chosen. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newsreader.folding import fold
from newsreader.settings import Loaded
from newsreader.settings.described import Choice, Setting, choices, setting_at, tables
from newsreader.settings.values import Valued, valued_of
from newsreader.tui.presets import PRESETS

_GROUPS = {
    "": "Looks",
    "list": "List",
    "reading": "Reading",
    "keys": "Keys",
    "refresh": "Refreshing",
    "full_text": "Full text",
    "images": "Pictures",
    "retention": "Old articles",
    "terminal": "Terminal",
    "notify": "Notifications",
}
"""By table, in the order in which they are shown; others follow under their own names."""
_LABELS = {
    "list.density": "Lines of a row",
    "list.columns": "Beside the title",
    "list.once": "Each story once",
    "reading.mark_read": "What marks read",
    "reading.measure": "Width of the text",
    "keys.preset": "Preset of keys",
    "refresh.automatic": "Refresh by itself",
    "refresh.at_start": "From the start on",
    "refresh.every_minutes": "Minutes between two",
    "refresh.edited_unread": "Edited means unread",
    "full_text.automatic": "Fetch full texts",
    "full_text.a_feed_a_day": "Pages of a feed a day",
    "full_text.on_metered": "On metered lines, too",
    "images.show": "Show pictures",
    "images.protocol": "Painted with",
    "images.viewer": "Viewer of pictures",
    "images.keep": "Keep pictures",
    "images.an_article": "Pictures of an article",
    "images.max_mb": "MB of a picture",
    "images.total_mb": "MB of all",
    "terminal.glyphs": "Signs",
    "terminal.screen_reader": "For screen readers",
    "terminal.title": "Unread in the title",
    "notify.by": "Told by",
    "notify.command": "The command",
    "notify.when_focused": "Even while I look",
    "retention.mark_read_days": "Days they are unread",
    "retention.days": "Days they are kept",
    "retention.articles": "Kept of each feed",
    "retention.unread": "Unread ones, too",
}
"""Where the last part of the name would not say enough."""
_PRESET: tuple[str, ...] = ("keys", "preset")
_MEANINGS: dict[tuple[str, ...], str] = {
    _PRESET: "Whose keys: this program's own, or those that hands know from another one."
}
_SUGGESTED: dict[tuple[str, ...], tuple[str, ...]] = {_PRESET: tuple(PRESETS)}
"""Values of settings of which only the interface knows what they may be."""


class Row(msgspec.Struct, frozen=True):
    """One setting as it is listed."""

    group: str
    label: str
    valued: Valued
    meaning: str

    @property
    def path(self) -> tuple[str, ...]:
        """Of its setting."""
        return self.valued.setting.path

    @property
    def value(self) -> str:
        """Its value for a person."""
        value = self.valued.value
        if isinstance(value, list | tuple):
            return ", ".join(map(str, value))
        return ("on" if value else "off") if isinstance(value, bool) else self.valued.words

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What it may be, where that is one of a few."""
        suggested = _SUGGESTED.get(self.path)
        if suggested:
            return tuple(Choice(each) for each in suggested)
        return tuple(_choice(each) for each in choices(self.valued.setting))


def rows_of(loaded: Loaded) -> list[Row]:
    """Return the settings that are the same for all feeds, in their groups."""
    settings = [setting for table in tables() if not table.is_free for setting in table.settings]
    if (preset := setting_at(_PRESET)) is not None:
        settings.append(preset)
    order = list(_GROUPS)
    rows = [_row(each) for each in valued_of(loaded, settings)]
    return sorted(rows, key=lambda row: order.index(table) if (table := _table(row.path)) in order else len(order))


def fitting(rows: Sequence[Row], typed: str) -> list[Row]:
    """Return the rows in which each word stands, somewhere and in any spelling."""
    words = fold(typed).split()
    return [row for row in rows if all(word in _text(row) for word in words)]


def _row(valued: Valued) -> Row:
    setting = valued.setting
    if setting.path == _PRESET and valued.value is None:
        valued = msgspec.structs.replace(valued, value="default")
    label = _LABELS.get(setting.name) or setting.path[-1].replace("_", " ").capitalize()
    table = _table(setting.path)
    group = _GROUPS.get(table) or table.replace("_", " ").capitalize()
    meaning = _MEANINGS.get(setting.path) or setting.meaning
    return Row(group, label, valued, meaning)


def _choice(choice: Choice) -> Choice:
    """Return it with what it means alone: what none means stands at the end of what the setting does."""
    _, _, meaning = choice.meaning.partition("Not set: ")
    return Choice(None, meaning[:1].upper() + meaning[1:]) if choice.value is None and meaning else choice


def _table(path: tuple[str, ...]) -> str:
    return path[0] if len(path) > 1 else ""


def _text(row: Row) -> str:
    return fold(f"{row.group} {row.label} {row.valued.setting.name} {row.value} {row.meaning}")


def is_flag(setting: Setting) -> bool:
    """Has it but two values, true and false."""
    return setting.expected == "true or false" and setting.default is not None
