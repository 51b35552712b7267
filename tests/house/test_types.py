"""Every function is typed, in src and in tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_mypy_strict_finds_nothing(project: Path) -> None:
    answer = subprocess.run([sys.executable, "-m", "mypy"], cwd=project, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stdout + answer.stderr
