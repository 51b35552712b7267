"""Commands that mark articles: star, unstar, read, unread."""

from __future__ import annotations

import click

from newsreader.cli.opening import now, opened
from newsreader.cli.output import say
from newsreader.paths import Paths
from newsreader.store.journal import Change

_ids = click.argument("ids", type=int, nargs=-1, required=True, metavar="ID...")


@click.command()
@_ids
@click.pass_obj
def star(paths: Paths, ids: tuple[int, ...]) -> None:
    """Star articles."""
    with opened(paths) as store:
        _report(store.marks.set_starred(ids, True, now=now()))


@click.command()
@_ids
@click.pass_obj
def unstar(paths: Paths, ids: tuple[int, ...]) -> None:
    """Take the stars of articles away."""
    with opened(paths) as store:
        _report(store.marks.set_starred(ids, False, now=now()))


@click.command()
@_ids
@click.pass_obj
def read(paths: Paths, ids: tuple[int, ...]) -> None:
    """Mark articles read."""
    with opened(paths) as store:
        _report(store.marks.set_read(ids, True, now=now()))


@click.command()
@_ids
@click.pass_obj
def unread(paths: Paths, ids: tuple[int, ...]) -> None:
    """Mark articles unread."""
    with opened(paths) as store:
        _report(store.marks.set_read(ids, False, now=now()))


def _report(change: Change | None) -> None:
    say(f"Done: {change.label}." if change else "Nothing to change: it is so already.")


COMMANDS = (star, unstar, read, unread)
