"""What is, and what is not, on the way to the first paint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = [
    "aiohttp",
    "click",
    "feedparser",
    "httpx",
    "keyring",
    "lxml",
    "markdown_it",
    "newsreader.articles",
    "newsreader.cli",
    "newsreader.engine",
    "newsreader.feeds",
    "newsreader.net",
    "newsreader.programs.faults",
    "newsreader.settings.faults",
    "newsreader.store.journal",
    "newsreader.tui.actions",
    "newsreader.tui.copying",
    "newsreader.tui.finding",
    "newsreader.tui.half_blocks",
    "newsreader.tui.link_choice",
    "newsreader.tui.links",
    "newsreader.tui.picture_lines",
    "newsreader.tui.question",
    "pygments",
    "readability",
    "sqlite_utils",
    "textual.widgets._data_table",
    "textual.widgets._list_view",
    "textual.widgets._markdown",
    "textual.widgets._text_area",
    "tomlkit",
    "tomllib",
]

PAINT = """
import asyncio, sys
from pathlib import Path
from newsreader.paths import locate
from newsreader.settings import load_settings
from newsreader.store import Store
from newsreader.tui import launch
from newsreader.tui.app import NewsApp
from newsreader.tui.setting_checks import checked
import newsreader.__main__

paths = locate(sys.argv[1], {})
store = Store.open(paths.database, paths.backups, now=1)
if store.feeds.are_new():
    launch._add_sample(store)

async def paint():
    loaded = checked(load_settings(paths.settings), [])
    app = NewsApp(store, loaded.settings, paths, loaded=loaded)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
    store.close()

asyncio.run(paint())
print("\\n".join(sys.modules))
"""


def loaded_at_first_paint(home: Path) -> set[str]:
    answer = subprocess.run([sys.executable, "-c", PAINT, str(home)], capture_output=True, text=True, check=True)
    return set(answer.stdout.split())


def test_no_heavy_module_is_loaded_at_first_paint(tmp_path: Path) -> None:
    loaded_at_first_paint(tmp_path)  # the very first start also reads the sample edition

    loaded = loaded_at_first_paint(tmp_path)

    assert "newsreader.tui.screens.reading" in loaded
    assert loaded.intersection(HEAVY) == set()


@pytest.mark.parametrize("module", HEAVY)
def test_the_list_of_heavy_modules_names_real_ones(module: str) -> None:
    import importlib.util

    if module in ("httpx", "keyring", "sqlite_utils"):
        pytest.skip("not a dependency yet: it must not come to the first paint when it is one")
    assert importlib.util.find_spec(module) is not None
