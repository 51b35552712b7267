"""Which program plays a file, and how it is called."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.building import NOW

from newsreader.enclosures import Attached, Enclosure
from newsreader.paths import locate
from newsreader.programs.opening import NothingOpens
from newsreader.programs.players import Playing, place_of, watched, way_to_play
from newsreader.settings import OpenerSettings

URL = "https://a.example/1.mp3"
DESKTOP = {"DISPLAY": ":0"}


def attached(url: str = URL, media_type: str = "audio/mpeg", **what: object) -> Attached:
    enclosure = Enclosure(url, media_type)
    return Attached(7, 2, enclosure.kind, enclosure, **what)  # type: ignore[arg-type]


def everything(program: str) -> str:
    return program


def nothing_but(*programs: str):  # type: ignore[no-untyped-def] # what `which` is
    return lambda program: program if program in programs else None


def test_mpv_plays_in_a_window_where_there_is_a_desktop_and_is_watched() -> None:
    assert way_to_play(attached(), URL, {}, DESKTOP, everything) == Playing(("mpv", URL), False, True)
    assert way_to_play(attached(), URL, {}, {}, everything).in_terminal is (sys.platform != "darwin")


def test_the_opener_for_its_type_goes_before_mpv() -> None:
    openers = {"radio": OpenerSettings(pattern="audio/*", run="vlc --no-video {url}")}

    assert way_to_play(attached(), URL, openers, DESKTOP, everything) == Playing(
        ("vlc", "--no-video", URL), in_terminal=False, is_watched=False
    )


def test_an_opener_of_the_users_that_is_mpv_is_watched_too() -> None:
    openers = {"radio": OpenerSettings(pattern="audio/*", run="mpv --volume=50", in_terminal=True)}

    assert way_to_play(attached(), URL, openers, DESKTOP, everything) == Playing(
        ("mpv", "--volume=50", URL), in_terminal=True, is_watched=True
    )


def test_a_type_that_is_not_told_is_taken_from_the_ending() -> None:
    openers = {"radio": OpenerSettings(pattern="audio/*", run="vlc")}

    assert way_to_play(attached(media_type=""), URL, openers, {}, everything).words == ("vlc", URL)


def test_without_mpv_the_browser_gets_the_address_and_the_desktop_the_file() -> None:
    only = nothing_but("firefox", "xdg-open", "open")

    assert way_to_play(attached(), URL, {}, {"BROWSER": "firefox"}, only).words == ("firefox", URL)
    assert way_to_play(attached(), "/home/ada/1.mp3", {}, {}, only).words[1:] == ("/home/ada/1.mp3",)


def test_what_is_nothing_to_play_is_not_given_to_mpv() -> None:
    pdf = attached("https://a.example/a.pdf", "application/pdf")

    assert way_to_play(pdf, "/home/ada/a.pdf", {}, DESKTOP, everything).words[0] != "mpv"


@pytest.mark.parametrize("place", ["file:///etc/passwd", "-o/tmp/x", "javascript:alert(1)", "etc/passwd"])
def test_no_other_address_is_ever_opened(place: str) -> None:
    with pytest.raises(NothingOpens, match="http or https"):
        way_to_play(attached(place), place, {}, DESKTOP, everything)


def test_an_opener_that_is_not_there_is_named() -> None:
    openers = {"radio": OpenerSettings(pattern="audio/*", run="gone {url}")}

    with pytest.raises(NothingOpens, match=r"mend the setting openers\.radio"):
        way_to_play(attached(), URL, openers, DESKTOP, nothing_but("mpv"))


def test_a_watched_player_is_run_by_a_process_of_ours_from_where_it_stopped() -> None:
    paths = locate("/home/ada/news", {})
    playing = Playing(("mpv", "--volume=50", URL), in_terminal=False, is_watched=True)

    command = watched(playing, attached(position_s=42), paths)

    assert command[1:] == [
        *("-m", "newsreader.playing", str(paths.database), str(paths.backups), "7", "2", URL),
        *("mpv", "--force-window=yes", "--start=42", "--volume=50", URL),
    ]
    assert watched(Playing(("vlc", URL), False, False), attached(position_s=42), paths) == ["vlc", URL]


def test_a_file_that_is_kept_is_played_if_it_is_still_whole(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"12345")
    kept = attached(file="a.mp3", is_kept=True, bytes=5, played_at=NOW)

    assert place_of(kept, tmp_path) == str(tmp_path / "a.mp3")
    assert place_of(kept, tmp_path / "elsewhere") == URL
    (tmp_path / "a.mp3").write_bytes(b"123")
    assert place_of(kept, tmp_path) == URL
    elsewhere = attached(file="a.mp3", is_kept=True, bytes=3, folder=str(tmp_path))
    assert place_of(elsewhere, tmp_path / "home") == str(tmp_path / "a.mp3")
