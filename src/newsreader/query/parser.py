"""From the text of a query to its tree. Must not know what now is, nor where articles are.

A directive (sort:, limit:) may stand anywhere outside of parentheses; without them a query is

    disjunction = conjunction { "or" conjunction }
    conjunction = negation { [ "and" ] negation }
    negation    = { "not" | "-" } ( term | [ field ":" ] "(" disjunction ")" )

Terms are cut out by `tokens` and understood by `terms`.
"""

from __future__ import annotations

from contextlib import suppress

import msgspec

from newsreader.errors import QueryError
from newsreader.folding import is_run
from newsreader.query.terms import is_directive, limit_of, node_of, opens_group, orders_of
from newsreader.query.tokens import Role, Token, tokenise
from newsreader.query.tree import And, Node, Not, Or, Order, Query

MAX_DEPTH = 50
"""Parentheses inside each other, and denials of denials."""


def parse(text: str) -> Query:
    """Return what a query means; raises QueryError with the place and what was expected there."""
    return _parse(text, is_partial=False, is_typed=False)


def parse_partial(text: str) -> Query:
    """Return what a query means that is still being typed; raises QueryError only for what more typing cannot mend.

    An open quote or parenthesis counts as closed, what cannot be understood yet at the end is left out, and the word at
    the very end finds all that begin so.
    """
    end = len(text)
    while True:
        try:
            return _parse(text[:end], is_partial=True, is_typed=end == len(text))
        except QueryError as error:
            if error.end < len(text[:end].rstrip()) or error.start >= end:
                raise
            end = error.start


def kept(text: str) -> str:
    """Return a query as it was understood while it was typed: a last word that might have gone on gets its star."""
    if not text or is_run(text[-1]):
        return text  # such words are found inside of longer ones anyway
    with suppress(QueryError):
        partial = parse_partial(text)
        if parse(text) != partial == parse(f"{text}*"):
            return f"{text}*"
    return text


def _parse(text: str, *, is_partial: bool, is_typed: bool) -> Query:
    tokens, order, limit = _without_directives(tokenise(text), is_partial=is_partial)
    parser = _Parser(tokens, len(text), is_partial=is_partial, is_typed=is_typed)
    return Query(parser.parse() if tokens else None, order, limit)


def _without_directives(tokens: list[Token], *, is_partial: bool) -> tuple[list[Token], tuple[Order, ...], int | None]:
    """Take out what is about the list: it belongs to no operand."""
    rest: list[Token] = []
    order: tuple[Order, ...] = ()
    limit: int | None = None
    depth = 0
    for token in tokens:
        depth += (token.role is Role.OPEN) - (token.role is Role.CLOSE)
        if not is_directive(token):
            rest.append(token)
            continue
        _expect_closed(token, is_partial=is_partial)
        if depth > 0 or (rest and rest[-1].role is Role.NOT):
            raise QueryError(
                f"“{token.name}:” is about the whole list: put it outside of parentheses, without “-”.",
                token.start,
                token.end,
            )
        if token.name == "sort":
            order = orders_of(token, order)
        elif limit is not None:
            raise QueryError("There is a limit already. Take one of the two out.", token.start, token.end)
        else:
            limit = limit_of(token)
    return rest, order, limit


def _expect_closed(token: Token, *, is_partial: bool) -> None:
    if not token.is_open or (is_partial and token.is_quoted):
        return
    if token.is_quoted:
        raise QueryError("This quote is not closed.", token.value_start, token.end, ('"',), caret=token.end)
    if token.is_pattern:
        raise QueryError(
            'This pattern is not closed. In quotes "/" is plain text.',
            token.value_start,
            token.end,
            ("/",),
            caret=token.end,
        )
    raise QueryError('After "\\" a sign is expected.', token.end - 1, token.end, caret=token.end)


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, tokens: list[Token], length: int, *, is_partial: bool, is_typed: bool) -> None:
        self._tokens = tokens
        self._length = length
        self._is_partial = is_partial
        self._is_typed = is_typed
        """Is the end of the text where the user types."""
        self._place = 0
        self._depth = 0
        self._field: Token | None = None
        """Of the group that is being read, for its terms that have none."""

    def parse(self) -> Node:
        node = self._disjunction()
        if (token := self._next()) is not None:
            raise QueryError('This ")" closes nothing. In quotes it is plain text.', token.start, token.end)
        return node

    def _next(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self, *roles: Role) -> Token | None:
        """Return the next token and step over it, if it is of one of these roles."""
        token = self._next()
        if token is None or token.role not in roles:
            return None
        self._place += 1
        return token

    def _disjunction(self) -> Node:
        parts = [self._conjunction()]
        while self._take(Role.OR):
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self) -> Node:
        parts = [self._negation()]
        while (token := self._next()) is not None and token.role not in (Role.OR, Role.CLOSE):
            self._take(Role.AND)
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self) -> Node:
        denials = 0
        while self._take(Role.NOT):
            denials += 1
            if self._depth + denials > MAX_DEPTH:
                raise self._too_deep()
        node = self._operand()
        for _ in range(denials):
            node = Not(node)
        return node

    def _operand(self) -> Node:
        if (token := self._take(Role.TERM)) is not None:
            return self._group_of(token) if opens_group(token, self._next()) else self._term(token)
        if (opening := self._take(Role.OPEN)) is None:
            raise self._missing()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._too_deep()
        node = self._disjunction()
        self._depth -= 1
        if self._take(Role.CLOSE) is None and not self._is_partial:
            raise QueryError("This parenthesis is not closed.", opening.start, opening.end, (")",), caret=self._length)
        return node

    def _group_of(self, field: Token) -> Node:
        outer, self._field = self._field, field
        node = self._operand()
        self._field = outer
        return node

    def _term(self, token: Token) -> Node:
        _expect_closed(token, is_partial=self._is_partial)
        if self._field is not None and not token.name:
            token = msgspec.structs.replace(token, name=self._field.name, operator=self._field.operator)
        return node_of(token, is_prefix=self._is_typed and token.end == self._length)

    def _missing(self) -> QueryError:
        """Say what the token before the missing operand waits for."""
        found = self._next()
        before = self._tokens[self._place - 1] if self._place else None
        if before is not None and before.role is Role.OPEN and found is not None and found.role is Role.CLOSE:
            return QueryError(
                "Between parentheses a word or a condition is expected.", before.start, found.end, caret=found.start
            )
        if before is not None and (found is None or before.role in (Role.AND, Role.OR, Role.NOT)):
            typed = _TYPED[before.role]
            return QueryError(
                f"After “{typed}” a word or a condition is expected.", before.start, before.end, caret=before.end
            )
        place = found or before
        assert place is not None  # a query without tokens is not parsed
        if place.role is Role.CLOSE:
            return QueryError('This ")" closes nothing. In quotes it is plain text.', place.start, place.end)
        return QueryError(
            f"Before “{_TYPED[place.role]}” a word or a condition is expected. As a word put it in quotes.",
            place.start,
            place.end,
        )

    def _too_deep(self) -> QueryError:
        token = self._tokens[self._place - 1]
        return QueryError(f"Parentheses stand more than {MAX_DEPTH} deep. Take some out.", token.start, self._length)


_TYPED = {Role.AND: "and", Role.OR: "or", Role.NOT: "not", Role.OPEN: "(", Role.CLOSE: ")", Role.TERM: "…"}
