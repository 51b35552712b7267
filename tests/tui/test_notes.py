"""What stands where articles would."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from newsreader.model import View, ViewKind
from newsreader.tui.inks import ROLES
from newsreader.tui.notes import SAMPLE_NOTE, empty_note

FEED = View(ViewKind.FEED, 1)


def lines(view: View, *, has_feeds: bool = True, error: str | None = None, width: int = 36) -> list[str]:
    note = empty_note(view, has_feeds=has_feeds, error=error, width=width)
    return ["".join(text for text, _ in line) for line in note]


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (ViewKind.TODAY, "Nothing new today"),
        (ViewKind.UNREAD, "All caught up"),
        (ViewKind.ALL, "No articles yet"),
        (ViewKind.FEED, "No articles in this feed yet"),
    ],
)
def test_an_empty_list_says_why_and_what_to_do_next(kind: ViewKind, title: str) -> None:
    assert lines(View(kind)) == ["✓", "", title, "r to refresh · ga for all"]


def test_nothing_starred_says_how_to_star() -> None:
    assert lines(View(ViewKind.STARRED)) == ["★", "", "No starred articles", "s stars an article, anywhere"]


@pytest.mark.parametrize(
    ("kind", "title", "what"),
    [
        (ViewKind.CONTINUE, "Nothing to continue", "Articles left half-way are listed here"),
        (ViewKind.HISTORY, "Nothing read yet", "Articles opened or marked read are listed here"),
        (ViewKind.MUTED, "Nothing muted", "Articles that rules hide are listed here"),
    ],
)
def test_an_empty_list_of_what_was_read_says_what_comes_there(kind: ViewKind, title: str, what: str) -> None:
    shown = lines(View(kind))

    assert shown[:3] == ["✓", "", title]
    assert " ".join(shown[3:]) == what


@pytest.mark.parametrize("kind", ViewKind)
def test_without_feeds_every_list_says_how_to_add_one(kind: ViewKind) -> None:
    shown = lines(View(kind), has_feeds=False, error="It answered 503.")

    assert shown[0] == "No feeds yet"
    assert "a adds one, by its address" in shown
    assert "newsreader import feeds.opml" in shown


def test_a_feed_that_fails_says_its_reason_in_lines_that_fit() -> None:
    reason = "The server at news.example answered 503 (Service Unavailable)\x1b[2J."

    shown = lines(FEED, error=reason, width=20)

    assert shown[0] == "!"
    assert shown[-1] == "r to try again"
    assert " ".join(shown[2:-1]) == "The server at news.example answered 503 (Service Unavailable)[2J."
    assert all(cell_len(line) <= 20 for line in shown)


@pytest.mark.parametrize("width", [8, 15, 29, 36])
@pytest.mark.parametrize("kind", ViewKind)
@pytest.mark.parametrize(
    ("has_feeds", "error"), [(True, None), (True, "It answered 503."), (False, None)], ids=["empty", "failed", "new"]
)
def test_notes_fit_whatever_the_width_with_every_word(
    kind: ViewKind, has_feeds: bool, error: str | None, width: int
) -> None:
    note = empty_note(View(kind), has_feeds=has_feeds, error=error, width=width)
    wide = lines(View(kind), has_feeds=has_feeds, error=error, width=200)

    assert all(cell_len("".join(text for text, _ in line)) <= width for line in note)
    assert {ink for line in note for _, ink in line} <= set(ROLES)
    assert "".join("".join(text.split()) for line in note for text, _ in line) == "".join("".join(wide).split())


def test_the_keys_in_a_note_keep_their_ink_where_a_line_breaks() -> None:
    note = empty_note(View(ViewKind.ALL), has_feeds=True, error=None, width=14)

    assert note[-2:] == [[("r", "key"), (" to refresh ·", "quiet")], [("ga", "key"), (" for all", "quiet")]]


def test_the_note_of_the_sample_fits_the_narrowest_list() -> None:
    for line in SAMPLE_NOTE:
        assert {ink for _, ink in line} <= set(ROLES)
        assert cell_len("".join(text for text, _ in line)) <= 31
