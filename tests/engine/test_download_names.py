"""What files are called, whatever titles and addresses say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import NOW

from newsreader.enclosures import Enclosure
from newsreader.engine.download_names import file_name
from newsreader.text import clean


@pytest.mark.parametrize(
    ("title", "url", "media_type", "name"),
    [
        ("Low tide", "https://a.example/1.mp3?x=.exe", "audio/mpeg", "2026-11-22 Low tide.mp3"),
        ("AC/DC: live?", "https://a.example/1.m4a", "", "2026-11-22 AC DC live.m4a"),
        ("Low tide", "https://a.example/play", "audio/mpeg", "2026-11-22 Low tide.mp3"),
        ("Low tide", "https://a.example/1.desktop", "audio/mpeg", "2026-11-22 Low tide.mp3"),
        ("Low tide", "https://a.example/1.desktop", "application/x-desktop", "2026-11-22 Low tide"),
        ("Low tide", "https://a.example/1.PDF", "application/pdf", "2026-11-22 Low tide.pdf"),
        ("東京サミット", "https://a.example/1.mp3", "", "2026-11-22 東京サミット.mp3"),
        ("...", "https://a.example/1.mp3", "", "2026-11-22.mp3"),
        ("", "https://a.example/1.mp3", "", "2026-11-22.mp3"),
    ],
)
def test_a_name_says_day_and_title_and_ends_as_the_file_does(title: str, url: str, media_type: str, name: str) -> None:
    assert file_name(title, NOW, Enclosure(url, media_type)) == name


def test_further_attempts_have_numbers() -> None:
    assert file_name("Low tide", NOW, Enclosure("https://a.example/1.mp3", ""), 2) == "2026-11-22 Low tide (2).mp3"


@given(title=st.text(), ending=st.text(st.characters(codec="ascii"), max_size=9), published=st.integers())
def test_no_title_makes_a_name_that_is_more_than_a_name(title: str, ending: str, published: int) -> None:
    url = "https://a.example/1." + "".join(each for each in ending if each.isalnum())

    name = file_name(title, published, Enclosure(url, "audio/mpeg"))

    assert name[0].isdigit()
    assert "/" not in name
    assert clean(name) == name
    assert len(name.encode()) < 200
