"""From the tree of a query to the words of SQL. What was typed becomes parameters, never a part of a statement."""

from __future__ import annotations

import msgspec

from newsreader.query.matching import wanted_words
from newsreader.query.tree import (
    And,
    Dated,
    Field,
    Has,
    Instant,
    Is,
    Measure,
    Moment,
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
    Words,
    shows_hidden,
    shows_removed,
)
from newsreader.store.articles import FEED_TITLE, HIDDEN_BITS, IS_COPY
from newsreader.store.functions import needle
from newsreader.store.indexing import ID_BITS
from newsreader.store.matches import INDEXED, names_match, says_all, sign_match, terms_match, words_match
from newsreader.store.pages import IS_WAITING
from newsreader.store.sittings import OLD_AT
from newsreader.store.walks import RANK

_STATES = {
    State.UNREAD: "a.read_at IS NULL",
    State.READ: "a.read_at IS NOT NULL",
    State.STARRED: "a.starred_at IS NOT NULL",
    State.TAGGED: "EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = a.id)",
    State.LATER: "a.later_at IS NOT NULL",
    State.HIDDEN: f"a.hidden & {HIDDEN_BITS} <> 0",
    State.MUTED: "a.hidden & 2 <> 0",
    State.SNOOZED: "a.hidden & 8 <> 0",
    State.REMOVED: "a.hidden & 4 <> 0",
    State.FULL: "a.text_state = 'full'",
    State.FAILED: "a.text_state = 'failed'",
    State.WAITING: "a.text_state = 'waiting'",
    State.EDITED: "a.edited_at IS NOT NULL",
}
_MOMENTS = {
    Moment.PUBLISHED: "a.published",
    Moment.FETCHED: "a.fetched",
    Moment.READ: "a.read_at",
    Moment.STARRED: "a.starred_at",
}
_MEASURES = {
    Measure.WORDS: "a.words",
    Measure.MINUTES: "reading_minutes(a.words)",
    Measure.PROGRESS: "a.progress / 10",
    Measure.WEEKLY: "coalesce(f.weekly, 0)",
}
_THINGS = {
    Thing.AUTHOR: "a.author <> ''",
    Thing.TEXT: "a.words > 0",
    Thing.COMMENTS: "a.comments IS NOT NULL",
    Thing.ENCLOSURE: "EXISTS (SELECT 1 FROM enclosures e WHERE e.article_id = a.id)",
    Thing.DOWNLOAD: "EXISTS (SELECT 1 FROM downloads d WHERE d.article_id = a.id AND d.kept_at IS NOT NULL)",
}
_BRINGS = "EXISTS (SELECT 1 FROM enclosures e WHERE e.article_id = a.id AND e.kind = '{}')"
_BROUGHT = {Thing.AUDIO: _BRINGS.format("audio"), Thing.VIDEO: _BRINGS.format("video")}
"""What a text may hold, but a file beside it is as well."""
_TITLE = "words_in({}, a.title)"
_AUTHOR = "words_in({}, a.author)"
# coalesce: an article without a body says and has nothing, rather than NULL, whose contrary is NULL too.
_BODY = "coalesce((SELECT {}({}, b.feed_blocks, b.page_blocks) FROM bodies b WHERE b.article_id = a.id), 0)"
# There are few feeds and tags: each is asked once, not once for every article.
_OF_FEED = "(a.feed_id IS NOT NULL AND a.feed_id IN (SELECT f.id FROM feeds f WHERE {}))"
_WORDS = {
    Field.ANY: f"({_TITLE} OR {_AUTHOR} OR {_BODY.format('body_says', '{}')})",
    Field.TITLE: _TITLE,
    Field.AUTHOR: _AUTHOR,
    Field.TEXT: _BODY.format("body_says", "{}"),
    Field.URL: "address_has({}, a.link)",
    Field.FEED: _OF_FEED.format(f"words_in({{}}, {FEED_TITLE}) OR words_in({{}}, f.url)"),
    Field.FOLDER: _OF_FEED.format("path_in({}, f.folder)"),
    Field.TAG: """a.id IN (
        SELECT t.article_id FROM article_tags t WHERE t.tag_id IN (SELECT id FROM tags WHERE path_in({}, tags.name))
    )""",
    Field.LANG: "language_is({}, a.language)",
}
# The row that counts in the index; of an article that waits to be indexed it is negative, and in no table.
_ROW = f"((s.version - 1) << {ID_BITS} | s.article_id)"
_IN_WORDS = f"{_ROW} IN (SELECT rowid FROM index_words WHERE index_words MATCH {{}})"
_IN_NAMES = f"{_ROW} IN (SELECT rowid FROM index_names WHERE index_names MATCH {{}})"
_PATTERNS = {
    Field.ANY: "pattern_in_names({}, a.title, a.author)",
    Field.TITLE: "pattern_in({}, a.title)",
    Field.AUTHOR: "pattern_in({}, a.author)",
}
FOLDED = "iif(length({0}) = length(CAST({0} AS BLOB)), {0}, folded({0})) COLLATE NOCASE"
"""What a column is sorted by. With as many characters as bytes it is ASCII: SQLite folds that by itself, far sooner."""
_KEYS = {
    SortBy.DATE: "a.published",
    SortBy.FETCHED: "a.fetched",
    SortBy.READ: "a.read_at",
    SortBy.STARRED: "a.starred_at",
    SortBy.FEED: RANK,
    SortBy.TITLE: "title_key(a.title)",
    SortBy.AUTHOR: f"a.author = '', {FOLDED.format('a.author')}",
    SortBy.LENGTH: "a.words",
    SortBy.RARE: "coalesce(f.weekly, 0)",
}
KNOWN_TITLE = "iif(s.version > 0, s.title, title_key(a.title))"
"""What an article is sorted by, as the index knows it."""
_FALLING = frozenset({SortBy.DATE, SortBy.FETCHED, SortBy.READ, SortBy.STARRED, SortBy.RANK})
"""Where the greatest comes first unless reversed."""


JOINED = "LEFT JOIN feeds f ON f.id = a.feed_id LEFT JOIN indexed s ON s.article_id = a.id"
"""What the conditions speak of besides the article."""
# Of the copies of a story for which it holds, the one that stands for it in lists, else the first. Asked of those
# copies only that are met: inside of the parentheses `a` is each copy, but for `of`, where it is the one that was met.
_ONCE = f"""(a.hidden & {IS_COPY} = 0 OR a.id = (
    SELECT min((a.hidden & {IS_COPY} <> 0) << {ID_BITS} | a.id) & {2**ID_BITS - 1}
    FROM (SELECT a.story AS story) of CROSS JOIN articles a ON a.story = of.story {JOINED} WHERE {{holds}}
))"""
_OF_A_COPY = frozenset({State.FULL, State.FAILED, State.WAITING, State.EDITED, State.MUTED, State.REMOVED})
"""The states that one copy of a story may be in and another not."""


def _differs(node: Node) -> bool:
    """May a condition hold of one copy of a story and not of another: does it speak of words, feeds or texts.

    Dates and lengths are those of the copy that stands for it.
    """
    match node:
        case And(parts=parts) | Or(parts=parts):
            return any(map(_differs, parts))
        case Not(part=part):
            return _differs(part)
        case Words(field=field):
            return field not in (Field.TAG, Field.LANG)
        case Is(state=state):
            return state in _OF_A_COPY
        case Range(measure=measure):
            return measure is Measure.WEEKLY
        case _:
            return isinstance(node, Pattern | Has)


class Conditions:
    """Collects the parameters of one statement while its words are written.

    In them `a` is the article, `f` its feed, where it has one, and `s` where the index has it. Every condition is 0 or
    1, never NULL.
    """

    def __init__(self, *, is_indexed: bool = True) -> None:
        """`is_indexed`: may the index be asked, else all texts are read."""
        self.is_indexed = is_indexed
        """May the index be asked."""
        self.parameters: dict[str, object] = {}
        """By their names in the statement."""

    def where(self, query: Query, *, hides_none: bool = False) -> str:
        """Return what is to hold of the articles that a resolved query finds.

        `hides_none`: hidden articles and those of removed feeds are found whether the query speaks of them or not.
        """
        if hides_none:
            return f"a.hidden & {IS_WAITING} = 0 AND {'1' if query.where is None else self.holds(query.where)}"
        if query.where is None:
            return self.seen(query)
        holds = f"{self.seen(query)} AND {self.holds(query.where)}"
        return f"{holds} AND {_ONCE.format(holds=holds)}" if _differs(query.where) else holds

    def seen(self, query: Query) -> str:
        """Return which articles are not kept out of a query's list whatever it asks for."""
        kept_out = (0 if shows_hidden(query) else HIDDEN_BITS) | (0 if shows_removed(query) else 4)
        is_each = query.where is not None and _differs(query.where)
        # In the words of the partial indexes, where it comes to the same.
        if kept_out == HIDDEN_BITS | 4:
            return "a.hidden & ~32 = 0" if is_each else "a.hidden = 0"
        return f"a.hidden & {kept_out | IS_WAITING | (0 if is_each else IS_COPY)} = 0"

    def order(self, query: Query) -> str:
        """Return what the articles are sorted by: the query's keys, then newest first."""
        keys = [self._key(order, query) for order in query.order]
        is_oldest_first = Order(SortBy.DATE, is_reversed=True) in query.order
        keys.append("a.published, a.id" if is_oldest_first else "a.published DESC, a.id DESC")
        return ", ".join(keys)

    def holds(self, node: Node) -> str:
        """Return the condition that a node is."""
        match node:
            case And(parts=parts):
                return f"({' AND '.join(map(self.holds, parts))})"
            case Or(parts=parts):
                return f"({' OR '.join(map(self.holds, parts))})"
            case Not(part=part):
                return f"NOT {self.holds(part)}"
            case Words(field=field) if field in INDEXED:
                return self._words(node)
            case Words(field=Field.LANG):
                return self._signed(node, self._with(_WORDS[Field.LANG], needle(node)))
            case Words():
                return self._with(_WORDS[node.field], needle(node))
            case Pattern():
                return self._with(_PATTERNS[node.field], node.source)
            case Range():
                return self._range(node)
            case Dated():
                return self._dated(node)
            case Is(state=State.NEW):
                return self._new(node)
            case Is(state=state):
                return f"({_STATES[state]})"
            case Has(thing=thing) if thing in _THINGS:
                return f"({_THINGS[thing]})"
            case Has(thing=thing):
                in_text = self._signed(node, self._with(_BODY.format("body_has", "{}"), thing))
                return f"({_BROUGHT[thing]} OR {in_text})" if thing in _BROUGHT else in_text

    def _parameter(self, value: object) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def _with(self, condition: str, value: object) -> str:
        return condition.replace("{}", self._parameter(value))

    def rank(self, query: Query) -> str:
        """Return how many of the words that are looked for stand in the title; NULL if none are looked for."""
        wanted = dict.fromkeys(wanted_words(query.where))
        titles = [self.holds(msgspec.structs.replace(words, field=Field.TITLE)) for words in wanted]
        return f"({' + '.join(titles) or 'NULL'})"

    def _words(self, words: Words) -> str:
        """Return whether words stand in title, author or text: by the index as far as that says it, else by reading.

        What waits to be indexed is read in any case.
        """
        there = self._with(_WORDS[words.field], needle(words))
        match = words_match(words) if self.is_indexed else None
        if match is None:
            return there
        if words.field in (Field.TITLE, Field.AUTHOR):
            is_there = self._with(_IN_NAMES, names_match(words))
            sure = says_all(words)
        else:
            is_there = self._with(_IN_WORDS, match)
            sure = says_all(words) and words.field is Field.ANY
        known = "1" if sure else there
        if says_all(words) and words.field is Field.TEXT:
            # Where the names are without the word, it is the text that has it.
            known = f"CASE WHEN {self._with(_IN_NAMES, terms_match(words))} THEN {there} ELSE 1 END"
        return f"(CASE WHEN s.version <= 0 THEN {there} WHEN {is_there} THEN {known} ELSE 0 END)"

    def _signed(self, node: Words | Has, there: str) -> str:
        """Return whether the index has the sign of something; what waits to be indexed is looked at."""
        match = sign_match(node) if self.is_indexed else None
        if match is None:
            return there
        has_sign = self._with(_IN_WORDS, match)
        return f"(CASE WHEN s.version <= 0 THEN {there} WHEN {has_sign} THEN 1 ELSE 0 END)"

    def _range(self, node: Range) -> str:
        measured = _MEASURES[node.measure]
        bounds = []
        if node.low is not None:
            bounds.append(f"{measured} >= {self._parameter(node.low)}")
        if node.high is not None:
            bounds.append(f"{measured} <= {self._parameter(node.high)}")
        return f"({' AND '.join(bounds) or '1'})"

    def _dated(self, node: Dated) -> str:
        if not isinstance(node.when, Instant) or node.relation is Relation.ON:
            raise TypeError(f"not resolved yet: {node}")
        sign = ">=" if node.relation is Relation.AFTER else "<"
        moment = _MOMENTS[node.moment]
        return f"({moment} IS NOT NULL AND {moment} {sign} {self._parameter(node.when.seconds)})"

    def _new(self, node: Is) -> str:
        if node.at is None:
            raise TypeError(f"not resolved yet: {node}")
        return f"(a.id > {OLD_AT.format(at=self._parameter(node.at))})"

    def _key(self, order: Order, query: Query) -> str:
        """Return a key with what has none last, whichever way it goes."""
        if order.by is SortBy.TITLE and self.is_indexed:
            return f"{KNOWN_TITLE} {'DESC' if order.is_reversed else 'ASC'}"
        key = self.rank(query) if order.by is SortBy.RANK else _KEYS[order.by]
        direction = "DESC" if (order.by in _FALLING) != order.is_reversed else "ASC"
        return f"{key} {direction} NULLS LAST"
