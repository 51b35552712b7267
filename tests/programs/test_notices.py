"""What is told of articles: one for many, short, and of words alone."""

from __future__ import annotations

import pytest

from newsreader.errors import NotPossible
from newsreader.programs.notices import MAX_TEXT, MAX_TITLE, Notice, Told, notice_of, telling

HOSTILE = "\x1b]0;owned\x07\x9b31m a\nb\r\u202etxt\x00; rm -rf ~ `x` $(y) \x1b\\"


def test_one_article_is_told_by_its_title() -> None:
    assert notice_of([Told("summit", ("Tokyo summit",))]) == Notice("New: summit", "Tokyo summit")


def test_many_are_told_by_their_number_and_the_first_titles() -> None:
    told = [Told("a", ("1", "2")), Told("b", ("2", "3", "4", "5"))]

    assert notice_of(told) == Notice("5 new articles: a, b", "1 · 2 · 3 and 2 more")


def test_it_stays_short_however_long_titles_and_names_are() -> None:
    told = [Told(f"{number} " + "name " * 50, (f"{number} " + "title " * 200,)) for number in range(50)]

    notice = notice_of(told)

    assert len(notice.title) <= MAX_TITLE
    assert len(notice.text) <= MAX_TEXT
    assert notice.text.endswith("and 47 more")


def test_nothing_in_it_is_what_a_terminal_obeys() -> None:
    notice = notice_of([Told(HOSTILE, (HOSTILE, ""))])

    assert (notice.title + notice.text).isprintable()
    assert "\u202e" not in notice.title + notice.text
    assert "Untitled" in notice.text


@pytest.mark.parametrize("line", ["tell {title} {text}", "tell --now {text}"])
def test_a_command_gets_it_as_single_words_without_markup(line: str) -> None:
    words, text = telling(line, Notice("--title <b>", "&amp; $(x) <a href=y>z</a>"))

    assert words[0] == "tell"
    assert words[-1] == "＆amp; $(x) ‹a href=y›z‹/a›"
    assert not any("<" in word for word in words)
    assert text == ""


def test_a_title_is_no_option_to_the_command() -> None:
    words, _ = telling("tell {title}", Notice("--title", ""))

    assert words == ["tell", " --title"]


def test_a_command_without_places_reads_both_lines() -> None:
    assert telling("cat", Notice("New: r", "Tokyo")) == (["cat"], "New: r\nTokyo\n")


def test_without_a_command_it_is_the_desktops() -> None:
    words, _ = telling(None, Notice("New: r", "Tokyo"))

    assert words[0] in ("notify-send", "terminal-notifier")
    assert words[-1] == "Tokyo"


def test_a_wrong_command_is_said() -> None:
    with pytest.raises(NotPossible, match="has no"):
        telling("tell {date}", Notice("", ""))
