"""What the eye takes for the same word is the same word, and an index of terms never misses what a scan would find."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.folding import (
    MAX_TERM,
    Term,
    cut_words,
    fold,
    fold_case,
    index_terms,
    is_decided_by_terms,
    places,
    query_terms,
    title_key,
    words_of,
)

ALPHABETS = (
    "aAbeéEßŒøłIİıſ",
    "аАеёйЙиіїґў\u0306\u0301",
    "αάΑσςΣΰᾳ\u0345",
    "اأآإةهىيیکـ\u064b\u064f\u0651",
    "אבגד\u05b7\u05bcשׁ״",
    "กขเแำ้่ๆ\u0e4d",
    "日本国語々〇がカガｶﾞー・\U00020000",
    "안전한국\u1112\u1161\u11ab",
    "कखज़ज़िी्\u093cं",
    "ကမြန်",
    "កខ្មែរ",
    "ກຂາວ",
    "0123٣५３²½",
    " \n\t.,'’“”-_/(）：、。&🙂\u200b\u200c\u00ad",
)
letters = st.sampled_from("".join(ALPHABETS))
texts = st.text(letters | st.characters(exclude_categories=()), max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Tokyo SUMMIT", "tokyo summit", id="case"),
        pytest.param("São Tomé, Kraków", "sao tome, krakow", id="accents"),
        pytest.param("Ещё", "еще", id="yo"),
        pytest.param("мой", "мой", id="the short i is a letter of its own"),
        pytest.param("Їжак", "іжак", id="yi"),
        pytest.param("København, Ærø", "kobenhavn, aero", id="Danish"),
        pytest.param("Łódź", "lodz", id="Polish"),
        pytest.param("Straße STRASSE", "strasse strasse", id="sharp s"),
        pytest.param("Œuvre", "oeuvre", id="ligature"),
        pytest.param("İstanbul ırmak", "istanbul irmak", id="Turkish"),
        pytest.param("Þór Garðar", "thor gardar", id="Icelandic"),
        pytest.param("Đà Nẵng", "da nang", id="Vietnamese"),
        pytest.param("ΟΔΥΣΣΕΎΣ ὀδυσσεύς", "οδυσσευσ οδυσσευσ", id="Greek, old and new"),
        pytest.param("ｆｕｌｌ　ｗｉｄｔｈ", "full width", id="full width"),
        pytest.param("ｶﾞｷﾞ", "ガギ", id="half-width kana"),
        pytest.param("が", "が", id="a voiced kana is a letter of its own"),
        pytest.param("ﬁne", "fine", id="typographic ligature"),
        pytest.param("CO₂ m²", "co2 m2", id="small digits"),
        pytest.param("cafe\u0301", "cafe", id="accent apart from its letter"),
        pytest.param("التَّعْلِيم", "التعليم", id="pointed Arabic"),
        pytest.param("أحمد إيران آسيا", "احمد ايران اسيا", id="hamza"),
        pytest.param("مدرسة مستشفى", "مدرسه مستشفي", id="last letters of Arabic words"),
        pytest.param("تهران یک کشور", "تهران يك كشور", id="Persian letters"),
        pytest.param("العـــراق", "العراق", id="stretched Arabic"),
        pytest.param("١٢٣ ۴۵ १२", "123 45 12", id="digits of other scripts"),
        pytest.param("שָׁלוֹם", "שלום", id="pointed Hebrew"),
        pytest.param("ज़मीन", "जमीन", id="nukta"),
        pytest.param("น้ำ", "น\u0e49\u0e4dา", id="Thai keeps its tones"),
        pytest.param("می‌خواهم", "ميخواهم", id="joiners are not seen"),
        pytest.param("co\u00adoperate", "cooperate", id="soft hyphen"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(f"{text} \u2468") == f"{folded} 9", "and so in company of what takes the long way"


@given(texts)
@example("ᾳ\u0345")
@example("и\u0301\u0306")
@example("Σ")
@example("ΑΣ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_case(fold_case(text)) == fold_case(text)


@given(texts)
def test_how_a_text_is_composed_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert fold_case(unicodedata.normalize("NFC", text)) == fold_case(unicodedata.normalize("NFD", text))


@given(texts)
def test_the_quick_way_folds_as_the_long_one(text: str) -> None:
    """U+2468 is a digit in a circle, which no quick way knows."""
    assert fold(text + " \u2468") == fold(text) + " 9"


@given(texts)
def test_what_differs_only_in_accents_is_the_same_folded(text: str) -> None:
    assert words_of(fold_case(text)) == words_of(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Tokyo summit, 2025!", ["tokyo", "summit", "2025"], id="English"),
        pytest.param("don't l’homme", ["don", "t", "l", "homme"], id="apostrophes part words"),
        pytest.param("full-text read_only", ["full", "text", "read", "only"], id="hyphens and underscores too"),
        pytest.param("U.S. 3.5 C++", ["u", "s", "3", "5", "c"], id="signs too"),
        pytest.param("Лидеры Японии", ["лидеры", "японии"], id="Russian"),
        pytest.param('צה״ל וצה"ל', ["צה", "ל", "וצה", "ל"], id="Hebrew"),
        pytest.param("नई दिल्ली में", ["नई", "दिल्ली", "में"], id="Hindi keeps its vowel signs"),
        pytest.param("தமிழ் நாடு", ["தமிழ்", "நாடு"], id="Tamil"),
        pytest.param("日本と韓国は、東京で", ["日本と韓国は", "東京で"], id="Japanese"),
        pytest.param("ジョン・スミス", ["ジョン", "スミス"], id="middle dot"),
        pytest.param("2025年8月のiPhone発表", ["2025", "年", "8", "月の", "iphone", "発表"], id="scripts side by side"),
        pytest.param("안전 문제", ["안전", "문제"], id="Korean"),
        pytest.param("กรุงเทพฯ ประเทศไทย", ["กรุงเทพฯ", "ประเทศไทย"], id="Thai"),
        pytest.param("𠀀𠀁 a𠀀", ["𠀀𠀁", "a", "𠀀"], id="rare Han"),
        pytest.param(" .-\n", [], id="no words at all"),
        pytest.param("", [], id="empty"),
    ],
)
def test_words_of(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(texts)
def test_words_hold_letters_digits_and_signs_of_letters_only(text: str) -> None:
    for word in words_of(text):
        assert all(character.isalnum() or unicodedata.category(character)[0] == "M" for character in word)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("The Tokyo Summit", ["the", "tokyo", "summit"], id="words"),
        pytest.param("数据库", ["数据", "据库", "库"], id="pairs and the last"),
        pytest.param("猫", ["猫"], id="one character"),
        pytest.param("“Naïve” 数据", ["naive", "数据", "据"], id="both"),
        pytest.param("x" * 100, ["x" * MAX_TERM], id="too long"),
        pytest.param("a b a", ["a", "b"], id="each once"),
    ],
)
def test_index_terms(text: str, terms: list[str]) -> None:
    assert index_terms(text) == set(terms)


@given(texts)
def test_terms_pass_the_tokenizer_of_sqlite_unchanged(text: str) -> None:
    """FTS5's `ascii` cuts at every ASCII character that is no letter or digit, and lowers ASCII letters."""
    for term in index_terms(text):
        assert term
        assert len(term) <= MAX_TERM
        assert re.fullmatch(r"(?:[a-z0-9]|[^\x00-\x7f])+", term)
        assert not re.search(r"\s", term)


@given(texts)
def test_index_terms_are_made_of_the_words(text: str) -> None:
    """Chunk by chunk, by heart or not: the same as from the whole folded text."""
    words = cut_words(fold(text))

    assert set("".join(index_terms(text))) == set("".join(words))
    assert index_terms(text) == {term for word in words for term in index_terms(word)}


@pytest.mark.parametrize(
    ("text", "is_prefix", "terms", "is_decided"),
    [
        pytest.param("Tokyo", False, [Term("tokyo")], True, id="a word"),
        pytest.param("tok", True, [Term("tok", is_prefix=True)], True, id="a beginning"),
        pytest.param("tokyo sum", True, [Term("tokyo"), Term("sum", is_prefix=True)], False, id="a phrase going on"),
        pytest.param("数据库", False, [Term("数据"), Term("据库")], False, id="a run"),
        pytest.param("数据", False, [Term("数据")], True, id="a pair"),
        pytest.param("猫", False, [Term("猫", is_prefix=True)], True, id="one character begins some pair"),
        pytest.param("a a", False, [Term("a")], False, id="each term once"),
        pytest.param("…", False, [], False, id="nothing to go by"),
        pytest.param("x" * 70, True, [Term("x" * 64)], False, id="too long"),
    ],
)
def test_query_terms(text: str, is_prefix: bool, terms: list[Term], is_decided: bool) -> None:
    assert query_terms(text, is_prefix=is_prefix) == tuple(terms)
    assert is_decided_by_terms(text) == is_decided


@given(texts)
def test_places_lead_back_to_the_text(text: str) -> None:
    folded, origins = places(text)

    assert words_of(folded) == words_of(text)
    assert len(origins) == len(folded) + 1
    assert origins == sorted(origins)
    assert origins[-1] == len(text)


def test_a_found_word_is_where_places_say() -> None:
    text = "In Zürich, am Zürichsee"
    folded, origins = places(text)

    start = folded.index("zurich")

    assert text[origins[start] : origins[start + 6]] == "Zürich"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("“Ärger” – im  Büro", "arger im buro"),
        ("数据库 2.0", "数据库 2 0"),
        ("!?", ""),
        ("x" * 40, "x" * 32),
    ],
)
def test_titles_are_sorted_by_their_words(title: str, key: str) -> None:
    assert title_key(title) == key
