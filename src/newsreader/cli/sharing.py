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
# Click's own function for bash knows the words as bash parts them, at the colons of feed:dw too; then what is found
# would be put behind the field once more. This one gives Click the line as it is, and bash what is missing from it.
_BASH = r"""
_newsreader_completion() {
    local IFS=$'\n' typed=${COMP_LINE:0:COMP_POINT} rest word=-1 part kept='' kind value
    rest=$typed
    for part in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if [[ $word -lt 0 || $rest == [[:space:]]* ]]; then
            word=$((word + 1))
            rest=${rest#"${rest%%[![:space:]]*}"}
        fi
        rest=${rest#"$part"}
    done
    part=${typed##*[[:space:]]}
    if [[ $COMP_WORDBREAKS == *:* && $part == *[:=]* ]]; then
        kept=${part%"${part##*[:=]}"}
    fi
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${value#"$kept"}") ;;
        esac
    done < <(COMP_WORDS=$typed COMP_CWORD=$word _NEWSREADER_COMPLETE=bash_complete "$1")
}
complete -o nosort -F _newsreader_completion newsreader 2>/dev/null ||
    complete -F _newsreader_completion newsreader
"""


@click.command()
@click.option("--help-views", is_flag=True, help="Print which views there are, and their columns.")
@click.pass_obj
def sql(paths: Paths, help_views: bool) -> None:
    """Print where the database is, for sqlite3, sqlite-utils, Datasette and scripts.

    The views v_articles, v_feeds, v_enclosures and v_tags stay as they are from version to version.
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
    if shell == "bash":
        print_text(_BASH.strip())
        return
    found = get_completion_class(shell)
    assert found is not None  # Click knows all three
    print_text(found(context.find_root().command, {}, _PROGRAM, _COMPLETES).source())


COMMANDS = (sql, completion)
