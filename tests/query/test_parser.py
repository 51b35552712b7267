"""What a person types means what the page says, and where it means nothing they are told where and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.query.making import odd, queries

from newsreader.errors import QueryError
from newsreader.query.parser import MAX_DEPTH, kept, parse, parse_partial
from newsreader.query.tokens import MAX_QUERY
from newsreader.query.tree import (
    Ago,
    And,
    Calendar,
    Dated,
    Field,
    Has,
    Is,
    Measure,
    Moment,
    Named,
    Node,
    Not,
    Or,
    Order,
    Pattern,
    Query,
    Range,
    Relation,
    SortBy,
    State,
    Thing,
    Unit,
    Words,
)
from newsreader.query.writing import write


def word(text: str, field: Field = Field.ANY) -> Words:
    return Words(field, text)


def exact(text: str, field: Field = Field.ANY) -> Words:
    return Words(field, text, is_exact=True)


def begun(text: str, field: Field = Field.ANY) -> Words:
    return Words(field, text, is_prefix=True)


a, b, c, d = map(word, "abcd")
unread, starred = Is(State.UNREAD), Is(State.STARRED)


def test_the_query_of_the_issue() -> None:
    text = (
        'unread feed:dw title:"tokyo summit" (tag:japan or tag:korea) -author:smith after:2025-08-01 newer:2w minutes<5'
        " is:starred has:image lang:de sort:oldest limit:20"
    )

    assert parse(text) == Query(
        And(
            (
                unread,
                word("dw", Field.FEED),
                exact("tokyo summit", Field.TITLE),
                Or((word("japan", Field.TAG), word("korea", Field.TAG))),
                Not(word("smith", Field.AUTHOR)),
                Dated(Moment.PUBLISHED, Relation.AFTER, Calendar(2025, 8, 1)),
                Dated(Moment.PUBLISHED, Relation.AFTER, Ago(2, Unit.WEEK)),
                Range(Measure.MINUTES, None, 4),
                starred,
                Has(Thing.IMAGE),
                word("de", Field.LANG),
            )
        ),
        (Order(SortBy.DATE, is_reversed=True),),
        20,
    )


@pytest.mark.parametrize(
    ("text", "node"),
    [
        pytest.param("a b", And((a, b)), id="a blank is and"),
        pytest.param("a and b c", And((a, b, c)), id="and is a blank"),
        pytest.param("a b or c d", Or((And((a, b)), And((c, d)))), id="and binds closer than or"),
        pytest.param("a (b or c) d", And((a, Or((b, c)), d)), id="parentheses"),
        pytest.param("a or b or c", Or((a, b, c)), id="three of them"),
        pytest.param("not a b", And((Not(a), b)), id="not binds closest"),
        pytest.param("-a b", And((Not(a), b)), id="so does a dash"),
        pytest.param("-(a b)", Not(And((a, b))), id="not all of these"),
        pytest.param("a -not -b", And((a, Not(Not(Not(b))))), id="denials of denials"),
        pytest.param("A OR B aNd nOt C", Or((word("A"), And((word("B"), Not(word("C")))))), id="in any case"),
        pytest.param("a(b)c", And((a, b, c)), id="parentheses need no blanks"),
        pytest.param("a\tb\u3000c", And((a, b, c)), id="blanks of all kinds"),
        pytest.param("((a))", a, id="parentheses round one"),
        pytest.param("Unread", unread, id="a state alone"),
        pytest.param("is:UNREAD", unread, id="a state with its field"),
        pytest.param("-read", Not(Is(State.READ)), id="a state denied"),
        pytest.param('"unread"', exact("unread"), id="a state in quotes is a word"),
        pytest.param("\\unread", word("unread"), id="and behind a backslash"),
        pytest.param("title:unread", word("unread", Field.TITLE), id="and after a field"),
        pytest.param("unread*", begun("unread"), id="and with a star"),
        pytest.param("muted", word("muted"), id="rare states are words"),
        pytest.param("is:muted", Is(State.MUTED), id="unless they are said to be states"),
        pytest.param("today", Dated(Moment.PUBLISHED, Relation.ON, Named.TODAY), id="a day alone"),
        pytest.param("monday", word("monday"), id="weekdays are words"),
        pytest.param('"or"', exact("or"), id="a connective in quotes"),
        pytest.param("\\or or or\\x", Or((word("or"), word("orx"))), id="connectives behind a backslash"),
        pytest.param("full-text", word("full-text"), id="a dash inside a word"),
        pytest.param("econom*", begun("econom"), id="a beginning"),
        pytest.param('"tokyo summ"*', Words(Field.ANY, "tokyo summ", True, True), id="a phrase going on"),
        pytest.param('"a\\"b\\\\"', exact('a"b\\'), id="escapes in quotes"),
        pytest.param("a\\ b\\(c\\)\\*", word("a b(c)*"), id="escapes without quotes"),
        pytest.param('צה"ל', word('צה"ל'), id="a quote inside a word"),
        pytest.param("“tokyo summit” „a“ «b»", And((exact("tokyo summit"), exact("a"), exact("b"))), id="other quotes"),
        pytest.param("12:30", word("12:30"), id="a clock is no field"),
        pytest.param("тема:путин", word("тема:путин"), id="nor are words of other scripts"),
        pytest.param("Breaking: a", And((word("breaking"), a)), id="nor is a word with a colon and nothing after it"),
        pytest.param("https://x.org/a_(b)?c=*", word("https://x.org/a_(b)?c=*", Field.URL), id="an address"),
        pytest.param("(https://x.org)", word("https://x.org", Field.URL), id="an address in parentheses"),
    ],
)
def test_words_and_connectives(text: str, node: Node) -> None:
    assert parse(text).where == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        pytest.param("AUTHOR:smith", word("smith", Field.AUTHOR), id="in any case"),
        pytest.param("title=tokyo", Words(Field.TITLE, "tokyo", is_whole=True), id="all of it"),
        pytest.param('tag="a b"*', Words(Field.TAG, "a b", False, True, True), id="its beginning"),
        pytest.param("url:/politics", word("/politics", Field.URL), id="a path"),
        pytest.param("folder:News/Europe", word("News/Europe", Field.FOLDER), id="a folder in a folder"),
        pytest.param("tag:c++", word("c++", Field.TAG), id="a tag with signs"),
        pytest.param("lang:pt-BR", word("pt-BR", Field.LANG), id="a language"),
        pytest.param(
            "title:(a or -b) c", And((Or((word("a", Field.TITLE), Not(word("b", Field.TITLE)))), c)), id="a group"
        ),
        pytest.param(
            "title:(a author:(b c) unread)",
            And(
                (
                    word("a", Field.TITLE),
                    And((word("b", Field.AUTHOR), word("c", Field.AUTHOR))),
                    word("unread", Field.TITLE),
                )
            ),
            id="a group in a group",
        ),
        pytest.param("/tok.o/", Pattern(Field.ANY, "tok.o"), id="a pattern"),
        pytest.param("title:/a b(c)/", Pattern(Field.TITLE, "a b(c)"), id="a pattern with blanks"),
        pytest.param("-author:/^a\\/b\\d$/", Not(Pattern(Field.AUTHOR, "^a/b\\d$")), id="escapes in a pattern"),
        pytest.param("words>100", Range(Measure.WORDS, 101, None), id="more than"),
        pytest.param("words>=100", Range(Measure.WORDS, 100, None), id="at least"),
        pytest.param("words=100", Range(Measure.WORDS, 100, 100), id="as many as"),
        pytest.param("words:100", Range(Measure.WORDS, 100, 100), id="the same with a colon"),
        pytest.param("words<=100", Range(Measure.WORDS, None, 100), id="at most"),
        pytest.param("minutes:<5", Range(Measure.MINUTES, None, 4), id="a comparison after a colon"),
        pytest.param("minutes:2..5", Range(Measure.MINUTES, 2, 5), id="a range"),
        pytest.param("minutes:2..", Range(Measure.MINUTES, 2, None), id="a range without an end"),
        pytest.param("minutes:..5", Range(Measure.MINUTES, None, 5), id="a range without a beginning"),
        pytest.param("progress:5%..95%", Range(Measure.PROGRESS, 5, 95), id="per cent"),
        pytest.param("has:images", Has(Thing.IMAGE), id="several images"),
        pytest.param("has:comments", Has(Thing.COMMENTS), id="comments"),
        pytest.param("older:30d", Dated(Moment.PUBLISHED, Relation.BEFORE, Ago(30, Unit.DAY)), id="older"),
        pytest.param("before:monday", Dated(Moment.PUBLISHED, Relation.BEFORE, Named.MONDAY), id="before a weekday"),
        pytest.param("on:fri", Dated(Moment.PUBLISHED, Relation.ON, Named.FRIDAY), id="a short weekday"),
        pytest.param(
            "on:2025-08-01..yesterday",
            Dated(Moment.PUBLISHED, Relation.ON, Calendar(2025, 8, 1), Named.YESTERDAY),
            id="a range of days",
        ),
        pytest.param("read:today", Dated(Moment.READ, Relation.ON, Named.TODAY), id="read on a day"),
        pytest.param("starred:2w", Dated(Moment.STARRED, Relation.AFTER, Ago(2, Unit.WEEK)), id="starred since"),
        pytest.param("fetched<2w-ago", Dated(Moment.FETCHED, Relation.BEFORE, Ago(2, Unit.WEEK)), id="fetched before"),
        pytest.param(
            'after:"1 August 2025"', Dated(Moment.PUBLISHED, Relation.AFTER, Calendar(2025, 8, 1)), id="a day in words"
        ),
    ],
)
def test_fields(text: str, node: Node) -> None:
    assert parse(text).where == node


@pytest.mark.parametrize(
    ("text", "order", "limit"),
    [
        pytest.param("sort:date", (Order(SortBy.DATE),), None, id="by date"),
        pytest.param("a sort:oldest b", (Order(SortBy.DATE, True),), None, id="in the middle"),
        pytest.param("sort:-newest", (Order(SortBy.DATE, True),), None, id="turned round"),
        pytest.param("sort:feed,-title", (Order(SortBy.FEED), Order(SortBy.TITLE, True)), None, id="two keys"),
        pytest.param("sort:feed sort:length", (Order(SortBy.FEED), Order(SortBy.LENGTH)), None, id="one after another"),
        pytest.param("sort:title sort:reversed", (Order(SortBy.TITLE, True),), None, id="reversed"),
        pytest.param("sort:reversed", (Order(SortBy.DATE, True),), None, id="reversed by date"),
        pytest.param("a or b limit:20", (), 20, id="limit"),
        pytest.param("", (), None, id="nothing"),
        pytest.param(" \n", (), None, id="blanks"),
    ],
)
def test_what_is_about_the_list(text: str, order: tuple[Order, ...], limit: int | None) -> None:
    query = parse(text)

    assert (query.order, query.limit) == (order, limit)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("fed:dw", "fed:dw", "“fed:” is no field. Did you mean “feed:”?", id="a mistyped field"),
        pytest.param("a minuts<5", "minuts<5", "Did you mean “minutes<”?", id="a mistyped field with a comparison"),
        pytest.param("by:smith", "by:smith", "Did you mean “author:”?", id="a field of another language"),
        pytest.param("xyz:1", "xyz:1", "“xyz:” is no field. To look for it as text, put it in quotes", id="no field"),
        pytest.param("is:stared", "stared", "“stared” is no state. Did you mean “starred”?", id="a mistyped state"),
        pytest.param("is:xyz", "xyz", "There are: unread, read,", id="no state"),
        pytest.param("has:imgae", "imgae", "Did you mean “image”?", id="a mistyped thing"),
        pytest.param("sort:oldst", "oldst", "Did you mean “oldest”?", id="a mistyped order"),
        pytest.param("after:yesteday", "yesteday", "Did you mean “yesterday”?", id="a mistyped day"),
        pytest.param("after:2025-02-30", "2025-02-30", "is no time", id="a day that is none"),
        pytest.param("on:2w", "2w", "A day is expected here", id="a moment is no day"),
        pytest.param("on:2025..", "2025..", "needs both its ends", id="half a range of days"),
        pytest.param("after:2024..2025", "2024..2025", "belongs after “on:”", id="after a range"),
        pytest.param("fetched<2w", "2w", "Say fetched:2w", id="an age that could mean both"),
        pytest.param("fetched>today", "today", "one of : >= <", id="a comparison that days do not know"),
        pytest.param("words:many", "many", "a whole number", id="no number"),
        pytest.param("words:1.5", "1.5", "a whole number", id="no whole number"),
        pytest.param("words>99999999999999999999", "99999999999999999999", "a whole number up to", id="too many"),
        pytest.param("words<0", "0", "No number is words<0", id="fewer than none"),
        pytest.param("words:9..1", "9..1", "No number is", id="a range the wrong way round"),
        pytest.param("words:..", "..", "a number is expected", id="a range of all"),
        pytest.param("words>", "words>", "a number is expected", id="no number at all"),
        pytest.param("title: a", "title:", "a word is expected, without a blank", id="a blank after the colon"),
        pytest.param("title>a", "a", "a colon is expected", id="titles are not compared"),
        pytest.param("is=read", "read", "a colon is expected: is:read", id="states are not compared"),
        pytest.param("lang:german", "german", "the code of a language", id="a language by its name"),
        pytest.param("url:x*", "x*", "needs no star", id="a star after an address"),
        pytest.param("words:5*", "5*", "A star says nothing", id="a star after a number"),
        pytest.param("a ec*nomy", "*", "stands at the end of a word", id="a star inside a word"),
        pytest.param("*", "*", "stands at the end of a word", id="a star alone"),
        pytest.param("a 🙂", "🙂", "has no letter or digit", id="nothing to look for"),
        pytest.param('title:"..."', '"..."', "has no letter or digit", id="nothing in quotes"),
        pytest.param("a or", "or", "After “or” a word or a condition is expected", id="nothing after or"),
        pytest.param("or a", "or", "Before “or” a word or a condition is expected", id="nothing before or"),
        pytest.param("a or or b", "or", "After “or”", id="or twice"),
        pytest.param("a and", "and", "After “and”", id="nothing after and"),
        pytest.param("a not", "not", "After “not”", id="nothing after not"),
        pytest.param("a - b", "-", "belongs right before what is not wanted", id="a dash alone"),
        pytest.param("a ()", "()", "Between parentheses", id="nothing in parentheses"),
        pytest.param("(a", "(", "not closed", id="an open parenthesis"),
        pytest.param("a)", ")", "closes nothing", id="a parenthesis too many"),
        pytest.param(")", ")", "closes nothing", id="only that"),
        pytest.param('a "b c', '"b c', "quote is not closed", id="an open quote"),
        pytest.param("/ab", "/ab", "pattern is not closed", id="an open pattern"),
        pytest.param("a\\", "\\", "a sign is expected", id="nothing escaped"),
        pytest.param('"a"b', "b", "After the closing quote a blank", id="glued to a quote"),
        pytest.param("/etc/passwd", "p", "a blank is expected", id="a path is no pattern"),
        pytest.param("text:/a/", "/a/", "Patterns search titles and authors", id="a pattern for the text"),
        pytest.param("is:/a/", "/a/", "Patterns search titles and authors", id="a pattern for a state"),
        pytest.param("a /(x+)+/", "/(x+)+/", "must not itself hold a repetition", id="a pattern that never ends"),
        pytest.param("(a sort:date)", "sort:date", "outside of parentheses", id="an order inside"),
        pytest.param("-limit:5", "limit:5", "without “-”", id="a limit denied"),
        pytest.param("limit:0", "0", "a number from 1 on", id="a limit of nothing"),
        pytest.param("limit:5 limit:6", "limit:6", "There is a limit already", id="two limits"),
        pytest.param("sort:date,oldest", "date,oldest", "sorted by date already", id="the same key twice"),
        pytest.param("x" * (MAX_QUERY + 1), "x", "too long", id="too long"),
        pytest.param("(" * 60 + "a" + ")" * 60, "(" * 10 + "a" + ")" * 60, "deep", id="too deep"),
        pytest.param("-" * 60 + "a", "-" * 10 + "a", "deep", id="too much denied"),
    ],
)
def test_a_wrong_query_gets_its_place_and_what_was_expected(text: str, place: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)

    assert words in str(caught.value)
    assert text[caught.value.start : caught.value.end] == place


def test_what_was_expected_can_be_offered() -> None:
    with pytest.raises(QueryError) as caught:
        parse("is:stard")

    assert caught.value.expected == ("starred",)


def test_a_message_shows_nothing_that_a_terminal_obeys() -> None:
    with pytest.raises(QueryError) as caught:
        parse("is:\x1b[31m" + "x" * 1_000)

    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("tok", "tok*", id="the last word may go on"),
        pytest.param("tokyo ", "tokyo", id="unless a blank follows"),
        pytest.param("tokyo sum", "tokyo sum*", id="only the last"),
        pytest.param("unread", "unread", id="a state is done"),
        pytest.param("unrea", "unrea*", id="or may become one"),
        pytest.param('"tokyo sum', '"tokyo sum"*', id="an open quote"),
        pytest.param('"tokyo sum"', '"tokyo sum"', id="a closed one"),
        pytest.param('a "', "a", id="a quote just opened"),
        pytest.param("(a or b", "(a or b*)", id="an open parenthesis"),
        pytest.param("c (", "c", id="just opened"),
        pytest.param("tag:(a or ", "tag:a", id="an open group"),
        pytest.param("a or", "a", id="or waits"),
        pytest.param("a and ", "a", id="and waits"),
        pytest.param("a -", "a", id="a dash waits"),
        pytest.param("a or -(", "a", id="all of them"),
        pytest.param("a title:", "a", id="a field waits"),
        pytest.param("feed:d", "feed:d*", id="a field with a beginning"),
        pytest.param("url:exa", "url:exa", id="parts need no star"),
        pytest.param("lang:d", "", id="not a language yet"),
        pytest.param("a is:star", "a", id="not a state yet"),
        pytest.param("a minutes<", "a", id="not a number yet"),
        pytest.param("after:2025-", "", id="not a day yet"),
        pytest.param("after:2025-08", "after:2025-08", id="a month"),
        pytest.param("/tok", "", id="not a pattern yet"),
        pytest.param("a /(b+)+/", "a", id="a pattern that is refused"),
        pytest.param("a \\", "a", id="a backslash waits"),
        pytest.param("a sort:old", "a", id="not an order yet"),
        pytest.param("a sort:oldest limit:", "a sort:oldest", id="a limit waits"),
        pytest.param("fed:x", "", id="a field that may be mended"),
        pytest.param("", "", id="nothing yet"),
    ],
)
def test_an_unfinished_query_means_what_is_there(text: str, meant: str) -> None:
    partial = parse_partial(text)

    if "(" not in meant:
        assert write(partial) == meant
    assert partial == parse(meant)


@pytest.mark.parametrize("text", ["fed:dw tokyo", "sort:old a", "a) b", "is:xyz a", "or a", "a () b"])
def test_what_more_typing_cannot_mend_is_an_error_at_once(text: str) -> None:
    with pytest.raises(QueryError):
        parse_partial(text)


SCRAPS = r'unread or and not - ( ) " / \ * title tag : < >= is: sort: limit: on: read: .. 5 a+ 2w today {1,9} [[ (?'
anything = st.one_of(
    odd,
    st.text(st.characters(exclude_categories=()), max_size=20),
    st.lists(
        st.sampled_from([*SCRAPS.split(" "), " ", "\x00"]),
        max_size=12,
    ).map("".join),
    queries.map(write),
)


def outcome(read: Callable[[str], Query], text: str) -> Query | QueryError:
    try:
        return read(text)
    except QueryError as error:
        return error


@given(anything)
@example("/[[a]/")
@example("/[a--b]/")
@example("/a{,}/")
@example("/(?i)a/")
@example("\ud800")
@example("on:@5")
@example("newer:99999y")
@example("=" * 100)
@example("-" * 100)
@example("(" * 1_000)
@example("a or " * 700)
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    for answer in (outcome(parse, text), outcome(parse_partial, text)):
        if isinstance(answer, QueryError):
            assert 0 <= answer.start <= answer.end <= len(text)
            assert str(answer)
        else:
            assert parse(write(answer)) == answer


@given(queries.map(write), st.data())
def test_every_beginning_of_a_query_can_be_typed(text: str, data: st.DataObject) -> None:
    """Search as you type never stumbles on the way to a sound query."""
    typed = text[: data.draw(st.integers(0, len(text)))]

    parse_partial(typed)


def test_depth_up_to_the_limit() -> None:
    text = "(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH

    assert parse(text).where == a


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("tok", "tok*"),
        ("oslo -tok", "oslo -tok*"),
        ("title:tok", "title:tok*"),
        ("tok ", "tok "),
        ("tok*", "tok*"),
        ('"tok"', '"tok"'),
        ("unread", "unread"),
        ("minutes<5", "minutes<5"),
        ("lang:de", "lang:de"),
        ("数据库", "数据库"),
        ("(tokyo", "(tokyo"),
        ("", ""),
    ],
)
def test_a_last_word_that_might_have_gone_on_is_kept_with_a_star(typed: str, query: str) -> None:
    assert kept(typed) == query
