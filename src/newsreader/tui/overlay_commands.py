"""Everything a key can do in the lists and sheets that lie over the panes, declared once, as in `commands.py`.

Beside these each has what is SHARED with the panes, by the same keys. Where a command of the panes stands here once
more, it does the same to what is listed here, and who gives it another key has that key here, too.
"""

from __future__ import annotations

from newsreader.tui.commands import Command, Group, Place

SHARED = frozenset(
    {
        *("cursor.down", "cursor.up", "cursor.top", "cursor.bottom", "cursor.page_down", "cursor.page_up"),
        *("cursor.half_down", "cursor.half_up", "read.on", "read.backward", "pane.back"),
        *("program.help", "program.redraw", "program.suspend", "program.quit"),
    }
)
"""Ids of those commands of everywhere that work over the panes as well: moving, leaving, help."""

_OPEN = ("enter", "l", "right")
_CHOOSE = ("enter", "space", "l", "right")

OVERLAY_COMMANDS: tuple[Command, ...] = (
    Command("pane.open", "Read it here", "Read its page here", _OPEN, Group.READ, Place.LINKS, "read"),
    Command(
        "article.browse", "Open in the browser", "Open it in the browser", ("o",), Group.READ, Place.LINKS, "browser"
    ),
    Command("article.copy", "Copy its address", "Copy its address", ("y",), Group.READ, Place.LINKS, "copy"),
    Command("link.list", "Close the list", "Close the list of links", ("U",), Group.READ, Place.LINKS),
    Command("pane.open", "Go to it", "To its articles", _OPEN, Group.FEEDS, Place.HEALTH, "go"),
    Command("feed.refresh", "Ask it again", "Ask it again now", ("r",), Group.FEEDS, Place.HEALTH, "ask"),
    Command("feed.remove", "Remove it", "Remove it; undo brings all back", ("D",), Group.FEEDS, Place.HEALTH, "remove"),
    Command("mark.undo", "Undo", "Undo what was done last", ("u",), Group.MARK, Place.HEALTH, "undo"),
    Command("pane.open", "Go to it", "To its article or feed", _OPEN, Group.MARK, Place.HISTORY, "go"),
    Command(
        "history.undo_to",
        "Undo to here",
        "Undo it and all that came after",
        ("B",),
        Group.MARK,
        Place.HISTORY,
        "undo to it",
    ),
    Command("mark.undo", "Undo", "Undo what was done last", ("u",), Group.MARK, Place.HISTORY, "undo"),
    Command("mark.redo", "Redo", "Redo what was undone last", ("ctrl+r",), Group.MARK, Place.HISTORY, "redo"),
    Command("pane.open", "Change it", "Change this rule", _OPEN, Group.MARK, Place.RULES, "change"),
    Command("rule.new", "A new rule", "Make a rule", ("a",), Group.MARK, Place.RULES, "new"),
    Command("rule.switch", "On or off", "Turn it off, or on again", ("space",), Group.MARK, Place.RULES, "on/off"),
    Command("rule.look", "List what it finds", "List what it finds", ("o",), Group.MARK, Place.RULES, "look"),
    Command("rule.apply", "Do it to what is here", "Do it to what is here, too", ("A",), Group.MARK, Place.RULES),
    Command("rule.up", "Up", "This rule up, to be done sooner", ("ctrl+up",), Group.MARK, Place.RULES),
    Command("rule.down", "Down", "This rule down, to be done later", ("ctrl+down",), Group.MARK, Place.RULES),
    Command("rule.remove", "Remove it", "Remove it; undo brings it back", ("D",), Group.MARK, Place.RULES, "remove"),
    Command("mark.undo", "Undo", "Undo what was done last", ("u",), Group.MARK, Place.RULES, "undo"),
    Command("mark.redo", "Redo", "Redo what was undone last", ("ctrl+r",), Group.MARK, Place.RULES),
    Command("change.older", "An older change", "An older change", ("[",), Group.READ, Place.CHANGES, "older"),
    Command("change.newer", "A newer change", "A newer change", ("]",), Group.READ, Place.CHANGES, "newer"),
    Command("article.copy", "Copy it", "Copy what was printed", ("y",), Group.READ, Place.OUTPUT, "copy"),
    Command("article.next_unread", "Next picture", "Next picture", ("n",), Group.READ, Place.PICTURE, "next"),
    Command("article.next", "Next picture", "Next picture", ("J",), Group.READ, Place.PICTURE),
    Command("picture.next", "Next picture", "Next picture", ("l", "right"), Group.READ, Place.PICTURE),
    Command(
        "article.previous_unread", "Previous picture", "Previous picture", ("p",), Group.READ, Place.PICTURE, "previous"
    ),
    Command("article.previous", "Previous picture", "Previous picture", ("K",), Group.READ, Place.PICTURE),
    Command("picture.fetch", "Fetch it", "Fetch the pictures that are not here", ("enter",), Group.READ, Place.PICTURE),
    Command(
        "article.browse",
        "Open it outside",
        "Open it in a window of its own",
        ("o",),
        Group.READ,
        Place.PICTURE,
        "outside",
    ),
    Command("image.show", "Close the picture", "Close the picture", ("I",), Group.READ, Place.PICTURE),
    Command("pane.open", "Keep it", "Keep this theme", _OPEN, Group.PROGRAM, Place.THEMES, "keep it"),
    Command("pane.open", "Change it", "Change this setting", _CHOOSE, Group.PROGRAM, Place.SETTINGS, "change"),
    Command(
        "settings.default",
        "Its default again",
        "Give it its default again",
        ("D", "backspace", "delete"),
        Group.PROGRAM,
        Place.SETTINGS,
        "default",
    ),
    Command(
        "find.start", "Search the settings", "Search the settings", ("/",), Group.PROGRAM, Place.SETTINGS, "search"
    ),
    Command(
        "settings.faults",
        "Faults in the settings",
        "What is wrong in settings.toml",
        ("!",),
        Group.PROGRAM,
        Place.SETTINGS,
    ),
    Command("pane.open", "Close it", "Close the sheet", ("enter",), Group.PROGRAM, Place.FAULTS),
    Command("pane.open", "Choose it", "Choose it", _CHOOSE, Group.PROGRAM, Place.CHOICES, "choose"),
    Command("pane.open", "Subscribe to it", "Subscribe to it", _OPEN, Group.FEEDS, Place.OFFERS, "subscribe"),
    Command("find.start", "Search the keys", "Search the keys", ("/",), Group.PROGRAM, Place.HELP, "search"),
)

OVERLAYS = frozenset(command.place for command in OVERLAY_COMMANDS)
"""The places that lie over the panes."""
