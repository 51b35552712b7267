"""What of the commands and openers in the settings cannot work. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.programs.lines import fault_of
from newsreader.settings import Fault, Settings


def wrong_programs(settings: Settings) -> Iterator[Fault]:
    """Yield a fault for each command line that cannot be run as it stands."""
    for name, command in settings.commands.items():
        if (words := fault_of(command.run)) is not None:
            yield Fault(("commands", name, "run"), f"{words}. The command is not run.")
    if settings.notify.command is not None and (words := fault_of(settings.notify.command)) is not None:
        yield Fault(("notify", "command"), f"{words}. Nobody is told of articles.")
    for name, opener in settings.openers.items():
        if (words := fault_of(opener.run)) is not None:
            yield Fault(("openers", name, "run"), f"{words}. The opener is not used.")
        if not opener.pattern.split():
            yield Fault(("openers", name, "pattern"), "is missing: which addresses it opens, like *.example.org/*.")
