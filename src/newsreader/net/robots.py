"""May a page be fetched, by its host's robots.txt (RFC 9309). Pure; bounded whatever the file holds.

Not urllib's parser: it knows no wildcards and takes the first rule that fits instead of the longest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

AGENT = "newsreader"
"""The name that robots.txt may call us by."""
MAX_CHARACTERS = 512_000
"""Of a robots.txt that are read (RFC 9309 §2.5 asks for 500 KiB)."""
_MAX_RULES = 5_000
_MAX_PATTERN = 2_000

_LINE = re.compile(r"[ \t]*([A-Za-z-]{1,20})[ \t]*:[ \t]*([^#\r\n]*)")


@dataclass(frozen=True, slots=True)
class _Rule:
    is_allowed: bool
    pattern: str


def robots_url(page_url: str) -> str:
    """Return where the robots.txt that speaks for a page lies: at the root of its origin."""
    parts = urlsplit(page_url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def is_allowed(robots_txt: str, url: str) -> bool:
    """Does this robots.txt let us fetch `url`. The longest rule that fits decides, and allowing wins a tie."""
    parts = urlsplit(url)
    path = _normal(urlunsplit(("", "", parts.path or "/", parts.query, "")))
    if path == "/robots.txt":
        return True
    fitting = [rule for rule in _rules(robots_txt) if _fits(rule.pattern, path)]
    return max(((len(rule.pattern), rule.is_allowed) for rule in fitting), default=(0, True))[1]


@lru_cache(maxsize=16)
def _rules(robots_txt: str) -> tuple[_Rule, ...]:
    """Return the rules for our name, all its groups together; those for everybody where none calls us.

    Remembered, since a file of 500 KB can take half a second and is asked about each page of its site.
    """
    ours: list[_Rule] = []
    everybodys: list[_Rule] = []
    is_named = is_for_all = is_for_us = is_called = False
    for line in robots_txt[:MAX_CHARACTERS].removeprefix("\ufeff").splitlines():
        if (found := _LINE.match(line)) is None:
            continue
        field, text = found[1].lower(), found[2].strip()
        if field == "user-agent":
            if not is_named:
                is_for_us = is_for_all = False
            is_named = True
            is_for_us |= _names_us(text)
            is_for_all |= text == "*"
            is_called |= is_for_us
        elif field in ("allow", "disallow"):
            is_named = False
            rule = _Rule(field == "allow", _normal(text[:_MAX_PATTERN]))
            if rule.pattern and is_for_us and len(ours) < _MAX_RULES:
                ours.append(rule)
            if rule.pattern and is_for_all and len(everybodys) < _MAX_RULES:
                everybodys.append(rule)
    return tuple(ours if is_called else everybodys)


def _names_us(agent: str) -> bool:
    token = re.match(r"[A-Za-z_-]*", agent)
    return token is not None and token[0].lower() == AGENT


def _normal(path: str) -> str:
    """Return a path or pattern with one spelling for each octet: unreserved ones plain, all others encoded."""
    encoded = quote(path, safe="/%:?#[]@!$&'()*+,;=~-._", errors="replace")
    return re.sub(r"%([0-9A-Fa-f]{2})", _plain_if_unreserved, encoded)


def _plain_if_unreserved(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if re.fullmatch(r"[A-Za-z0-9._~-]", character) else escape[0].upper()


def _fits(pattern: str, path: str) -> bool:
    """Does the pattern, in which * is anything and a final $ the end, begin the path. Time grows with the path only."""
    is_anchored = pattern.endswith("$")
    first, *others = (pattern[:-1] if is_anchored else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if is_anchored and others else None
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if not is_anchored:
        return True
    return at == len(path) if last is None else len(path) - len(last) >= at and path.endswith(last)
