"""Commands about queries that are kept: views to look at, rules to be carried out."""

from __future__ import annotations

from datetime import datetime

import click

from newsreader.cli.asking import meant, query_argument
from newsreader.cli.groups import Commands
from newsreader.cli.marking import report
from newsreader.cli.opening import now, opened, settings_of
from newsreader.cli.output import iso, print_columns, print_json, say
from newsreader.errors import NewsreaderError, QueryError
from newsreader.paths import Paths
from newsreader.programs.doings import Doing, NotDone, doing_of, written_doing
from newsreader.query.dates import resolve
from newsreader.query.kept import Rule, RuleAction, SavedView, is_active, shown_query
from newsreader.query.parser import parse
from newsreader.query.tree import Is, Query, State, both
from newsreader.query.waking import EXAMPLES, parse_wake_time
from newsreader.spelling import suggestion
from newsreader.store import Store
from newsreader.text import clean, counted

_MONTH_S = 30 * 24 * 60 * 60
_MAX_NAME = 100
_MAX_ICON = 8
"""Characters: an emoji may be made of several."""

_as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


def _name(context: click.Context, parameter: click.Parameter, typed: str) -> str:
    name = " ".join(clean(typed, _MAX_NAME).split())
    if not name:
        raise click.BadParameter("a name needs a letter, digit or sign.")
    return name


@click.group(cls=Commands, invoke_without_command=True)
@_as_json
@click.pass_context
def views(context: click.Context, as_json: bool) -> None:
    """List the queries that are kept as views, or change them."""
    if context.invoked_subcommand is not None:
        return
    with opened(context.obj) as store:
        found = [(view, _unread(store, view)) for view in store.views.all()]
    for view, unread in found:
        if as_json:
            fields = {"name": view.name, "query": view.query, "icon": view.icon or None, "folder": view.folder or None}
            print_json({**fields, "unread": unread})
    if not as_json:
        print_columns(
            [("?" if unread is None else str(unread), view.name, shown_query(view.query)) for view, unread in found],
            stretch=2,
        )
        if not found:
            say("No views yet. Keep a query: newsreader views add NAME QUERY")


@views.command("add")
@click.argument("name", callback=_name)
@query_argument
@click.option("--icon", help="One sign before its name.")
@click.option("--folder", help="The folder of views that it stands in.")
@click.pass_obj
def add_view(paths: Paths, name: str, words: tuple[str, ...], icon: str | None, folder: str | None) -> None:
    """Keep a query as the view NAME, in place of an earlier one of that name."""
    query = meant(words)
    with opened(paths) as store:
        store.views.save(
            name, " ".join(words), icon=_cleaned(icon, _MAX_ICON), folder=_cleaned(folder, _MAX_NAME), now=now()
        )
        say(f"Kept {name}: {counted(store.asking.count(query), 'article')} now.")


@views.command("set")
@click.argument("name")
@query_argument
@click.option("--icon", help="One sign before its name; '' takes it away.")
@click.option("--folder", help="The folder of views that it stands in; '' takes it out.")
@click.pass_obj
def set_view(paths: Paths, name: str, words: tuple[str, ...], icon: str | None, folder: str | None) -> None:
    """Give the view NAME another query, icon or folder; what is not named stays."""
    if not words and icon is None and folder is None:
        raise click.UsageError("say what is to change: a query, --icon or --folder.")
    query = meant(words)
    with opened(paths) as store:
        view, typed = _view(store, name), " ".join(words) or None
        store.views.change(
            view, query=typed, icon=_cleaned(icon, _MAX_ICON), folder=_cleaned(folder, _MAX_NAME), now=now()
        )
        if words:
            say(f"{view.name}: {counted(store.asking.count(query), 'article')} now.")


@views.command("remove")
@click.argument("name")
@click.pass_obj
def remove_view(paths: Paths, name: str) -> None:
    """Forget a view; its articles stay what they are."""
    with opened(paths) as store:
        view = _view(store, name)
        store.views.remove(view, now=now())
        say(f"Removed {view.name}: {shown_query(view.query)}")


@views.command("rename")
@click.argument("old")
@click.argument("new", callback=_name)
@click.pass_obj
def rename_view(paths: Paths, old: str, new: str) -> None:
    """Call the view OLD otherwise."""
    with opened(paths) as store:
        store.views.rename(_view(store, old), new, now=now())


@views.command("move")
@click.argument("name")
@click.argument("place", type=click.IntRange(min=1))
@click.pass_obj
def move_view(paths: Paths, name: str, place: int) -> None:
    """Put a view at PLACE among all; 1 is the top."""
    with opened(paths) as store:
        store.views.move(_view(store, name), place - 1, now=now())


@click.group(cls=Commands, invoke_without_command=True)
@_as_json
@click.pass_context
def rules(context: click.Context, as_json: bool) -> None:
    """List what is done with articles as they arrive, or change it."""
    if context.invoked_subcommand is not None:
        return
    with opened(context.obj) as store:
        found = store.rules.all()
    for rule in found if as_json else ():
        fields = {"name": rule.name, "query": rule.query, "do": written_doing(rule), "until": iso(rule.until)}
        print_json({**fields, "on": rule.is_on, "active": is_active(rule, now()), "found": rule.hits})
    if not as_json:
        print_columns(
            [(written_doing(rule), rule.name, _end(rule), shown_query(rule.query)) for rule in found], stretch=3
        )
        if not found:
            say("No rules yet. Make one: newsreader rules add NAME QUERY --do hide --until saturday")


@rules.command("try")
@query_argument
@_as_json
@click.pass_obj
def try_rule(paths: Paths, words: tuple[str, ...], as_json: bool) -> None:
    """Say what a query would have found in the last month."""
    meant(words)
    with opened(paths) as store:
        if as_json:
            print_json({"found": _found_in_a_month(store, " ".join(words))})
        else:
            say(_past(store, " ".join(words)))


@rules.command("add")
@click.argument("name", callback=_name)
@query_argument
@click.option(
    "--do",
    "actions",
    required=True,
    multiple=True,
    metavar="WHAT",
    help="read, star, later, hide, tag:NAME, highlight:COLOUR, notify or pipe:COMMAND; one a rule.",
)
@click.option("--until", metavar="WHEN", help=f"Only until then: {EXAMPLES}.")
@click.option("--now", "is_applied", is_flag=True, help="Do it to the articles that are here, too.")
@click.pass_obj
def add_rule(
    paths: Paths, name: str, words: tuple[str, ...], actions: tuple[str, ...], until: str | None, is_applied: bool
) -> None:
    """Do something with the articles that a query finds, as they arrive.

    Hidden articles are counted and can be looked at (newsreader list is:muted), and come back when the rule ends.
    """
    meant(words)
    if not " ".join(words).strip():
        # Whoever leaves it out took the name for it.
        raise click.UsageError("say what it finds, behind its name; all articles are: is:read or is:unread.")
    doing = _doing(paths, actions)
    end = _end_of(until) if until is not None else None
    with opened(paths) as store:
        say(_past(store, " ".join(words)))
        rule = store.rules.save(name, " ".join(words), doing.action, argument=doing.argument, until=end, now=now())
        if is_applied and rule.action is not RuleAction.HIDE:
            report(store.rules.apply(rule, now=now()))


@rules.command("set")
@click.argument("name")
@query_argument
@click.option("--do", "actions", multiple=True, metavar="WHAT", help="As with add.")
@click.option("--until", metavar="WHEN", help="Only until then; never: for ever.")
@click.pass_obj
def set_rule(paths: Paths, name: str, words: tuple[str, ...], actions: tuple[str, ...], until: str | None) -> None:
    """Give the rule NAME another query, something else to do, or another end; what is not named stays."""
    if not words and not actions and until is None:
        raise click.UsageError("say what is to change: a query, --do or --until.")
    meant(words)
    doing = _doing(paths, actions) if actions else None
    with opened(paths) as store:
        rule = _rule(store, name)
        query = " ".join(words) or rule.query
        doing = doing or Doing(rule.action, rule.argument)
        end = rule.until if until is None else None if until == "never" else _end_of(until)
        store.rules.save(rule.name, query, doing.action, argument=doing.argument, until=end, now=now())
        if words:
            say(_past(store, query))


@rules.command("rename")
@click.argument("old")
@click.argument("new", callback=_name)
@click.pass_obj
def rename_rule(paths: Paths, old: str, new: str) -> None:
    """Call the rule OLD otherwise."""
    with opened(paths) as store:
        store.rules.rename(_rule(store, old), new, now=now())


@rules.command("move")
@click.argument("name")
@click.argument("place", type=click.IntRange(min=1))
@click.pass_obj
def move_rule(paths: Paths, name: str, place: int) -> None:
    """Carry a rule out at PLACE among all; 1 is the first."""
    with opened(paths) as store:
        store.rules.move(_rule(store, name), place - 1, now=now())


@rules.command("on")
@click.argument("name")
@click.pass_obj
def turn_rule_on(paths: Paths, name: str) -> None:
    """Let a rule do again what it does."""
    with opened(paths) as store:
        store.rules.switch(_rule(store, name), True, now=now())


@rules.command("off")
@click.argument("name")
@click.pass_obj
def turn_rule_off(paths: Paths, name: str) -> None:
    """Keep a rule, but let it do nothing; what it hid is shown meanwhile."""
    with opened(paths) as store:
        store.rules.switch(_rule(store, name), False, now=now())


@rules.command("apply")
@click.argument("name")
@_as_json
@click.pass_obj
def apply_rule(paths: Paths, name: str, as_json: bool) -> None:
    """Do what a rule does to the articles that are here, as one change that undo takes back."""
    with opened(paths) as store:
        report(store.rules.apply(_rule(store, name), now=now()), as_json=as_json)


@rules.command("remove")
@click.argument("name")
@click.pass_obj
def remove_rule(paths: Paths, name: str) -> None:
    """Forget a rule; what it hid is shown again."""
    with opened(paths) as store:
        rule = _rule(store, name)
        store.rules.remove(rule, now=now())
        say(f"Removed {rule.name}: {shown_query(rule.query)} → {written_doing(rule)}")


def _unread(store: Store, view: SavedView) -> int | None:
    """Return how many unread articles a view has; None where another version of the language wrote its query."""
    try:
        query = resolve(parse(view.query), now())
    except QueryError:
        return None
    return store.asking.count(Query(both(query.where, Is(State.UNREAD))))


def _cleaned(typed: str | None, length: int) -> str | None:
    return None if typed is None else clean(typed, length)


def _past(store: Store, query: str) -> str:
    return f"It would have found {_found_in_a_month(store, query):,} of the articles of the last 30 days."


def _found_in_a_month(store: Store, query: str) -> int:
    return store.rules.would_find(query, since=now() - _MONTH_S, now=now())


def _view(store: Store, name: str) -> SavedView:
    view = store.views.find(name)
    if view is None:
        meant = suggestion(name, (each.name for each in store.views.all())) or " List them with: newsreader views"
        raise NewsreaderError(f"There is no view {clean(name)}.{meant}")
    return view


def _rule(store: Store, name: str) -> Rule:
    rule = store.rules.find(name)
    if rule is None:
        meant = suggestion(name, (each.name for each in store.rules.all())) or " List them with: newsreader rules"
        raise NewsreaderError(f"There is no rule {clean(name)}.{meant}")
    return rule


def _doing(paths: Paths, typed: tuple[str, ...]) -> Doing:
    if len(typed) > 1:
        raise click.BadParameter("a rule does one thing. Add another rule for the other one.", param_hint="--do")
    doing = doing_of(typed[0], settings_of(paths).commands)
    if isinstance(doing, NotDone):
        raise click.BadParameter(doing.words[:1].lower() + doing.words[1:], param_hint="--do")
    return doing


def _end_of(until: str) -> int:
    end = parse_wake_time(until, now())
    if end is None:
        raise click.BadParameter(f"no time to come. Say one of: {EXAMPLES}.", param_hint="--until")
    return end


def _end(rule: Rule) -> str:
    if not rule.is_on:
        return "off"
    if rule.until is None:
        return ""
    day = datetime.fromtimestamp(rule.until).strftime("%Y-%m-%d %H:%M")
    return f"until {day}" if is_active(rule, now()) else "ended"


COMMANDS = (views, rules)
