"""The page on queries is true: all it shows is understood, and all that is understood is on it."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from newsreader.query.parser import parse
from newsreader.query.vocabulary import BARE_STATES, DAYS, FIELDS, ORDERS, REVERSED, STATES, THINGS
from newsreader.query.writing import write

PAGE = (files("newsreader") / "help" / "query.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"`([^`\n]+)`", PAGE)
COOKBOOK = PAGE[PAGE.index("## Cookbook") : PAGE.index("## When")]
RECIPES = re.findall(r"^- .*?`([^`\n]+)`$", COOKBOOK, re.MULTILINE)


@pytest.mark.parametrize("example", sorted(set(EXAMPLES)))
def test_every_example_is_a_query(example: str) -> None:
    query = parse(example)

    assert parse(write(query)) == query


def test_the_cookbook_answers_real_questions() -> None:
    assert len(RECIPES) >= 25
    assert all(recipe in EXAMPLES for recipe in RECIPES)


def test_everything_that_can_be_asked_is_on_the_page() -> None:
    shown = " ".join(EXAMPLES)
    wanted = [
        *(rf"\b{field}[:<>=]" for field in FIELDS),
        *(rf"(?<!:)\b{state}\b" if state in BARE_STATES else f"is:{state}" for state in STATES),
        *(f"has:{thing}" for thing in THINGS),
        *(rf"sort:{order}\b" for order in (*ORDERS, REVERSED)),
        *(day for day in DAYS if not day.endswith("day") or day in ("today", "yesterday", "monday")),
    ]

    assert [each for each in wanted if not re.search(each, shown)] == []


def test_no_example_is_cut_by_its_table() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|")]

    assert all(line.count("|") == 3 for line in rows)
