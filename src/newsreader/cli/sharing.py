"""Commands that open newsreader to other programs: sql, completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from newsreader.cli.manual import page
from newsreader.cli.opening import opened
from newsreader.cli.output import print_text
from newsreader.paths import Paths

_PROGRAM = "newsreader"
_COMPLETES = "_NEWSREADER_COMPLETE"
"""The variable by which a shell asks Click what may follow."""


@click.command()
@click.option("--help-views", is_flag=True, help="Print which views there are, and their columns.")
@click.pass_obj
def sql(paths: Paths, help_views: bool) -> None:
    """Print where the database is, for sqlite3, sqlite-utils, Datasette and scripts.

    The views v_articles, v_feeds and v_tags stay as they are from version to version.
    """
    if help_views:
        print_text(page("sql"))
        return
    with opened(paths) as store:  # made or migrated first, so that the views are there
        click.echo(str(store.path))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the lines by which a shell completes newsreader's commands.

    bash: eval "$(newsreader completion bash)"  ·  zsh: the same with zsh  ·  fish: newsreader completion fish | source
    """
    found = get_completion_class(shell)
    assert found is not None  # Click knows all three
    print_text(found(context.find_root().command, {}, _PROGRAM, _COMPLETES).source())


COMMANDS = (sql, completion)
