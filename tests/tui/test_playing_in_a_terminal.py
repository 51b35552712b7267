"""Where there is no desktop mpv has the terminal until it ends, and the reader comes back."""

from __future__ import annotations

import os
from pathlib import Path

from tests.building import add_feed, new_article, open_store
from tests.playing.players import calls, player
from tests.terminal import Terminal

from newsreader.enclosures import Enclosure

EPISODE = Enclosure("https://tides.example/low.mp3", "audio/mpeg", 38_000_000, 2_520)


def test_mpv_has_the_terminal_and_how_far_it_got_is_shown(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    store = open_store(home)
    add_feed(store, "Tides", [new_article("low", title="Low tide", enclosures=(EPISODE,))])
    store.close()
    noted = player(tmp_path / "bin", {"time-pos": 754.0, "duration": 2_520.0, "ending": "quit"})
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    terminal = Terminal(home, environment={"PATH": path, "DISPLAY": "", "WAYLAND_DISPLAY": ""})
    try:
        terminal.until("P plays")
        terminal.press("P")
        terminal.until("at 12:34")
        terminal.until("LIBRARY")
    finally:
        terminal.close()

    assert calls(noted)[0][-1] == EPISODE.url
