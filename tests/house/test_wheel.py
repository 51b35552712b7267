"""What a person installs works: the wheel and the editable install, each in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


def run(*arguments: str | Path, cwd: Path | None = None, home: Path | None = None) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "NEWSREADER_HOME")}
    if home is not None:
        environment["NEWSREADER_HOME"] = str(home)
    answer = subprocess.run(
        [str(argument) for argument in arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, f"{arguments}\n{answer.stdout}\n{answer.stderr}"
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as an index would have it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, project)
    return next(folder.glob("*.whl"))


def new_environment(folder: Path) -> Path:
    """Make an environment that sees our dependencies but not newsreader; return its Python."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    # A plain list of folders: .pth lines inside them (an editable newsreader among them) are not followed.
    (site / "dependencies.pth").write_text("\n".join(libraries) + "\n")
    return python


CHECK = """
import importlib.util, pathlib, newsreader
from newsreader.tui.stylesheets import stylesheets
print(pathlib.Path(newsreader.__file__).parent)
print(len(stylesheets()), all(path.is_file() for path in stylesheets()))
"""


def test_the_wheel_ships_every_style_sheet_story_and_rule(project: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    sheets = {f"newsreader/styles/{path.name}" for path in (project / "styles").glob("*.tcss")}
    shipped = {
        str(path.relative_to(project / "src"))
        for path in (project / "src").rglob("*")
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.parts)
    }
    assert sheets
    assert sheets | shipped <= names


def test_the_installed_wheel_runs(wheel: Path, tmp_path: Path) -> None:
    python = new_environment(tmp_path / "environment")
    target = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    zipfile.ZipFile(wheel).extractall(target)

    place, sheets = run(python, "-c", CHECK, cwd=tmp_path).splitlines()

    assert Path(place) == target / "newsreader"
    assert sheets.endswith("True")
    assert run(python, "-m", "newsreader", "--version", cwd=tmp_path).startswith("newsreader ")
    assert run(python, "-m", "newsreader", "feeds", "--json", cwd=tmp_path, home=tmp_path / "home") == ""


def test_the_editable_install_runs(project: Path, tmp_path: Path) -> None:
    python = new_environment(tmp_path / "environment")
    target = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
        "--disable-pip-version-check", "--target", target, "--editable", project,
    )  # fmt: skip

    place, sheets = run(python, "-c", CHECK, cwd=tmp_path).splitlines()

    assert Path(place) == project / "src" / "newsreader"
    assert sheets.endswith("True")
    assert run(python, "-m", "newsreader", "--version", cwd=tmp_path).startswith("newsreader ")
