"""The command that prints the pages of help that come with the program."""

from __future__ import annotations

from importlib import resources

import click
from click.shell_completion import CompletionItem

from newsreader.cli.output import print_columns, print_text
from newsreader.errors import NewsreaderError
from newsreader.spelling import suggestion
from newsreader.text import clean

_FOLDER = resources.files("newsreader").joinpath("help")
_SUFFIX = ".md"


def topics() -> list[str]:
    """Return what there are pages about."""
    return sorted(page.name.removesuffix(_SUFFIX) for page in _FOLDER.iterdir() if page.name.endswith(_SUFFIX))


def page(topic: str) -> str:
    """Return the page about a topic, as Markdown."""
    return _FOLDER.joinpath(topic + _SUFFIX).read_text("utf-8")


def _complete(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Tell a shell which pages and commands there are help about."""
    root = context.find_root()
    assert isinstance(root.command, click.Group)
    names = sorted({*topics(), *root.command.list_commands(root)})
    return [CompletionItem(name) for name in names if name.startswith(begun)]


@click.command("help")
@click.argument("topic", required=False, metavar="[TOPIC|COMMAND]", shell_complete=_complete)
@click.pass_context
def help_(context: click.Context, topic: str | None) -> None:
    """Print a page of help, or what a command takes; without TOPIC, which pages there are."""
    if topic is None:
        print_columns([(each, page(each).partition("\n")[0].lstrip("# ")) for each in topics()], stretch=1)
    elif topic in topics():
        print_text(page(topic))
    else:
        root = context.find_root()
        assert isinstance(root.command, click.Group)  # it found this command
        command = root.command.get_command(root, topic)
        if command is None:
            meant = suggestion(topic, (*topics(), *root.command.list_commands(root)))
            pages = f"There are {', '.join(topics())}, and the names of commands."
            raise NewsreaderError(f"There is no page “{clean(topic)}”.{meant or f' {pages}'}")
        print_text(command.get_help(click.Context(command, parent=root, info_name=topic)))


COMMANDS = (help_,)
