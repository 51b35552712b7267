"""What a command takes on the command line. Declared with the command; completion, checks and help go by it."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Takes(StrEnum):
    """What an argument is. The values say what was expected."""

    ADDRESS = "the address of a feed, page or site"
    FOLDER = "a folder"
    FEED = "the name of a feed"
    VIEW = "the name of a view"
    NAME = "a name"
    THEME = "the name of a theme"
    SETTING = "the name of a setting"
    VALUE = "a value"
    ORDER = "what to sort by"
    MOMENT = "a time, or how many changes"
    NUMBER = "a number"
    TAG = "a tag"
    TIME = "a time to come"
    QUERY = "a query"
    PHRASE = "words or a query, and until when"
    PROGRAM = "a command of yours, or a command line"


class Argument(msgspec.Struct, frozen=True):
    """One argument. The last one takes the rest of the line, blanks included: no quotes are needed."""

    name: str
    """As it stands in the usage: URL."""
    takes: Takes
    is_optional: bool = False
