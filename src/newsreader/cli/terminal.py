"""What a terminal adds for people: colour, and a pager for what is longer than the screen. Programs get neither."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import subprocess


def is_for_people() -> bool:
    """Does standard output go to a terminal that knows more than a typewriter."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def is_coloured() -> bool:
    """May there be colour; NO_COLOR takes it away."""
    return is_for_people() and not os.environ.get("NO_COLOR")


def echo(line: str) -> None:
    """Print a line. A program, which may want 100,000 of them, gets them as the buffer fills."""
    if sys.stdout.isatty():
        click.echo(line)
    else:
        sys.stdout.write(f"{line}\n")


def open_what_is_closed() -> None:
    """Give a program that was started with closed streams (>&-) others that lead nowhere.

    Else the first file that is opened would become its output.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest that is free: this one
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


def pager(environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which) -> list[str] | None:
    """Return the command of the user's pager, or less; None where there is none or PAGER is empty or cat."""
    import shlex

    try:
        words = shlex.split(environment.get("PAGER", "less"))
    except ValueError:
        return None
    if not words or words[0] == "cat" or which(words[0]) is None:
        return None
    # Told that the colours are ours; whatever LESS says besides, and whether or not the user thought of it.
    return [*words, "-R"] if os.path.basename(words[0]) == "less" else words


@contextmanager
def paged(lines: int) -> Iterator[Callable[[str], object]]:
    """Give what prints a line: in the pager where there are more lines than fit on the screen of a terminal."""
    command = pager(os.environ) if is_for_people() and lines >= shutil.get_terminal_size().lines else None
    if command is None:
        yield echo
        return
    import subprocess  # what is printed for programs need not wait for it

    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, encoding="utf-8", errors="replace")
    except OSError:
        yield click.echo
        return
    pipe = process.stdin
    assert pipe is not None  # it was asked for
    try:
        yield lambda line: pipe.write(f"{line}\n")
    except BrokenPipeError:
        pass  # the reader has seen enough
    finally:
        with suppress(BrokenPipeError):
            pipe.close()
        _wait(process)


def _wait(process: subprocess.Popen[str]) -> None:
    """Wait for the pager's end. Ctrl-C is for the pager, which goes on."""
    while True:
        with suppress(KeyboardInterrupt):
            process.wait()
            return
