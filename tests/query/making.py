"""Random queries, and random articles to ask them of."""

from __future__ import annotations

from hypothesis import strategies as st

from newsreader.errors import QueryError
from newsreader.folding import words_of
from newsreader.query.matching import Facts
from newsreader.query.patterns import check_pattern
from newsreader.query.tree import (
    Ago,
    And,
    Calendar,
    Dated,
    Field,
    Has,
    Instant,
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
    When,
    Words,
)

NOW = 1_795_348_800
"""22 November 2026, noon in UTC: a Sunday."""
DAY = 86_400

_WORDS = r"""
    tokyo Tokyo summit café Café cafe мой ещё Ещe ΣΑΣ σας 數據 数据库 据 東京で 안전이 안전 กรุงเทพ กรุง हिन्दी
    العِراق العراق
    שלום שָׁלוֹם straße STRASSE 2025 a unread or and not today read is:read a:b x<5 -a /a/ "a" a* \a (a) “a”
    https://example.org/a_(b) U.S. don't _a_ Breaking: * \
"""
VOCABULARY = [*_WORDS.split(), "a\u00a0b", "e\u0301"]
phrases = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join)
odd = st.text(st.sampled_from('ab/ -:<=>*"\\()“”„«»_.,\t\né日ก\u0301\u200d') | st.characters(codec="utf-8"), max_size=8)
texts = phrases | odd

words_texts = texts.filter(lambda text: bool(words_of(text)))
names = texts.filter(lambda text: bool(text.replace("/", " ").strip()))
languages = st.sampled_from(["de", "pt", "pt-BR", "zh_Hans", "eng", "DE-at"])
sources = st.lists(
    st.sampled_from(["a", "tok", "b+", ".*", r"\d", "[a-f]", "(?:a|é)", "/", r"\.", "$", "^", " ", "x?", "(ab)", '"'])
).map("".join)


def is_sound(source: str) -> bool:
    """Would the parser take this pattern."""
    try:
        check_pattern(source, 0, 0)
    except QueryError:
        return False
    return True


def _words() -> st.SearchStrategy[Words]:
    flag, never = st.booleans(), st.just(False)
    texts_of_articles = st.sampled_from([Field.TITLE, Field.AUTHOR, Field.TEXT])
    return st.one_of(
        st.builds(Words, st.just(Field.ANY), words_texts, flag, flag),
        st.builds(Words, texts_of_articles, words_texts, flag, flag),
        st.builds(Words, texts_of_articles, words_texts, never, flag, st.just(True)),
        st.builds(Words, st.just(Field.FEED), words_texts, never, flag, flag),
        st.builds(Words, st.sampled_from([Field.FOLDER, Field.TAG]), names, never, flag, flag),
        st.builds(Words, st.just(Field.URL), names, never, never, flag),
        st.builds(Words, st.just(Field.LANG), languages, never, never, flag),
    )


def _ranges() -> st.SearchStrategy[Range]:
    number = st.integers(0, 20) | st.integers(0, 1_000_000)
    bound = st.none() | number
    ranges = st.builds(Range, st.sampled_from(Measure), bound, bound)
    return ranges.filter(
        lambda made: (
            (made.low, made.high) != (None, None) and (made.low is None or made.high is None or made.low <= made.high)
        )
    )


@st.composite
def _calendars(draw: st.DrawFn) -> Calendar:
    day = draw(st.dates().filter(lambda day: 1000 <= day.year < 9999))
    size = draw(st.integers(1, 4))
    minute = draw(st.integers(0, 24 * 60 - 1))
    return Calendar(
        day.year, day.month if size > 1 else None, day.day if size > 2 else None, minute if size > 3 else None
    )


days = st.one_of(st.sampled_from(Named), _calendars())
whens: st.SearchStrategy[When] = st.one_of(
    days,
    st.builds(Ago, st.integers(0, 99_999), st.sampled_from(Unit)),
    st.builds(Instant, st.integers(-(10**12) + 1, 10**12 - 1) | st.integers(NOW - 9 * DAY, NOW)),
)


def _dated() -> st.SearchStrategy[Dated]:
    moments = st.sampled_from(Moment)
    return st.one_of(
        st.builds(Dated, moments, st.sampled_from([Relation.AFTER, Relation.BEFORE]), whens),
        st.builds(Dated, moments, st.just(Relation.ON), days, st.none() | days),
    )


leaves: st.SearchStrategy[Node] = st.one_of(
    _words(),
    st.builds(Pattern, st.sampled_from([Field.ANY, Field.TITLE, Field.AUTHOR]), sources.filter(is_sound)),
    _ranges(),
    _dated(),
    st.builds(Is, st.sampled_from(State)),
    st.builds(Has, st.sampled_from(Thing)),
)
nodes: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(And, st.lists(parts, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(parts, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
orders = st.lists(
    st.builds(Order, st.sampled_from(SortBy), st.booleans()), max_size=3, unique_by=lambda order: order.by
).map(tuple)
queries = st.builds(Query, st.none() | nodes, orders, st.none() | st.integers(1, 1_000_000))

times = st.integers(NOW - 9 * DAY, NOW)
facts = st.builds(
    Facts,
    id=st.integers(1, 1_000),
    title=texts,
    author=texts,
    text=texts,
    url=st.none() | names,
    feed=texts,
    feed_url=st.sampled_from(["", "https://rss.dw.com/xml/rss-en-all"]),
    folder=st.sampled_from(["", "News", "News/Europe", "tokyo/a"]),
    tags=st.lists(names, max_size=2).map(tuple),
    language=st.none() | languages,
    published=times,
    fetched=times,
    read_at=st.none() | times,
    starred_at=st.none() | times,
    words=st.integers(0, 5_000),
    progress=st.integers(0, 100),
    weekly=st.integers(0, 6),
    states=st.frozensets(st.sampled_from(State), max_size=3),
    things=st.frozensets(st.sampled_from(Thing), max_size=3),
)
