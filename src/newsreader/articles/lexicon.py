"""The words and class names by which pages are recognised, read from `words/*.toml`: one file a language.

Each section is a table of `"entry" = "a site where it was seen"`, so that a reader of the language can mend it:

    [label]         words a block of nothing but which is a button bar: "share", "print"
    [notice]        blocks of up to 480 characters that are no part of an article
    [pointer]       the same, but only where the block is short or full of links, since prose may begin so
    [ending]        headings or short lines after which nothing of the article follows
    [byline]        words before the author's name      [place]  words between the name and a place
    [portrait]      words after an author's name that tell who they are
    [reading-time]  how long reading takes, or how long ago the article came
    [paywall]       blocks that ask for a subscription
    [consent]       blocks that ask for consent         [refusal]  pages shown to robots
    [class.NAME]    parts of class names and ids, as `pruning` uses them

A site is named where a stored page of it, its own strings, or a rule that somebody wrote for it shows the entry: the
phrase itself or a case that its pattern matches. It is a witness, not a limit: every entry works on every site.
"wordpress.org" stands for the strings that WordPress brings in the language. "unseen" marks an ordinary word of the
language's interfaces, known to the makers and still waiting for somebody to meet it and to put the site there. A test
counts these, file by file: their number may only shrink.

Phrases are written in lower case, with straight apostrophes, without brackets and without punctuation at their ends.
`*` stands for any text, `#` for a number, `(a|b)` for either, `\\|` for a bar. The languages are used together, since
pages mix them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_ENDS = " \t\n.,:;!?…–—-|>»›→*•·\"'“”‘’„«/：。、！？・▼▶►■◆●《》「」『』"
"""Punctuation around a phrase that makes no difference to it."""
_PLAIN = {ord("’"): "'", **dict.fromkeys(map(ord, "()[]（）【】［］"))}
_NEVER = re.compile(r"(?!)")
_CLASS_CACHE = 20_000
_MAX_NAMES = 400
"""Characters of an element's names that are looked at."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of all languages, compiled."""

    labels: frozenset[str]
    notice: re.Pattern[str]
    pointer: re.Pattern[str]
    ending: re.Pattern[str]
    paywall: re.Pattern[str]
    consent: re.Pattern[str]
    refusal: re.Pattern[str]
    reading_time: re.Pattern[str]
    byline_prefix: re.Pattern[str]
    """Matches at the start of a line, with the blank or colon that follows."""
    place_prefix: re.Pattern[str]
    portrait: re.Pattern[str]
    """Matches what follows an author's name where their portrait begins."""
    classes: Mapping[str, re.Pattern[str]]
    """By group; they search names that `plain_names` made."""


@cache
def lexicon() -> Lexicon:
    """Return the shipped lexicon, read once."""
    return read_lexicon(sorted(files("newsreader.articles").joinpath("words").iterdir(), key=lambda path: path.name))


def read_lexicon(paths: Iterable[Traversable]) -> Lexicon:
    """Return the entries of these TOML files together."""
    sections: dict[str, list[str]] = {}
    classes: dict[str, list[str]] = {}
    for path in paths:
        if not path.name.endswith(".toml"):
            continue
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        for group, entries in table.pop("class", {}).items():
            classes.setdefault(group, []).extend(entries)
        for section, entries in table.items():
            sections.setdefault(section, []).extend(entries)
    return Lexicon(
        labels=frozenset(sections.get("label", ())),
        notice=_phrases(sections.get("notice", ())),
        pointer=_phrases(sections.get("pointer", ())),
        ending=_phrases(sections.get("ending", ())),
        paywall=_phrases(sections.get("paywall", ())),
        consent=_phrases(sections.get("consent", ())),
        refusal=_phrases(sections.get("refusal", ())),
        reading_time=_phrases(sections.get("reading-time", ())),
        byline_prefix=_prefixes(sections.get("byline", ())),
        place_prefix=_prefixes(sections.get("place", ())),
        portrait=_prefixes(sections.get("portrait", ())),
        classes={group: _class_names(entries) for group, entries in classes.items()},
    )


def plain(text: str) -> str:
    """Return the text as phrases are written: small, one line, without brackets and without punctuation at the ends."""
    return " ".join(text.lower().translate(_PLAIN).split()).strip(_ENDS)


@lru_cache(maxsize=_CLASS_CACHE)
def class_groups(names: str) -> tuple[str, ...]:
    """Return the groups that an element's class names and ids, parted by blanks, belong to."""
    plain_names = _plain_names(names)
    return tuple(group for group, pattern in lexicon().classes.items() if pattern.search(plain_names))


# Frameworks begin names of their own so; what follows says how a thing looks, not what it is.
_STYLE_PREFIXES = ("elementor", "wp-block", "has-", "no-", "is-", "with-", "js-")


def _plain_names(names: str) -> str:
    """Return names such as "articleBody related_posts" as "article-body related-posts"."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", names[:_MAX_NAMES]).lower()
    plain_names = (re.sub(r"[^a-z0-9]+", "-", name).strip("-") for name in apart.split())
    return " ".join(name for name in plain_names if not name.startswith(_STYLE_PREFIXES))


def _class_names(entries: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[ -])(?:{'|'.join(re.escape(entry) for entry in sorted(entries))})(?=$|[ -])")


def _phrases(entries: Iterable[str]) -> re.Pattern[str]:
    wanted = [_expression(entry) for entry in entries]
    return re.compile(rf"(?:{'|'.join(wanted)})\Z", re.DOTALL) if wanted else _NEVER


_SPECIAL = {"*": ".*", " *": r"(?:\W.*)?", "* ": r"(?:.*\W)?", "#": r"\d+", "(": "(?:", ")": ")", "|": "|"}


def _expression(phrase: str) -> str:
    """Return the regular expression of a phrase; a star beside a blank stands for whole words or none."""
    parts = re.split(r"(\\.| \*|\* |[*#()|])", phrase)
    return "".join(re.escape(part[1]) if part[:1] == "\\" else _SPECIAL.get(part) or re.escape(part) for part in parts)


def _prefixes(entries: Iterable[str]) -> re.Pattern[str]:
    wanted = "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in sorted(entries, key=len, reverse=True))
    return re.compile(rf"\s*(?:{wanted})(?:\s*[:：]\s*|\s+)", re.IGNORECASE) if wanted else _NEVER
