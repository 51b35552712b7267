"""Bytes become UTF-8 whatever they are, and whatever they are said to be."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.feeds.encoding import to_utf8

GREETING = "Grüße – ’naïve’"


def declared(text: str, encoding: str) -> bytes:
    """Return text in an encoding with a declaration that names it."""
    return f'<?xml version="1.0" encoding="{encoding}"?><a>{text}</a>'.encode(encoding)


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        pytest.param(GREETING.encode(), None, GREETING, id="UTF-8 without a word"),
        pytest.param(codecs.BOM_UTF8 + GREETING.encode(), None, GREETING, id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + GREETING.encode("utf-16-le"), None, GREETING, id="UTF-16, little end first"),
        pytest.param(codecs.BOM_UTF16_BE + GREETING.encode("utf-16-be"), None, GREETING, id="UTF-16, big end first"),
        pytest.param(codecs.BOM_UTF32_LE + GREETING.encode("utf-32-le"), None, GREETING, id="UTF-32"),
        pytest.param(codecs.BOM_UTF16_LE + b"<rss>abc</rss>", None, "<rss>abc</rss>", id="a mark that lies"),
        pytest.param("<?xml?><a>é</a>".encode("utf-16-le"), None, "<?xml?><a>é</a>", id="UTF-16 without a mark"),
        pytest.param("<rss>é</rss>".encode("utf-16-be"), None, "<rss>é</rss>", id="UTF-16 without any sign"),
        pytest.param("\n<rss>é</rss>".encode("utf-16-le"), "utf-16", "\n<rss>é</rss>", id="behind a blank line"),
        pytest.param('{"a": "é"}'.encode("utf-16-le"), None, '{"a": "é"}', id="JSON in UTF-16"),
        pytest.param("<rss>é</rss>".encode("utf-32-be"), None, "<rss>é</rss>", id="UTF-32 without a mark"),
        pytest.param("é".encode() + b"\xed\xa0\xbd\xed\xb8\x80", None, "é😀", id="a character in two halves"),
        pytest.param("é".encode() + b"\xed\xa0\xbd!", None, "é\ufffd!", id="half a character"),
        pytest.param(GREETING.encode(), "iso-8859-1", GREETING, id="a server that calls UTF-8 Latin-1"),
        pytest.param(GREETING.encode(), "unicode_escape", GREETING, id="a codec that is no encoding"),
        pytest.param("Привет, мир".encode("windows-1251"), "windows-1251", "Привет, мир", id="the server says it"),
        pytest.param(b"caf\xe9", None, "café", id="nobody says it"),
        pytest.param(b"it\x92s", "iso-8859-1", "it’s", id="Windows called Latin-1"),
        pytest.param("it\x92s caf\u00e9".encode(), None, "it’s café", id="Windows called Latin-1, then made UTF-8"),
        pytest.param(b"it&#146;s &#x93;so&#x94; &#126;", None, "it’s “so” &#126;", id="Windows in references"),
        pytest.param(
            "日本語の文".encode("iso2022_jp"), "iso-2022-jp", "日本語の文", id="an encoding that is all ASCII"
        ),
        pytest.param(("é" * 50).encode() + b"\xe9", None, "é" * 50 + "\ufffd", id="UTF-8 with one broken character"),
        pytest.param(b"a\x00b\x1bc\x7fd\te\n", None, "abcd\te\n", id="controls go"),
    ],
)
def test_bytes_become_text(body: bytes, charset: str | None, text: str) -> None:
    """The text is what the writer meant."""
    assert to_utf8(body, charset).decode() == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("iso-8859-7", "Καλημέρα"),
        ("koi8-r", "Новости"),
        ("gb2312", "新闻"),
        ("big5", "新聞"),
        ("shift_jis", "ニュース"),
        ("euc-jp", "ニュース"),
        ("euc-kr", "뉴스"),
        ("iso-8859-15", "12 €"),
        ("windows-1255", "חדשות"),
        ("tis-620", "ข่าว"),
    ],
)
def test_a_declaration_is_believed_where_it_can_be_true(encoding: str, text: str) -> None:
    """Each document names its own encoding, and the server a wrong one."""
    assert text in to_utf8(declared(text, encoding), "iso-8859-1").decode()


@pytest.mark.parametrize("label", ["unicode_escape", "utf-7", "rot13", "idna", "zlib", "x-evil", "", "\x00", "utf-8\n"])
def test_no_codec_makes_escapes_out_of_letters(label: str) -> None:
    """Python's own codecs are not asked, whatever the label."""
    body = b'<?xml version="1.0" encoding="unicode_escape"?>\\x1b]0;pwned +ABs- \xe9'

    assert to_utf8(body, label).decode() == '<?xml version="1.0" encoding="unicode_escape"?>\\x1b]0;pwned +ABs- é'


@given(st.binary(), st.none() | st.sampled_from(["utf-16", "shift_jis", "hz", "iso-2022-jp", "big5", "koi8-r"]))
def test_anything_becomes_valid_utf8_without_controls(body: bytes, charset: str | None) -> None:
    """Never raises."""
    text = to_utf8(body, charset).decode()

    assert not any(ord(character) < 32 and character not in "\t\n\r" for character in text)
