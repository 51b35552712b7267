"""Commands that look at what was done and take it back: history, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsreader.cli.opening import now, opened
from newsreader.cli.output import as_json, iso, print_columns, print_json, say
from newsreader.paths import Paths
from newsreader.query.moments import EXPECTED, moment_of, written
from newsreader.store import Store
from newsreader.text import clean

if TYPE_CHECKING:
    from newsreader.store.journal import Change

_MOST = 100_000
"""Changes that are undone or redone at once; more are named by a time."""


@click.command()
@click.argument("when", nargs=-1, metavar="[WHEN|N]")
@as_json
@click.pass_obj
def undo(paths: Paths, when: tuple[str, ...], as_json: bool) -> None:
    """Take back what was done last, here or in the reader; undoing goes on from there.

    N takes back the last N changes in one go, WHEN all that was done since: 14:05, 2026-11-27, 2026-11-27 14:05. What
    was changed again later, by hand, stays as it is.
    """
    typed = " ".join(when)
    with opened(paths) as store:
        _report("Undone", _undone(store, typed), as_json)


def _undone(store: Store, typed: str) -> Change | None:
    if not typed:
        return store.journal.undo(now=now())
    if typed.isdecimal():
        number = _MOST if len(typed) > len(str(_MOST)) else int(typed)
        if number == 0:
            raise click.BadParameter("that is none. Say how many changes: 3.", param_hint="N")
        return store.journal.undo_batches(min(number, _MOST), now=now())
    since = moment_of(typed, now())
    if since is None:
        raise click.BadParameter(f"“{clean(typed)}” is no time. {EXPECTED}.", param_hint="WHEN")
    if since > now():
        raise click.BadParameter(f"“{clean(typed)}” is still to come. {EXPECTED}.", param_hint="WHEN")
    return store.journal.undo_since(since, now=now())


@click.command()
@click.argument("number", type=click.IntRange(1, _MOST), required=False, metavar="[N]")
@as_json
@click.pass_obj
def redo(paths: Paths, number: int | None, as_json: bool) -> None:
    """Do again what was undone last, or the last N changes that were.

    Once something else was done, there is nothing to redo.
    """
    with opened(paths) as store:
        journal = store.journal
        _report(
            "Redone", journal.redo(now=now()) if number is None else journal.redo_batches(number, now=now()), as_json
        )


def _report(verb: str, change: Change | None, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "label": clean(change.label) if change else None,
                "changes": change.batches if change else 0,
                "articles": len(change.article_ids) if change else 0,
                "kept": change.kept if change else 0,
                "at": iso(change.at) if change else None,
            }
        )
    elif change is None:
        say(f"There is nothing to {'undo' if verb == 'Undone' else 'redo'}.")
    else:
        when = ""
        if verb == "Undone" and change.at is not None:
            when = f"{' since' if change.batches > 1 else ','} {written(change.at, now())}"
        were = "was" if change.kept == 1 else "were"
        kept = f" {change.kept:,} that {were} changed again since stayed." if change.kept else ""
        say(f"{verb}: {change.label}{when}.{kept}")


@click.command()
@click.option(
    "--limit", type=click.IntRange(min=0), metavar="N", default=20, show_default=True, help="The last N changes."
)
@as_json
@click.pass_obj
def history(paths: Paths, limit: int, as_json: bool) -> None:
    """List what was done, the last first: when, what, and whether it is undone.

    newsreader undo TIME takes back all that was done since the time that stands in front.
    """
    with opened(paths) as store:
        batches = store.history.batches(store.history.ids()[:limit])
    if as_json:
        for each in batches:
            print_json(
                {
                    "id": each.id,
                    "at": iso(each.at),
                    "label": clean(each.label),
                    "undone": each.is_undone,
                    "article": each.article_id,
                    "feed": each.feed_id,
                }
            )
    elif batches:
        has_undone = any(each.is_undone for each in batches)
        rows = [
            (
                written(each.at, now()),
                *(("undone" if each.is_undone else "",) if has_undone else ()),
                _begun_large(clean(each.label)),
            )
            for each in batches
        ]
        print_columns(rows, stretch=-1)
    else:
        say("Nothing was done yet.")


def _begun_large(label: str) -> str:
    return label[:1].upper() + label[1:]


COMMANDS = (undo, redo, history)
