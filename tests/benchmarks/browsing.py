"""Measure what a person meets who browses 100,000 and 500,000 cached articles: starting, opening lists, keys, resizing.

    python -m tests.benchmarks.browsing                     100,000, beside newsboat where it is installed
    python -m tests.benchmarks.browsing --large             500,000 too
    python -m tests.benchmarks.browsing --keep DIR          leave the libraries there, and use those that are there

The real program runs in a real terminal of 120 × 36 over a library that is made through the store; the time of a key is
from writing it to the first bytes that change what it is to change. Starts are measured in turn with those that they
are compared with, and compared by CPU time, which other programs disturb least. The bars are those of
../shared/targets.md and of issue 5.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte
from tests.benchmarks import newsboat_browsing
from tests.benchmarks.library import LARGE_FEED, LONG_READS, SIGN, make_library
from tests.benchmarks.newsboat_browsing import Newsboat
from tests.benchmarks.recording import (
    COLUMNS,
    PATIENCE_S,
    ROWS,
    Answer,
    Recorder,
    article_rows,
    list_rows,
    percentile_95,
)
from tests.benchmarks.refresh import say
from tests.processes import memory_mb, run_s

EMPTY_APP = f"""
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("{SIGN}")
Empty().run()
"""
INSTALLED = "import sys; from newsreader.__main__ import main; sys.exit(main())"
"""What the command `newsreader` runs: to name the module to Python instead would cost five milliseconds."""
STARTS = 5
KEYS = 60
HELD_S = (0.033, 0.034)
"""Between two keys of a keyboard that repeats one."""
DOWN = "\x1bOB"
"""The arrow: newsboat has no letter for it."""
SIZES = ((100, ROWS), (80, 24), (COLUMNS, ROWS))
_LEAVE = "\x11Q"
"""Ctrl-Q ends a Textual app, Q the others."""
_SMALL = 10_000
_SETTLE_S = 2.5
"""After a start: the silent feeds are looked up in this time."""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from starting a program to its first article on the screen."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class Theirs:
    """What newsboat took, in seconds of wall time."""

    start: Start
    open_all: Answer
    open_large: Answer
    cursor: list[float]
    memory_mb: float


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    if newsboat_browsing.PROGRAM is None:
        say("newsboat is not installed: measured without it.")
    counts = (100_000, *([500_000] if arguments.large else []))
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        homes = {count: make_library(folder, count) for count in (_SMALL, *counts)}
        theirs = None
        if newsboat_browsing.PROGRAM is not None:
            theirs = measure_newsboat(Newsboat(folder / "newsboat", counts[0]))
        measure_starts(homes, theirs)
        for count in counts:
            measure(homes[count], count, theirs if count == counts[0] else None)


def line(what: str, value: float, limit: float, unit: str, detail: str = "") -> None:
    """Print one number with its bar and whether it is met."""
    word = "met   " if value <= limit else "MISSED"
    say(f"  {word} {what:<46} {value:8.2f} ≤ {limit:<7g} {unit:<12} {detail}".rstrip())


def first_paint(program: Sequence[str], sign: str = SIGN) -> Start:
    """Start a program and return how long it took to paint `sign`. It ends as users end it."""
    terminal = Recorder(Path(), program)
    try:
        terminal.until_painted(sign.encode())
        start = Start(run_s(terminal.pid), terminal.record.chunks[-1][0] - terminal.begun)
        terminal.press(_LEAVE)  # a killed one leaves the next a log of the database to go through
        terminal.wait()
        return start
    finally:
        terminal.close()


def median_start(starts: Sequence[Start]) -> Start:
    """Return the median of each."""
    return Start(statistics.median(each.cpu for each in starts), statistics.median(each.wall for each in starts))


def measure_starts(homes: dict[int, Path], theirs: Theirs | None) -> None:
    """Start our program over each library, in turn with an app that is empty."""
    empty: list[Start] = []
    ours: dict[int, list[Start]] = {count: [] for count in homes}
    for round_ in range(STARTS + 1):
        ours_here = [sys.executable, "-c", INSTALLED, "--home"]
        starts = {count: first_paint([*ours_here, str(home)]) for count, home in homes.items()}
        nothing = first_paint([sys.executable, "-c", EMPTY_APP])
        if round_:  # the first one fills the system's cache
            empty.append(nothing)
            for count, start in starts.items():
                ours[count].append(start)
    bare, small = median_start(empty), median_start(ours[_SMALL])
    say(f"\nstart → first articles, median of {STARTS} in turn, load {os.getloadavg()[0]:.1f}")
    say(f"         {'an empty Textual app':<46} {_cpu(bare)}")
    for count, measured in ours.items():
        start = median_start(measured)
        if count == _SMALL:
            say(f"         {'10,000 articles':<46} {_cpu(start)}")
        elif count == 500_000:
            line(f"{count:,} articles", start.cpu / small.cpu, 1.1, "× of 10,000", _cpu(start))
        else:
            line(f"{count:,} articles", start.cpu / bare.cpu, 1.3, "× empty app", _cpu(start))
            if theirs is not None:
                line(f"{count:,} articles", start.cpu / theirs.start.cpu, 0.35, "× newsboat", _cpu(theirs.start))


def _cpu(start: Start) -> str:
    return f"{start.cpu * 1000:.0f} ms CPU, {start.wall * 1000:.0f} ms wall"


def measure_newsboat(program: Newsboat) -> Theirs:
    """Start newsboat, open its longest lists and move its cursor."""
    start = median_start([first_paint(program.program, LARGE_FEED) for _ in range(3)])
    terminal = program.start()
    try:
        terminal.listen(1)
        open_all = terminal.pressed("\r", newsboat_browsing.listed, quiet_s=3, patience_s=PATIENCE_S)
        held = memory_mb(terminal.pid)
        terminal.pressed("q", newsboat_browsing.listed)
        terminal.pressed(DOWN, newsboat_browsing.listed)
        open_large = terminal.pressed("\r", newsboat_browsing.listed, quiet_s=2, patience_s=PATIENCE_S)
        cursor = [_cursor_of(terminal) for _ in range(30)]
        return Theirs(start, open_all, open_large, cursor, held)
    finally:
        terminal.close()


def _cursor_of(terminal: Recorder) -> float:
    # Its cursor is the colour of a row.
    return terminal.pressed(DOWN, lambda screen: [screen.buffer[y][0].bg for y in range(ROWS)], quiet_s=0.1).first


def measure(home: Path, count: int, theirs: Theirs | None) -> None:
    """Print the table of one library."""
    say(f"\n{count:,} articles, load {os.getloadavg()[0]:.1f}")
    terminal = Recorder(home)
    try:
        terminal.until_painted(b" of ")
        terminal.listen(_SETTLE_S)
        measure_lists(terminal, count, theirs)
        measure_keys(terminal, theirs)
        measure_sizes(terminal)
        measure_orders(terminal, count)
        line("memory of the app after all that", memory_mb(terminal.pid), 120, "MB")
        if theirs is not None:
            line("memory", memory_mb(terminal.pid) / theirs.memory_mb, 0.2, "× newsboat", f"{theirs.memory_mb:.0f} MB")
        measure_long_reads(terminal)
    finally:
        terminal.close()


def measure_lists(terminal: Recorder, count: int, theirs: Theirs | None) -> None:
    """Open the longest list, go to its end, open a feed of 10,000."""
    whole = _whole(count)
    terminal.pressed("gu", list_rows, quiet_s=1)
    opened = terminal.pressed("ga", list_rows, quiet_s=2)
    line("open All, first screen", opened.first * 1000, 100, "ms", _spent(opened))
    if theirs is not None:
        ratio = opened.first / theirs.open_all.first
        line("open All, first screen", ratio, 0.05, "× newsboat", f"{theirs.open_all.first * 1000:.0f} ms")
    terminal.pressed("gu", list_rows, quiet_s=1)
    all_of_it = terminal.pressed("ga", whole, quiet_s=2)
    line("open All, all of it", all_of_it.first * 1000, 2_000, "ms", _spent(all_of_it))
    end = terminal.pressed("G", list_rows)
    line("jump to the end", end.first * 1000, 50, "ms", _spent(end))
    terminal.pressed("}", list_rows, quiet_s=1)
    large = terminal.pressed("}", list_rows, quiet_s=1)
    assert any(LARGE_FEED in row for row in terminal.screen.display), terminal.text
    line("open a feed of 10,000", large.first * 1000, 100, "ms", _spent(large))
    if theirs is not None:
        ratio = large.first / theirs.open_large.first
        line("open a feed of 10,000", ratio, 0.15, "× newsboat", f"{theirs.open_large.first * 1000:.0f} ms")


def measure_keys(terminal: Recorder, theirs: Theirs | None) -> None:
    """Move and star in the list of all articles, far from either end."""
    terminal.pressed("ga", list_rows, quiet_s=2)
    terminal.pressed("5000j", list_rows, quiet_s=1)
    cursor = keys(terminal, "jjjkj", "cursor", 50)
    if theirs is not None:
        median, theirs_median = statistics.median(cursor), statistics.median(theirs.cursor)
        line("cursor, median", median / theirs_median, 1, "× newsboat", f"{theirs_median * 1000:.1f} ms")
    keys(terminal, "j", "cursor, held down", 50, HELD_S)
    keys(terminal, "\x06", "page down", 60)
    keys(terminal, "\x06", "page down, held down", 60, HELD_S)
    keys(terminal, "s", "star", 20, of=statistics.median, word="median")


def keys(
    terminal: Recorder,
    typed: str,
    what: str,
    limit: float,
    pace_s: tuple[float, float] | None = None,
    of: Callable[[Sequence[float]], float] = percentile_95,
    word: str = "95 %",
) -> list[float]:
    """Press keys, print the line and return their times."""
    used = run_s(terminal.pid)
    times = terminal.typed(typed, KEYS, *((pace_s,) if pace_s else ()))
    cpu = (run_s(terminal.pid) - used) / KEYS
    detail = f"median {statistics.median(times) * 1000:.1f}, {cpu * 1000:.1f} ms CPU a key"
    line(f"{what}, {word}", of(times) * 1000, limit, "ms", detail)
    return times


def measure_sizes(terminal: Recorder) -> None:
    """Change the size of the window."""
    taken = [terminal.answer(_resize(terminal, size), panes) for size in SIZES * 3]
    cpu = statistics.median(each.cpu for each in taken)
    line("resize, the worst", max(each.last for each in taken) * 1000, 200, "ms", f"{cpu * 1000:.0f} ms CPU, median")


def panes(screen: pyte.Screen) -> list[str]:
    """Return all but the status line, from which a notice may go at any time."""
    return screen.display[:-1]


def _resize(terminal: Recorder, size: tuple[int, int]) -> Callable[[], None]:
    return lambda: terminal.resize(*size)


def measure_orders(terminal: Recorder, count: int) -> None:
    """Sort the list of all articles."""
    for key, name in (("t", "title"), ("f", "feed"), ("l", "length"), ("d", "date")):
        terminal.pressed("gg", list_rows)
        answer = terminal.pressed(f"S{key}", list_rows, quiet_s=4)
        line(f"sort by {name}, first screen", answer.first * 1000, 200, "ms", _spent(answer))


def measure_long_reads(terminal: Recorder) -> None:
    """Open articles of 30,000 words, one cold and others that were laid out ahead, and resize one."""
    terminal.pressed("ga", list_rows, quiet_s=2)
    cold = terminal.pressed("}", article_rows, quiet_s=1)
    line("an article of 30,000 words, opened with its feed", cold.first * 1000, 200, "ms", _spent(cold))
    terminal.pressed("l", article_rows, quiet_s=1)
    ahead = [terminal.pressed("J", article_rows, quiet_s=1.2) for _ in range(LONG_READS - 2)]
    line(
        "J to the next, laid out ahead, the worst",
        max(each.first for each in ahead) * 1000,
        50,
        "ms",
        _spent(ahead[-1]),
    )
    # The second stroke comes before the article behind the first is laid out.
    sudden = []
    for _ in range(3):
        terminal.pressed("gg", article_rows, quiet_s=0.6)
        terminal.press("K" * 5)
        terminal.listen(1)
        sudden.append(terminal.pressed("3J", article_rows, quiet_s=1))
    line("J over two that were not", max(each.first for each in sudden) * 1000, 200, "ms", _spent(sudden[-1]))
    taken = [terminal.answer(_resize(terminal, size), panes) for size in SIZES * 3]
    cpu = statistics.median(each.cpu for each in taken)
    line("resize it, the worst", max(each.last for each in taken) * 1000, 200, "ms", f"{cpu * 1000:.0f} ms CPU, median")


def _whole(count: int) -> Callable[[pyte.Screen], object]:
    """Return what sees whether the list has all its rows: "1 of 100,000"."""
    return lambda screen: f" of {count // 1000:,}," in screen.display[0]


def _spent(answer: Answer) -> str:
    return f"settled after {answer.last * 1000:.0f} ms, {answer.cpu * 1000:.0f} ms CPU"


if __name__ == "__main__":
    main()
