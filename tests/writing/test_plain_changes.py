"""What changed, as text for pipes."""

from __future__ import annotations

from rich.cells import cell_len

from newsreader.writing.changes import Edit, compare
from newsreader.writing.plain_changes import plain_changes


def edit(before: str, after: str, at: int = 0) -> Edit:
    (title,) = compare(["The bridge"], ["The new bridge"])
    return Edit(at, title, tuple(compare(["Kept.", before], ["Kept.", after])))


def test_what_went_and_what_came_stands_in_marks_of_their_own() -> None:
    text = plain_changes([edit("It opens in spring.", "It opens in early summer.", 1_795_348_800)], width=76)

    assert text == (
        "Edited 2026-11-22 12:00 UTC\n\nThe {+new+} bridge\n\n…\n\nIt opens in [-spring-] {+early summer+}.\n"
    )


def test_each_edit_has_its_time() -> None:
    text = plain_changes([edit("a b c", "a b d", 86_400), edit("a b", "a c", 0)], width=76)

    assert [line for line in text.splitlines() if line.startswith("Edited")] == [
        "Edited 1970-01-02 00:00 UTC",
        "Edited 1970-01-01 00:00 UTC",
    ]


def test_lines_keep_to_the_width() -> None:
    text = plain_changes([edit("old words " * 30, "新しい言葉 " * 30)], width=40)

    assert max(map(cell_len, text.splitlines())) <= 40
