"""Commands that mark articles: star, unstar, read, unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsreader.cli.asking import chosen, chosen_ids
from newsreader.cli.opening import now, opened
from newsreader.cli.output import say
from newsreader.paths import Paths

if TYPE_CHECKING:
    from newsreader.store.journal import Change


@click.command()
@chosen
@click.pass_obj
def star(paths: Paths, ids: tuple[int, ...], query: str | None) -> None:
    """Star articles."""
    with opened(paths) as store:
        report(store.marks.set_starred(chosen_ids(store, ids, query), True, now=now()))


@click.command()
@chosen
@click.pass_obj
def unstar(paths: Paths, ids: tuple[int, ...], query: str | None) -> None:
    """Take the stars of articles away."""
    with opened(paths) as store:
        report(store.marks.set_starred(chosen_ids(store, ids, query), False, now=now()))


@click.command()
@chosen
@click.pass_obj
def read(paths: Paths, ids: tuple[int, ...], query: str | None) -> None:
    """Mark articles read."""
    with opened(paths) as store:
        report(store.marks.set_read(chosen_ids(store, ids, query), True, now=now()))


@click.command()
@chosen
@click.pass_obj
def unread(paths: Paths, ids: tuple[int, ...], query: str | None) -> None:
    """Mark articles unread."""
    with opened(paths) as store:
        report(store.marks.set_read(chosen_ids(store, ids, query), False, now=now()))


def report(change: Change | None) -> None:
    """Say what was changed."""
    say(f"Done: {change.label}." if change else "Nothing to change: it is so already.")


COMMANDS = (star, unstar, read, unread)
