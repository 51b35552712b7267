"""Open addresses in the user's browser: one argument, no shell, and only what is safe to open (promise 10).

Knows no screen: the command line opens pages by the same rules.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping

from newsreader.errors import NewsreaderError, NotPossible
from newsreader.programs.lines import filled, program_of, takes_places
from newsreader.programs.openers import opener_for
from newsreader.settings import OpenerSettings
from newsreader.text import safe_link

_TEXT_BROWSERS = frozenset({"w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl"})
"""Browsers that need the terminal for themselves."""
_PLACE = "%s"


class NothingOpens(NewsreaderError):
    """The address cannot be opened; the text says why and what to do."""


def opener(
    address: str, environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> list[str]:
    """Return the command that opens `address`: $BROWSER's if it is set, else the desktop's own. Raises NothingOpens."""
    link = safe_link(address)
    if link is None:
        raise NothingOpens("This address is not one of http or https, so it is not opened.")
    for choice in environment.get("BROWSER", "").split(os.pathsep):
        # The address is percent-encoded, quotes and dollars included: even a shell named here sees one plain word.
        try:
            words = shlex.split(choice)
        except ValueError as error:
            raise NothingOpens(f"The environment variable BROWSER cannot be read: {str(error).lower()}.") from error
        if words and which(words[0]):
            return [word.replace(_PLACE, link) for word in words] if _PLACE in choice else [*words, link]
    for name in (
        ("open",) if sys.platform == "darwin" else ("xdg-open", "wslview", "gio", "x-www-browser", "www-browser")
    ):
        if which(name):
            return [name, "open", link] if name == "gio" else [name, link]
    raise NothingOpens("No browser was found: name one in the environment variable BROWSER.")


def way_to_open(
    address: str,
    openers: Mapping[str, OpenerSettings],
    environment: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
) -> tuple[list[str], bool]:
    """Return the command that opens `address`, the user's opener before the browser, and whether it needs the terminal.

    Raises NothingOpens.
    """
    link = safe_link(address)
    found = opener_for(openers, link) if link is not None else None
    if link is None or found is None:
        command = opener(address, environment, which)
        return command, needs_terminal(command)
    name, chosen = found
    return words_of_opener(name, chosen, link, which), chosen.in_terminal


def words_of_opener(
    name: str, chosen: OpenerSettings, place: str, which: Callable[[str], str | None] = shutil.which
) -> list[str]:
    """Return the command by which an opener of the user's opens an address, or a file of ours. Raises NothingOpens."""
    try:
        words = filled(chosen.run, {"url": place})
    except NotPossible as error:
        raise NothingOpens(f"{error} Mend the setting openers.{name}.") from error
    words[0] = program_of(chosen.run)
    if which(words[0]) is None:
        raise NothingOpens(f"{words[0]} was not found; mend the setting openers.{name}.")
    return words if takes_places(chosen.run) else [*words, place]


def viewer(file: str, command: str | None, which: Callable[[str], str | None] = shutil.which) -> list[str]:
    """Return what shows a file of ours in a window: the user's command, or the desktop's. Raises NothingOpens."""
    try:
        words = shlex.split(command or "")
    except ValueError as error:
        raise NothingOpens(f"The setting images.viewer cannot be read: {str(error).lower()}.") from error
    if words and which(words[0]) is None:
        raise NothingOpens(f"{words[0]} was not found; mend the setting images.viewer.")
    if words:
        return [*words, file]
    for name in ("open",) if sys.platform == "darwin" else ("xdg-open", "gio"):
        if which(name):
            return [name, "open", file] if name == "gio" else [name, file]
    raise NothingOpens("No viewer was found; name one in the settings, as images.viewer.")


def needs_terminal(command: list[str]) -> bool:
    """Does this browser draw in the terminal, so that the app must step aside."""
    return os.path.basename(command[0]) in _TEXT_BROWSERS


def start(command: list[str], ended: Callable[[int], object] | None = None) -> None:
    """Start a program that has a window of its own, and leave it alone. Raises NothingOpens.

    `ended` is called with its status, in another thread.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NothingOpens(f"{command[0]} does not start: {(error.strerror or str(error)).lower()}.") from error
    # Somebody has to take note of its end, or it stays in the process table.

    def wait() -> None:
        status = process.wait()
        if ended is not None:
            ended(status)

    threading.Thread(target=wait, name="browser", daemon=True).start()


def run_in_terminal(command: list[str]) -> None:
    """Run a browser that draws in the terminal, until it ends; the app must have stepped aside."""
    subprocess.run(command, check=False)
