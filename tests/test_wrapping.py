"""Lines of so many cells, in every script, with nothing lost."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.wrapping import TAB, spread_tabs, wrap, wrap_code

SCRIPTS = "ab \n\t-\u00a0\u3000日本語、。「」ーっｱ\u3099\ufe0fé’“…👍🏽👩\u200d🇩🇪한글ก็क्षשלוםا\u0651e\u0301"

scripts = st.text(alphabet=st.sampled_from(SCRIPTS), max_size=80)
widths = st.integers(2, 20)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 20, ["one two three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 3, ["one", "two", "thr", "ee"]),
        ("first\nsecond", 20, ["first", "second"]),
        ("verse\n\nverse", 20, ["verse", "", "verse"]),
        ("verse\n", 20, ["verse", ""]),
        ("  indented", 20, ["  indented"]),
        ("a\n   then", 20, ["a", "   then"]),
        ("a  b", 20, ["a  b"]),
        ("one\ttwo three", 8, ["one\ttwo", "three"]),
        ("      word", 5, ["word"]),
        ("one two   ", 7, ["one two"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("so abcdefghij is", 6, ["so", "abcdef", "ghij", "is"]),
        ("naïve façade", 6, ["naïve", "façade"]),
        ("Привет, мир", 7, ["Привет,", "мир"]),
        ("10\u00a0km far", 6, ["10\u00a0km", "far"]),
        ("日本語の文章", 6, ["日本語", "の文章"]),
        ("日本語、文章", 6, ["日本", "語、文", "章"]),
        ("「日本」と言う", 8, ["「日本」", "と言う"]),
        ("今日はhello", 8, ["今日は", "hello"]),
        ("　段落の初め", 8, ["　段落の", "初め"]),
        ("コンピューター", 8, ["コン", "ピュー", "ター"]),
        ("漢。。。。。", 6, ["漢。。", "。。。"]),
        ("漢字。“引用”だ", 8, ["漢字。", "“引用”だ"]),
        ("한국어 문장입니다", 8, ["한국어", "문장입니", "다"]),
        ("👍🏽👍🏽👍🏽", 4, ["👍🏽👍🏽", "👍🏽"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("שלום עולם", 5, ["שלום", "עולם"]),
        ("漢字 x", 1, ["漢", "字", "x"]),
    ],
)
def test_text_breaks_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


@given(scripts, widths)
@example("a\u3000日日", 2)
@example("日本\u3000\u3000日本語、日本", 5)
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, width: int) -> None:
    ranges = wrap(text, width)

    assert all(cell_len(text[start:end].replace("\t", " ")) <= width for start, end in ranges)
    assert "".join(words(text[start:end]) for start, end in ranges) == words(text)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))
    assert all(before[0] < after[0] for before, after in pairwise(ranges))


@given(st.text(alphabet=st.sampled_from("ab \n"), max_size=60), widths)
def test_text_of_other_scripts_breaks_as_plain_text_does(text: str, width: int) -> None:
    # Each goes through another way: ASCII, one cell a letter, and word by word.
    cyrillic = text.translate({ord("a"): "д", ord("b"): "ж"})
    marked = text.translate({ord("a"): "a\u0301", ord("b"): "b\u0301"})
    lines = lines_of(text, width)

    assert lines_of(cyrillic, width) == [line.translate({ord("a"): "д", ord("b"): "ж"}) for line in lines]
    assert [line.replace("\u0301", "") for line in lines_of(marked, width)] == lines


@given(st.lists(st.sampled_from(["漢", "の", "漢。", "ター", "字、"]), max_size=30), st.integers(6, 20))
def test_no_line_begins_with_what_closes(parts: list[str], width: int) -> None:
    assert not [line for line in lines_of("".join(parts), width) if line.startswith(("、", "。", "ー"))]


@given(scripts, widths)
def test_code_keeps_every_character_and_its_own_lines(text: str, width: int) -> None:
    ranges = wrap_code(text, width)

    assert "".join(text[start:end] for start, end in ranges) == text.replace("\n", "")
    assert len(ranges) >= text.count("\n") + 1
    for start, end in ranges:
        line = text[start:end]
        # A tab is never parted, and what is piled on it stays with it.
        assert cell_len(spread_tabs(line).rstrip()) <= width or (line[0] == "\t" and cell_len(line[1:]) == 0)


@pytest.mark.parametrize(
    ("code", "width", "lines"),
    [
        ("\tx = 1", 10, ["\tx = 1"]),
        ("\t\txy = 1", 10, ["\t\txy", " = 1"]),
        ("a\tb", 5, ["a\tb"]),
        ("漢\tb", 5, ["漢\tb"]),
        ("abcdef", 4, ["abcd", "ef"]),
        ("if x == 10:", 9, ["if x == ", "10:"]),
        ("call(several, words)", 10, ["call(sever", "al, words)"]),
        ("        several", 10, ["        se", "veral"]),
        ("漢字 == 漢字", 10, ["漢字 == ", "漢字"]),
        ("x\n\ny", 4, ["x", "", "y"]),
        ("  漢字漢字", 6, ["  漢字", "漢字"]),
        ("", 4, [""]),
    ],
    ids=[
        "tab",
        "tabs wrap",
        "to the stop",
        "wide to the stop",
        "long",
        "behind a blank",
        "not far back",
        "not in the indentation",
        "wide words",
        "blank line",
        "wide",
        "nothing",
    ],
)
def test_code_is_cut_where_it_is_full(code: str, width: int, lines: list[str]) -> None:
    assert [code[start:end] for start, end in wrap_code(code, width)] == lines


@pytest.mark.parametrize(
    ("line", "spread"),
    [("\tx", "    x"), ("ab\tx", "ab  x"), ("漢\tx\ty", "漢  x   y"), ("漢字\tx", "漢字    x"), ("é", "é")],
)
def test_tabs_lead_to_the_next_stop(line: str, spread: str) -> None:
    assert TAB == 4
    assert spread_tabs(line) == spread


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "漢" * 1_000_000,
        "漢。" * 500_000,
        "word " * 200_000,
        "👩\u200d👧" * 100_000,
        "a" + "\u0301" * 200_000,
    ],
    ids=["a word", "han", "han and stops", "words", "emoji", "marks"],
)
def test_a_paragraph_of_a_megabyte_is_wrapped_within_its_time(text: str) -> None:
    started = time.process_time()

    ranges = wrap(text, 76)

    assert time.process_time() - started < 3
    assert sum(end - start for start, end in ranges) >= len(words(text))


def test_every_character_of_the_first_plane_is_measured_as_it_is_painted() -> None:
    characters = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000 and code != 0x7F]

    too_wide = [each for each in characters if any(cell_len(line) > 6 for line in lines_of(each * 9 + " " + each, 6))]

    assert not too_wide
