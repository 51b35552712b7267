"""Asks for a rule, line by line: what it finds, what it does, until when, its name. Says what it would have found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from newsreader.errors import NewsreaderError
from newsreader.programs.doings import NotDone, doing_of, written_doing
from newsreader.query.completion import Completion, completions
from newsreader.query.kept import Colour, Rule, RuleAction
from newsreader.query.waking import parse_wake_time
from newsreader.store.journal import Change
from newsreader.text import clean
from newsreader.tui.asking import fault_of, wrong_while_typed
from newsreader.tui.format import dated
from newsreader.tui.offering import Names, query_names
from newsreader.tui.question import Fault, Question
from newsreader.tui.sorting import TIME_HINT, times_to_come
from newsreader.tui.writer import Pace

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.tui.screens.overlay import Overlay
    from newsreader.tui.screens.reading import ReadingScreen

MAX_NAME = 100
PAST_S = 30 * 24 * 60 * 60
"""Of what arrived within this time it is said what a rule would have found."""
_PAUSE_S = 0.25
"""So long nothing may be typed before it is looked for."""
_MOST = 6
"""Offers for a query."""
_NOTE = 30
"""Cells beside a query for what it would have found."""
_PROMPT = "rule"
"""By this name the store keeps the queries that were typed."""
_DOINGS = {
    "hide": "mute: counted, to be looked at, shown again when the rule ends",
    "read": "mark read",
    "star": "star",
    "later": "put on the list for later",
    "tag:": "give a tag: tag:news/japan",
    **{f"highlight:{colour}": "show in a colour" for colour in Colour},
    "notify": "tell of it, by the terminal or a command",
    "pipe:": "hand it to a command: a name of yours, or a command line",
}


class Draft(msgspec.Struct, frozen=True):
    """A rule that is not kept yet."""

    name: str = ""
    query: str = ""
    action: RuleAction = RuleAction.HIDE
    argument: str = ""
    until: int | None = None


def save(screen: ReadingScreen, draft: Draft, before: Rule | None = None) -> None:
    """Keep a rule, `before` under another name if it has one; say so when that is written."""
    rules, now = screen.store.rules, screen.now()

    def write() -> Change:
        kept = (draft.name, draft.query, draft.action)
        rules.save(*kept, argument=draft.argument, until=draft.until, before=before, now=now)
        return Change(f"kept the rule {draft.name}", frozenset(), feeds_changed=False, rules_changed=True)

    screen.write(write, "Changed", Pace.LARGE)


class RuleAsking:
    """The questions of one rule, one after the other; Escape leaves all of it as it was."""

    def __init__(self, over: Overlay[Any], rule: Rule | None = None) -> None:
        """`rule` is the one that is to be changed."""
        self._over, self._screen = over, over.reading
        self._rule = rule
        self._draft = Draft() if rule is None else Draft(rule.name, rule.query, rule.action, rule.argument, rule.until)
        self._timer: Timer | None = None
        self._typed = ""

    def begin(self) -> None:
        """Ask what it finds."""
        names = query_names(self._screen.store)

        def complete(text: str, cursor: int) -> Sequence[Completion]:
            return completions(text, cursor, names)[:_MOST] if text else ()

        self._ask(
            "Find ",
            self._take_query,
            self._draft.query,
            "Words, or a query: feed:name title:word author:smith minutes<2. It is tried on the last 30 days.",
            complete,
            history=self._screen.store.typed.lines(_PROMPT),
            is_query=True,
        )
        self._try(self._draft.query)

    def _ask(
        self,
        sign: str,
        accept: Callable[[str], str | Fault | None],
        begun: str,
        hint: str,
        complete: Callable[[str, int], Sequence[Completion]],
        *,
        history: Sequence[str] = (),
        is_query: bool = False,
    ) -> None:
        wrong = partial(wrong_while_typed, now=self._screen.now()) if is_query else _nothing
        question = Question(
            sign,
            accept,
            begun=begun,
            hint=hint,
            typed=self._type if is_query else lambda _: None,
            leave=self._stop,
            complete=complete,
            wrong=wrong,
            history=history,
            room_behind=_NOTE if is_query and self._over.size.width > 3 * _NOTE else 1,
        )
        self._over.status.ask(question)

    def _take_query(self, typed: str) -> str | Fault | None:
        if (fault := fault_of(typed)) is not None:
            return fault
        query = typed.strip()
        if not query:
            return "Type what the rule finds; a rule for everything is: is:read or is:unread."
        self._stop()
        self._screen.write(partial(self._screen.store.typed.keep, _PROMPT, query))
        self._draft = msgspec.structs.replace(self._draft, query=query)
        begun = "" if self._rule is None else written_doing(self._rule)
        self._ask("Then ", self._take_doing, begun, "What is done with it.", Names(self._doings()).complete)
        return None

    def _doings(self) -> dict[str, str]:
        """Return what a rule can do, with the commands of the settings."""
        commands = {f"pipe:{name}": command.run for name, command in self._screen.settings.commands.items()}
        return _DOINGS | commands

    def _take_doing(self, typed: str) -> str | None:
        doing = doing_of(typed, self._screen.settings.commands)
        if isinstance(doing, NotDone):
            return doing.words
        self._draft = msgspec.structs.replace(self._draft, action=doing.action, argument=doing.argument)
        until = self._draft.until
        hint = f"{TIME_HINT} Nothing: for ever."
        if until is not None:
            hint = f"It ends {dated(until)}; nothing typed leaves it so, never ends it. {TIME_HINT}"
        times = Names(times_to_come(self._screen.now()) | ({} if until is None else {"never": "for ever"}))
        self._ask("Until ", self._take_until, "", hint, times.complete)
        return None

    def _take_until(self, typed: str) -> str | None:
        until = self._draft.until
        if typed.strip().lower() == "never":
            until = None
        elif typed.strip():
            until = parse_wake_time(typed, self._screen.now())
            if until is None:
                return f"“{typed.strip()}” is no time to come. {TIME_HINT}"
        self._draft = msgspec.structs.replace(self._draft, until=until)
        draft = self._draft
        begun = draft.name or clean(f"{_doing_word(draft)} {draft.query}", MAX_NAME)
        self._ask("Name ", self._take_name, begun, "What the rule is called. Enter keeps it.", _no_offers)
        return None

    def _take_name(self, typed: str) -> str | None:
        name = clean(typed, MAX_NAME)
        if not name:
            return "A name needs a letter, digit or sign."
        other = self._screen.store.rules.find(name)
        if other is not None and (self._rule is None or other.id != self._rule.id):
            return f"There is a rule {other.name} already."
        save(self._screen, msgspec.structs.replace(self._draft, name=name), self._rule)
        return None

    # What it would have found

    def _type(self, typed: str) -> None:
        self._stop()
        self._typed = typed
        self._timer = self._screen.set_timer(_PAUSE_S, partial(self._try, typed))

    def _try(self, typed: str) -> None:
        self._timer, self._typed = None, typed
        if typed.strip():
            look = partial(self._count, typed.strip(), typed)
            self._over.run_worker(look, thread=True, group="trying", exclusive=True, exit_on_error=False)

    def _count(self, query: str, typed: str) -> None:
        now = self._screen.now()
        try:
            found = self._screen.store.rules.would_find(query, since=now - PAST_S, now=now)
        except NewsreaderError:
            return  # what is wrong stands above the line
        self._over.call_later(self._tell, found, typed)

    def _tell(self, found: int, typed: str) -> None:
        if typed == self._typed and self._over.status.is_asking:
            self._over.status.find_note = f"{found:,} in the last 30 days"

    def _stop(self) -> None:
        """Look no longer, and say no more what was found."""
        self._typed = ""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._over.status.find_note = ""


def _doing_word(draft: Draft) -> str:
    return "mute" if draft.action is RuleAction.HIDE else draft.action.value


def _nothing(text: str) -> str:
    return ""


def _no_offers(text: str, cursor: int) -> Sequence[Completion]:
    return ()
