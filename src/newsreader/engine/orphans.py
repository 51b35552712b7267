"""No child outlives the app: end a process whose parent is gone, whatever it is doing.

Engine and worker end when their standard input does; who hangs does not read it, so these are the nets below.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time

_FAREWELL_S = 1.0
"""For an orderly end, after the parent's."""
_PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that the kernel sends to this process when the thread that started it ends."""


def end_with_parent() -> None:
    """End this process soon after its parent, though its main thread hangs, from a thread of its own."""
    threading.Thread(target=_watch, name="parent-watch", daemon=True).start()


def end_with_starting_thread() -> None:
    """Let the kernel kill this process with the thread that started it; only Linux does so without a thread of ours.

    For a process that may be inside a call of C that lets no thread run.
    """
    if sys.platform != "linux":
        end_with_parent()
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if _is_alone(0):  # it ended before the kernel knew
        os._exit(1)


def _watch() -> None:
    _is_alone(None)
    time.sleep(_FAREWELL_S)
    os._exit(1)


def _is_alone(patience_ms: int | None) -> bool:
    """Wait so long, or for ever, for the parent to let go of standard input; what it wrote may still wait there."""
    pipe = select.poll()
    pipe.register(sys.stdin.fileno(), 0)  # nothing asked for: a hang-up is told all the same
    return bool(pipe.poll(patience_ms))
