"""What stands around the words that a query found in a text."""

from __future__ import annotations

import pytest

from newsreader.query.parser import parse
from newsreader.query.snippets import Snippet, missing_words, snippet


def piece(query: str, *texts: str, title: str = "") -> Snippet | None:
    asked = parse(query)
    return snippet(asked, missing_words(asked, title), texts)


def marked(found: Snippet | None) -> list[str]:
    assert found is not None
    return [found.text[start:end] for start, end in found.spans]


def test_it_begins_a_word_or_two_before_the_first_hit_and_says_that_more_was_there() -> None:
    found = piece("oslo", "No town here.", "It was a long way from Bergen to Oslo, and back to Oslo.")

    assert found is not None
    assert found.text == "…Bergen to Oslo, and back to Oslo."
    assert marked(found) == ["Oslo", "Oslo"]


def test_a_hit_at_the_beginning_has_nothing_before_it() -> None:
    found = piece("oslo", "Oslo it was.")

    assert found == Snippet("Oslo it was.", ((0, 4),))


def test_a_title_that_holds_all_words_needs_none() -> None:
    query = parse("tokyo summit")

    assert missing_words(query, "The summit of Tōkyō") == []
    assert [words.text for words in missing_words(query, "Tōkyō at night")] == ["summit"]


def test_it_is_around_a_word_that_the_title_does_not_hold() -> None:
    found = piece("tokyo summit", "Tokyo is large.", "They met at the summit in Tokyo.", title="Tokyo")

    assert found is not None
    assert found.text == "…met at the summit in Tokyo."
    assert marked(found) == ["summit", "Tokyo"]


@pytest.mark.parametrize(
    ("query", "title"),
    [("feed:towns", "A"), ("-oslo", "A"), ("title:oslo", "A"), ("unread", "A")],
)
def test_what_is_not_looked_for_in_texts_needs_none(query: str, title: str) -> None:
    assert missing_words(parse(query), title) == []


def test_where_no_text_holds_a_word_there_is_none() -> None:
    assert piece("oslo", "Bergen.", "") is None


@pytest.mark.parametrize(
    ("query", "text", "hit"),
    [
        ("数据库", "很多很多很多很多很多很多很多很多很多很多关于数据库的文章", "数据库"),
        ("ข่าว", "วันนี้วันนี้วันนี้วันนี้วันนี้อ่านข่าววันนี้", "ข่าว"),
        ("كتاب", "هذا هذا هذا هذا هذا هذا كِتَابٌ جديد", "كِتَابٌ"),
        ("tok*", "So many words stand before tokens", "tok"),
    ],
    ids=["chinese", "thai", "arabic", "star"],
)
def test_scripts_of_all_kinds_are_marked_where_they_stand(query: str, text: str, hit: str) -> None:
    assert marked(piece(query, text)) == [hit]


def test_hostile_text_becomes_one_clean_line() -> None:
    found = piece("oslo", "a\x1b]0;x\x07\n\n\tb\u202e [@click=app.quit] o\u200bslo Oslo")

    assert found is not None
    assert found.text.isprintable()
    assert "Oslo" in marked(found)


def test_a_text_without_a_blank_is_cut_at_the_hit() -> None:
    found = piece("oslo", "x" * 5000 + "-oslo-" + "y" * 5000)

    assert found is not None
    assert found.text.startswith("…oslo-y")
    assert len(found.text) < 250
