"""Queries answered in a thread: parts in their order, and nothing of a question that is no longer asked."""

from __future__ import annotations

from array import array
from functools import partial

import pytest
from tests.building import HOUR, add_feed, new_article
from tests.store.asked import index_all
from tests.tui.driving import reading

from newsreader.query.parser import parse
from newsreader.store import Store, asking
from newsreader.tui.answering import FIRST_IDS, Answer, Answering


async def test_a_long_answer_comes_in_two_parts_that_are_the_whole(store: Store) -> None:
    add_feed(store, "Towns", FIRST_IDS + 50)
    index_all(store)
    async with reading(store) as reader:
        parts: list[Answer] = []
        answering = Answering(reader.screen)
        answering.ask(parse("towns"), parts.append)
        assert answering.is_busy
        await reader.settle()

        assert [len(part.ids) for part in parts] == [FIRST_IDS, 50]
        assert [(part.is_first, part.is_whole) for part in parts] == [(True, False), (False, True)]
        assert parts[0].ids + parts[1].ids == store.asking.ids(parse("towns"))
        assert not answering.is_busy


async def test_what_must_be_read_to_be_found_comes_as_it_is_found(store: Store) -> None:
    add_feed(store, "Towns", 30)
    async with reading(store) as reader:
        parts: list[Answer] = []
        answering = Answering(reader.screen)
        answering.ask(parse("towns"), parts.append)
        await reader.settle()

        assert [len(part.ids) for part in parts] == [1, 2, 4, 8, 15]
        assert [part.is_first for part in parts] == [True, False, False, False, False]
        assert [part.is_whole for part in parts] == [False, False, False, False, True]
        assert [each for part in parts for each in part.ids] == list(store.asking.ids(parse("towns")))
        assert not answering.is_busy


async def test_nothing_is_told_before_something_is_found(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "TOP", 5)
    add_feed(store, "Towns", [new_article(f"{n}", title=f"Town {n}", age_s=n * HOUR) for n in range(30)])
    index_all(store)
    async with reading(store) as reader:
        parts: list[Answer] = []
        Answering(reader.screen).ask(parse("/Town 2[89]/"), parts.append)
        await reader.settle()

        assert parts == [Answer(array("q", [2, 1]), is_first=True, is_whole=True)]


async def test_while_an_answer_is_to_come_the_list_says_that_its_number_grows(store: Store) -> None:
    add_feed(store, "Towns", 30)
    async with reading(store) as reader:
        lister = reader.screen.lister

        lister.answering.ask(parse("towns"), lambda answer: None)

        assert lister.head_note() == "30 so far"
        await reader.settle()
        assert lister.head_note() == "30"


async def test_what_another_question_took_the_place_of_is_never_answered(store: Store) -> None:
    add_feed(store, "Towns", FIRST_IDS + 50)
    async with reading(store) as reader:
        told: list[tuple[str, int]] = []
        answering = Answering(reader.screen)
        for text in ("towns", "text", "towns 7"):
            answering.ask(parse(text), partial(_note, told, text))
        await reader.settle()

        assert sum(count for _, count in told) == 1
        assert {text for text, _ in told} == {"towns 7"}


async def test_a_question_that_was_taken_back_is_never_answered(store: Store) -> None:
    add_feed(store, "Towns", 3)
    async with reading(store) as reader:
        told: list[tuple[str, int]] = []
        answering = Answering(reader.screen)
        answering.ask(parse("towns"), partial(_note, told, "towns"))
        answering.stop()
        await reader.settle()

        assert told == []


async def test_among_some_articles_those_are_found_in_their_order(store: Store) -> None:
    add_feed(store, "Towns", 9)
    async with reading(store) as reader:
        parts: list[Answer] = []
        Answering(reader.screen).ask(parse("-title:towns or title:7 or title:3"), parts.append, among=[3, 9, 7])
        await reader.settle()

        assert parts == [Answer(array("q", [3, 7]), is_first=True, is_whole=True)]


def _note(told: list[tuple[str, int]], text: str, answer: Answer) -> None:
    told.append((text, len(answer.ids)))
