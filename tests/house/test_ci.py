"""What runs at a landing is what the README tells people to run."""

from __future__ import annotations

import os
import re
from pathlib import Path


def test_ci_runs_the_readmes_test_command(project: Path) -> None:
    script = project / ".ci" / "run"
    readme = (project / "README.md").read_text()
    found = [line for line in readme.splitlines() if re.search(r"\[test\].*pytest$", line)]

    assert os.access(script, os.X_OK)
    assert r"grep --max-count=1 '\[test\].*pytest$' README.md" in script.read_text()
    assert len(found) == 1
    assert found[0].startswith("python3 -m venv .venv && .venv/bin/pip install")
