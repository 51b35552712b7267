"""What a rule does, as a person writes it, and what is wrong with it."""

from __future__ import annotations

import pytest

from newsreader.programs.doings import EXPECTED, Doing, NotDone, doing_of, written_doing
from newsreader.query.kept import Rule, RuleAction
from newsreader.settings import CommandSettings, Shows

COMMANDS = {"keep": CommandSettings(run="cat"), "pager": CommandSettings(run="less", shows=Shows.TERMINAL)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hide", Doing(RuleAction.HIDE)),
        (" star ", Doing(RuleAction.STAR)),
        ("notify", Doing(RuleAction.NOTIFY)),
        ("tag:#news / japan", Doing(RuleAction.TAG, "news/japan")),
        ("highlight:error", Doing(RuleAction.HIGHLIGHT, "error")),
        ("highlight", Doing(RuleAction.HIGHLIGHT, "accent")),
        ("pipe:keep", Doing(RuleAction.PIPE, "keep")),
        ("pipe: tee -a {id}.txt", Doing(RuleAction.PIPE, "tee -a {id}.txt")),
    ],
)
def test_what_is_typed_is_understood_and_written_again_in_the_same_words(typed: str, meant: Doing) -> None:
    assert doing_of(typed, COMMANDS) == meant

    rule = Rule(1, "r", "q", meant.action, meant.argument)
    assert doing_of(written_doing(rule), COMMANDS) == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", EXPECTED),
        ("delete", EXPECTED),
        ("hide:x", "hide takes nothing behind it"),
        ("tag", "tag:NAME"),
        ("tag:##", "tag:NAME"),
        ("highlight:pink", "accent, primary"),
        ("pipe", "pipe:NAME"),
        ("pipe:pager", "takes the terminal"),
        ("pipe:sh -c 'echo {title}'", "would run what a feed sends"),
        ("pipe:keep '", "cannot be read"),
    ],
)
def test_what_no_rule_can_do_is_said(typed: str, words: str) -> None:
    found = doing_of(typed, COMMANDS)

    assert isinstance(found, NotDone)
    assert words in found.words
