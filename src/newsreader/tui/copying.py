"""Put text on the clipboard: through the terminal, and through the desktop's own program where there is one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

from textual.app import App

from newsreader.text import clean

_ENDS_WORDS = re.compile(r"[\[\]\\]")
_LONGEST_S = 2.0
"""A clipboard program that takes longer hangs, and is ended."""


def copy(app: App[None], text: str) -> None:
    """Copy `text`. The terminal does not tell whether it took it (OSC 52), so the desktop is given it as well."""
    app.copy_to_clipboard(text)
    if command := clipboard_command(os.environ):
        threading.Thread(target=_feed, args=(command, text), name="clipboard", daemon=True).start()


def markdown_link(title: str, address: str) -> str:
    """Return a link as Markdown; what would end its words or its address early is escaped."""
    words = _ENDS_WORDS.sub(r"\\\g<0>", clean(title) or address)
    # In percent-encoding these are the same address.
    return f"[{words}]({address.replace('(', '%28').replace(')', '%29')})"


def clipboard_command(
    environment: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> list[str] | None:
    """Return the program that takes the clipboard's text on its input, or None."""
    if "SSH_CONNECTION" in environment:
        return None  # the desktop there is not the one that the user sits at
    choices = [
        (platform == "darwin", ["pbcopy"]),
        ("WAYLAND_DISPLAY" in environment, ["wl-copy"]),
        ("DISPLAY" in environment, ["xclip", "-selection", "clipboard"]),
    ]
    return next((command for fits, command in choices if fits and which(command[0])), None)


def _feed(command: list[str], text: str) -> None:
    # wl-copy and xclip leave a child behind that serves the text: with a pipe for output, `run` would wait for it.
    nothing = subprocess.DEVNULL
    # Where it fails there is nothing to say: the terminal was given the text too.
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, input=text.encode(), stdout=nothing, stderr=nothing, timeout=_LONGEST_S, check=False)
