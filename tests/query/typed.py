"""Random queries as people type them, from every word of `query.vocabulary`."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.query.making import languages

from newsreader.query.vocabulary import (
    AGES,
    BARE_DAYS,
    BARE_STATES,
    DAYS,
    FIELDS,
    SHORT_DAYS,
    Kind,
    values_of,
)

_WORDS = """
    tokyo Tokyo summit café CAFE мой Ещё ΣΑΣ 数据库 據 東京 안전 กรุงเทพ हिन्दी العِراق שלום straße 2025 a é News tok* 数*
    -x* b. \\unread https://example.org/a
"""
words = st.sampled_from([*_WORDS.split(), '"tokyo summit"', '"Café"', '"數據"', '"a b: (c)"', '"tokyo sum"*', "a\\ b"])
days = st.sampled_from(
    [
        *DAYS,
        *SHORT_DAYS,
        *(f"2026-11-{day:02}" for day in range(10, 25)),
        "2026-11",
        "2026",
        "20.11.2026",
        "2026-11-20T09:30",
    ]
)
ages = st.sampled_from([*AGES, "90min", "20h", "1d", "8d"])
_NUMBERS = st.sampled_from(["1", "3", "5", "95", "1000", "4999"])
_COMPARED = st.sampled_from(["<", "<=", ">", ">=", "=", ":", ":<", ":>="])


def _joined(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map("".join)


def term_of(field: str) -> st.SearchStrategy[str]:
    """Return what may be typed with this field."""
    match FIELDS[field][0]:
        case Kind.WORDS:
            values = languages if field == "lang" else words.filter(lambda word: field != "url" or "*" not in word)
            return _joined(field, st.sampled_from([":", "="]) if field != "title" else ":", values)
        case Kind.NUMBER:
            ranges = st.sampled_from([":0..5", ":5..95", ":100..2000"])
            return _joined(field, _joined(_COMPARED, _NUMBERS) | ranges)
        case Kind.BOUND:
            return _joined(field, ":", days | ages if field in ("after", "before") else ages)
        case Kind.DAY:
            return _joined(field, ":", days | st.sampled_from(["2026-11-12..2026-11-20", "2026-10..2026-11-15"]))
        case Kind.TIME:
            return _joined(field, _joined(":", days | ages) | _joined(st.sampled_from(["<", ">="]), days))
        case Kind.LIMIT:
            return _joined(field, ":", st.sampled_from(["1", "2", "3", "50"]))
        case _:
            return _joined(field, ":", st.sampled_from(values_of(field)))


_ABOUT_THE_LIST = (Kind.SORT, Kind.LIMIT)
terms = st.one_of(
    words,
    st.sampled_from([*BARE_STATES, *BARE_DAYS, "/tok/", "/^[A-Z]/", "title:/é$/", "author:/a|b/"]),
    *(term_of(field) for field, (kind, _) in FIELDS.items() if kind not in _ABOUT_THE_LIST),
)
_conditions: st.SearchStrategy[str] = st.recursive(
    terms,
    lambda parts: st.one_of(
        _joined(st.sampled_from(["-(", "not (", "("]), parts, ")"),
        _joined(parts, st.sampled_from([" ", " and ", " or ", " OR "]), parts),
    ),
    max_leaves=5,
)
typed_queries = st.tuples(
    st.just("") | _conditions,
    st.just("")
    | term_of("sort")
    | st.sampled_from(["sort:-feed,longest", "sort:title sort:reversed", "sort:rank,oldest"]),
    st.just("") | term_of("limit"),
).map(" ".join)
