"""Commands that mark articles: star, unstar, read, unread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from newsreader.cli.asking import chosen, chosen_ids
from newsreader.cli.opening import now, opened
from newsreader.cli.output import as_json, print_json, say
from newsreader.paths import Paths
from newsreader.store import Store
from newsreader.text import clean

if TYPE_CHECKING:
    from newsreader.store.journal import Change


@click.command()
@chosen
@as_json
@click.pass_obj
def star(paths: Paths, ids: tuple[int, ...], query: str | None, as_json: bool) -> None:
    """Star articles."""
    mark(paths, ids, query, as_json, lambda store, chosen: store.marks.set_starred(chosen, True, now=now()))


@click.command()
@chosen
@as_json
@click.pass_obj
def unstar(paths: Paths, ids: tuple[int, ...], query: str | None, as_json: bool) -> None:
    """Take the stars of articles away."""
    mark(paths, ids, query, as_json, lambda store, chosen: store.marks.set_starred(chosen, False, now=now()))


@click.command()
@chosen
@as_json
@click.pass_obj
def read(paths: Paths, ids: tuple[int, ...], query: str | None, as_json: bool) -> None:
    """Mark articles read."""
    mark(paths, ids, query, as_json, lambda store, chosen: store.marks.set_read(chosen, True, now=now()))


@click.command()
@chosen
@as_json
@click.pass_obj
def unread(paths: Paths, ids: tuple[int, ...], query: str | None, as_json: bool) -> None:
    """Mark articles unread."""
    mark(paths, ids, query, as_json, lambda store, chosen: store.marks.set_read(chosen, False, now=now()))


def mark(
    paths: Paths,
    ids: tuple[int, ...],
    query: str | None,
    as_json: bool,
    change: Callable[[Store, list[int]], Change | None],
) -> None:
    """Change the articles that are chosen, and report it."""
    with opened(paths) as store:
        wanted = chosen_ids(store, ids, query)
        changed = change(store, wanted)
    if wanted or as_json:
        report(changed, as_json=as_json)
    else:
        say("Nothing to change: the query finds no article.")


def report(change: Change | None, *, as_json: bool = False) -> None:
    """Say what was changed."""
    if as_json:
        ids = sorted(set(change.article_ids)) if change else []
        print_json({"label": clean(change.label) if change else None, "articles": len(ids), "ids": ids})
    else:
        say(f"Done: {change.label}." if change else "Nothing to change: it is so already.")


COMMANDS = (star, unstar, read, unread)
