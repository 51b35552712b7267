"""The command palette, fed from the registry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from newsreader.tui.commands import COMMANDS, Command
from newsreader.tui.strokes import key_name
from newsreader.tui.stylesheets import stylesheet

if TYPE_CHECKING:
    from newsreader.tui.app import NewsApp


class CommandProvider(Provider):
    """Offers every command by its label, with its keys and what it does."""

    async def discover(self) -> Hits:
        """Yield all commands, in the order of the registry."""
        for command in _offered():
            yield DiscoveryHit(command.label, self._run(command), help=_help(command))

    async def search(self, query: str) -> Hits:
        """Yield the commands whose label matches."""
        matcher = self.matcher(query)
        for command in _offered():
            if (score := matcher.match(command.label)) > 0:
                yield Hit(score, matcher.highlight(command.label), self._run(command), help=_help(command))

    def _run(self, command: Command) -> partial[None]:
        app: NewsApp = self.app  # type: ignore[assignment]
        return partial(app.run_command, command)


class Palette(CommandPalette):
    """Textual's palette in our clothes."""

    CSS_PATH = stylesheet("dialogs.tcss")


def _offered() -> list[Command]:
    """Commands by label, each once."""
    return list({command.label: command for command in COMMANDS}.values())


def _help(command: Command) -> str:
    keys = " ".join(key_name(keys) for keys in command.keys)
    return f"{keys} · {command.help}" if keys else command.help
