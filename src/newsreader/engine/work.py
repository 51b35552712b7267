"""The worker's program: one piece of parsing or extraction after the other, each ended after its time.

It reads hostile bytes, so it holds nothing that is worth keeping: no database, no network, and a bound on its memory.
`faulthandler` ends it from a thread of C that needs no interpreter lock; a regular expression that never comes back
stops signals and Python's threads, but not that.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.engine.parsing import finish, parse
from newsreader.engine.wire import (
    LIMIT_S,
    FinishTask,
    ParseTask,
    PictureTask,
    Result,
    Task,
    Unreadable,
    pack,
    read_task,
)

if TYPE_CHECKING:
    from newsreader.engine.extracting import Extractor

MAX_MEMORY = 1 << 30
"""Bytes of address space: a bomb ends in MemoryError, not in a machine that swaps."""
_LARGE = 400_000
"""Bytes of a document after which memory is given back."""


def main() -> None:
    """Answer tasks until standard input ends. The first argument names the folder of the user's own rules."""
    _bound_memory()
    rules = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints must not land among the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while (task := read_task(sys.stdin.buffer)) is not None:
        faulthandler.dump_traceback_later(LIMIT_S, exit=True)
        answer = pack(_do(task, rules))
        faulthandler.cancel_dump_traceback_later()
        answers.write(answer)
        answers.flush()
        if not isinstance(task, FinishTask) and len(task.body) > _LARGE:
            _give_back()


def _give_back() -> None:
    """Give the system what was freed: glibc keeps what lies below anything that is still in use (promise 3)."""
    import ctypes  # only after large documents

    with suppress(OSError, AttributeError):  # there is no such thing without glibc
        ctypes.CDLL(None).malloc_trim(0)


def _do(task: Task, rules: Path | None) -> Result:
    try:
        if isinstance(task, PictureTask):
            from newsreader.engine.picturing import picture  # only where pictures are kept

            return picture(task)
        if isinstance(task, ParseTask):
            return parse(task)
        return finish(task) if isinstance(task, FinishTask) else _extractor(rules).extract(task)
    except MemoryError:
        return Unreadable("It needs more memory than one document may have.")
    except RecursionError:
        return Unreadable("It is nested too deeply to be read.")
    except Exception as error:
        # The edge: a document that finds a fault in a parser costs itself, not the worker.
        sys.stderr.write(f"worker: {type(error).__name__}: {error}\n")
        return Unreadable(f"Reading it failed ({type(error).__name__}).")


@cache
def _extractor(rules: Path | None) -> Extractor:
    # Imported here: feeds are read without what pages need, which takes longer to import than the rest.
    from newsreader.engine.extracting import Extractor

    return Extractor(rules)


def _bound_memory() -> None:
    with suppress(ValueError, OSError):  # macOS refuses; the limits on sizes hold there too
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main()
