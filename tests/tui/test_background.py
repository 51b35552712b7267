"""Light or dark: what the terminal answers is understood, and nothing of it is ever taken for keys."""

from __future__ import annotations

import itertools

import pytest

from newsreader.tui.background import Answers, Ground, can_answer, ground_by_environment, ground_of

WHITE, BLACK = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:1111/1313/1a1a\x07"
PROGRAM = "\x1bP>|kitty(0.36.4)\x1b\\"
END = "\x1b[?62;22c"


@pytest.mark.parametrize(
    ("colour", "ground"),
    [
        ("rgb:ffff/ffff/ffff", Ground.LIGHT),
        ("rgb:fd/fb/f7", Ground.LIGHT),
        ("rgba:1111/1313/1a1a/ffff", Ground.DARK),
        ("rgb:f/f/f", Ground.LIGHT),
        ("rgb:0000/2b2b/3636", Ground.DARK),
        ("#fdf6e3", Ground.LIGHT),
        ("#0000ffff0000", Ground.LIGHT),
        ("rgb:gggg/0/0", None),
        ("white", None),
        ("", None),
        ("#ffff", None),
    ],
)
def test_a_colour_is_light_or_dark_or_junk(colour: str, ground: Ground | None) -> None:
    assert ground_of(colour) is ground


@pytest.mark.parametrize(
    ("value", "ground"),
    [("0;15", "light"), ("15;0", "dark"), ("0;default;15", "light"), ("0;7", "light"), ("7;8", "dark"), ("x", "dark")],
)
def test_the_environment_says_it_where_the_terminal_does_not(value: str, ground: str) -> None:
    assert ground_by_environment({"COLORFGBG": value}) == ground


def test_dark_is_what_is_left() -> None:
    assert ground_by_environment({}) is Ground.DARK


@pytest.mark.parametrize("kind", ["linux", "vt100", "vt220", "dumb", "ansi"])
def test_a_terminal_that_might_show_the_question_is_not_asked(kind: str) -> None:
    assert not can_answer({"TERM": kind})
    assert can_answer({"TERM": "xterm-256color"})


def test_an_answer_in_three_pieces_is_no_key_wherever_it_is_cut() -> None:
    text = (BLACK + PROGRAM + END).encode()
    for first, second in itertools.combinations(range(1, len(text)), 2):
        answers = Answers(asked_at=0)

        pieces = [text[:first], text[first:second], text[second:]]
        keys = "".join(answers.keys_in(piece, 0.1 * number) for number, piece in enumerate(pieces))

        assert (keys, answers.ground, answers.has_ended) == ("", Ground.DARK, True)


def test_keys_before_between_and_after_the_answers_stay() -> None:
    answers = Answers(asked_at=0)

    keys = answers.keys_in(f"jé{WHITE}5j{END}\x1b[A新".encode(), 0.1)

    assert keys == "jé5j\x1b[A新"
    assert answers.ground is Ground.LIGHT


def test_keys_typed_behind_an_answer_that_broke_off_are_keys_and_its_signs_are_none() -> None:
    answers = Answers(0.0)

    assert answers.keys_in(b"\x1b]11;rgb:ff", 0.01) == ""
    assert answers.keys_in(b"kj" * 40, 0.02) == "kj" * 40
    assert answers.keys_in(b"g", 0.03) == "g"


def test_an_answer_that_breaks_off_is_thrown_away_and_keys_go_on() -> None:
    answers = Answers(asked_at=0)

    assert answers.keys_in(b"\x1b]11;rgb:11", 1) == ""
    assert answers.keys_held(1.5) == ""
    assert answers.keys_held(2.1) == ""
    assert answers.keys_in(b"j", 2.2) == "j"


def test_junk_for_a_colour_says_nothing() -> None:
    answers = Answers(asked_at=0)

    assert answers.keys_in(b"\x1b]11;cheese\x1b\\" + END.encode(), 0.1) == ""
    assert answers.ground is None


def test_an_endless_answer_does_not_swallow_keys_for_ever() -> None:
    answers = Answers(asked_at=0)

    assert answers.keys_in(b"\x1b]11;" + b"x" * 500, 1).endswith("x" * 400)
    assert answers.keys_in(b"j", 1.1) == "j"


def test_escape_waits_only_while_an_answer_may_come() -> None:
    answers = Answers(asked_at=0)

    assert answers.keys_in(b"\x1b", 0.1) == ""
    assert answers.keys_held(0.12) == ""
    assert answers.keys_held(0.16) == "\x1b"
    answers.keys_in(END.encode(), 0.2)
    assert answers.keys_in(b"\x1b", 0.3) == "\x1b"
    assert Answers(asked_at=0).keys_in(b"\x1b", 60) == "\x1b"


def test_keys_with_alt_are_only_held_for_a_moment() -> None:
    answers = Answers()

    assert answers.keys_in(b"\x1b]", 1) == ""
    assert answers.is_holding
    assert answers.keys_held(1.06) == "\x1b]"


@pytest.mark.parametrize(("report", "ground"), [(b"\x1b[?997;2n", Ground.LIGHT), (b"\x1b[?997;1n", Ground.DARK)])
def test_the_terminal_says_by_itself_that_it_turned(report: bytes, ground: Ground) -> None:
    answers = Answers()

    assert answers.keys_in(report, 1) == ""
    assert answers.ground is ground
