"""What labels of encodings mean."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.charsets import codec_of


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("ISO8859_1", "cp1252"),
        ("iso88595", "iso8859-5"),
        ("latin1", "cp1252"),
        ("us-ascii", "cp1252"),
        (" Windows-1251 ", "cp1251"),
        ("cp-1251", "cp1251"),
        ("x-cp1251", "cp1251"),
        ("iso-8859-11", "cp874"),
        ("ISO-8859-8-I", "iso8859-8"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("windows-31j", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("x-euc-jp", "euc_jp"),
        ("koi8r", "koi8-r"),
        ("IBM866", "cp866"),
        ("x-mac-cyrillic", "mac-cyrillic"),
        ("macintosh", "mac-roman"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    "label",
    [None, "", "\x00", "ä", "rot13", "unicode_escape", "base64", "hex", "zlib", "idna", "utf-7", "utf-8", "utf-16"],
)
def test_what_is_no_encoding_of_text_or_shows_by_itself_means_nothing(label: str | None) -> None:
    assert codec_of(label) is None


@given(st.text(max_size=20))
def test_whatever_a_label_holds_the_answer_can_be_used(label: str) -> None:
    codec = codec_of(label)

    assert codec is None or codecs.lookup(codec)
