"""Which program opens which address."""

from __future__ import annotations

import pytest

from newsreader.programs.openers import matches, opener_for
from newsreader.settings import OpenerSettings

OPENERS = {
    "video": OpenerSettings(pattern="*.youtube.com/watch* youtu.be/* *.mp4", run="mpv {url}"),
    "heard": OpenerSettings(pattern="audio/* video/*", run="mpv --no-video {url}"),
    "pictures": OpenerSettings(pattern="*.png *.jpg", run="imv {url}"),
}


@pytest.mark.parametrize(
    ("address", "media_type", "name"),
    [
        ("https://www.youtube.com/watch?v=x", "", "video"),
        ("https://youtube.com/watch?v=x", "", "video"),
        ("https://YouTu.be/x", "", "video"),
        ("https://cdn.example/film.mp4?token=1#t=3", "", "video"),
        ("https://evil.example/?u=youtube.com/watch", "", None),
        ("https://notyoutube.com/watch?v=x", "", None),
        ("https://a.example/x.PNG", "", "pictures"),
        ("https://a.example/cast", "audio/mpeg", "heard"),
        ("https://a.example/cast", "AUDIO/mpeg", "heard"),
        ("https://audio/mpeg", "", None),
        ("https://a.example/", "", None),
    ],
)
def test_the_first_that_fits_opens_it(address: str, media_type: str, name: str | None) -> None:
    found = opener_for(OPENERS, address, media_type)

    assert (found and found[0]) == name


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("a*b", "ab", True),
        ("a*b", "axxb", True),
        ("ab*ba", "aba", False),
        ("*", "", True),
        ("a**b", "ab", True),
        ("*a*", "bab", True),
        ("a", "ab", False),
        ("a?", "ab", False),
        ("[a]", "[a]", True),
    ],
)
def test_stars_are_all_that_is_special(pattern: str, text: str, fits: bool) -> None:
    assert matches(pattern, text) is fits


def test_a_pattern_of_a_hundred_stars_takes_no_time_to_speak_of() -> None:
    assert not matches("*a" * 100 + "b", "a" * 4_000)
