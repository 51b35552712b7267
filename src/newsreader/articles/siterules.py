"""Rules for single sites, shipped in `rules/*.toml` and written by the user: tried before the general way.

A file holds the rule of one site:

    sites = ["example.org"]                 hosts; the hosts below them are meant too ("www.example.org")
    content = ["div.story", "div.notes"]    CSS selectors of what holds the article, all that match, in page order
    strip = [".teaser", "aside"]            CSS selectors of what is thrown away before anything else
    single_page = "a.all-on-one-page"       CSS selector of the link to the whole article on one page
    next_page = "a.next"                    CSS selector of the link to the article's next page

Every key but `sites` may be left out. A rule that does not fit its page (any more) is passed over: extraction then goes
the general way, and `extract --explain` says so. A file that cannot be read is told in `RuleBook.problems`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from newsreader.articles.links import absolute_link

_KEYS = frozenset({"sites", "content", "strip", "single_page", "next_page"})
_MAX_FILE = 100_000
"""Bytes of a file of rules."""


@dataclass(frozen=True, slots=True)
class SiteRule:
    """How the pages of a site are read."""

    name: str
    """Of its file, to tell it by."""
    sites: tuple[str, ...]
    content: tuple[CSSSelector, ...] = ()
    strip: tuple[CSSSelector, ...] = ()
    single_page: CSSSelector | None = None
    next_page: CSSSelector | None = None


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, the user's own first."""

    rules: tuple[SiteRule, ...] = ()
    problems: tuple[str, ...] = ()
    """What is wrong with which file, as sentences."""

    def rule_for(self, url: str | None) -> SiteRule | None:
        """Return the rule for the page at this address."""
        host = _host(url)
        return next((rule for rule in self.rules if any(_covers(site, host) for site in rule.sites)), None)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Where the rest of an article is, by the rule of its site."""

    single_page: str | None = None
    next_page: str | None = None


@cache
def shipped_rules() -> RuleBook:
    """Return the rules that come with the program."""
    return _read(files("newsreader.articles").joinpath("rules").iterdir())


def read_rules(folder: Path) -> RuleBook:
    """Return the user's rules in this folder, if there is one, before the shipped ones."""
    own = _read(folder.glob("*.toml")) if folder.is_dir() else RuleBook()
    shipped = shipped_rules()
    return RuleBook(own.rules + shipped.rules, own.problems + shipped.problems)


def links_of(root: HtmlElement, base: str | None, rule: SiteRule | None) -> PageLinks:
    """Return the links to the rest of the article that the rule finds."""
    if rule is None:
        return PageLinks()
    return PageLinks(_link(root, base, rule.single_page), _link(root, base, rule.next_page))


def select(selector: CSSSelector, root: HtmlElement) -> list[HtmlElement]:
    """Return the elements that a selector matches, none where it turns out to be no good."""
    try:
        found = selector(root)
    except etree.XPathError:
        return []
    return [element for element in found if isinstance(element, HtmlElement)] if isinstance(found, list) else []


def _link(root: HtmlElement, base: str | None, selector: CSSSelector | None) -> str | None:
    for element in select(selector, root) if selector else ():
        address = absolute_link(element.get("href", ""), base)
        if address and address != base:
            return address
    return None


def _read(paths: Iterable[Traversable]) -> RuleBook:
    rules: list[SiteRule] = []
    problems: list[str] = []
    for path in sorted(paths, key=lambda path: path.name):
        if not path.name.endswith(".toml"):
            continue
        try:
            table = tomllib.loads(path.read_bytes()[:_MAX_FILE].decode("utf-8"))
            rules.append(_rule(path.name, table))
        except (OSError, ValueError, TypeError, SyntaxError) as error:
            problems.append(f"{path.name} is not used: {error}")
    return RuleBook(tuple(rules), tuple(problems))


def _rule(name: str, table: dict[str, Any]) -> SiteRule:
    """Return the rule; raises ValueError, or SyntaxError for a selector, saying what is wrong."""
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise ValueError(f"nothing is called {unknown[0]!r} here; there are {', '.join(sorted(_KEYS))}")
    sites = tuple(site.lower().removeprefix("www.") for site in _texts(table, "sites"))
    if not sites:
        raise ValueError("it names no sites")
    return SiteRule(
        name=name,
        sites=sites,
        content=tuple(CSSSelector(text) for text in _texts(table, "content")),
        strip=tuple(CSSSelector(text) for text in _texts(table, "strip")),
        single_page=next((CSSSelector(text) for text in _texts(table, "single_page")), None),
        next_page=next((CSSSelector(text) for text in _texts(table, "next_page")), None),
    )


def _texts(table: dict[str, Any], key: str) -> list[str]:
    """Return what a key holds, one text or several."""
    said = table.get(key, [])
    texts = [said] if isinstance(said, str) else said
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"{key} must be a text or a list of texts")
    return texts


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def _covers(site: str, host: str) -> bool:
    return host == site or host.endswith(f".{site}")
