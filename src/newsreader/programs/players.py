"""How a file that an article brings is opened: the user's opener for its type, else mpv, else what the desktop has.

Knows no screen. Only mpv can say how far it got: it is watched by a process of its own (`newsreader.playing`), which
also outlives the app.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from newsreader.enclosures import Attached, MediaKind, clock
from newsreader.paths import Paths
from newsreader.programs.openers import opener_for
from newsreader.programs.opening import NothingOpens, needs_terminal, opener, viewer, words_of_opener
from newsreader.settings import OpenerSettings
from newsreader.text import safe_link

_PLAYER = "mpv"


class Playing(msgspec.Struct, frozen=True):
    """A program that opens a file."""

    words: tuple[str, ...]
    in_terminal: bool
    is_watched: bool
    """Does it tell how far it got."""


def way_to_play(
    attached: Attached,
    place: str,
    openers: Mapping[str, OpenerSettings],
    environment: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
) -> Playing:
    """Return what opens an enclosure at `place`: a file that is here, or its address. Raises NothingOpens."""
    is_file = os.path.isabs(place)
    if not is_file and safe_link(place) is None:
        raise NothingOpens("This address is not one of http or https, so it is not opened.")
    found = opener_for(openers, attached.enclosure.url, attached.enclosure.type or f"{attached.kind}/*")
    if found is not None:
        name, user_opener = found
        words = words_of_opener(name, user_opener, place, which)
        return Playing(tuple(words), user_opener.in_terminal, os.path.basename(words[0]) == _PLAYER)
    if attached.kind is not MediaKind.FILE and which(_PLAYER):
        return Playing((_PLAYER, place), not has_desktop(environment), is_watched=True)
    if is_file:
        return Playing(tuple(viewer(place, None, which)), in_terminal=False, is_watched=False)
    words = opener(place, environment, which)
    return Playing(tuple(words), needs_terminal(words), is_watched=False)


def has_desktop(environment: Mapping[str, str]) -> bool:
    """Can a program open a window here."""
    return sys.platform == "darwin" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def watched(playing: Playing, attached: Attached, paths: Paths) -> list[str]:
    """Return the command that runs a player and keeps how far it got."""
    if not playing.is_watched:
        return list(playing.words)
    window = () if playing.in_terminal else ("--force-window=yes",)
    begin = (f"--start={attached.position_s}",) if attached.position_s else ()
    program, *arguments = playing.words
    where = (str(paths.database), str(paths.backups))
    which = (str(attached.article_id), str(attached.number), attached.enclosure.url)
    return [sys.executable, "-m", "newsreader.playing", *where, *which, program, *window, *begin, *arguments]


def place_of(attached: Attached, home: Path) -> str:
    """Return the path of the file if it is here as it was kept, else the address that it is at."""
    path = kept_file(attached, home)
    return str(path) if path is not None else attached.enclosure.url


def kept_file(attached: Attached, home: Path) -> Path | None:
    """Return the file if it is here as it was kept; None also where somebody removed it since."""
    if not attached.is_kept or not attached.file:
        return None
    path = (Path(attached.folder) if attached.folder else home) / attached.file
    return path if path.is_file() and path.stat().st_size == attached.bytes else None


def announced(attached: Attached, place: str, program: str) -> str:
    """Return what is said when it begins."""
    where = "what is kept here" if os.path.isabs(place) else "from the net"
    at = f" from {clock(attached.position_s)} on" if attached.position_s else ""
    return f"Playing {where}{at}, with {os.path.basename(program)}."
