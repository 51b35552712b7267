"""The tree is formatted and linted as pyproject.toml says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run_ruff(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "."], cwd=project, capture_output=True, text=True, check=False
    )


def test_every_file_is_formatted(project: Path) -> None:
    answer = run_ruff(project, "format", "--check", "--diff")

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_linter_finds_nothing(project: Path) -> None:
    answer = run_ruff(project, "check")

    assert answer.returncode == 0, answer.stdout + answer.stderr
