"""The command line: data to standard output, talk to standard error, no command opens the app.

Exit status: 0 done · 1 something failed, and standard error says what · 2 the command was not understood.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import StringIO

import click

from newsreader import __version__
from newsreader.cli.groups import Commands, dash_hint
from newsreader.cli.opening import collect_from_now_on
from newsreader.cli.output import complain
from newsreader.cli.terminal import open_what_is_closed
from newsreader.errors import NewsreaderError
from newsreader.paths import locate
from newsreader.text import clean_lines

DONE, FAILED = 0, 1

_MODULES = {
    "reading": ("feeds", "list", "show"),
    "asking": ("count",),
    "marking": ("star", "unstar", "read", "unread"),
    "sorting": ("later", "hide", "tag", "tags"),
    "saving": ("save",),
    "browsing": ("open",),
    "undoing": ("undo", "redo", "history"),
    "keeping": ("views", "rules"),
    "stats": ("stats",),
    "manual": ("help",),
    "sharing": ("sql", "completion"),
    "tidying": ("tidy",),
    "subscribing": ("add", "import"),
    "exporting": ("export",),
    "fetching": ("refresh", "extract"),
    "offline": ("offline",),
    "downloading": ("download",),
    "settings": ("settings",),
}
"""Which commands each module of this room has."""
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


class AllCommands(Commands):
    """The commands, each imported when it is asked for: a refresh needs no query language, a star no export."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(_MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None."""
        if (module := _MODULE_OF.get(cmd_name)) is None:
            return None
        commands: tuple[click.Command, ...] = import_module(f"newsreader.cli.{module}").COMMANDS
        return next(command for command in commands if command.name == cmd_name)


@click.group(
    cls=AllCommands,
    help="A news reader for the terminal. Without a command it opens the reader.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--home", metavar="DIR", help="Keep settings, database, log and backups in DIR (also: $NEWSREADER_HOME).")
@click.version_option(__version__, prog_name="newsreader", message="%(prog)s %(version)s")
@click.pass_context
def group(context: click.Context, home: str | None) -> None:
    """Find out where the files are; commands open what they need."""
    context.obj = locate(home, os.environ)


def _shown(error: click.ClickException) -> str:
    """Return what click shows of an error. It repeats what was typed, which a script may have from a feed."""
    page = StringIO()
    error.show(page)
    return f"{page.getvalue().rstrip()}\n{dash_hint(error)}".rstrip()


def _print_no_more() -> None:
    """Let what was not printed yet go nowhere, else the interpreter complains about it in the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(arguments: list[str]) -> int:
    """Run one command and return the exit status."""
    collect_from_now_on()
    open_what_is_closed()
    try:
        status = group.main(arguments, prog_name="newsreader", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        return complain("Stopped.")
    except click.ClickException as error:
        click.echo(clean_lines(_shown(error)), err=True)
        return error.exit_code
    except NewsreaderError as error:
        return complain(str(error))
    except (BrokenPipeError, SystemExit):  # click's own end where a pipe is closed
        _print_no_more()  # the reader of our output (head, less) has seen enough
        return DONE
    except OSError as error:
        _print_no_more()
        where = f"{error.filename}: " if error.filename else "Not all could be written: "
        return complain(f"{where}{error.strerror or error}.")
    return status if isinstance(status, int) else DONE
