"""Page bytes to text: extraction as the worker runs it."""

from __future__ import annotations

from pathlib import Path

from newsreader.articles.pages import explain_page, extract_page, page_links
from newsreader.articles.siterules import PageLinks, RuleBook, read_rules, shipped_rules
from newsreader.engine.wire import Extracted, ExtractTask, Result, Unreadable
from newsreader.errors import ExtractionFailed


class Extractor:
    """Extraction with the rules that come with the program and those of the user, read with the first page."""

    def __init__(self, rules_folder: Path | None) -> None:
        self._folder = rules_folder
        self._rules: RuleBook | None = None

    def extract(self, task: ExtractTask) -> Result:
        """Return the page's text, or why there is none."""
        if self._rules is None:
            self._rules = read_rules(self._folder) if self._folder is not None else shipped_rules()
        rules = self._rules
        steps: tuple[str, ...] = ()
        try:
            if task.is_explained:
                explained = explain_page(task.body, url=task.url, charset=task.charset, rules=rules)
                page = explained.page
                steps = tuple(f"{step.action}: {step.what} ({step.why})" for step in explained.steps)
            else:
                page = extract_page(task.body, url=task.url, charset=task.charset, rules=rules)
        except ExtractionFailed as error:
            return Unreadable(str(error))
        has_links = task.url is not None and rules.rule_for(task.url) is not None
        links = (
            page_links(task.body, url=task.url or "", charset=task.charset, rules=rules) if has_links else PageLinks()
        )
        return Extracted(page, links.single_page, links.next_page, steps, rules.problems)
