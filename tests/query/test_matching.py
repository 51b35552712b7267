"""Which articles a query means."""

from __future__ import annotations

from datetime import UTC

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.query.making import DAY, NOW, facts, nodes, queries

from newsreader.query.dates import resolve
from newsreader.query.matching import Facts, holds, matches, select
from newsreader.query.parser import parse
from newsreader.query.tree import And, Node, Not, Or, Query, State, Thing

ARTICLE = Facts(
    id=7,
    title="Tokyo summit: leaders agree",
    author="Ada Itō",
    text="Japan and South Korea met.\nNothing was signed in Zürich.",
    url="https://www.dw.com/en/politics/a-123.PDF",
    feed="DW News",
    feed_url="https://rss.dw.com/xml/rss-en-all",
    folder="News/Europe",
    tags=("japan", "World Cup"),
    language="pt-BR",
    published=NOW - DAY,
    fetched=NOW - DAY + 60,
    read_at=NOW - 3600,
    starred_at=None,
    words=1_000,
    progress=40,
    states=frozenset({State.FULL, State.EDITED}),
    things=frozenset({Thing.IMAGE}),
)


def meant(text: str) -> Query:
    return resolve(parse(text), NOW, UTC)


def typed(lines: str) -> list[str]:
    """Return the queries of a text in which semicolons part them."""
    return [query.strip() for line in lines.strip("\n").splitlines() for query in line.split(";")]


MEANT = r"""
tokyo  ;  LEADERS  ;  ada  ;  korea  ;  zurich  ;  "tokyo summit"  ;  sum*  ;  tokyo korea ito
tokyo or berlin  ;  -berlin  ;  not (berlin or paris)  ;  title:tokyo  ;  author:ito  ;  author="ada ito"
text:korea  ;  title:(tokyo summit)  ;  /summ.t/  ;  title:/^tokyo/  ;  author:/^ada/  ;  url:dw.com
url:/en/  ;  url:.pdf  ;  dw.com -feed:bbc or feed:dw  ;  feed:dw  ;  feed:news  ;  feed="dw news"
feed:"néws"  ;  feed:dw.com  ;  feed:rss.dw.com  ;  feed=https://rss.dw.com/xml/rss-en-all  ;  feed:d*
folder:news  ;  folder:europe  ;  folder=news/europe  ;  tag:japan  ;  tag:"world cup"  ;  tag:world*
lang:pt  ;  lang:pt-br  ;  lang=PT_BR  ;  read  ;  is:read  ;  -unread  ;  -starred  ;  tagged  ;  full
edited  ;  -later  ;  has:image  ;  has:author  ;  has:text  ;  -has:code  ;  words=1000  ;  words:900..1100
minutes:4  ;  minutes<5  ;  progress:5..95  ;  progress>=40  ;  yesterday  ;  on:2026-11-21  ;  on:saturday
after:saturday  ;  newer:2d  ;  older:2h  ;  before:today  ;  published:saturday  ;  fetched:yesterday
read:today  ;  read:2h  ;  on:2026-11  ;  on:friday..today  ;  published>=2026 published<2027
after:@1795262400  ;  -starred:2y  ;  -today
"""


@pytest.mark.parametrize("text", typed(MEANT))
def test_the_article_is_meant(text: str) -> None:
    assert matches(meant(text), ARTICLE)


NOT_MEANT = r"""
berlin  ;  toky  ;  summit-tokyo  ;  "zurich"  ;  "korea nothing was" japan -met  ;  -tokyo  ;  tokyo berlin
title:korea  ;  author:tokyo  ;  text:tokyo  ;  author=ada  ;  title:/summit$/  ;  author:/tokyo/  ;  /korea/
url:bbc  ;  url=dw.com  ;  feed:politics  ;  feed=dw  ;  feed:ne  ;  folder:eur  ;  folder=news  ;  tag:world
tag:jap  ;  lang:pt-pt  ;  lang=pt  ;  unread  ;  -read  ;  starred  ;  later  ;  hidden  ;  failed
is:waiting  ;  has:code  ;  words<1000  ;  words>1000  ;  minutes>4  ;  progress<40  ;  today  ;  older:2d
newer:1h  ;  after:today  ;  before:saturday  ;  on:2025  ;  read:yesterday  ;  starred:2y  ;  -yesterday
before:@1795262400
"""


@pytest.mark.parametrize("text", typed(NOT_MEANT))
def test_the_article_is_not_meant(text: str) -> None:
    assert not matches(meant(text), ARTICLE)


@pytest.mark.parametrize("text", ["words", "starred:1y or starred<1y-ago", "read<@0 or read>=@0"])
def test_a_time_that_it_has_not_is_neither_before_nor_after(text: str) -> None:
    unmarked = msgspec.structs.replace(ARTICLE, read_at=None)

    assert not matches(meant(text), unmarked)
    assert matches(meant(f"-({text})"), unmarked)


@pytest.mark.parametrize(
    ("states", "starred", "text", "is_meant"),
    [
        pytest.param({State.HIDDEN}, False, "tokyo", False, id="hidden ones are kept out"),
        pytest.param({State.HIDDEN}, False, "", False, id="of everything"),
        pytest.param({State.HIDDEN}, False, "tokyo hidden", True, id="unless they are asked for"),
        pytest.param({State.HIDDEN}, False, "tokyo or hidden", True, id="in any way"),
        pytest.param({State.HIDDEN, State.MUTED}, False, "is:muted", True, id="by their kind"),
        pytest.param({State.HIDDEN}, False, "-is:snoozed", True, id="or what they are not"),
        pytest.param({State.HIDDEN}, False, "-hidden", False, id="denied they stay out"),
        pytest.param({State.HIDDEN}, True, "starred tokyo", True, id="a star is never lost"),
        pytest.param({State.HIDDEN}, True, "tokyo", False, id="where stars are asked for"),
        pytest.param({State.HIDDEN}, True, "starred or tokyo", False, id="and nothing else"),
        pytest.param({State.REMOVED}, False, "hidden or tokyo", False, id="removed feeds are another matter"),
        pytest.param({State.REMOVED}, False, "is:removed", True, id="that can be asked for too"),
        pytest.param({State.REMOVED}, True, "starred", True, id="where a star is not lost either"),
    ],
)
def test_hidden_articles(states: set[State], starred: bool, text: str, is_meant: bool) -> None:
    article = msgspec.structs.replace(ARTICLE, states=frozenset(states), starred_at=NOW if starred else None)

    assert matches(meant(text), article) == is_meant


@given(queries, facts)
def test_any_query_can_be_asked_of_any_article(query: Query, article: Facts) -> None:
    assert matches(resolve(query, NOW, UTC), article) in (True, False)


@given(nodes, nodes, facts)
def test_connectives_are_those_of_logic(one: Node, other: Node, article: Facts) -> None:
    one, other = (resolve(Query(node), NOW, UTC).where or node for node in (one, other))

    assert holds(Not(one), article) != holds(one, article)
    assert holds(And((one, other)), article) == (holds(one, article) and holds(other, article))
    assert holds(Or((one, other)), article) == (holds(one, article) or holds(other, article))


def test_a_query_that_is_not_resolved_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        matches(parse("newer:2w"), ARTICLE)


LIST = [
    Facts(1, "Beta", "x", feed="éa", published=10, words=5, read_at=3),
    Facts(2, "alpha tokyo", "", feed="Eb", published=10, words=9, read_at=9),
    Facts(3, "Gamma Tokyo summit", "a", feed="eb", published=30, words=5, fetched=4),
    Facts(4, "Änderung", "b", feed="ea", published=20, words=7, starred_at=1),
]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("", [3, 4, 2, 1], id="newest first, then the last stored"),
        pytest.param("sort:newest", [3, 4, 2, 1], id="the same"),
        pytest.param("sort:oldest", [1, 2, 4, 3], id="all turned round"),
        pytest.param("sort:title", [2, 4, 1, 3], id="titles without case and accents"),
        pytest.param("sort:-title", [3, 1, 4, 2], id="from Z"),
        pytest.param("sort:feed", [4, 1, 3, 2], id="feeds, then newest first"),
        pytest.param("sort:feed,oldest", [1, 4, 2, 3], id="feeds, then oldest first"),
        pytest.param("sort:-feed,title", [2, 3, 4, 1], id="two keys"),
        pytest.param("sort:length", [3, 1, 4, 2], id="shortest first"),
        pytest.param("sort:longest", [2, 4, 3, 1], id="longest first"),
        pytest.param("sort:author", [3, 4, 1, 2], id="no author comes last"),
        pytest.param("sort:-author", [1, 4, 3, 2], id="in both directions"),
        pytest.param("sort:read", [2, 1, 3, 4], id="read last first"),
        pytest.param("sort:-read", [1, 2, 3, 4], id="read first first"),
        pytest.param("sort:starred limit:1", [4], id="starred last first"),
        pytest.param("sort:fetched", [3, 4, 2, 1], id="fetched last first"),
        pytest.param("tokyo or summit or a or x or b sort:rank", [3, 2, 4, 1], id="words in the title first"),
        pytest.param("(-tokyo or tokyo) sort:rank", [3, 2, 4, 1], id="denied words do not count"),
        pytest.param("limit:2", [3, 4], id="a limit"),
        pytest.param("-tokyo limit:1", [4], id="after the filter"),
    ],
)
def test_select(text: str, ids: list[int]) -> None:
    assert [article.id for article in select(meant(text), LIST)] == ids


@given(queries, st.lists(facts, max_size=6, unique_by=lambda article: article.id))
def test_the_answers_do_not_depend_on_the_order_of_storage(query: Query, articles: list[Facts]) -> None:
    resolved = resolve(query, NOW, UTC)

    assert select(resolved, articles) == select(resolved, articles[::-1])
