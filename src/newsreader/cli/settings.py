"""The command about settings: list them, show or set one, begin a file, say what is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsreader.cli.output import as_json, complain, print_columns, print_json, print_text, say
from newsreader.errors import NewsreaderError
from newsreader.paths import Paths
from newsreader.settings import Loaded, load_settings
from newsreader.spelling import suggestion

if TYPE_CHECKING:
    from newsreader.settings.described import Setting
    from newsreader.settings.values import Valued

_EXPLAINED = """
\b
newsreader settings                                what is set, and what it means
newsreader settings refresh.every_minutes          one value
newsreader settings refresh.every_minutes 30       set it
newsreader settings refresh.every_minutes --unset  its default again
"""


@click.command(epilog=_EXPLAINED)
@click.argument("name", required=False, metavar="[NAME")
@click.argument("value", required=False, metavar="[VALUE]]")
@click.option("--path", "what", flag_value="path", help="Print where the file is.")
@click.option("--init", "what", flag_value="init", help="Begin a file that explains every setting.")
@click.option("--check", "what", flag_value="check", help="Say what is wrong in the file; status 1 if anything is.")
@click.option("--unset", "what", flag_value="unset", help="Give NAME its default again.")
@as_json
@click.pass_obj
def settings(paths: Paths, name: str | None, value: str | None, what: str | None, as_json: bool) -> int:
    """List the settings, show one, or set it in settings.toml; comments and order there stay.

    With --json one object a setting: name, value, default, set (is it from the file), expected, meaning; with --check
    one a fault: name, line, column, text.
    """
    if (what == "unset" and (name is None or value is not None)) or (name is not None and what not in (None, "unset")):
        raise click.UsageError("These do not go together.")
    match what:
        case "path":
            print_text(str(paths.settings))
        case "init":
            _begin(paths)
        case "check":
            return _check(paths, as_json)
        case _ if name is None:
            _list(load_settings(paths.settings), None, as_json)
        case _ if value is None and what is None:
            _list(load_settings(paths.settings), name, as_json)
        case _:
            _set(paths, str(name), value)
    return 0


def _begin(paths: Paths) -> None:
    from newsreader.settings.writing import write_documented

    kept = write_documented(paths.settings)
    if kept is not None:
        say(f"The file that was there could not be understood. It is kept: {kept}")
    say(f"Begun: {paths.settings}")


def _check(paths: Paths, as_json: bool) -> int:
    from newsreader.settings.kinds import dotted

    loaded = _checked(paths, load_settings(paths.settings))
    for each in loaded.complaints:
        if as_json:
            name = dotted(each.path) or None
            print_json({"name": name, "line": each.line, "column": each.column, "text": each.text})
        else:
            print_text(str(each))
    if not loaded.complaints:
        say("Nothing is wrong.")
    return 1 if loaded.complaints else 0


def _checked(paths: Paths, loaded: Loaded) -> Loaded:
    """Return the settings with what only the interface and the feeds can tell of them."""
    from newsreader.cli.opening import opened
    from newsreader.tui.setting_checks import checked

    if not paths.database.exists():
        return checked(loaded, loaded.settings.feeds)
    with opened(paths) as store:
        return checked(loaded, [feed.url for feed in store.feeds.all()])


def _list(loaded: Loaded, name: str | None, as_json: bool) -> None:
    from newsreader.settings.values import valued

    for complaint in loaded.complaints:
        complain(f"settings.toml, {complaint}")
    shown = list(valued(loaded))
    if name is not None:
        wanted = _named(name).path
        shown = [each for each in shown if each.setting.path == wanted]
        if not shown:
            raise NewsreaderError(f"{name} is not set and has no default.")
    if as_json:
        for each in shown:
            print_json(_fields(each))
    elif name is not None:
        print_text(shown[0].words)
    else:
        print_columns([(each.setting.name, each.words, each.origin, each.setting.meaning) for each in shown], stretch=3)


def _fields(valued: Valued) -> dict[str, object]:
    return {
        "name": valued.setting.name,
        "value": valued.value,
        "default": valued.default,
        "set": valued.is_set,
        "expected": valued.setting.expected,
        "meaning": valued.setting.meaning,
    }


def _set(paths: Paths, name: str, typed: str | None) -> None:
    from newsreader.settings.values import NotUnderstood, Valued, typed_value, value_at, with_value
    from newsreader.settings.writing import write_setting

    setting = _named(name)
    value = None if typed is None else typed_value(setting, typed)
    if isinstance(value, NotUnderstood):
        raise NewsreaderError(f"{name} {value.words}")
    loaded = load_settings(paths.settings)
    tried = _checked(paths, Loaded(with_value(loaded.settings, setting.path, value)))
    if fault := next((each for each in tried.complaints if each.path == setting.path), None):
        raise NewsreaderError(fault.text)
    write_setting(paths.settings, setting.path, value)
    now = Valued(setting, value_at(tried.settings, setting.path), is_set=value is not None)
    say(f"{name} is {now.words} ({now.origin}).")


def _named(name: str) -> Setting:
    from newsreader.settings.described import find, tables

    setting = find(name)
    if setting is None:
        known = [each.name for table in tables() for each in table.settings]
        hint = suggestion(name, known) or " List them with: newsreader settings"
        raise NewsreaderError(f"{name} is no setting.{hint}")
    return setting


COMMANDS = (settings,)
