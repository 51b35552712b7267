"""Text from outside is safe once cleaned, addresses are fit to be opened, words are counted in every script."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.text import (
    CUT,
    MAX_LINK,
    MAX_TITLE,
    clean,
    clean_lines,
    count_words,
    counted,
    cut,
    look_over,
    reading_minutes,
    safe_link,
)

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u00ad\u115f\u1160\u180e\u200b\u2060\u2064\u3164\ufeff\uffa0\ufff9\ufffe\uffff\U000e0001\U000e0041"
HOSTILE = "\x00\x07\x08\t\n\x0b\x0c\r\x1b\x7f\x80\x85\x9b\x9d\u2028\u2029\ud800\udfff\u200c\u200d" + BIDI + INVISIBLE

# Any code point, with those that matter more often than chance would have them.
anything = st.text(
    st.one_of(
        st.characters(exclude_categories=()), st.sampled_from(HOSTILE), st.sampled_from(" ab[]\u0301\u0e47\u064b漢🙂é")
    ),
    max_size=60,
)


def unsafe_in(text: str, *, allowed: str = "") -> list[str]:
    """The oracle: what no terminal, database or log may get (promise 7), restated apart from the code."""
    found = []
    for character in set(text) - set(allowed):
        code = ord(character)
        if (
            unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
            or character in BIDI
            or character in INVISIBLE
            or 0xE0000 <= code <= 0xE007F
        ):
            found.append(f"U+{code:04X}")
    if re.search("[\u0300-\u036f]{9}|[\u0e47-\u0e4e]{9}|[\u064b-\u065f]{9}|[\u200c\u200d]{2}", text):
        found.append("a pile")
    return found


# ---- clean


@given(anything)
@example("[/] [bold]x[/bold] \x1b]0;pwned\x07")
@example("\u202egpj.exe")
@example("a\u0301" * 30 + "\u0301" * 30)
def test_a_cleaned_line_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    cleaned = clean(text)

    assert unsafe_in(cleaned) == []
    assert cleaned == " ".join(cleaned.split())
    assert clean(cleaned) == cleaned


@given(anything)
def test_cleaned_lines_keep_newlines_and_tabs_only(text: str) -> None:
    cleaned = clean_lines(text)

    assert unsafe_in(cleaned, allowed="\n\t") == []
    assert clean_lines(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        (" one \n two\tthree ", "one two three"),
        ("A\x1b[31mB", "A[31mB"),
        ("A\x1b]0;pwned\x07B", "A]0;pwnedB"),
        ("good\rEVIL", "good EVIL"),
        ("line\u2028break", "line break"),
        ("A\x9b31mB", "A31mB"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("soft\u00adhyphen", "softhyphen"),
        ("[bold]x[/bold] {0} %s", "[bold]x[/bold] {0} %s"),
        ("\ud83d", ""),
        ("a\ufffeb\uffff", "ab"),
        ("🏴\U000e0067\U000e0062", "🏴"),
        ("可変\u3000幅", "可変 幅"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("a\u200d\u200c\u200d\u200db", "a\u200db"),
        ("non\u00a0breaking", "non breaking"),
    ],
)
def test_lines_are_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "word", ["हिन्दी", "ภาษาไทยที่นี่", "עִבְרִית", "العَرَبِيَّة", "Việt Nam", "한국어", "བོད་ཡིག", "naïve", "ё́"]
)
def test_every_script_passes_unchanged(word: str) -> None:
    assert clean(word) == word
    assert clean_lines(word) == word


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0e47", "\u064b", "\u05b0", "\u0eb1"])
def test_piles_of_marks_are_cut_down_in_every_script(mark: str) -> None:
    assert clean("x" + mark * 100 + "y") == "x" + mark * 8 + "y"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\n\n  b\tc", "a\n\n  b\tc"),
        ("verse\u2028line\u2029next", "verse\nline\nnext"),
        ("a\x0bb\x0cc\x85d", "a b c d"),
        ("\x1b[2Jx", "[2Jx"),
        ("pre  \u00a0 formed", "pre  \u00a0 formed"),
    ],
)
def test_blocks_of_text_keep_their_lines(text: str, cleaned: str) -> None:
    assert clean_lines(text) == cleaned


def test_long_text_is_cut_and_marked() -> None:
    assert clean("T" * 2000) == "T" * (MAX_TITLE - 1) + CUT
    assert clean("word " * 10, 11) == "word word" + CUT
    assert clean_lines("x" * 2_000_000).endswith("x" + CUT)
    assert len(clean_lines("x" * 2_000_000)) == 1_000_000


@given(st.text(max_size=30), st.integers(1, 40))
def test_cutting_never_gives_more_than_asked_for(text: str, limit: int) -> None:
    shortened = cut(text, limit)

    assert len(shortened) <= limit
    assert shortened == text if len(text) <= limit else shortened.endswith(CUT)


# ---- addresses


def is_fit_to_open(address: str) -> bool:
    """The oracle: what may be handed to a browser (promise 10), restated apart from the code."""
    if len(address) > 4096 or not re.fullmatch(r"[!-~]+", address) or re.search(r"[\"'`<>\\^{|}$()]", address):
        return False
    parts = urlsplit(address)
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and not (parts.hostname or "").startswith("-")
        and "@" not in parts.netloc
        and (parts.port or 0) < 65_536
    )


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org/"),
        ("  https://example.org/a  ", "https://example.org/a"),
        ("HTTP://EXAMPLE.org/Path", "http://example.org/Path"),
        ("https://example.org:8443/a?b=c&d=%20#e", "https://example.org:8443/a?b=c&d=%20#e"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/ü?q=漢", "https://example.org/%C3%BC?q=%E6%BC%A2"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://пример.испытание/", "https://xn--e1afmkfd.xn--80akhbyknj4f/"),
        ("http://127.0.0.1:8000/feed", "http://127.0.0.1:8000/feed"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("https://example.org/`touch x`$(y)", "https://example.org/%60touch%20x%60%24%28y%29"),
        ("https://example.org/'\"<>", "https://example.org/%27%22%3C%3E"),
        ("https://example.org/@ada/1", "https://example.org/@ada/1"),
        ("https://example.org/a//b/../c", "https://example.org/a//b/../c"),
        ("https://example.org/100%", "https://example.org/100%"),
        ("https://my_host.example/", "https://my_host.example/"),
    ],
)
def test_addresses_of_the_web_are_encoded(address: str, safe: str) -> None:
    assert safe_link(address) == safe
    assert safe_link(safe) == safe
    assert is_fit_to_open(safe)


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "//example.org/", "/path", "mailto:a@example.org", "javascript:alert(1)",
        "data:text/html,x", "file:///etc/passwd", "ftp://example.org/", "--version", "-P/tmp/evil", "http://",
        "http:///path", "http://[::1", "http://[fe80::1%25eth0]/", "http://example.org:99999/", "http://example.org:x/",
        "https://ada@example.org/", "https://ada:secret@example.org/", "https://-evil.example/", "http://exa mple.org/",
        "https://example.org/\u202egpj", "https://example.org/a\nb", "https://example.org/\x1b]0;x\x07",
        "https://example.org/\ud800", "https://example.org/" + "x" * MAX_LINK, "https://example.org/" + "ü" * 2000,
        "https://ex\u00ad\u200bample.org/", "https://example.org\\@evil.example/", "https://[v1.x]/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    assert safe_link(address) is None


schemes = st.sampled_from(["http://", "https://", "HTTPS://"])
hosts = st.sampled_from(["example.org", "[::1]", ""])


@given(
    st.one_of(
        anything,
        st.tuples(schemes, hosts, anything).map("".join),
        st.text("htps:/.-_@?#%[]&=aé1 \\", max_size=40).map("http://".__add__),
    )
)
def test_whatever_passes_is_fit_to_be_opened(address: str) -> None:
    safe = safe_link(address)

    assert safe is None or (is_fit_to_open(safe) and safe_link(safe) == safe)


# ---- words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two  three\nfour", 4),
        ("don't stop", 2),
        ("don’t stop", 2),
        ("“twenty-two” — naïve", 2),
        ("l’été", 1),
        ("हिन्दी भाषा", 2),
        ("عَرَبِيّ", 1),
        ("東京", 1),
        ("東京都", 2),
        ("東京、大阪。", 2),
        ("私は Python が好き", 4),
        ("한국어 문장", 3),
        ("ภาษาไทยเขียนติดกันทั้งหมด", 5),
        ("— … ·", 0),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(max_size=60))
def test_there_are_never_more_words_than_characters(text: str) -> None:
    assert 0 <= count_words(text) <= len(text)


_WIDE = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003134f]"
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"


# With those of every script, and with those of Latin and Cyrillic alone, which are counted in another way.
every_script = st.text(st.sampled_from("ab1_ .—’'\n\u3000\u00adé\u0301日한กខ\uff01\ue000𠀀😀\ud800"), max_size=40)
european = st.text(st.sampled_from("ab1_ .,—“”’'\n\t\x1f\xa0\u2003éßñ×÷ªº²·ŁЖя℃ⅷ\ud800"), max_size=40)


@given(every_script | european | st.text())
def test_words_are_what_stands_between_blanks_and_holds_a_letter(text: str) -> None:
    rest, wide = re.subn(_WIDE, " ", text)
    rest, unspaced = re.subn(_UNSPACED, " ", rest)
    words = len(text.split()) if text.isascii() else len(re.findall(r"\w\S*", rest))

    assert count_words(text) == words + -(-wide // 2) + -(-unspaced // 5)


def _is_harmless(text: str) -> bool:
    return look_over(text.encode("utf-8", "surrogatepass"))[0]


def test_what_is_harmless_is_cleaned_by_folding_its_white_space() -> None:
    """Every character beside which `clean` would do more is found; letters, blanks and most pictures are not."""
    codes = [*range(0x10000), *range(0x1F300, 0x1F700), *range(0xE0000, 0xE0100)]
    cleaned_otherwise = {code for code in codes if clean(f"a{chr(code)}b") != " ".join(f"a{chr(code)}b".split())}

    assert {code for code in cleaned_otherwise if _is_harmless(f"a{chr(code)}b")} == set()
    assert _is_harmless("Zürich\u00a0– “naïve”, Здравствуй, 数据库, 한국어, 😀\r\n\tand so on")
    assert not _is_harmless("a" + "\u0301" * 9)
    assert not _is_harmless("a\u200d\u200db")


def test_a_megabyte_is_counted_and_cleaned_in_a_moment() -> None:
    assert count_words("naïve " * 200_000) == 200_000
    assert len(clean_lines("a\u0301\u202e" * 300_000)) == 600_000


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (230, 1), (460, 2), (2300, 10)])
def test_reading_takes_at_least_a_minute(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


@pytest.mark.parametrize(("number", "words"), [(0, "0 feeds"), (1, "1 feed"), (2, "2 feeds"), (12_000, "12,000 feeds")])
def test_numbers_agree_with_what_they_count(number: int, words: str) -> None:
    assert counted(number, "feed") == words
