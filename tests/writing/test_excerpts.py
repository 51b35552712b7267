"""Long stretches that did not change are left out of a comparison."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.writing.changes import Paragraph, RunKind, compare
from newsreader.writing.excerpts import shortened

LONG = " ".join(f"word{number}" for number in range(100))


def texts(paragraphs: list[Paragraph]) -> list[str]:
    return ["".join(run.text for run in paragraph) for paragraph in paragraphs]


def excerpt(before: list[str], after: list[str]) -> list[str]:
    return texts(shortened(compare(before, after)))


def test_paragraphs_that_did_not_change_become_one_gap() -> None:
    before = ["One.", "Two.", "It opens in spring.", "Three.", "It costs 12 euros.", "It costs 7 pounds."]
    after = [*before[:2], "It opens in summer.", "Three.", "It costs 14 euros.", "It costs 9 pounds."]

    assert excerpt(before, after) == [
        "…",
        "It opens in spring summer.",
        "…",
        "It costs 12 14 euros.",
        "It costs 7 9 pounds.",
    ]


def test_of_a_long_paragraph_the_words_around_a_change_stay() -> None:
    (text,) = excerpt([f"{LONG} old {LONG}"], [f"{LONG} new {LONG}"])

    assert text.startswith("…word")
    assert "word99 old new word0" in text
    assert text.endswith("…")
    assert not text.endswith(" …")
    assert len(text) < 250


def test_between_two_changes_the_ends_stay() -> None:
    (text,) = excerpt([f"one {LONG} two"], [f"three {LONG} four"])

    assert text.startswith("onethree word0 ")
    assert text.endswith(" word99 two four")
    assert text.count("…") == 1


def test_two_gaps_are_one() -> None:
    before = [f"old {LONG}", "Kept.", f"{LONG} old"]
    after = [f"new {LONG}", "Kept.", f"{LONG} new"]

    first, second = excerpt(before, after)

    assert first.endswith("…")
    assert second.startswith("…")
    assert excerpt(["Kept.", before[2]], ["Kept.", after[2]]) == [second]


def test_a_short_stretch_stays_whole() -> None:
    short = " ".join(f"word{number}" for number in range(12))

    assert excerpt([f"old {short} old"], [f"new {short} new"]) == [f"oldnew {short} old new"]


def test_text_without_blanks_is_cut_anywhere_but_not_before_a_mark() -> None:
    thai = "ที่" * 200

    (text,) = excerpt([f"{thai}กก"], [f"{thai}ขข"])

    assert text.startswith("…ท")
    assert len(text) < 120


@given(st.lists(st.sampled_from([LONG, "short one", "日本語" * 99, "x" * 999, "…" * 200]), max_size=6), st.data())
def test_what_changed_always_stays_and_little_else(paragraphs: list[str], data: st.DataObject) -> None:
    edited = [data.draw(st.sampled_from([text, f"{text} added", f"first {text}", ""])) for text in paragraphs]
    whole = compare(paragraphs, [text for text in edited if text])

    short = shortened(whole)

    for kind in (RunKind.REMOVED, RunKind.ADDED):
        assert runs(short, kind) == runs(whole, kind)
    assert sum(map(len, runs(short, RunKind.SAME))) <= 300 * len(short)
    assert all(run.text for paragraph in short for run in paragraph)


def runs(paragraphs: list[Paragraph], kind: RunKind) -> list[str]:
    return [run.text for paragraph in paragraphs for run in paragraph if run.kind is kind]
