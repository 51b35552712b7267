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


class Rule(msgspec.Struct, frozen=True):
    """What is done with articles as they arrive."""

    id: int
    name: str
    query: str
    action: RuleAction
    argument: str = ""
    """The tag; empty where the action needs none."""
    until: int | None = None
    """UTC seconds from which on it does nothing; None: for ever."""
