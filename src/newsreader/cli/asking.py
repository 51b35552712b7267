"""Queries on the command line: what was typed becomes a query, or a message that shows the place."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from newsreader.cli.groups import QUERY
from newsreader.cli.opening import now, opened
from newsreader.cli.output import print_json
from newsreader.errors import NewsreaderError, QueryError
from newsreader.paths import Paths, locate
from newsreader.query.dates import resolve
from newsreader.query.parser import parse
from newsreader.query.tree import Query
from newsreader.store import Store
from newsreader.text import clean_lines

Command = Callable[..., object]


def _complete(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Tell a shell how the word of a query may go on that is being typed."""
    from newsreader.query.completion import Names, completions

    try:
        with opened(context.find_root().obj or locate(None, os.environ)) as store:
            feeds = store.feeds.all()
            tags = tuple(tag.name for tag in store.sorting.tags())
    except NewsreaderError:
        return []  # a shell that completes has no place for messages
    names = Names(tuple(feed.title for feed in feeds), tuple({feed.folder for feed in feeds if feed.folder}), tags)
    found = completions(begun, len(begun), names)
    words = ((begun[: each.start] + each.text, each.meaning) for each in found if each.end == len(begun))
    # Shells take one line a word, and would part it at blanks or take its quotes away.
    return [CompletionItem(word, help=meaning) for word, meaning in words if word.isprintable() and '"' not in word]


query_argument = click.argument("words", nargs=-1, metavar=QUERY, shell_complete=_complete)


_AROUND = 40
"""Signs of a long query that are shown before and behind what is wrong, and of what is wrong itself."""


class QueryNotUnderstood(click.ClickException):
    """Shows a query with a line below it that points at what is wrong."""

    exit_code = 2

    def __init__(self, text: str, error: QueryError) -> None:
        super().__init__(str(error))
        self._text = text
        self._error = error

    def show(self, file: Any = None) -> None:
        """Print it, on standard error unless `file` says otherwise."""
        start, end = self._error.start, max(self._error.end, self._error.start + 1)
        first = max(start - _AROUND, 0)
        last = min(end, start + _AROUND) + _AROUND
        # One sign for one sign, so that the pointer stands below what it means.
        shown = "".join(character if character.isprintable() else "?" for character in self._text[first:last])
        shown = f"{'…' if first else ''}{shown}{'…' if last < len(self._text) else ''}"
        start, end = (at - first + bool(first) for at in (start, min(end, start + _AROUND)))
        words = f"newsreader: {self.message}\n  {shown}\n  {' ' * start}{'^' * (end - start)}"
        click.echo(clean_lines(words), file=file, err=file is None)


def meant(words: Sequence[str]) -> Query:
    """Return the query that words on a command line make together, with moments in the place of "yesterday"."""
    text = " ".join(words)
    try:
        return resolve(parse(text), now())
    except QueryError as error:
        raise QueryNotUnderstood(text, error) from error


def chosen(command: Command) -> Command:
    """Give a command the articles that it is about: their ids, or those that a query finds."""
    for option in (
        click.option("--query", metavar="QUERY", help="The articles that a query finds, in place of ids."),
        click.argument("ids", type=int, nargs=-1, metavar="[ID...]"),
    ):
        command = option(command)
    return command


def chosen_ids(store: Store, ids: tuple[int, ...], query: str | None) -> list[int]:
    """Return the ids of the articles that the arguments of `chosen` name."""
    if bool(ids) == (query is not None):
        raise click.UsageError("Name articles by their ids, or by --query; not both.")
    return list(ids) if query is None else list(store.asking.ids(meant([query])))


@click.command()
@query_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def count(paths: Paths, words: tuple[str, ...], as_json: bool) -> None:
    """Print how many articles a query finds; without one, how many there are.

    For a status bar: newsreader count unread
    """
    query = meant(words)
    with opened(paths) as store:
        found = store.asking.count(query)
    if as_json:
        print_json({"count": found})
    else:
        click.echo(str(found))


COMMANDS = (count,)
