"""Everything a key can do in the panes, declared once: bindings, palette, help and README come from here.

`overlay_commands.py` has what lies over the panes."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from newsreader.tui.arguments import Argument, Takes
from newsreader.tui.place import Place as Place

ON_QUERY = (Argument("QUERY", Takes.QUERY, is_optional=True),)
"""Of what acts on all that a query finds; without one on the selection or the cursor's article."""


class Group(StrEnum):
    """How the help screen sorts the commands."""

    MOVE = "Move"
    READ = "Read"
    MARK = "Mark"
    GO = "Go to"
    FEEDS = "Feeds"
    PROGRAM = "Program"
    MACROS = "Macros"
    """The user's own."""


class Step(msgspec.Struct, frozen=True):
    """One step of a macro: a command, or a line as it is typed behind the colon."""

    id: str = ""
    """Of the command."""
    count: int | None = None
    line: str = ""
    """Begins with a colon; empty where the step is a command."""

    @property
    def words(self) -> str:
        """What the user wrote."""
        return self.line or self.id


class Command(msgspec.Struct, frozen=True):
    """One thing a person can do."""

    id: str
    """`noun.verb`: by it the settings and `actions.py` know the command."""
    label: str
    """In the palette."""
    help: str
    """In the help screen and the README: what it does, in a few words."""
    keys: tuple[str, ...]
    """Key strokes; those of a sequence are parted by blanks ("g s"). None: the palette alone offers it."""
    group: Group
    place: Place = Place.EVERYWHERE
    footer: str = ""
    """Its word in the status line; empty where it is not shown there."""
    names: tuple[str, ...] = ()
    """On the command line, besides its id; the part behind the dot is one where it is no other's."""
    arguments: tuple[Argument, ...] = ()
    """What it takes on the command line."""
    steps: tuple[Step, ...] = ()
    """What a macro of the user runs, one after the other; empty for all others."""


_EVERYWHERE, _FEEDS, _ARTICLES, _ARTICLE, _FOUND, _SELECTED, _SEARCHED, *_ = Place

COMMANDS: tuple[Command, ...] = (
    Command("cursor.down", "Down", "Down, or scroll the article", ("j", "down"), Group.MOVE),
    Command("cursor.up", "Up", "Up, or scroll the article", ("k", "up"), Group.MOVE),
    Command("cursor.top", "Top", "To the top", ("g g", "home"), Group.MOVE),
    Command("cursor.bottom", "Bottom", "To the bottom", ("G", "end"), Group.MOVE),
    Command("cursor.page_down", "Page down", "A page down", ("pagedown", "ctrl+f"), Group.MOVE),
    Command("cursor.page_up", "Page up", "A page up", ("pageup", "ctrl+b"), Group.MOVE),
    Command("cursor.half_down", "Half a page down", "Half a page down", ("ctrl+d",), Group.MOVE),
    Command("cursor.half_up", "Half a page up", "Half a page up", ("ctrl+u",), Group.MOVE),
    Command("pane.open", "Open", "Open, go in", ("enter", "l", "right"), Group.MOVE, _FEEDS, "open"),
    Command("pane.open", "Open", "Open, go in", ("enter", "l", "right"), Group.MOVE, _ARTICLES, "read"),
    Command(
        "pane.back", "Back", "Back, out; at the feeds q quits", ("h", "q", "escape", "left"), Group.MOVE, _EVERYWHERE
    ),
    Command("pane.next", "Next pane", "Next pane", ("tab",), Group.MOVE),
    Command("pane.previous", "Previous pane", "Previous pane", ("shift+tab",), Group.MOVE),
    Command("pane.wider", "Wider pane", "The pane wider", ("ctrl+right",), Group.MOVE),
    Command("pane.narrower", "Narrower pane", "The pane narrower", ("ctrl+left",), Group.MOVE),
    Command("pane.reset", "Widths of the panes as they were", "All panes as wide as at first", (), Group.MOVE),
    Command("pane.feeds", "Focus the feeds", "To the feeds", ("g 1", "g f"), Group.GO),
    Command("pane.articles", "Focus the articles", "To the list of articles", ("g 2",), Group.GO),
    Command("pane.article", "Focus the article", "To the article", ("g 3",), Group.GO),
    Command("read.on", "Read on", "Scroll on; at the end, the next unread", ("space",), Group.READ, footer="read on"),
    Command("read.backward", "Scroll back", "Scroll the article back", ("b",), Group.READ),
    Command("article.next", "Next article", "Next article, from any pane", ("J",), Group.READ),
    Command("article.previous", "Previous article", "Previous article, from any pane", ("K",), Group.READ),
    Command("article.next_unread", "Next unread article", "Next unread article, across feeds", ("n",), Group.READ),
    Command("article.previous_unread", "Previous unread article", "Previous unread article", ("p",), Group.READ),
    Command("list.search", "Search", "Search all articles by words or a query", ("/",), Group.READ),
    Command("list.filter", "Filter this list", "Only what a query finds, in this list", ("F",), Group.READ),
    Command("search.forget", "Forget the search history", "Forget what was searched for", (), Group.READ),
    Command("find.start", "Find in the article", "Find in the article", ("/",), Group.READ, _ARTICLE, "find"),
    Command("find.next", "Next match", "Next match, while one is shown", ("n",), Group.READ, _FOUND, "next"),
    Command("find.previous", "Previous match", "Previous match", ("N",), Group.READ, _FOUND, "previous"),
    Command("find.end", "End the find", "End the find", ("escape", "q", "h", "left"), Group.READ, _FOUND, "end"),
    Command("hit.next", "Next hit", "Next hit of the search, next result", ("n",), Group.READ, _SEARCHED, "next hit"),
    Command("hit.previous", "Previous hit", "Previous hit or result", ("N",), Group.READ, _SEARCHED),
    Command(
        "selection.copy",
        "Copy what is selected",
        "Copy what the mouse selected",
        ("ctrl+c",),
        Group.READ,
        _SELECTED,
        "copy",
    ),
    Command(
        "selection.clear", "Select nothing", "Select nothing any more", ("escape",), Group.READ, _SELECTED, "clear"
    ),
    Command(
        "link.hint",
        "Open a link by its letter",
        "Letters at links; capitals: read it here",
        ("f",),
        Group.READ,
        _ARTICLE,
    ),
    Command(
        "link.number",
        "Open a link by number",
        "Open link 1, 2, 10; Enter: read it here",
        tuple("123456789"),
        Group.READ,
        _ARTICLE,
    ),
    Command("link.list", "Links of this article", "All links, with their addresses", ("U",), Group.READ),
    Command("article.copy", "Copy its link", "Copy the link of the article", ("y",), Group.READ),
    Command("article.copy_markdown", "Copy as Markdown", "Copy the link as Markdown", ("Y",), Group.READ),
    Command("article.save", "Save to a file", "Save it as text, Markdown or HTML", ("w",), Group.READ),
    Command(
        "article.pipe",
        "Hand it to a command",
        "Hand it, or those selected, to a command",
        ("|",),
        Group.READ,
        arguments=(Argument("COMMAND", Takes.PROGRAM, is_optional=True),),
    ),
    Command("article.edit", "Open it in your editor", "A copy of it in your editor", ("E",), Group.READ),
    Command(
        "command.new", "Add a command", "Commands for articles, from a list", (), Group.PROGRAM, names=("command",)
    ),
    Command("image.show", "Show its picture", "The picture, as large as the window", ("I",), Group.READ),
    Command("image.fetch", "Fetch its pictures", "Fetch and show its pictures", ("g i",), Group.READ),
    Command("enclosure.play", "Play its recording", "Play what it brings, where it stopped", ("P",), Group.READ),
    Command("enclosure.download", "Download its recording", "Download what it brings; again: stop", ("d",), Group.READ),
    Command("article.flip", "Full text or feed text", "Full text or feed text", ("x",), Group.READ),
    Command("article.changes", "What changed in this article", "What changed in this article", ("g d",), Group.READ),
    Command("article.comments", "Open the comments", "Open its comments page", ("c",), Group.READ),
    Command("article.narrower", "Narrower text", "Narrower text", ("<",), Group.READ),
    Command("article.wider", "Wider text", "Wider text", (">",), Group.READ),
    Command("article.zen", "Zen: the article alone", "The article alone, and back", ("z",), Group.READ),
    Command("article.browse", "Open in the browser", "Open the page in the browser", ("o",), Group.READ),
    Command("article.browse_read", "Open and mark read", "Open it and mark it read", ("O",), Group.READ),
    Command(
        "mark.star", "Star", "Star it, or take the star away", ("s",), Group.MARK, footer="star", arguments=ON_QUERY
    ),
    Command("mark.unstar", "Take the star away", "Take its star away", (), Group.MARK, arguments=ON_QUERY),
    Command(
        "mark.read",
        "Mark read or unread",
        "Mark it, or this feed, read or unread",
        ("m", "N"),
        Group.MARK,
        footer="mark",
        arguments=ON_QUERY,
    ),
    Command("mark.unread", "Mark unread", "Mark it unread", (), Group.MARK, names=("unread",), arguments=ON_QUERY),
    Command(
        "mark.later",
        "Read later",
        "On the list for later, or off it",
        ("e",),
        Group.MARK,
        names=("later",),
        arguments=ON_QUERY,
    ),
    Command("mark.unlater", "Off the list for later", "Off the list for later", (), Group.MARK, arguments=ON_QUERY),
    Command("mark.hide", "Hide", "Hide it; again: show it", ("D",), Group.MARK, arguments=ON_QUERY),
    Command("mark.unhide", "Show what is hidden", "Show it again", (), Group.MARK, arguments=ON_QUERY),
    Command(
        "mark.mute",
        "Mute its words, author or feed",
        "Hide all such, for good or until a time",
        ("M",),
        Group.MARK,
        arguments=(Argument("PHRASE [until TIME]", Takes.PHRASE, is_optional=True),),
    ),
    Command("rule.list", "Rules", "What is done with what arrives", ("g r",), Group.MARK, names=("rules",)),
    Command(
        "mark.snooze",
        "Snooze",
        "Hide it until a time",
        ("Z",),
        Group.MARK,
        arguments=(Argument("TIME", Takes.TIME, is_optional=True), *ON_QUERY),
    ),
    Command(
        "mark.tag",
        "Tag",
        "Tag it; the same tag again takes it away",
        ("t",),
        Group.MARK,
        arguments=(Argument("TAG", Takes.TAG, is_optional=True), *ON_QUERY),
    ),
    Command(
        "mark.untag",
        "Take a tag away",
        "Take a tag from it",
        (),
        Group.MARK,
        arguments=(Argument("TAG", Takes.TAG), *ON_QUERY),
    ),
    Command("list.choose", "Select", "Select it; s m e D Z t A o d act on all", ("v",), Group.MARK, _ARTICLES),
    Command("list.mark_read", "Mark all listed as read", "Mark all that is listed read", ("A",), Group.MARK),
    Command("list.mark_above", "Mark those above as read", "Mark those above the cursor read", ("g <",), Group.MARK),
    Command("list.mark_below", "Mark those below as read", "Mark those below the cursor read", ("g >",), Group.MARK),
    Command(
        "mark.undo",
        "Undo",
        "Undo, without limit",
        ("u",),
        Group.MARK,
        footer="undo",
        arguments=(Argument("TIME or NUMBER", Takes.MOMENT, is_optional=True),),
    ),
    Command("mark.history", "History: what you did", "What you did, to undo it", (), Group.MARK, names=("history",)),
    Command(
        "mark.redo",
        "Redo",
        "Redo",
        ("ctrl+r",),
        Group.MARK,
        arguments=(Argument("NUMBER", Takes.NUMBER, is_optional=True),),
    ),
    Command("go.starred", "Go to starred", "To the starred articles", ("g s",), Group.GO),
    Command("go.unread", "Go to unread", "To the unread articles", ("g u",), Group.GO),
    Command("go.all", "Go to all articles", "To all articles", ("g a",), Group.GO),
    Command("go.today", "Go to today", "To today's articles", ("g t",), Group.GO),
    Command("go.new", "Go to new since last time", "To what arrived since last time", ("g N",), Group.GO),
    Command("go.later", "Go to later", "To the list for later", ("g l",), Group.GO),
    Command("go.tags", "Go to a tag", "The tags; Enter lists its articles", ("g T",), Group.GO),
    Command(
        "view.keep",
        "Keep this search or filter as a view",
        "Keep a search or filter as a view",
        (),
        Group.GO,
        arguments=(Argument("NAME", Takes.NAME),),
    ),
    Command("go.muted", "Go to muted", "To what rules hide", (), Group.GO),
    Command("go.continue", "Go to continue", "To articles left half-way", ("g c",), Group.GO),
    Command("go.history", "Go to recently read", "To what was read last", ("g h",), Group.GO),
    Command(
        "feed.go",
        "Go to a feed by its name",
        "To a feed, by its name",
        (),
        Group.GO,
        names=("feed",),
        arguments=(Argument("NAME", Takes.FEED),),
    ),
    Command(
        "view.go",
        "Go to a view by its name",
        "To a view, by its name",
        (),
        Group.GO,
        names=("view",),
        arguments=(Argument("NAME", Takes.VIEW),),
    ),
    Command("feed.next", "Next feed", "Next feed", ("}",), Group.FEEDS),
    Command("feed.previous", "Previous feed", "Previous feed", ("{",), Group.FEEDS),
    Command(
        "feed.next_unread", "Next feed with unread articles", "Next feed with unread articles", ("]",), Group.FEEDS
    ),
    Command(
        "feed.previous_unread", "Previous feed with unread articles", "Previous one with unread", ("[",), Group.FEEDS
    ),
    Command(
        "feed.add",
        "Add a feed",
        "Add a feed, by its address or its site's",
        ("a",),
        Group.FEEDS,
        arguments=(
            Argument("URL", Takes.ADDRESS, is_optional=True),
            Argument("FOLDER", Takes.FOLDER, is_optional=True),
        ),
    ),
    Command("feeds.by_name", "Sort feeds by name", "Sort feeds by name", ("S n",), Group.FEEDS, _FEEDS),
    Command("feeds.by_unread", "Sort feeds by unread", "Most unread first", ("S u",), Group.FEEDS, _FEEDS),
    Command("feeds.by_latest", "Sort feeds by latest", "Newest article first", ("S r",), Group.FEEDS, _FEEDS),
    Command("feed.rename", "Rename this feed or view", "Rename it; empty: its own name", ("E",), Group.FEEDS, _FEEDS),
    Command("feed.folder", "Put this feed or view into a folder", "Put it into a folder", ("t",), Group.FEEDS, _FEEDS),
    Command("feed.remove", "Remove this feed or view", "Remove it; undo brings all back", ("D",), Group.FEEDS, _FEEDS),
    Command(
        "view.query",
        "Change the query of this view",
        "What a view of yours lists",
        ("e",),
        Group.FEEDS,
        _FEEDS,
        arguments=(Argument("QUERY", Takes.QUERY, is_optional=True),),
    ),
    Command(
        "view.icon",
        "Give this view an icon",
        "A sign before a view of yours",
        (),
        Group.FEEDS,
        arguments=(Argument("SIGN", Takes.NAME, is_optional=True),),
    ),
    Command("view.up", "Move this view up", "Your view up among yours", ("ctrl+up",), Group.FEEDS, _FEEDS),
    Command("view.down", "Move this view down", "Your view down", ("ctrl+down",), Group.FEEDS, _FEEDS),
    Command("feed.refresh", "Refresh this feed or view", "Refresh this feed or view", ("r",), Group.FEEDS),
    Command("feed.refresh_all", "Refresh all feeds", "Refresh all feeds", ("R",), Group.FEEDS),
    Command("feed.stop", "Stop refreshing", "Stop the refresh or commands that run", ("g x",), Group.FEEDS),
    Command("feed.health", "Dead and silent feeds", "Feeds that are dead, failing or silent", ("g !",), Group.FEEDS),
    Command("feed.remove_sample", "Remove the sample edition", "Remove the sample edition", ("X",), Group.FEEDS),
    Command("list.unread_only", "Unread only, here", "Only what is unread here, or all again", (".",), Group.READ),
    Command("list.show_new", "Show what is new", "List what arrived since", ("g n",), Group.READ),
    Command("list.by_date", "Sort by date", "Sort by date; again: oldest first", ("S d",), Group.READ),
    Command("list.by_feed", "Sort by feed", "Sort by feed; again: reversed", ("S f",), Group.READ),
    Command("list.by_title", "Sort by title", "Sort by title; again: reversed", ("S t",), Group.READ),
    Command("list.by_author", "Sort by author", "Sort by author; again: reversed", ("S a",), Group.READ),
    Command("list.by_length", "Sort by length", "Sort by length; again: shortest first", ("S l",), Group.READ),
    Command("list.by_rare", "Rare feeds first", "Feeds that bring little; again: last", ("S w",), Group.READ),
    Command("list.by_rank", "Sort by rank", "Hits in titles first; again: by date", ("S h",), Group.READ),
    Command(
        "list.sort",
        "Sort the list",
        "Sort; again: the other way round",
        (),
        Group.READ,
        arguments=(Argument("ORDER", Takes.ORDER),),
    ),
    Command("list.compact", "Density: compact", "One line an article", (), Group.PROGRAM),
    Command("list.cosy", "Density: cosy", "Two lines an article", (), Group.PROGRAM),
    Command("list.airy", "Density: airy", "Two lines and a blank one", (), Group.PROGRAM),
    Command("program.help", "Help", "The keys", ("?",), Group.PROGRAM, footer="help"),
    Command("program.palette", "Command palette", "Find a command, a feed or a setting", ("ctrl+p",), Group.PROGRAM),
    Command("program.line", "Command line", "Type a command", (":",), Group.PROGRAM),
    Command(
        "program.theme",
        "Theme: try them on",
        "Try other themes on",
        ("g C",),
        Group.PROGRAM,
        arguments=(Argument("NAME", Takes.THEME, is_optional=True),),
    ),
    Command(
        "settings.set",
        "Change a setting",
        "Change a setting, or tell its value",
        (),
        Group.PROGRAM,
        arguments=(Argument("NAME", Takes.SETTING), Argument("VALUE", Takes.VALUE, is_optional=True)),
    ),
    Command("program.settings", "Settings", "The settings, to look at and change", ("g ,",), Group.PROGRAM),
    Command("settings.faults", "Faults in the settings", "What is wrong in settings.toml", (), Group.PROGRAM),
    Command("program.redraw", "Redraw the screen", "Redraw the screen", ("ctrl+l",), Group.PROGRAM),
    Command("program.suspend", "Suspend", "Back to the shell; fg returns", ("ctrl+z",), Group.PROGRAM),
    Command("program.quit", "Quit", "Quit at once", ("Q", "ctrl+c", "ctrl+q"), Group.PROGRAM, names=("quit", "q")),
)
