"""Commands that sort articles out: later, hide, tag, tags."""

from __future__ import annotations

import click

from newsreader.cli.asking import chosen, chosen_ids
from newsreader.cli.marking import report
from newsreader.cli.opening import now, opened
from newsreader.cli.output import print_columns, print_json, say
from newsreader.paths import Paths
from newsreader.query.waking import EXAMPLES, parse_wake_time
from newsreader.store.sorting import tag_name

_off = click.option("--off", "is_off", is_flag=True, help="Take it back.")


@click.command()
@chosen
@_off
@click.pass_obj
def later(paths: Paths, ids: tuple[int, ...], query: str | None, is_off: bool) -> None:
    """Put articles on the list to be read later."""
    with opened(paths) as store:
        report(store.sorting.set_later(chosen_ids(store, ids, query), not is_off, now=now()))


@click.command()
@chosen
@click.option("--until", metavar="WHEN", help=f"Only until then: {EXAMPLES}.")
@_off
@click.pass_obj
def hide(paths: Paths, ids: tuple[int, ...], query: str | None, until: str | None, is_off: bool) -> None:
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
    with opened(paths) as store:
        wanted = chosen_ids(store, ids, query)
        if wake_time is not None:
            report(store.sorting.snooze(wanted, wake_time, now=now()))
        elif is_off:
            report(store.sorting.show(wanted, now=now()))
        else:
            report(store.sorting.set_hidden(wanted, True, now=now()))


@click.command()
@click.argument("name")
@chosen
@_off
@click.pass_obj
def tag(paths: Paths, name: str, ids: tuple[int, ...], query: str | None, is_off: bool) -> None:
    """Give articles the tag NAME. A slash makes a path of tags: news/japan."""
    if not tag_name(name):
        raise click.BadParameter("a tag needs a letter, digit or sign.", param_hint="NAME")
    with opened(paths) as store:
        wanted = chosen_ids(store, ids, query)
        change = store.sorting.untag if is_off else store.sorting.tag
        report(change(wanted, name, now=now()))


@click.command()
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Give all articles of OLD the tag NEW in its place.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def tags(paths: Paths, rename: tuple[str, str] | None, as_json: bool) -> None:
    """List the tags and how many articles each has."""
    with opened(paths) as store:
        if rename is not None:
            report(store.sorting.rename_tag(*rename, now=now()))
            return
        found = store.sorting.tags()
    if as_json:
        for each in found:
            print_json({"tag": each.name, "articles": each.articles})
    elif found:
        print_columns([(str(each.articles), each.name) for each in found], stretch=1)
    else:
        say("No tags yet. Give one: newsreader tag NAME ID...")


COMMANDS = (later, hide, tag, tags)
