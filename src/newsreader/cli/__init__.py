"""The command line: data to standard output, talk to standard error, no command opens the app.

Exit status: 0 done · 1 something failed, and standard error says what · 2 the command was not understood.
"""

from __future__ import annotations

import os
import sys

import click

from newsreader import __version__
from newsreader.cli import (
    asking,
    exporting,
    fetching,
    keeping,
    marking,
    offline,
    reading,
    settings,
    sharing,
    sorting,
    subscribing,
    tidying,
)
from newsreader.cli.opening import collect_from_now_on
from newsreader.cli.output import complain
from newsreader.errors import NewsreaderError
from newsreader.paths import locate

DONE, FAILED = 0, 1


@click.group(
    help="A news reader for the terminal. Without a command it opens the reader.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--home", metavar="DIR", help="Keep settings, database, log and backups in DIR (also: $NEWSREADER_HOME).")
@click.version_option(__version__, prog_name="newsreader", message="%(prog)s %(version)s")
@click.pass_context
def group(context: click.Context, home: str | None) -> None:
    """Find out where the files are; commands open what they need."""
    context.obj = locate(home, os.environ)


for command in (
    *reading.COMMANDS,
    *asking.COMMANDS,
    *marking.COMMANDS,
    *sorting.COMMANDS,
    *keeping.COMMANDS,
    *sharing.COMMANDS,
    *tidying.COMMANDS,
    *subscribing.COMMANDS,
    *exporting.COMMANDS,
    *fetching.COMMANDS,
    *offline.COMMANDS,
    *settings.COMMANDS,
):
    group.add_command(command)


def run(arguments: list[str]) -> int:
    """Run one command and return the exit status."""
    collect_from_now_on()
    try:
        status = group.main(arguments, prog_name="newsreader", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        return complain("Stopped.")
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except NewsreaderError as error:
        return complain(str(error))
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough; the interpreter must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status if isinstance(status, int) else DONE
