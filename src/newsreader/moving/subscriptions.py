"""What a list of subscriptions says, whatever format it came in. Values only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that somebody wants to read."""

    url: str
    """As `addresses.feed_address` returns it: absolute, http or https, percent-encoded."""
    title: str = ""
    """The name that the list gives it, clean; empty where that is missing or only the address again."""
    folder: str = ""
    """Path of the folder, parts joined by "/"; empty at the top."""
    site: str | None = None
    """The page that the feed belongs to, fit to be opened."""
    tags: tuple[str, ...] = ()
    """Further folders and categories that the list puts it in, as paths."""


@dataclass(frozen=True, slots=True)
class RefusedSubscription:
    """An entry of the list that is not taken."""

    address: str
    """As it was given, cleaned and cut for showing."""
    title: str
    reason: str
    """Continues "This address …": "would run a program"."""


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """A list of subscriptions after reading."""

    feeds: tuple[Subscription, ...]
    """Each address once, in document order."""
    refused: tuple[RefusedSubscription, ...] = ()
    repeated: int = 0
    """How many entries named an address that was there already; they are merged with it."""
