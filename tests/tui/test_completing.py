"""Tab and the arrows in a prompt."""

from __future__ import annotations

from newsreader.query.completion import Completion
from newsreader.tui.completing import Earlier, Offers


def offers(line: str, start: int, *texts: str) -> Offers:
    return Offers((line, len(line)), [Completion(text, "", start, len(line)) for text in texts])


def test_tab_completes_what_all_begin_with_then_takes_one_after_the_other() -> None:
    choice = offers("feed H", 5, "Harbour", "Harvest")

    assert choice.step(1) == ("feed Har", 8)
    again = offers("feed Har", 5, "Harbour", "Harvest")
    assert [again.step(1) for _ in range(3)] == [("feed Harbour", 12), ("feed Harvest", 12), ("feed Harbour", 12)]
    assert again.step(-1) == ("feed Harvest", 12)


def test_shift_tab_begins_with_the_last() -> None:
    assert offers("f", 0, "feed", "find").step(-1) == ("find", 4)


def test_what_matches_inside_a_name_is_not_completed_by_halves() -> None:
    choice = offers("feed bour", 5, "Harbour", "Harbours")

    assert choice.step(1) == ("feed Harbour", 12)


def test_a_common_part_in_another_case_is_taken_as_it_is_written() -> None:
    assert offers("ha", 0, "Harbour", "Harvest").step(1) == ("Har", 3)


def test_without_offers_tab_does_nothing() -> None:
    assert offers("x", 0).step(1) is None


def test_what_stands_behind_the_cursor_stays() -> None:
    choice = Offers(("fe Harbour", 2), [Completion("feed", "", 0, 2)])

    assert choice.step(1) == ("feed Harbour", 4)


def test_earlier_lines_that_begin_so_come_back_each_once_and_down_leads_to_what_was_typed() -> None:
    earlier = Earlier(["set a", "star", "set b", "set a", "undo"], "se")

    assert [earlier.step(1) for _ in range(3)] == ["set a", "set b", "set b"]
    assert [earlier.step(-1) for _ in range(3)] == ["set a", "se", "se"]


def test_what_is_typed_already_is_no_earlier_line() -> None:
    assert Earlier(["star", "undo"], "undo").step(1) == "undo"
