"""Processes: whether they run, and, as Linux's /proc tells, what they use. Must not know newsreader."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
CAN_MEASURE = (PROC / "self" / "task").is_dir()
"""Is there a /proc to ask; macOS has none."""

_FORKED_ONLY = 0x40
"""Among the flags of a process: PF_FORKNOEXEC of the kernel's include/linux/sched.h."""
_TICKS = os.sysconf("SC_CLK_TCK")


def is_alive(pid: int) -> bool:
    """Does the process run; one that ended does not, though nobody has waited for it yet."""
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state = listed.stdout.strip()
    return bool(state) and not state.startswith("Z")


def gone_within(seconds: float, pids: Iterable[int]) -> bool:
    """Wait for all of these processes to end, so long at the most; return whether they did."""
    end = time.monotonic() + seconds
    while (left := list(filter(is_alive, pids))) and time.monotonic() < end:
        pids = left
        time.sleep(0.05)
    return not left


def family(pid: int) -> list[int]:
    """Return the process and all its living descendants."""
    found = [pid]
    for parent in found:
        with suppress(OSError):  # it ended meanwhile
            for task in (PROC / str(parent) / "task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def memory_mb(pid: int) -> float:
    """Return what the family holds in memory; pages that two of them share count twice."""
    return sum(_status_mb(each, "VmRSS") for each in [pid, *filter(_is_a_program, family(pid)[1:])])


def peak_mb(pid: int) -> float:
    """Return the sum of what each of the family held at its own peak since `forget_peaks`: no less than their peak."""
    return sum(_status_mb(each, "VmHWM") for each in [pid, *filter(_is_a_program, family(pid)[1:])])


def forget_peaks(pid: int) -> None:
    """Let the peaks of the family begin at what it holds now."""
    for each in family(pid):
        with suppress(OSError):
            (PROC / str(each) / "clear_refs").write_text("5")


def cpu_s(pid: int) -> float:
    """Return the CPU time of the family, with that of children that were waited for."""
    return sum(map(_cpu_s, family(pid)))


def run_s(pid: int) -> float:
    """Return the CPU time of the threads of one process as the scheduler counts it, finer than the ticks of `cpu_s`."""
    spent = 0
    with suppress(OSError):
        for task in (PROC / str(pid) / "task").iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e9


def _is_a_program(pid: int) -> bool:
    """Has the process executed a program since it was forked: for a moment before that it has its parent's memory."""
    try:
        flags = (PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()[6]
    except OSError:
        return False
    return not int(flags) & _FORKED_ONLY


def _status_mb(pid: int, field: str) -> float:
    with suppress(OSError):
        for line in (PROC / str(pid) / "status").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _cpu_s(pid: int) -> float:
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0.0
    # utime, stime, cutime, cstime: fields 14 to 17, counted from the process id (proc(5)).
    return sum(map(int, fields[11:15])) / _TICKS
