"""Words are found as a reader would find them, and the index never misses what a plain look at the text finds."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.query.making import texts, words_texts
from tests.query.samples import SAMPLES

from newsreader.folding import Term, index_terms, is_decided_by_terms, query_terms
from newsreader.query.needles import is_in, is_path_in, spans_in
from newsreader.query.tree import Field, Words


def words(text: str, *, exact: bool = False, prefix: bool = False, whole: bool = False) -> Words:
    return Words(Field.ANY, text, exact, prefix, whole)


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        pytest.param(words("summit"), "The SUMMIT, in Tokyo", True, id="a word in any case"),
        pytest.param(words("sum"), "The summit", False, id="not its beginning"),
        pytest.param(words("sum", prefix=True), "The summit", True, id="unless with a star"),
        pytest.param(words("mit", prefix=True), "The summit", False, id="never its end"),
        pytest.param(words("zurich"), "In Zürich", True, id="accents do not count"),
        pytest.param(words("Zürich"), "In Zurich", True, id="nor those that are typed"),
        pytest.param(words("zurich", exact=True), "In Zürich", False, id="in quotes they do"),
        pytest.param(words("zürich", exact=True), "In ZÜRICH", True, id="while case still does not"),
        pytest.param(words("zürich", exact=True), "In Zu\u0308rich", True, id="however they are composed"),
        pytest.param(words("tokyo summit", exact=True), "the Tokyo summit", True, id="a phrase"),
        pytest.param(words("tokyo summit", exact=True), "a summit in Tokyo", False, id="not its words apart"),
        pytest.param(words("tokyo summit", exact=True), "Tokyo — summit", True, id="signs between them"),
        pytest.param(words("tokyo sum", exact=True, prefix=True), "Tokyo summits", True, id="a phrase going on"),
        pytest.param(words("full-text"), "the full text", True, id="joined words stand together"),
        pytest.param(words("full-text"), "text, full", False, id="in this order"),
        pytest.param(words("don't"), "I don’t", True, id="apostrophes"),
        pytest.param(words("2025"), "in2025", False, id="digits cling to letters"),
        pytest.param(words("read"), "read_only", True, id="underscores part"),
        pytest.param(words("еще"), "Ещё раз", True, id="yo"),
        pytest.param(words("все", exact=True), "всё", False, id="yo in quotes"),
        pytest.param(words("кот"), "который", False, id="Russian words are whole"),
        pytest.param(words("οδος"), "Η ΟΔΌΣ", True, id="Greek"),
        pytest.param(words("العراق"), "العِراق", True, id="points do not count"),
        pytest.param(words("العراق", exact=True), "العِراق", True, id="not even in quotes"),
        pytest.param(words("عراق"), "العراق", False, id="Arabic words are whole"),
        pytest.param(words("数据库"), "关系数据库系统", True, id="inside a run of Han"),
        pytest.param(words("据库"), "数据，库存", False, id="not over a sign"),
        pytest.param(words("猫"), "黒猫", True, id="one character"),
        pytest.param(words("京都"), "東京都", True, id="any part of a run"),
        pytest.param(words("カード"), "クレジットカード", True, id="Japanese"),
        pytest.param(words("か"), "が", False, id="voiced kana are others"),
        pytest.param(words("안전"), "안전이 중요", True, id="Korean with its particle"),
        pytest.param(words("ไทย"), "ประเทศไทยสวย", True, id="Thai"),
        pytest.param(words("दिल"), "दिल्ली", False, id="Hindi words are whole"),
        pytest.param(words("दिल", prefix=True), "दिल्ली", True, id="and have beginnings"),
        pytest.param(words("iphone"), "新iPhone発表", True, id="Latin among Han"),
        pytest.param(words("8月"), "2025年8月に", True, id="digits among Han"),
        pytest.param(words("8月"), "18月", False, id="are whole words"),
        pytest.param(words("tokyo summit", whole=True), " Tokyo  SUMMIT ", True, id="all of it"),
        pytest.param(words("tokyo", whole=True), "Tokyo summit", False, id="not a part"),
        pytest.param(words("tokyo", whole=True, prefix=True), "Tokyo summit", True, id="its beginning"),
        pytest.param(words("c++", whole=True), "C", False, id="sign by sign"),
        pytest.param(words("..."), "...", False, id="nothing finds nothing"),
    ],
)
def test_is_in(wanted: Words, text: str, found: bool) -> None:
    assert is_in(wanted, text) == found


@given(words_texts, texts, texts, st.booleans())
def test_words_are_found_between_blanks(text: str, before: str, after: str, exact: bool) -> None:
    assert is_in(words(text, exact=exact), f"{before} {text} {after}")


@given(words_texts, texts)
def test_what_is_exact_is_found_without_accents_too(wanted: str, text: str) -> None:
    assert is_in(words(wanted), text) or not is_in(words(wanted, exact=True), text)


def holds(terms: set[str], wanted: Term) -> bool:
    return any(term.startswith(wanted.text) if wanted.is_prefix else term == wanted.text for term in terms)


near = st.tuples(texts, texts, texts).map("".join)


@given(words_texts, near, st.booleans(), st.booleans(), st.integers(0, 30), st.integers(0, 6))
def test_the_index_never_misses(wanted: str, text: str, exact: bool, prefix: bool, start: int, size: int) -> None:
    """Asked for any words, and for any stretch of the text itself."""
    for looked_for in (wanted, text[start : start + size]):
        needle = words(looked_for, exact=exact, prefix=prefix)
        terms = query_terms(looked_for, is_prefix=prefix)
        if not terms:
            continue
        has_terms = all(holds(index_terms(text), term) for term in terms)

        assert has_terms or not is_in(needle, text)
        if is_decided_by_terms(looked_for) and not exact:
            assert has_terms == is_in(needle, text)


SPACED = ("English", "German", "Polish", "Russian", "Greek", "Arabic", "Hebrew", "Hindi")


def plainly(word: str) -> str:
    """The oracle's own folding: enough for the samples."""
    apart = "".join(
        sign if sign in "йł" else unicodedata.normalize("NFKD", sign)
        for sign in unicodedata.normalize("NFC", word).casefold()
    )
    return "".join(sign for sign in apart.replace("ł", "l") if unicodedata.combining(sign) not in range(10, 240))


@pytest.mark.parametrize("language", SPACED)
def test_words_are_found_as_a_scan_finds_them(language: str) -> None:
    """Every word of the samples, and each without its last letter, asked of this sample."""
    there = [{plainly(word) for word in re.split(r"[\s.,;:“”’'״،।]+", SAMPLES[name])} for name in SPACED]
    here = there[SPACED.index(language)]
    terms = index_terms(SAMPLES[language])

    for word in set().union(*there) | {word[:-1] for word in here} - {""}:
        if not word:
            continue
        assert is_in(words(word), SAMPLES[language]) == (word in here), word
        assert all(holds(terms, term) for term in query_terms(word)) == (word in here), word


@pytest.mark.parametrize("language", [name for name in SAMPLES if name not in SPACED])
def test_every_stretch_of_a_run_is_found_as_a_scan_finds_it(language: str) -> None:
    sample = SAMPLES[language]
    terms = index_terms(sample)
    others = "".join(SAMPLES[name] for name in SAMPLES if name not in SPACED)

    for text in {others[start : start + size] for size in (1, 2, 3) for start in range(len(others))}:
        if not re.fullmatch(r"\w+", text) or "ำ" in text or "ໍ" in text:
            continue  # a vowel of two signs is looked for as both
        is_there = text in sample
        assert is_in(words(text), sample) == is_there, text
        assert all(holds(terms, term) for term in query_terms(text)) or not is_there, text


@pytest.mark.parametrize(
    ("wanted", "text", "spans"),
    [
        pytest.param(words("zurich"), "In Zürich, Zürich", ["Zürich", "Zürich"], id="accents"),
        pytest.param(words("strasse"), "Die Straße!", ["Straße"], id="one letter that is two"),
        pytest.param(words("full-text"), "Full — text", ["Full — text"], id="signs between"),
        pytest.param(words("数据"), "数据库的数据", ["数据", "数据"], id="parts of runs"),
        pytest.param(words("sum", prefix=True), "summit", ["sum"], id="a beginning"),
        pytest.param(words("cafe\u0301", exact=True), "un café", ["café"], id="exact"),
        pytest.param(words("a", whole=True), "A", ["A"], id="all of it"),
        pytest.param(words("x"), "abc", [], id="nowhere"),
    ],
)
def test_spans_in(wanted: Words, text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in spans_in(wanted, text)] == spans


@given(words_texts, texts, st.booleans(), st.booleans())
def test_spans_are_where_the_words_are(wanted: str, text: str, exact: bool, prefix: bool) -> None:
    needle = words(wanted, exact=exact, prefix=prefix)

    assert bool(spans_in(needle, text)) == is_in(needle, text)


@pytest.mark.parametrize(
    ("wanted", "path", "found"),
    [
        pytest.param(words("news"), "News", True, id="itself"),
        pytest.param(words("news"), "News/Europe", True, id="what is inside"),
        pytest.param(words("europe"), "News/Europe/North", True, id="from the middle"),
        pytest.param(words("news/europe"), "News/Europe", True, id="a path"),
        pytest.param(words("news/north"), "News/Europe/North", False, id="not with gaps"),
        pytest.param(words("new"), "News", False, id="not a part of a name"),
        pytest.param(words("new", prefix=True), "Old/News", True, id="unless with a star"),
        pytest.param(words("news", whole=True), "News/Europe", False, id="all of it"),
        pytest.param(words("news/eur", whole=True, prefix=True), "News/Europe", True, id="all of it, going on"),
        pytest.param(words("c"), "c++", False, id="sign by sign"),
        pytest.param(words("world  cup"), "World Cup", True, id="blanks"),
        pytest.param(words("café"), "Cafe", True, id="accents"),
        pytest.param(words("x"), "", False, id="no folder"),
    ],
)
def test_is_path_in(wanted: Words, path: str, found: bool) -> None:
    assert is_path_in(wanted, path) == found
