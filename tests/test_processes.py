"""What the measure of memory counts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.processes import CAN_MEASURE, memory_mb

_FORKS = """
import os, sys
held = bytearray(b"x") * (60 << 20)
reading, writing = os.pipe()
if os.fork() == 0:
    os.close(writing)
    os.read(reading, 1)   # until its parent ends
else:
    print("forked", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not CAN_MEASURE, reason="there is no /proc to ask")
def test_a_process_that_is_only_forked_yet_has_no_memory_of_its_own() -> None:
    with subprocess.Popen([sys.executable, "-c", _FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()

        held = memory_mb(process.pid)

        process.stdin.close()
    assert 60 < held < 110
