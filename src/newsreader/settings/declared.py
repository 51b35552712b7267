"""Every setting, declared once: its name, its kind and limits, its default, and what it means.

Where a text follows a pattern, `examples` name what a person may write: complaints and the written file show them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import msgspec

Minutes = Annotated[int, msgspec.Meta(ge=5, le=10_080, examples=[60])]


class RefreshSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When feeds are asked, while the app is open."""

    automatic: bool = True
    """Ask each feed when it is due."""
    at_start: bool = True
    """Do so from the start on; else from the first refresh by hand."""
    every_minutes: Minutes | None = None
    """The same interval for every feed, instead of one that follows its pace."""
    edited_unread: bool = False
    """Make an article unread again when its text really changed."""


class FullTextSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which pages are fetched, so that their text can be read offline."""

    automatic: bool = True
    """Fetch the pages of feeds that give only teasers."""
    a_feed_a_day: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 50
    """Pages of one feed in 24 hours; starred and opened articles do not count."""
    on_metered: bool = False
    """Go on when the system says that the line is paid by volume."""


class PictureProtocol(StrEnum):
    """How pictures are painted."""

    AUTO = "auto"
    """With what the terminal is known to understand; half blocks where nothing is known, and under tmux."""
    HALF_BLOCKS = "half-blocks"
    KITTY = "kitty"
    SIXEL = "sixel"
    NONE = "none"
    """Not at all: what they show is said in words."""


class ImageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which pictures are kept for reading offline, and how they are shown."""

    show: bool = True
    """Show those that are kept among the text."""
    protocol: PictureProtocol = PictureProtocol.AUTO
    """With what pictures are painted; auto knows the terminal, no pixels in tmux."""
    viewer: Annotated[str, msgspec.Meta(examples=["imv"])] | None = None
    """Shows a picture in a window of its own. Not set: the desktop's command."""
    keep: bool = False
    """Keep the pictures of starred, opened and unread articles; takes Pillow."""
    an_article: Annotated[int, msgspec.Meta(ge=0, le=1_000)] = 20
    """Pictures of one article."""
    max_mb: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5
    """Size of one picture."""
    total_mb: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 500
    """Size of all; the oldest go first, those of starred articles last."""


class DownloadSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the files that articles bring are kept: episodes of podcasts, films, documents."""

    folder: Annotated[str, msgspec.Meta(examples=["~/Podcasts"])] | None = None
    """The folder. Not set: downloads, beside the database."""
    max_mb: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 2_000
    """Size of one file."""


class Density(StrEnum):
    """How many lines a row of the list of articles takes."""

    COMPACT = "compact"
    """One."""
    COSY = "cosy"
    """Two."""
    AIRY = "airy"
    """Two and a blank one."""


class Column(StrEnum):
    """What a row of the list of articles shows beside the title."""

    SOURCE = "source"
    """The feed; in its own list the author."""
    AUTHOR = "author"
    MINUTES = "minutes"
    """How long reading takes."""
    AGE = "age"
    TEXT = "text"
    """Whether the full text is here."""
    STAR = "star"


class ListSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How articles are listed."""

    density: Density | None = None
    """Lines of a row. Not set: cosy, or compact below 30 lines."""
    columns: tuple[Column, ...] = (Column.SOURCE, Column.MINUTES, Column.AGE, Column.STAR)
    """What a row shows beside the title, from the left."""
    once: bool = True
    """List what several feeds bring as one story, from the next refresh on."""


class ReadingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How articles are read."""

    mark_read: Annotated[
        str,
        msgspec.Meta(
            pattern="^(at-end|on-open|by-hand|after:[1-9][0-9]{0,3})$",
            examples=["at-end", "on-open", "by-hand", "after:20"],
        ),
    ] = "at-end"
    """What makes it read: its end, going into it, seconds in sight, or keys only."""
    measure: Annotated[int, msgspec.Meta(ge=40, le=120)] = 76
    """Width of the text in cells; < and > change it while reading."""


class RetentionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happens with time. Never to what is starred, tagged, for later, or begun and not ended."""

    mark_read_days: Annotated[int, msgspec.Meta(ge=0, le=36_500, examples=[60])] | None = None
    """Mark read what arrived more days ago; undo takes it back. Not set: none."""
    days: Annotated[int, msgspec.Meta(ge=0, le=36_500, examples=[365])] | None = None
    """Delete what arrived more days ago; not set: nothing for its age."""
    articles: Annotated[int, msgspec.Meta(ge=0, le=1_000_000, examples=[2_000])] | None = None
    """Keep so many articles of each feed, the newest; not set: all."""
    unread: bool = False
    """Delete unread articles too, but for those that were marked unread by hand."""


class Glyphs(StrEnum):
    """Which signs are painted."""

    AUTO = "auto"
    """Those that the terminal can show."""
    UNICODE = "unicode"
    ASCII = "ascii"


class TerminalSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the app behaves in its terminal."""

    glyphs: Glyphs = Glyphs.AUTO
    """Signs: auto takes ASCII on the Linux console and outside of UTF-8."""
    screen_reader: bool = False
    """One column without lines, states in words, the cursor on the current row."""
    title: bool = True
    """Show how many articles are unread in the title of the window."""


class NotifyBy(StrEnum):
    """By what rules tell of articles while nobody looks at the reader."""

    TERMINAL = "terminal"
    """By the sequence that the terminal is known for; where none is known, nothing."""
    OSC9 = "osc9"
    """By the sequence of iTerm2, whatever the terminal."""
    OSC777 = "osc777"
    """By the sequence of rxvt, whatever the terminal."""
    COMMAND = "command"
    """By a command, which "newsreader refresh" runs, too."""
    OFF = "off"


class NotifySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How rules that notify tell of new articles: all at once, and at most once a minute."""

    by: NotifyBy = NotifyBy.TERMINAL
    """By the terminal (as it is known for, or osc9, osc777), a command, or not."""
    command: Annotated[str, msgspec.Meta(examples=["notify-send {title} {text}"])] | None = None
    """Takes {title} and {text}, or reads both. Not set: the desktop's command."""
    when_focused: bool = False
    """Tell of articles even while the reader has the focus."""


class Gives(StrEnum):
    """What a command gets on its standard input."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    """One object a line, as `newsreader show --json` prints it; all selected articles at once."""
    NOTHING = "nothing"


class Shows(StrEnum):
    """What becomes of what a command prints."""

    OUTPUT = "output"
    """It is shown over the article."""
    NOTICE = "notice"
    """Its last line is said below."""
    NOTHING = "nothing"
    """Only that it was done, or why not."""
    TERMINAL = "terminal"
    """The command has the terminal until it ends."""


class CommandSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command that articles are handed to, under a name of yours: translate, speak, share."""

    run: Annotated[str, msgspec.Meta(examples=["trans -brief :en"])] = ""
    """The command line. {url} {title} {author} {feed} {id} stand for the article, {title:encoded} in an address."""
    gives: Gives = Gives.TEXT
    """What it gets on its standard input."""
    shows: Shows = Shows.OUTPUT
    """What becomes of what it prints."""
    seconds: Annotated[int, msgspec.Meta(ge=1, le=3_600)] = 60
    """It is stopped after so long, unless it has the terminal."""


class OpenerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A program that opens some addresses in place of the browser, under a name of yours; the first that fits does."""

    pattern: Annotated[str, msgspec.Meta(examples=["*.youtube.com/watch*"])] = ""
    """Address without https://, * for anything; or a media type like audio/*, for enclosures. Several: by blanks."""
    run: Annotated[str, msgspec.Meta(examples=["mpv {url}"])] = ""
    """The command line; {url} stands for the address, which else is put behind it."""
    in_terminal: bool = False
    """It draws in the terminal, and has it until it ends."""


class FeedSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is different for one feed. Its table is named by the feed's address."""

    every_minutes: Minutes | None = None
    """How often it is asked; not set: as for all feeds."""
    full_text: bool | None = None
    """Fetch the pages of all its articles, or of none; not set: of its teasers."""
    edited_unread: bool | None = None
    """Make its articles unread again when their text really changed; not set: as for all feeds."""
    mark_read_days: Annotated[int, msgspec.Meta(ge=0, le=36_500, examples=[7])] | None = None
    """In place of retention.mark_read_days; 0 leaves its articles unread."""
    keep_days: Annotated[int, msgspec.Meta(ge=0, le=36_500, examples=[30])] | None = None
    """In place of retention.days; 0 keeps its articles however old they are."""
    keep_articles: Annotated[int, msgspec.Meta(ge=0, le=1_000_000, examples=[500])] | None = None
    """In place of retention.articles; 0 keeps all."""
    user_agent: Annotated[str, msgspec.Meta(examples=["Mozilla/5.0"])] | None = None
    """What the program calls itself to its server."""
    headers: Annotated[dict[str, str], msgspec.Meta(examples=[{"X-Key": "…"}])] = {}
    """Sent with every request inside the feed's origin, and nowhere else."""
    cookies: Annotated[dict[str, str], msgspec.Meta(examples=[{"session": "…"}])] = {}
    """Sent in the same way."""
    user: Annotated[str, msgspec.Meta(examples=["ada"])] | None = None
    """For HTTP basic authentication, with a password from one of the next two."""
    password_command: Annotated[str, msgspec.Meta(examples=["pass show news"])] | None = None
    """A command that prints the password on its first line."""
    password_keyring: Annotated[str, msgspec.Meta(examples=["newsreader"])] | None = None
    """The service under which the system's keyring has the user's password; takes newsreader[keyring]."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings with their defaults."""

    theme: str = "auto"
    """Colours: auto (ink or paper, as the terminal is), or a theme by its name."""
    refresh: RefreshSettings = RefreshSettings()
    full_text: FullTextSettings = FullTextSettings()
    images: ImageSettings = ImageSettings()
    downloads: DownloadSettings = DownloadSettings()
    list: ListSettings = ListSettings()
    reading: ReadingSettings = ReadingSettings()
    retention: RetentionSettings = RetentionSettings()
    terminal: TerminalSettings = TerminalSettings()
    notify: NotifySettings = NotifySettings()
    commands: dict[str, CommandSettings] = {}
    """By name."""
    openers: dict[str, OpenerSettings] = {}
    """By name."""
    # Only the app knows its commands, and checks this.
    keys: Annotated[dict[str, Any], msgspec.Meta(examples=[{"preset": "vim", "mark.star": ["ctrl+s", "gS"]}])] = {}
    """Keys by command, or a preset of them; macros; other keyboard layouts."""
    feeds: dict[str, FeedSettings] = {}
    """By the address that was subscribed to."""

    def of_feed(self, url: str) -> FeedSettings:
        """Return what is set for the feed with this address."""
        return self.feeds.get(url) or FeedSettings()
