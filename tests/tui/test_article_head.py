"""Title, byline and facts above an article."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import NOW, paragraphs
from tests.tui.painted import INKS, cells_of, inked
from tests.writing.samples import article

from newsreader.blocks import Block, BlockKind, Blocks
from newsreader.model import Article, Copy, TextState
from newsreader.tui.article_head import HeadLine, head_lines


def headed(article: Article, **changes: object) -> Article:
    """The article with other facts in its headline."""
    return msgspec.structs.replace(article, headline=msgspec.structs.replace(article.headline, **changes))


def line_texts(lines: Sequence[HeadLine]) -> list[str]:
    return ["".join(segment.text for segment in line.segments) for line in lines]


def lines(article: Article, width: int = 60) -> list[str]:
    return line_texts(head_lines(article, article.blocks, width, NOW, INKS))


def test_it_says_what_it_is_by_whom_and_when() -> None:
    assert lines(article()) == [
        "A title",
        "Ada Ito in Tokyo",
        "25 Aug 2025, 10:30 · 1 min read · full text · ★ starred",
        "─" * 60,
        "",
    ]


def test_a_fact_stays_in_one_piece_where_a_line_has_room_for_it() -> None:
    failed = headed(article(), text_state=TextState.FAILED, is_starred=False)

    assert lines(failed, 44)[2:4] == ["25 Aug 2025, 10:30 · 1 min read ·", "no full text"]
    assert lines(failed, 14)[3:5] == ["25 Aug 2025,", "10:30 ·"]


def test_it_names_the_other_feeds_that_bring_the_story() -> None:
    names = ("Coast", "Island", "Coast", "Pier", "Tides", "Log", "Bay", "Reef", "Dune")
    copies = tuple(Copy(number, name) for number, name in enumerate(names))

    assert lines(msgspec.structs.replace(article(), also_in=copies[:2]))[3] == "also in Coast, Island"
    assert lines(msgspec.structs.replace(article(), also_in=copies))[3] == (
        "also in Coast, Island, Pier, Tides, Log, Bay, 2 more"
    )


def test_the_star_has_its_own_ink() -> None:
    painted = head_lines(article(), article().blocks, 60, NOW, INKS)

    assert inked(painted[2].segments)[-2:] == [("★", "star"), (" starred", "meta")]


@pytest.mark.parametrize(
    ("changes", "facts"),
    [
        ({"is_starred": False}, "25 Aug 2025, 10:30 · 1 min read · full text"),
        ({"words": 0}, "25 Aug 2025, 10:30 · full text · ★ starred"),
        ({"words": 2_300}, "25 Aug 2025, 10:30 · 10 min read · full text · ★ starred"),
        ({"published": NOW - 300}, "5 min ago · 1 min read · full text · ★ starred"),
        ({"text_state": TextState.FEED}, "25 Aug 2025, 10:30 · 1 min read · ★ starred"),
        ({"text_state": TextState.WAITING}, "25 Aug 2025, 10:30 · 1 min read · teaser only · ★ starred"),
        ({"text_state": TextState.FAILED}, "25 Aug 2025, 10:30 · 1 min read · no full text · ★ starred"),
    ],
    ids=["no star", "no words", "long", "new", "feed", "waiting", "failed"],
)
def test_the_facts_follow_the_article(changes: dict[str, object], facts: str) -> None:
    assert " ".join(lines(headed(article(), **changes), 80)[2].split()).startswith(facts)


def test_the_feeds_text_beside_that_of_the_page_says_what_it_is() -> None:
    both = msgspec.structs.replace(article(), feed_blocks=paragraphs("word " * 460))

    assert "2 min read · feed text" in line_texts(head_lines(both, both.feed_blocks, 60, NOW, INKS))[2]


def test_a_reason_for_missing_text_is_told() -> None:
    failed = msgspec.structs.replace(article(), text_reason="This page asks for\x1b[2J a subscription.")

    assert "This page asks for[2J a subscription." in lines(failed)


@pytest.mark.parametrize(
    "blocks", [(), paragraphs("", " \n "), (Block(BlockKind.RULE),)], ids=["none", "blank", "rule"]
)
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://example.org/", "The feed gives no text. Press x to fetch that of the page."),
        (None, "The feed gives no text."),
    ],
    ids=["with a page", "without one"],
)
def test_promise_9_where_there_is_no_text_it_says_so(blocks: Blocks, url: str | None, words: str) -> None:
    empty = headed(article(blocks, url=url), text_state=TextState.FEED)

    assert lines(empty)[-1] == words


def test_a_saved_page_without_text_speaks_of_no_feed() -> None:
    saved = headed(article((), url="https://example.org/"), text_state=TextState.WAITING, feed_id=None)

    assert "waits for its text" in lines(saved)[2]
    assert lines(saved)[-1] == "Its text is not here. Press x to fetch it."


def test_a_picture_alone_is_not_nothing() -> None:
    assert lines(article((Block(BlockKind.IMAGE),)))[-1] == ""


def test_an_article_without_a_title_or_a_byline_has_a_head_all_the_same() -> None:
    assert lines(article(title=" \u202e ", byline=""))[0] == "Untitled"


@given(st.integers(8, 80), st.booleans(), st.sampled_from(TextState), st.text("ab 日本é👍\x1b", max_size=80))
def test_no_line_is_too_wide_and_the_star_is_never_lost(
    width: int, is_starred: bool, state: TextState, title: str
) -> None:
    subject = headed(article(title=title), is_starred=is_starred, text_state=state)

    painted = head_lines(subject, subject.blocks, width, NOW, INKS)

    assert all(cells_of(line.segments) <= width for line in painted)
    assert any("★" in line for line in line_texts(painted)) is is_starred
    assert not any("\x1b" in line or "\u00a0" in line for line in line_texts(painted))


@pytest.mark.parametrize("is_starred", [True, False])
def test_an_edited_article_says_when_and_which_key_shows_how(is_starred: bool) -> None:
    edited = msgspec.structs.replace(headed(article(), is_starred=is_starred), edited_at=NOW - 7200)

    assert lines(edited, 90)[2].endswith(" · edited 2 h ago (gd)")


def test_a_comments_page_is_named_with_its_key() -> None:
    discussed = msgspec.structs.replace(article(), comments="https://example.org/talk")

    assert lines(discussed, 90)[2].endswith(" · comments (c)")


@pytest.mark.parametrize("width", [38, 41, 76])
def test_all_that_is_known_of_an_article_stands_in_its_head_at_every_width(width: int) -> None:
    known = msgspec.structs.replace(
        headed(article(title="A title that is " + "very " * 30 + "long")),
        byline="Ada Ito, Tomas Reyd and Lotte Vermeer, in Tokyo, Kobe, Seoul and on the Hokkaido coast",
        edited_at=NOW - 7200,
        comments="https://example.org/talk",
        text_reason="The page gives less text than the feed.",
    )

    shown = " ".join(" ".join(lines(known, width)).split())

    for words in (
        known.headline.title,
        known.byline,
        "25 Aug 2025, 10:30 · 1 min read · full text · ★ starred · edited 2 h ago (gd) · comments (c)",
        known.text_reason or "",
    ):
        assert words in shown


def test_the_text_of_a_page_that_is_asked_for_again_is_still_called_full_and_counted() -> None:
    blocks = paragraphs("word " * 460)
    edited = headed(article(blocks), text_state=TextState.WAITING, words=2)

    assert "2 min read · full text" in lines(msgspec.structs.replace(edited, edited_at=NOW))[2]
