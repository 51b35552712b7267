"""Desktop notifications by the terminal: OSC 9 and OSC 777. Nothing is written here.

A terminal that knows neither throws such a sequence away; it is sent to those alone that are known to show it, or where
the user says so. Under tmux the terminal behind it is meant, and only where tmux lets the sequence pass.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsreader.settings import NotifyBy
from newsreader.tui.background import can_answer

if TYPE_CHECKING:
    from newsreader.programs.notices import Notice

_OSC777 = ("foot", "ghostty", "WezTerm", "Konsole", "contour", "mintty", "rxvt", "VTE")
_OSC9 = ("kitty", "xterm-kitty", "iTerm")
"""What terminals call themselves, when they are asked, in TERM or in TERM_PROGRAM."""
_TELLING_VARIABLES = {
    "KITTY_WINDOW_ID": NotifyBy.OSC9,
    "KONSOLE_VERSION": NotifyBy.OSC777,
    "VTE_VERSION": NotifyBy.OSC777,
}
_ASKING_S = 2
_TMUX_ASKS = ("tmux", "display-message", "-p", "#{allow-passthrough}|#{client_termtype}|#{client_termname}")


def sequence_of(wanted: NotifyBy, environment: Mapping[str, str], program: str) -> NotifyBy | None:
    """Return osc9 or osc777, as wanted or as the terminal is known for; None where neither is.

    `program` is what the terminal calls itself.
    """
    if not can_answer(environment):
        return None  # such terminals show what they do not know
    if wanted is not NotifyBy.TERMINAL:
        return wanted
    names = (program, environment.get("TERM_PROGRAM", ""), environment.get("TERM", "").removeprefix("xterm-"))
    for known, sequence in ((_OSC9, NotifyBy.OSC9), (_OSC777, NotifyBy.OSC777)):
        if any(name.startswith(known) for name in names if name):
            return sequence
    return next((sequence for name, sequence in _TELLING_VARIABLES.items() if environment.get(name)), None)


def written(sequence: NotifyBy, notice: Notice) -> str:
    """Return what shows a notice. It is of clean text; a semicolon would end its part."""
    title, text = (line.replace(";", ",") for line in (notice.title, notice.text))
    if sequence is NotifyBy.OSC777:
        return f"\x1b]777;notify;newsreader: {title};{text}\x1b\\"
    # A number after OSC 9 is an order to some terminals, so that words come first.
    return f"\x1b]9;newsreader: {title}: {text}\x1b\\"


def sent(wanted: NotifyBy, environment: Mapping[str, str], program: str, notice: Notice) -> str:
    """Return what the terminal is sent; nothing where it would be lost. Asks tmux, so that it may take a moment."""
    if "TMUX" in environment:
        return _sent_through_tmux(wanted, environment, notice)
    if "STY" in environment:
        return ""  # GNU screen shows it in its own line
    sequence = sequence_of(wanted, environment, program)
    return written(sequence, notice) if sequence is not None else ""


def _sent_through_tmux(wanted: NotifyBy, environment: Mapping[str, str], notice: Notice) -> str:
    try:
        asked = subprocess.run(
            _TMUX_ASKS, env=dict(environment), capture_output=True, text=True, timeout=_ASKING_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    passes, program, term = asked.stdout.strip().split("|")[:3] if asked.stdout.count("|") >= 2 else ("", "", "")
    sequence = sequence_of(wanted, {"TERM": term}, program) if passes in ("on", "all", "1") else None
    if sequence is None:
        return ""
    passed = written(sequence, notice).replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{passed}\x1b\\"
