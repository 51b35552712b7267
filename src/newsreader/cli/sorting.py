"""Commands that sort articles out: later, hide, tag, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsreader.cli.asking import chosen
from newsreader.cli.marking import mark, report
from newsreader.cli.opening import now, opened
from newsreader.cli.output import as_json, print_columns, print_json, say
from newsreader.errors import NewsreaderError
from newsreader.paths import Paths
from newsreader.query.waking import EXAMPLES, parse_wake_time
from newsreader.spelling import suggestion
from newsreader.store import Store
from newsreader.store.sorting import tag_name
from newsreader.text import clean

if TYPE_CHECKING:
    from newsreader.store.journal import Change

_off = click.option("--off", "is_off", is_flag=True, help="Take it back.")


@click.command()
@chosen
@_off
@as_json
@click.pass_obj
def later(paths: Paths, ids: tuple[int, ...], query: str | None, is_off: bool, as_json: bool) -> None:
    """Put articles on the list to be read later."""
    mark(paths, ids, query, as_json, lambda store, chosen: store.sorting.set_later(chosen, not is_off, now=now()))


@click.command()
@chosen
@click.option("--until", metavar="WHEN", help=f"Only until then: {EXAMPLES}.")
@_off
@as_json
@click.pass_obj
def hide(paths: Paths, ids: tuple[int, ...], query: str | None, until: str | None, is_off: bool, as_json: bool) -> None:
    """Hide articles from every list that does not ask for hidden ones.

    --off shows them again, those too that were hidden until a time.
    """
    wake_time = None
    if until is not None:
        if is_off:
            raise click.UsageError("--until and --off say opposite things.")
        wake_time = parse_wake_time(until, now())
        if wake_time is None:
            raise click.BadParameter(f"no time to come. Say one of: {EXAMPLES}.", param_hint="--until")

    def change(store: Store, chosen: list[int]) -> Change | None:
        if wake_time is not None:
            return store.sorting.snooze(chosen, wake_time, now=now())
        if is_off:
            return store.sorting.show(chosen, now=now())
        return store.sorting.set_hidden(chosen, True, now=now())

    mark(paths, ids, query, as_json, change)


@click.command()
@click.argument("name")
@chosen
@_off
@as_json
@click.pass_obj
def tag(paths: Paths, name: str, ids: tuple[int, ...], query: str | None, is_off: bool, as_json: bool) -> None:
    """Give articles the tag NAME. A slash makes a path of tags: news/japan."""
    if not tag_name(name):
        raise click.BadParameter("a tag needs a letter, digit or sign.", param_hint="NAME")

    def change(store: Store, chosen: list[int]) -> Change | None:
        return (store.sorting.untag if is_off else store.sorting.tag)(chosen, name, now=now())

    mark(paths, ids, query, as_json, change)


@click.command()
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Give all articles of OLD the tag NEW in its place.")
@as_json
@click.pass_obj
def tags(paths: Paths, rename: tuple[str, str] | None, as_json: bool) -> None:
    """List the tags and how many articles each has."""
    with opened(paths) as store:
        found = store.sorting.tags()
        if rename is not None:
            old, new = rename
            names = [each.name for each in found]
            if tag_name(old).casefold() not in {name.casefold() for name in names}:
                meant = suggestion(old, names) or " List them with: newsreader tags"
                raise NewsreaderError(f"There is no tag {clean(old)}.{meant}")
            if not tag_name(new):
                raise click.BadParameter("a tag needs a letter, digit or sign.", param_hint="NEW")
            report(store.sorting.rename_tag(old, new, now=now()), as_json=as_json)
            return
    if as_json:
        for each in found:
            print_json({"tag": each.name, "articles": each.articles})
    elif found:
        print_columns([(str(each.articles), each.name) for each in found], stretch=1)
    else:
        say("No tags yet. Give one: newsreader tag NAME ID...")


COMMANDS = (later, hide, tag, tags)
