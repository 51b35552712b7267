"""Sets of keys that other programs put into people's fingers. Each is written like the `[keys]` of a user.

What a preset does not name keeps the default's keys, less those that the preset gives to something else.
"""

from __future__ import annotations

from collections.abc import Mapping

Table = Mapping[str, object]

# Its own defaults (newsboat 2.44, keymap.cpp), wherever it has a command that is ours too. `g` and `G` ask there what
# to sort by: `g d` and `g t` work as they do after its question.
NEWSBOAT: Table = {
    "pane.open": ["enter", "right"],
    "feed.next": {"everywhere": ["}"], "articles": ["j"]},
    "feed.previous": {"everywhere": ["{"], "articles": ["k"]},
    "feed.next_unread": ["ctrl+n", "]"],
    "feed.previous_unread": ["ctrl+p", "["],
    "list.unread_only": ["l", "."],
    "list.by_date": {"everywhere": ["S d"], "articles": ["g d"]},
    "list.by_title": {"everywhere": ["S t"], "articles": ["g t"]},
    "link.list": ["u"],
    "mark.undo": ["U"],
    "mark.read": ["N", "m"],
    "program.palette": ["ctrl+o"],
}

VIM: Table = {
    "cursor.down": {"everywhere": ["j", "down"], "article": ["ctrl+e"], "help": ["ctrl+e"], "changes": ["ctrl+e"]},
    "cursor.up": {"everywhere": ["k", "up"], "article": ["ctrl+y"], "help": ["ctrl+y"], "changes": ["ctrl+y"]},
    "pane.next": ["tab", "ctrl+w w", "ctrl+w l", "ctrl+w j", "ctrl+w ctrl+w"],
    "pane.previous": ["shift+tab", "ctrl+w W", "ctrl+w h", "ctrl+w k"],
    "pane.feeds": ["g 1", "g f", "ctrl+w t"],
    "pane.article": ["g 3", "ctrl+w b"],
    "article.zen": ["z", "ctrl+w o"],
    "list.choose": ["v", "V"],
    "link.hint": ["f", "ctrl+]"],
    "article.copy": ["y y"],
    "article.browse": ["o", "g x"],
    "feed.stop": ["g X"],
    "mark.snooze": ["g z"],
    "program.help": ["?", "f1"],
    "program.quit": ["Q", "ctrl+c", "Z Z", "Z Q"],
}

PRESETS: Mapping[str, Table] = {"default": {}, "newsboat": NEWSBOAT, "vim": VIM}
"""By the name that `keys.preset` gives."""
