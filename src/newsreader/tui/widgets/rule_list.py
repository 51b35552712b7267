"""The user's rules: what each finds and does, how often it found something, until when, and whether it failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style

from newsreader.programs.doings import written_doing
from newsreader.query.kept import Rule, RuleAction, is_active, shown_query
from newsreader.text import clean
from newsreader.tui.article_rows import COLOUR_INKS
from newsreader.tui.format import dated, fit
from newsreader.tui.widgets.row_list import RowList

_INDENT = 4
"""Cells before the words: bar, blank, mark, blank."""
_EMPTY = ("No rules yet.", "", "{new} makes one: mute, star, tag, highlight, tell of or hand over what arrives.")


class RuleList(RowList):
    """Three lines a rule, in the order in which they are carried out."""

    title_ink = "kicker"
    row_height = 3

    def __init__(self, clock: Callable[[], int], new: str, *, id: str) -> None:  # noqa: A002 - Textual's own word
        """`new` is the key that makes one."""
        super().__init__(id=id)
        self._clock = clock
        self._new = new
        self._rules: tuple[Rule, ...] = ()
        self.title = "Rules"

    @property
    def chosen(self) -> Rule | None:
        """The rule under the cursor."""
        return self._rules[self.cursor] if 0 <= self.cursor < len(self._rules) else None

    def show(self, rules: Sequence[Rule]) -> None:
        """List these; the cursor stays on its rule, or goes to one that is new."""
        chosen, known = self.chosen, {rule.id for rule in self._rules}
        new = next((rule for rule in rules if known and rule.id not in known), None)
        wanted = new if new is not None and len(rules) > len(known) else chosen
        self._rules = tuple(rules)
        self.note = f"{len(rules):,}"
        same = next((index for index, rule in enumerate(rules) if wanted and rule.id == wanted.id), self.cursor)
        self.cursor = max(min(same, len(rules) - 1), 0)
        self.rows_changed()
        self.show_cursor()

    def row_count(self) -> int:
        """Return how many there are."""
        return len(self._rules)

    def line_at(self, line: int) -> list[Segment]:
        """Return what stands where there is no rule."""
        if self._rules or line >= len(_EMPTY):
            return []
        words = _EMPTY[line].format(new=self._new)
        return [Segment(fit(f"  {words}", self.outer_size.width), self.inks["quiet" if line else "strong"])]

    def paint(self, index: int, part: int, width: int, base: Style, is_cursor: bool) -> list[Segment]:
        """Return name and doing of a rule; below it its query, and how it fares."""
        if part == 2:
            return [Segment(" " * width, self.base)]
        rule = self._rules[index]
        bar = Segment("▌" if is_cursor and self.is_active else " ", base + self.inks["bar"])
        room = max(width - _INDENT - 1, 0)
        is_at_work = is_active(rule, self._clock())
        if part:
            facts = fit(" · ".join(self._facts(rule)), room)
            return [
                bar,
                Segment(" " * (_INDENT - 1) + facts + " ", base + self.inks["error" if rule.fault else "meta"]),
            ]
        doing, ink = clean(written_doing(rule)), "source"
        if rule.action is RuleAction.HIGHLIGHT:
            ink = COLOUR_INKS.get(rule.argument, "accent")
        name = fit(clean(rule.name), max(room - min(len(doing), room // 2) - 2, 0))
        return [
            bar,
            Segment(" ✓ " if is_at_work else " – ", base + self.inks["good" if is_at_work else "meta"]),
            Segment(name, base + self.inks["strong" if is_at_work else "meta"]),
            Segment("  " + fit(doing, min(len(doing), room // 2)) + " ", base + self.inks[ink]),
        ]

    def _facts(self, rule: Rule) -> list[str]:
        facts = [f"found {rule.hits:,}"]
        if not rule.is_on:
            facts.insert(0, "off")
        if rule.until is not None:
            facts.insert(0, f"until {dated(rule.until)}" if rule.until > self._clock() else "ended")
        return [*([clean(rule.fault)] if rule.fault else []), clean(shown_query(rule.query)), *facts]
