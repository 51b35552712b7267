"""What stands where articles would."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from newsreader.model import View, ViewKind
from newsreader.tui.inks import ROLES
from newsreader.tui.keymap import DEFAULT, keymap_of
from newsreader.tui.notes import (
    Asked,
    Typed,
    Words,
    empty_note,
    failing_note,
    fitted,
    not_found_note,
    sample_note,
    vacant_note,
    wrapped,
)

FEED = View(ViewKind.FEED, 1)


OTHER_KEYS = keymap_of({"feed.refresh": ["F5"], "go.all": ["g 0"], "feed.add": [], "mark.star": ["ctrl+s"]}).typed


def note(
    view: View,
    *,
    has_feeds: bool = True,
    error: str | None = None,
    width: int = 36,
    typed: Typed = DEFAULT.typed,
) -> list[Words]:
    return wrapped(empty_note(view, has_feeds=has_feeds, error=error, typed=typed), width)


def texts(words: list[Words]) -> list[str]:
    return ["".join(text for text, _ in line) for line in words]


def lines(
    view: View, *, has_feeds: bool = True, error: str | None = None, width: int = 36, typed: Typed = DEFAULT.typed
) -> list[str]:
    return texts(note(view, has_feeds=has_feeds, error=error, width=width, typed=typed))


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
        (ViewKind.CONTINUE, "Nothing to continue", "Articles left half-way come here"),
        (ViewKind.HISTORY, "Nothing read yet", "Articles opened or read come here"),
        (ViewKind.MUTED, "Nothing muted", "Articles that rules hide come here"),
    ],
)
def test_an_empty_list_of_what_was_read_says_what_comes_there(kind: ViewKind, title: str, what: str) -> None:
    shown = lines(View(kind))

    assert shown[:3] == ["✓", "", title]
    assert " ".join(shown[3:]) == what


def test_a_kept_view_without_articles_says_what_it_asks_for() -> None:
    assert lines(View(ViewKind.QUERY, query="unread tag:sea")) == [
        "◇",
        "",
        "Nothing found",
        "unread tag:sea",
        "r to refresh · ga for all",
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("ferry"), ["Nothing found for “ferry”", "/ edits it · h goes back"]),
        (Asked("ferry", "Unread"), ["Nothing matches “ferry”", "in Unread", "F edits it · h clears it"]),
        (Asked("ferry", "Unread", is_typing=True), ["Nothing matches “ferry”", "in Unread"]),
        (Asked("unred*"), ["Nothing found for “unred*”", "Did you mean unread?", "/ edits it · h goes back"]),
        (Asked("\x1b[2J[b]"), ["Nothing found for “[2J[b]”", "/ edits it · h goes back"]),
    ],
    ids=["search", "filter", "while typed", "a mistyped state", "hostile"],
)
def test_what_was_asked_and_not_found_is_said_with_the_way_on(asked: Asked, said: list[str]) -> None:
    assert texts(not_found_note(asked, DEFAULT.typed, unread_only=False)) == ["◇", "", *said]


def test_where_unread_articles_alone_are_listed_the_key_for_all_of_them_is_named() -> None:
    found = not_found_note(Asked("ferry"), DEFAULT.typed, unread_only=True)
    empty = empty_note(FEED, has_feeds=True, error=None, typed=DEFAULT.typed, unread_only=True)

    assert ". lists what was read, too" in texts(found)
    assert texts(empty) == ["✓", "", "All caught up", ". lists what was read, too"]


def test_where_a_note_does_not_fit_its_words_go_before_its_signs() -> None:
    words = note(View(ViewKind.ALL))

    assert fitted(words, 4) == words
    assert texts(list(fitted(words, 3))) == ["No articles yet", "r to refresh · ga for all"]


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
    shown = note(View(kind), has_feeds=has_feeds, error=error, width=width)
    wide = lines(View(kind), has_feeds=has_feeds, error=error, width=200)

    assert all(cell_len("".join(text for text, _ in line)) <= width for line in shown)
    assert {ink for line in shown for _, ink in line} <= set(ROLES)
    assert "".join("".join(text.split()) for line in shown for text, _ in line) == "".join("".join(wide).split())


def test_the_keys_in_a_note_keep_their_ink_where_a_line_breaks() -> None:
    shown = note(View(ViewKind.ALL), width=14)

    assert shown[-2:] == [[("r", "key"), (" to refresh ·", "quiet")], [("ga", "key"), (" for all", "quiet")]]


def test_notes_name_the_keys_in_force_and_commands_without_one_as_they_are_typed() -> None:
    assert lines(View(ViewKind.ALL), typed=OTHER_KEYS)[-1] == "F5 to refresh · g0 for all"
    assert lines(View(ViewKind.STARRED), typed=OTHER_KEYS)[-1] == "Ctrl-S stars an article, anywhere"
    assert ":feed.add adds a feed of your own" in texts(sample_note(OTHER_KEYS))
    assert texts(failing_note("It answered 503.", OTHER_KEYS)) == ["! It answered 503.", "F5 to try again"]


def test_the_note_of_the_sample_fits_the_narrowest_list() -> None:
    for line in sample_note(DEFAULT.typed):
        assert {ink for _, ink in line} <= set(ROLES)
        assert cell_len("".join(text for text, _ in line)) <= 31


@pytest.mark.parametrize(
    ("has_unread", "is_listed", "said"),
    [
        (True, True, "j k choose an article"),
        (True, False, "gu goes to what is unread"),
        (False, False, "Articles are read here"),
    ],
    ids=["listed", "unread elsewhere", "nothing unread"],
)
def test_a_pane_without_an_article_says_in_one_sentence_what_is_next(
    has_unread: bool, is_listed: bool, said: str
) -> None:
    words = vacant_note(has_unread=has_unread, is_listed=is_listed, typed=DEFAULT.typed)

    assert texts([words]) == [said]
    assert {ink for _, ink in words} <= set(ROLES)
