"""Enclosures in words, as the reader and the command line show them."""

from __future__ import annotations

import pytest

from newsreader.enclosures import Attached, Enclosure, MediaKind, amount, clock, described, format_of, lasting

EPISODE = Enclosure("https://a.example/1.mp3", "audio/mpeg", 38_000_000, 2_520)


def attached(enclosure: Enclosure = EPISODE, **what: object) -> Attached:
    return Attached(1, 1, enclosure.kind, enclosure, **what)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (attached(), "Audio · 42 min · 38 MB · not kept"),
        (attached(is_begun=True), "Audio · 42 min · 38 MB · partly kept"),
        (attached(file="a.mp3", is_kept=True, bytes=39_600_000), "Audio · 42 min · 40 MB · kept"),
        (attached(position_s=754), "Audio · 42 min · 38 MB · not kept · at 12:34"),
        (attached(played_at=1), "Audio · 42 min · 38 MB · not kept · played"),
        (attached(played_at=1, position_s=60), "Audio · 42 min · 38 MB · not kept · at 1:00"),
        (attached(Enclosure("https://a.example/v", "video/mp4")), "Video · not kept"),
        (attached(Enclosure("https://a.example/a", "application/pdf", 900)), "File · PDF · 900 bytes · not kept"),
        (attached(Enclosure("https://a.example/a", "")), "File · not kept"),
    ],
)
def test_a_file_is_told_in_words(file: Attached, words: str) -> None:
    assert described(file) == words


@pytest.mark.parametrize(
    ("url", "media_type", "name"),
    [
        ("https://a.example/1.mp3?x=1", "", "MP3"),
        ("https://a.example/1", "audio/mpeg", "MPEG"),
        ("https://a.example/1.not an ending", "", ""),
        ("https://a.example/", "", ""),
        ("https://a.example/play?id=1.2", "audio/mpeg", "MPEG"),
        ("https://a.example", "audio/mpeg", "MPEG"),
        ("https://a.example/1", "audio/\x1b[31m", ""),
    ],
)
def test_how_a_file_is_written_is_told_in_a_word_or_not_at_all(url: str, media_type: str, name: str) -> None:
    assert format_of(Enclosure(url, media_type)) == name


@pytest.mark.parametrize(
    ("seconds", "words"), [(5, "5 s"), (60, "1 min"), (3_599, "1 h"), (3_900, "1 h 5 min"), (7_200, "2 h")]
)
def test_a_duration_in_words(seconds: int, words: str) -> None:
    assert lasting(seconds) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [(900, "900 bytes"), (640_000, "640 kB"), (999_900, "1.0 MB"), (38_000_000, "38 MB"), (1_240_000_000, "1.2 GB")],
)
def test_a_size_in_words(size: int, words: str) -> None:
    assert amount(size) == words


def test_a_place_is_told_as_players_show_it() -> None:
    assert [clock(seconds) for seconds in (5, 125, 3_723)] == ["0:05", "2:05", "1:02:03"]


def test_only_what_a_type_or_an_ending_says_is_played() -> None:
    assert attached(Enclosure("https://a.example/1.mp3.pdf", "application/pdf")).kind is MediaKind.FILE
