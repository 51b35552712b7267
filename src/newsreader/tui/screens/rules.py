"""The rules: look at them, make and change them, turn them off, remove them, see what they find."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.getters import query_one

from newsreader.query.kept import Rule, RuleAction
from newsreader.tui.place import Place
from newsreader.tui.rule_asking import RuleAsking
from newsreader.tui.screens.overlay import Does, ListOverlay
from newsreader.tui.stylesheets import stylesheet
from newsreader.tui.widgets.rule_list import RuleList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.writer import Pace

if TYPE_CHECKING:
    from newsreader.store.journal import Change


class RulesScreen(ListOverlay[Rule | None]):
    """Ends with the rule whose articles are to be listed, or None."""

    CSS_PATH = stylesheet("rules.tcss")
    place = Place.RULES

    rule_list = query_one("#rules", RuleList)

    def compose(self) -> ComposeResult:
        """The list, and a status line that says what the reading screen's says."""
        new = self.reading.keys.keymap.typed_over("rule.new", self.place)
        yield RuleList(self.reading.now, new, id="rules")
        yield StatusLine()

    def does(self) -> Does:
        """Return what each command does here."""
        return {
            **super().does(),
            "pane.open": lambda count: self._change(),
            "rule.new": lambda count: RuleAsking(self).begin(),
            "rule.switch": lambda count: self._switch(),
            "rule.up": lambda count: self._rearrange(-(count or 1)),
            "rule.down": lambda count: self._rearrange(count or 1),
            "rule.remove": lambda count: self._remove(),
            "rule.apply": lambda count: self._apply(),
            "rule.look": lambda count: self._look(),
        }

    def on_mount(self) -> None:
        """List them now, and again whenever something changed."""
        self.reading.feeds_changed.subscribe(self, lambda _: self._list())
        self._list()

    def _list(self) -> None:
        self.rule_list.show(self.reading.store.rules.all())

    def _change(self) -> None:
        if (rule := self.rule_list.chosen) is not None:
            RuleAsking(self, rule).begin()

    def _switch(self) -> None:
        if (rule := self.rule_list.chosen) is not None:
            now = self.reading.now()
            self.reading.write(
                partial(self.reading.store.rules.switch, rule, not rule.is_on, now=now), "Changed", Pace.LARGE
            )

    def _rearrange(self, rows: int) -> None:
        """Move the rule so many rows, negative ones up, past those that are carried out before or after it."""
        rule, rules = self.rule_list.chosen, self.reading.store.rules
        if rule is None:
            return

        def write() -> Change | None:
            # As they stand when it is done: the key may be typed faster than it is written.
            ids = [each.id for each in rules.all()]
            at = ids.index(rule.id) if rule.id in ids else 0
            place = max(0, min(at + rows, len(ids) - 1))
            return rules.move(rule, place, now=self.reading.now()) if place != at else None

        self.reading.write(write, "Changed")

    def _remove(self) -> None:
        if (rule := self.rule_list.chosen) is not None:
            remove = partial(self.reading.store.rules.remove, rule, now=self.reading.now())
            self.reading.write(remove, "Changed", Pace.LARGE)

    def _apply(self) -> None:
        """Do to what is here what the rule does to what arrives."""
        rule = self.rule_list.chosen
        if rule is None:
            return
        if rule.action in (RuleAction.HIDE, RuleAction.HIGHLIGHT):
            self.reading.say("It does so already, to all that is here.")
            return
        if rule.action in (RuleAction.NOTIFY, RuleAction.PIPE):
            self.reading.say("That is done with what arrives alone.")
            return

        def write() -> Change | None:
            return self.reading.store.rules.apply(rule, now=self.reading.now())

        self.reading.write(write, "Changed")

    def _look(self) -> None:
        if (rule := self.rule_list.chosen) is not None:
            self.close(rule)
