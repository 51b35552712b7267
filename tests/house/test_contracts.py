"""The rooms keep to themselves: import contracts, sizes, and what stands in the wrong place."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
"""Its docstring aside: beyond this a function is two."""


def sources(project: Path) -> list[Path]:
    return sorted((project / "src").rglob("*.py"))


def test_every_room_uses_only_the_rooms_below_it(project: Path) -> None:
    # import-linter shows a banner of its own; the folder of the checkout must come first on the path.
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "6 kept, 0 broken" in answer.stdout


def test_no_file_is_too_long_to_read(project: Path) -> None:
    lengths = {path.relative_to(project): len(path.read_text().splitlines()) for path in sources(project)}

    assert {path: length for path, length in lengths.items() if length > MAX_FILE_LINES} == {}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has from its name on, without its docstring."""
    first = function.body[0]
    is_docstring = ast.get_docstring(function, clean=False) is not None
    return _count(function) - (_count(first) if is_docstring else 0)


def _count(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_too_long_to_read(project: Path) -> None:
    found = [
        f"{path.relative_to(project)}:{node.lineno} {node.name}: {lines_of(node)} lines"
        for path in sources(project)
        for node in functions(path)
        if lines_of(node) > MAX_FUNCTION_LINES
    ]

    assert found == []


@pytest.mark.parametrize(
    ("room", "pattern"),
    [
        ("tui", r"^\s*(DEFAULT_)?CSS\s*="),
        ("tui", r"markup=True|from_markup|[^.\w]escape\("),
        ("", r"\b(TODO|FIXME|XXX|HACK)\b"),
        ("", r"class \w*(Manager|Helper|Util)"),
    ],
    ids=["no style sheet in Python", "nothing from outside is markup", "nothing left open", "no managers"],
)
def test_a_room_is_free_of(project: Path, room: str, pattern: str) -> None:
    found = [
        f"{path.relative_to(project)}:{number}: {line.strip()}"
        for path in sources(project)
        if (project / "src" / "newsreader" / room) in (path, *path.parents)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]

    assert found == []


def test_style_sheets_name_no_colours_of_their_own(project: Path) -> None:
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in sorted((project / "styles").glob("*.tcss"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r":\s*(#[0-9a-fA-F]{3,8}|rgb|hsl)|!important", line)
    ]

    assert found == []


def test_the_top_level_holds_only_what_the_design_names(project: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=project, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    if not tracked:
        pytest.skip("not a git checkout")

    tops = {path.split("/")[0] for path in tracked}
    named = {"pyproject.toml", "src", "styles", "tests", "README.md", "LICENSE", "CHANGELOG.md"}

    assert {top for top in tops if not top.startswith(".")} <= named


def test_every_dependency_has_its_reason(project: Path) -> None:
    text = (project / "pyproject.toml").read_text()
    listed = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in listed.splitlines() if line.startswith('  "')]

    assert lines
    assert [line for line in lines if "#" not in line] == []
