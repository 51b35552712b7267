"""What a refresh changes: nothing twice, nothing lost, nothing from the grave."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsreader.blocks import Block, BlockKind, Blocks, Span, SpanKind, full_text, pack_blocks
from newsreader.feeds.decide import decide
from newsreader.feeds.identity import canonical_link, digest, fingerprint
from newsreader.model import Decision, KnownArticle, ParsedArticle, ParsedFeed

URL = "https://a.example/feed.xml"
SITE = "https://a.example/"
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECONDS = int(AT.timestamp())
DAY = 86_400


def article(
    title: str = "T",
    text: str = "x",
    *,
    guid: str | None = None,
    link: str | None = None,
    published: int | None = SECONDS - DAY,
) -> ParsedArticle:
    """Return an article as `assemble` makes it."""
    canonical = canonical_link(link) if link else None
    return ParsedArticle(
        guid=guid,
        link=link,
        title=title,
        author="",
        published=published,
        language=None,
        words=1,
        body=text.encode(),
        fingerprint=fingerprint(title, text),
        is_teaser=False,
        digest=digest(title, "", canonical, text),
        canonical=canonical,
    )


def numbered(count: int, **changes: Any) -> list[ParsedArticle]:
    """Return articles that differ in everything."""
    made = (
        article(f"T{number}", f"x{number}", guid=f"g{number}", link=f"{SITE}{number}") for number in range(1, count + 1)
    )
    return [replace(one, **changes) for one in made]


def decided(articles: Sequence[ParsedArticle], known: Sequence[KnownArticle] = (), now: datetime = AT) -> Decision:
    """Return the decision on a document with these articles."""
    return decide(ParsedFeed("F", SITE, None, tuple(articles)), known, feed_url=URL, now=now)


def stored(decision: Decision) -> list[KnownArticle]:
    """Return what is known once the new articles of a decision are stored."""
    return [
        KnownArticle(number, new.parsed.guid, new.parsed.link, new.parsed.fingerprint, new.digest, new.published)
        for number, new in enumerate(decision.new, 1)
    ]


def counts(decision: Decision) -> tuple[int, int]:
    """Return how many articles are new and changed."""
    return len(decision.new), len(decision.changed)


def moved(one: ParsedArticle, guid: str | None, link: str | None) -> ParsedArticle:
    """Return the article with another guid and link."""
    canonical = canonical_link(link) if link else None
    return replace(one, guid=guid, link=link, canonical=canonical, digest=digest(one.title, "", canonical, "moved"))


def test_the_articles_of_a_first_document_are_new() -> None:
    """In its order, each under a key of its own."""
    decision = decided(numbered(3))

    assert counts(decision) == (3, 0)
    assert [new.parsed.guid for new in decision.new] == ["g1", "g2", "g3"]
    assert len({new.key for new in decision.new}) == 3


def test_an_unchanged_document_changes_nothing_however_often() -> None:
    """Promise 12."""
    articles = numbered(3)
    known = stored(decided(articles))

    assert counts(decided(articles, known)) == (0, 0)
    assert counts(decided(articles, known, AT + timedelta(days=400))) == (0, 0)


def test_an_edited_article_is_changed_not_new() -> None:
    """By its guid."""
    known = stored(decided([article("T", "x", guid="g")]))

    decision = decided([article("T, corrected", "y", guid="g")], known)

    assert counts(decision) == (0, 1)
    assert decision.changed[0].id == 1


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda one: moved(one, "new-" + one.guid, one.link), id="its guids"),
        pytest.param(lambda one: moved(one, None, one.link), id="to no guids"),
        pytest.param(lambda one: moved(one, one.guid, one.link.replace("a.example", "b.example")), id="its addresses"),
        pytest.param(lambda one: moved(one, one.guid, one.link + "?utm_source=rss"), id="its tracking"),
        pytest.param(
            lambda one: moved(one, "new-" + one.guid, one.link.replace("https", "http") + "/"), id="its scheme"
        ),
        pytest.param(lambda one: moved(one, "new-" + one.guid, "https://b.example/" + one.guid), id="both"),
        pytest.param(lambda one: moved(one, None, None), id="to neither"),
    ],
)
def test_a_feed_that_changes_does_not_double_its_articles(changed: Any) -> None:
    """What stays recognises them; and then nothing changes any more."""
    articles = numbered(5)
    known = stored(decided(articles))

    decision = decided([changed(one) for one in articles], known)

    assert len(decision.new) == 0


@pytest.mark.parametrize(
    "returning",
    [
        pytest.param(article("T", "x", guid="g", link=f"{SITE}1"), id="as it was"),
        pytest.param(article("T", "y", guid="g", link=f"{SITE}1"), id="edited"),
        pytest.param(article("T", "y", guid="h", link=f"{SITE}1"), id="under another guid"),
        pytest.param(article("T", "x", guid="h", link="https://b.example/1"), id="under another guid and address"),
    ],
)
def test_a_deleted_article_stays_deleted(returning: ParsedArticle) -> None:
    """Its tombstone answers for it."""
    known = stored(decided([article("T", "x", guid="g", link=f"{SITE}1")]))
    tombstone = KnownArticle(None, known[0].guid, known[0].link, known[0].fingerprint, known[0].digest)

    assert counts(decided([returning], [tombstone])) == (0, 0)


def test_a_guid_that_repeats_tells_nothing() -> None:
    """Three articles under one guid are three, also the next time and in another order."""
    articles = [article(title, guid="same", link=f"{SITE}x") for title in ("first", "second", "third")]
    decision = decided(articles)
    known = stored(decision)

    assert counts(decision) == (3, 0)
    assert len({new.key for new in decision.new}) == 3
    assert counts(decided(articles[::-1], known)) == (0, 0)


def test_a_guid_that_begins_to_repeat_makes_no_doubles() -> None:
    """The old article is known by its link, the other is new."""
    old = article("old", "x", guid="same", link=f"{SITE}1")
    known = stored(decided([old]))

    decision = decided([article("new", "y", guid="same", link=f"{SITE}2"), old], known)

    assert [new.parsed.title for new in decision.new] == ["new"]
    assert counts(decision) == (1, 0)


def test_a_link_that_repeats_tells_nothing() -> None:
    """A feed whose items all link to one page."""
    articles = [article(f"T{number}", f"x{number}", link=f"{SITE}live") for number in range(3)]
    known = stored(decided(articles))
    later = [article("T3", "x3", link=f"{SITE}live"), *articles]

    assert counts(decided(later, known)) == (1, 0)


def test_a_link_to_the_site_tells_nothing() -> None:
    """A feed with one article at a time that links to its front page."""
    known = stored(decided([article("Monday", "a", guid="1", link=SITE)]))

    assert counts(decided([article("Tuesday", "b", guid="2", link=SITE)], known)) == (1, 0)


def test_a_text_that_repeats_tells_nothing() -> None:
    """The same boilerplate under two guids and links is two articles."""
    two = [article("Open thread", "Talk.", guid=f"g{number}", link=f"{SITE}{number}") for number in (1, 2)]
    known = stored(decided(two))

    decision = decided([article("Open thread", "Talk.", guid="g3", link=f"{SITE}3"), *two], known)

    assert [new.parsed.guid for new in decision.new] == ["g3"]


def test_the_same_text_days_later_is_another_article() -> None:
    """The ten o'clock news is not yesterday's, though it says the same; a feed that moved keeps its dates."""
    known = stored(decided([article("News", "At ten.", guid="1", link=f"{SITE}1", published=SECONDS - 7 * DAY)]))
    today = article("News", "At ten.", guid="2", link=f"{SITE}2", published=SECONDS - DAY)

    assert counts(decided([today], known)) == (1, 0)


def test_articles_with_nothing_are_counted() -> None:
    """Two empty items are two, and two they stay."""
    empty = [article("", "", published=None), article("", "", published=None)]
    known = stored(decided(empty))

    assert len(known) == 2
    assert counts(decided(empty, known)) == (0, 0)
    assert counts(decided([*empty, empty[0]], known)) == (1, 0)


def test_an_article_that_the_document_repeats_word_for_word_is_one() -> None:
    """Planets list the same article of two feeds."""
    one = article("T", "x", guid="g", link=f"{SITE}1")

    assert counts(decided([one, one])) == (1, 0)


def test_no_known_article_is_taken_twice() -> None:
    """The better claim, that of the guid, is heard first."""
    known = stored(decided([article("old", "x", guid="g", link=f"{SITE}1")]))

    decision = decided([article("new", "y", guid="h", link=f"{SITE}1"), article("old", "z", guid="g")], known)

    assert [new.parsed.title for new in decision.new] == ["new"]
    assert [changed.parsed.title for changed in decision.changed] == ["old"]


def test_doubles_that_are_stored_do_not_become_more() -> None:
    """An edit goes to the later of two articles with one guid."""
    one = article("T", "x", guid="g", link=f"{SITE}1")
    known = [
        KnownArticle(1, "g", one.link, one.fingerprint, one.digest),
        KnownArticle(2, "g", one.link, one.fingerprint, one.digest),
    ]

    decision = decided([article("U", "y", guid="g", link=f"{SITE}1")], known)

    assert [changed.id for changed in decision.changed] == [2]
    assert not decision.new


@pytest.mark.parametrize(
    ("published", "at"),
    [
        pytest.param([SECONDS - 50, SECONDS - 60], [SECONDS - 50, SECONDS - 60], id="dates stay"),
        pytest.param([None, None, None], [SECONDS, SECONDS - 1, SECONDS - 2], id="none: now, in the document's order"),
        pytest.param([SECONDS + 9, 250_000_000_000], [SECONDS, SECONDS - 1], id="future ones are clamped, in order"),
        pytest.param([-50_000_000_000], [-50_000_000_000], id="ancient ones stay"),
    ],
)
def test_dates_are_never_after_now(published: list[int | None], at: list[int]) -> None:
    """Or the article would stand at the top for ever."""
    articles = [article(f"T{number}", guid=str(number), published=date) for number, date in enumerate(published)]

    assert [new.published for new in decided(articles).new] == at


def test_keys_are_the_same_on_every_device() -> None:
    """They depend on the feed and the article, not on what else is stored or listed."""
    one = article("T", "x", guid="g", link=f"{SITE}9")
    other_text = article("T", "edited", guid="g", link="https://b.example/2")
    known = stored(decided(numbered(3)))

    keys = {decided(articles, known).new[0].key for articles in ([one], [one, *numbered(3)], [other_text])}

    assert len(keys) == 1


PARTS = st.sampled_from(["a", "b", "c"])
ARTICLES = st.lists(
    st.builds(
        article,
        PARTS,
        PARTS,
        guid=st.none() | PARTS,
        link=st.none() | st.sampled_from([SITE, f"{SITE}1", f"{SITE}2"]),
        published=st.none() | st.sampled_from([SECONDS - DAY, SECONDS - 30 * DAY]),
    ),
    max_size=8,
)


@given(ARTICLES)
def test_whatever_repeats_a_second_refresh_adds_nothing(articles: list[ParsedArticle]) -> None:
    """Nor does it change anything, whatever the articles share."""
    decision = decided(articles)

    assert len({new.key for new in decision.new}) == len(decision.new)
    assert counts(decided(articles, stored(decision)))[:2] == (0, 0)


@given(ARTICLES, ARTICLES)
def test_every_article_is_either_new_changed_or_the_same(
    first: list[ParsedArticle], second: list[ParsedArticle]
) -> None:
    """And no stored one is claimed twice."""
    known = stored(decided(first))

    decision = decided(second, known)

    ids = [changed.id for changed in decision.changed]
    assert len(set(ids)) == len(ids)
    assert sum(counts(decision)) <= len(second)


STORY = "The bridge opens in spring, the council said on Monday. " * 30
PLAIN: Blocks = (Block(BlockKind.PARAGRAPH, STORY), Block(BlockKind.PARAGRAPH, "12 comments, 1,204 views at 9:15"))


def edited(
    title: str, blocks: Blocks, *, before: Blocks = PLAIN, has_text: bool = True, **changes: Any
) -> tuple[bool, ...]:
    """Return of each change that is decided whether it is real; the stored article is called "The bridge 3"."""

    def version(title: str, blocks: Blocks) -> ParsedArticle:
        return replace(article(title, full_text(blocks), guid="g", link=SITE + "b"), body=pack_blocks(blocks))

    one = version("The bridge 3", before)
    known = KnownArticle(1, "g", one.link, one.fingerprint, one.digest, one.published)
    if has_text:
        known = replace(known, title=one.title, body=one.body)
    other = replace(version(title, blocks), **changes)
    return tuple(change.is_real for change in decided([other], [known]).changed)


REAL: dict[str, tuple[str, Blocks]] = {
    "a word of the title": ("The tunnel 3", PLAIN),
    "a word far down": ("The bridge 3", (Block(BlockKind.PARAGRAPH, STORY[:-8] + "Tuesday."), PLAIN[1])),
    "a paragraph more": ("The bridge 3", (*PLAIN, Block(BlockKind.PARAGRAPH, "Correction."))),
    "a word in a caption": ("The bridge 3", (*PLAIN, Block(BlockKind.IMAGE, "The mayor."))),
    "a teaser in place of the text": ("The bridge 3", (Block(BlockKind.PARAGRAPH, STORY[:90] + "…"),)),
    "no text at all": ("The bridge 3", ()),
}


@pytest.mark.parametrize("what", REAL)
def test_other_words_are_a_real_change(what: str) -> None:
    title, blocks = REAL[what]

    assert edited(title, blocks) == (True,)


SAME_WORDS: dict[str, tuple[str, Blocks]] = {
    "a number in the title": ("The bridge 17", PLAIN),
    "counters and clocks": (
        "The bridge 3",
        (PLAIN[0], Block(BlockKind.PARAGRAPH, "987 comments, 34 views at 10:00")),
    ),
    "white space": ("The  bridge 3", (Block(BlockKind.PARAGRAPH, STORY.replace(", ", ",\n")), PLAIN[1])),
    "paragraphs joined": ("The bridge 3", (Block(BlockKind.PARAGRAPH, STORY + PLAIN[1].text),)),
    "markup": (
        "The bridge 3",
        (Block(BlockKind.HEADING, STORY, (Span(0, 3, SpanKind.STRONG),)), PLAIN[1], Block(BlockKind.RULE)),
    ),
}


@pytest.mark.parametrize("what", SAME_WORDS)
def test_the_same_words_are_no_real_change(what: str) -> None:
    title, blocks = SAME_WORDS[what]

    assert edited(title, blocks, digest=b"differs, whatever the digest is over") == (False,)


def test_another_author_or_link_is_a_change_but_no_real_one() -> None:
    other = digest("The bridge 3", "Ada", "b.example/", full_text(PLAIN))

    assert edited("The bridge 3", PLAIN, author="Ada", link="https://b.example/", digest=other) == (False,)


def test_a_title_made_up_in_another_way_is_no_real_change() -> None:
    """Its fingerprint is over the feed's own title, which is empty both times."""
    same = fingerprint("The bridge 3", full_text(PLAIN))

    assert edited("The bridge opens in spring", PLAIN, fingerprint=same) == (False,)


@pytest.mark.parametrize(("title", "is_real"), [("The tunnel", True), ("The bridge 3", False)])
def test_without_the_stored_text_the_fingerprint_tells(title: str, is_real: bool) -> None:
    assert edited(title, PLAIN, has_text=False, digest=b"other") == (is_real,)


@pytest.mark.parametrize("body", [b"", b"no zlib", zlib.compress(b"no blocks")], ids=["empty", "torn", "other"])
def test_a_damaged_text_is_compared_by_its_fingerprint(body: bytes) -> None:
    assert edited("The bridge 3", PLAIN, body=body, digest=b"other") == (False,)
    assert edited("The tunnel", PLAIN, body=body) == (True,)
