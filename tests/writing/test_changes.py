"""What changed between two versions: nothing is lost, and people see what a person would mark."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.writing.samples import EVERY_KIND, article

from newsreader.blocks import Block, BlockKind
from newsreader.model import Version
from newsreader.writing.changes import Paragraph, RunKind, compare, edits_of

MARKS = {RunKind.SAME: "{}", RunKind.REMOVED: "[-{}-]", RunKind.ADDED: "{{+{}+}}"}
SECONDS = 4.0
"""Half of it is tokenising; the machine may be busy."""


def marked(before: list[str], after: list[str]) -> list[str]:
    return ["".join(MARKS[run.kind].format(run.text) for run in paragraph) for paragraph in compare(before, after)]


def side(paragraphs: list[Paragraph], changed: RunKind) -> list[str]:
    """Return one version's paragraphs as they come out of the comparison, without white space."""
    texts = ("".join(run.text for run in each if run.kind in (RunKind.SAME, changed)) for each in paragraphs)
    return [squeezed for text in texts if (squeezed := "".join(text.split()))]


def squeezed(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


PIECES = [
    "the",
    "tide",
    "rose.",
    "and",
    "fell,",
    "3,500",
    "don't",
    "(x)",
    "日本",
    "語",
    "ที่",
    "é",
    "👩\u200d🚀",
    " ",
    "\n",
]
words = st.sampled_from(PIECES)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join).filter(str.strip)
versions = st.lists(texts | st.text(min_size=1, max_size=9).filter(str.strip), max_size=6)


@given(versions, versions)
def test_the_same_with_what_was_removed_is_the_old_and_with_what_was_added_the_new(
    before: list[str], after: list[str]
) -> None:
    found = compare(before, after)

    assert side(found, RunKind.REMOVED) == squeezed(before)
    assert side(found, RunKind.ADDED) == squeezed(after)


@given(versions, versions)
def test_neighbouring_runs_differ_and_none_is_empty(before: list[str], after: list[str]) -> None:
    for paragraph in compare(before, after):
        kinds = [run.kind for run in paragraph]
        assert kinds
        assert all(run.text for run in paragraph)
        assert all(one is not other for one, other in pairwise(kinds))


@given(versions)
def test_nothing_changed_between_equal_versions(version: list[str]) -> None:
    assert [run.kind for each in compare(version, version) for run in each] == [RunKind.SAME] * len(version)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It opens in spring, we hear.", "It opens in summer, we hear.", "It opens in[- spring-]{+ summer+}, we hear."),
        ("A new bridge opens.", "A bridge opens.", "A[- new-] bridge opens."),
        ("Old The bridge opens.", "The bridge opens.", "[-Old-] The bridge opens."),
        ("The bridge opens.", "The bridge opens today.", "The bridge opens{+ today+}."),
        ("It cost 3,500 euros more.", "It cost 3,900 euros more.", "It cost[- 3,500-]{+ 3,900+} euros more."),
        ("首相は東京で会談した。", "首相は大阪で会談した。", "首相は[-東京-]{+大阪+}で会談した。"),
        ("ประชุมที่โตเกียว", "ประชุมที่โอซากา", "ประชุมที่โ[-ตเกียว-]{+อซากา+}"),
        ("日本語。", "日本人。", "日本[-語-]{+人+}。"),
        ("one  two three", "one two\nthree", "one two\nthree"),
    ],
    ids=["word", "removed", "at the start", "before the stop", "number", "Japanese", "Thai", "short", "white space"],
)
def test_changes_are_shown_word_by_word(before: str, after: str, expected: str) -> None:
    assert marked([before], [after]) == [expected]


def test_a_paragraph_that_came_or_went_stands_whole() -> None:
    kept = "The bridge opens in spring, the council said."
    gone, came = "Nobody could be reached for a comment.", "Update: it now opens a month later than planned."

    assert marked([kept, gone], [came, kept]) == [f"{{+{came}+}}", kept, f"[-{gone}-]"]


def test_two_long_paragraphs_in_one_script_are_not_mixed() -> None:
    gone = "首相は月曜日に東京で大統領と会談し、安全保障と経済協力について話し合った。"
    came = "この記事は訂正されました。以前の版では、橋が開く日を間違えていました。お詫びします。"

    assert marked([gone], [came]) == [f"[-{gone}-]", f"{{+{came}+}}"]


def test_an_edited_paragraph_is_found_among_others() -> None:
    before = ["Alpha beta gamma delta.", "The tide rose over the harbour wall.", "Last words of the day."]
    after = ["The tide rose over the old harbour wall.", "Last words of the day."]

    assert marked(before, after) == [
        "[-Alpha beta gamma delta.-]",
        "The tide rose over the{+ old+} harbour wall.",
        "Last words of the day.",
    ]


def test_a_word_that_is_the_same_by_chance_is_not_left_standing_alone() -> None:
    before = "Beginning stays here. Completely unrelated words to something and nothing. The ending stays too."
    after = "Beginning stays here. Absolutely fresh sentences to everybody elsewhere. The ending stays too."

    assert marked([before], [after]) == [
        "Beginning stays here.[- Completely unrelated words to something and nothing-]"
        "{+ Absolutely fresh sentences to everybody elsewhere+}. The ending stays too."
    ]


def test_in_a_long_text_that_repeats_itself_one_change_is_one_change() -> None:
    chorus = "la la tra la li la lo " * 3000
    before, after = chorus + chorus, chorus + "new " + chorus

    assert [run.text for run in compare([before], [after])[0] if run.kind is not RunKind.SAME] == [" new"]


def test_many_changes_far_apart_in_a_long_text_are_found_apart() -> None:
    dice = random.Random(1)
    old = [f"w{dice.randrange(300)}" for _ in range(9000)]
    new = [f"new{place}" if place % 1000 == 500 else word for place, word in enumerate(old)]

    (paragraph,) = compare([" ".join(old)], [" ".join(new)])

    added = [run.text.strip() for run in paragraph if run.kind is RunKind.ADDED]
    assert added == [f"new{place}" for place in range(500, 9000, 1000)]


HOSTILE = {
    "one word": ("a " * 500_000, "a b " * 250_000),
    "letters by chance": tuple("".join(random.Random(seed).choices("ab ", k=10**6)) for seed in (1, 2)),
    "all in another order": (" ".join(map(str, range(150_000))), " ".join(map(str, range(150_000, 0, -1)))),
    "blanks": (" " * 10**6 + "x", "y" + " " * 10**6),
    "no blanks": ("語" * 330_000, "語本" * 165_000),
    "stops": ("." * 10**6, ".," * 500_000),
    "apostrophes": ("a'" * 500_000, "'a" * 500_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_megabyte_made_to_be_slow_is_compared_in_seconds(what: str) -> None:
    before, after = HOSTILE[what]
    started = time.process_time()

    found = compare([before], [after])

    assert time.process_time() - started < SECONDS
    assert side(found, RunKind.ADDED) == squeezed([after])


def test_fifty_thousand_paragraphs_are_compared_in_seconds() -> None:
    started = time.process_time()

    found = compare(["x"] * 50_000, ["x", "y"] * 25_000)

    assert time.process_time() - started < SECONDS
    assert side(found, RunKind.ADDED) == ["x", "y"] * 25_000


def test_a_renaming_is_found_in_each_of_many_paragraphs() -> None:
    before = [f"Paragraph {n} tells of what {n * 7} people saw in old town that day." for n in range(250)]

    found = compare(before, [text.replace("old", "new") for text in before])

    assert len(found) == 250
    assert all([run.text for run in each if run.kind is RunKind.ADDED] == [" new"] for each in found)


def test_each_edit_is_compared_with_the_version_before_it_newest_first() -> None:
    def version(words: str, kept_at: int) -> Version:
        return Version(f"Title {words}", (Block(BlockKind.PARAGRAPH, f"It was {words}."),), kept_at)

    now = article(title="Title three")
    now = type(now)(now.headline, "", None, None, (Block(BlockKind.PARAGRAPH, "It was three."),), ())

    edits = edits_of(now, [version("two", 20), version("one", 10)])

    assert [edit.at for edit in edits] == [20, 10]
    assert [edit.title[-1].text for edit in edits] == [" three", " two"]
    assert [[run.text for run in edit.text[0]] for edit in edits] == [
        ["It was", " two", " three", "."],
        ["It was", " one", " two", "."],
    ]


def test_all_that_a_reader_sees_of_the_blocks_is_compared() -> None:
    now = article()
    now = type(now)(now.headline, "", None, None, EVERY_KIND, ())

    (edit,) = edits_of(now, [Version(now.headline.title, (), 10)])

    added = [run.text for paragraph in edit.text for run in paragraph if run.kind is RunKind.ADDED]
    assert {"Caption.", "Picture: Ada", "Tern\t71,000", "A film", "one"} <= set(added)


def test_an_article_that_was_never_edited_has_no_edits() -> None:
    assert edits_of(article(), []) == []
