"""Queries that the user keeps: as views to look at, as rules to be carried out. Values only."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class SavedView(msgspec.Struct, frozen=True):
    """A query that the user keeps as a view."""

    id: int
    name: str
    query: str
    """As typed: "yesterday" means another day each day."""
    icon: str = ""
    """One sign before its name; empty for the usual one."""
    folder: str = ""


class RuleAction(StrEnum):
    """What a rule does with the articles that its query finds. The values are stored."""

    READ = "read"
    STAR = "star"
    TAG = "tag"
    LATER = "later"
    HIDE = "hide"
    """Mute them: they are counted and can be looked at, and come back when the rule ends."""
    HIGHLIGHT = "highlight"
    """Show them in a colour, as long as the query finds them."""
    NOTIFY = "notify"
    """Tell of them, by the terminal or a command."""
    PIPE = "pipe"
    """Hand each to a command."""


class Colour(StrEnum):
    """In what rows can be highlighted: the roles of colours that every theme has. The values are stored."""

    ACCENT = "accent"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


class Rule(msgspec.Struct, frozen=True):
    """What is done with articles as they arrive."""

    id: int
    name: str
    query: str
    action: RuleAction
    argument: str = ""
    """The tag, the colour, the command; empty where the action needs none."""
    until: int | None = None
    """UTC seconds from which on it does nothing; None: for ever."""
    is_on: bool = True
    hits: int = 0
    """Articles that it found as they arrived."""
    fault: str = ""
    """Why its command failed the last time; empty where it did not."""


def is_active(rule: Rule, now: int) -> bool:
    """Does the rule do anything: is it on, and its end still to come (UTC seconds)."""
    return rule.is_on and (rule.until is None or now < rule.until)


def shown_query(query: str) -> str:
    """Return the query of a view or a rule as lists show it: an empty one would look like none."""
    return query or "(no query: all articles)"
