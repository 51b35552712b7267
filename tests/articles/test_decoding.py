from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.articles.decoding import decode_page

GERMAN = "Die Fähre fährt öfter: größer, süßer."
JAPANESE = "船が一時間ごとに出る。電池で動く。"
RUSSIAN = "Паром пойдёт каждый час."


@pytest.mark.parametrize(
    ("codec", "declared", "text"),
    [
        ("utf-8", None, GERMAN),
        ("utf-8-sig", None, GERMAN),
        ("utf-16", None, JAPANESE),
        ("utf-32", None, JAPANESE),
        ("cp1252", None, GERMAN),
        ("iso8859-15", "ISO-8859-15", GERMAN),
        ("shift_jis", "Shift_JIS", JAPANESE),
        ("euc_jp", "x-euc-jp", JAPANESE),
        ("iso2022_jp", "ISO-2022-JP", JAPANESE),
        ("cp1251", "windows-1251", RUSSIAN),
        ("koi8_r", "KOI8-R", RUSSIAN),
        ("cp866", "IBM866", RUSSIAN),
        ("mac-cyrillic", "x-mac-cyrillic", RUSSIAN),
        ("gb18030", "gb2312", "两岛之间的渡轮"),
        ("big5", "Big5", "兩島之間的渡輪"),
        ("cp949", "euc-kr", "두 섬을 잇는 배"),
    ],
)
def test_charsets_of_the_web_are_read(codec: str, declared: str | None, text: str) -> None:
    assert decode_page(text.encode(codec), declared) == text


@pytest.mark.parametrize("declared", ["rot13", "x-evil", "base64", "utf-7", "idna", "", "ä", "hex"])
def test_codecs_that_are_no_charsets_are_not_used(declared: str) -> None:
    assert decode_page(GERMAN.encode(), declared) == GERMAN


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_characters_show_by_themselves(codec: str) -> None:
    assert decode_page(("<p>" + GERMAN).encode(codec), "utf-16") == "<p>" + GERMAN


def test_the_page_is_believed_only_after_http_and_utf_8() -> None:
    claim = '<meta charset="windows-1251">'

    assert decode_page((claim + GERMAN).encode()) == claim + GERMAN
    assert decode_page((claim + RUSSIAN).encode("cp1251")) == claim + RUSSIAN
    assert decode_page((claim + RUSSIAN).encode("koi8_r"), "koi8-r") == claim + RUSSIAN


def test_a_few_broken_bytes_do_not_make_utf_8_something_else() -> None:
    body = (JAPANESE * 20).encode() + b"\xe3\x81"

    assert decode_page(body).startswith(JAPANESE)


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=20)))
def test_no_bytes_raise(body: bytes, charset: str | None) -> None:
    assert isinstance(decode_page(body, charset), str)
