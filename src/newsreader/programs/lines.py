"""Make the words of a program's call out of a command line and what an article fills in. Pure.

Whatever a feed sends stays one argument, or a part of one, and is never an option, a file to be read or a script.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from urllib.parse import quote

from newsreader.errors import NotPossible
from newsreader.model import Headline
from newsreader.text import MAX_TITLE, clean, safe_link

NAMES = ("url", "title", "author", "feed", "id")
"""What may stand in braces; behind a colon `encoded`, for a part of an address."""
_PLACE = re.compile(r"\{([a-z]+)(:encoded)?\}")
_SCRIPTED = re.compile(
    r"(ba|da|z|k|mk|c|tc|fi)?sh|su|runuser|pwsh|python[0-9.]*|perl|ruby|node|lua|php|osascript|[gmn]?awk|eval"
)
_SHELLED = frozenset({"ssh", "tmux", "watch", "parallel", "adb"})
"""They put their words into one line, which a shell reads, here or elsewhere."""
_HARMLESS = re.compile(r"\{id\}|\{[a-z]+:encoded\}")
"""Digits, and what was percent-encoded."""
_SCRIPT_OPTION = re.compile(r"-[a-z]*[ce]|--(command|eval|execute)", re.IGNORECASE)
_ODD_START = tuple("-+@<>|&=~%!#*/.\\:,;?^$`")
"""A text that begins so gets a blank before it: `-x` is an option to most programs, `@file` a file to curl."""


def values_of(headline: Headline) -> dict[str, str]:
    """Return what an article fills in, by name: safe for a terminal, and never more than a line."""
    texts = {"title": headline.title, "author": headline.author, "feed": headline.source}
    values = {name: tamed(clean(text, MAX_TITLE)) for name, text in texts.items()}
    address = safe_link(headline.url) if headline.url else None
    return {**({"url": address} if address else {}), **values, "id": str(headline.id)}


def environment_of(values: Mapping[str, str]) -> dict[str, str]:
    """Return the same for scripts, which find it as $NEWSREADER_TITLE and so on."""
    return {f"NEWSREADER_{name.upper()}": value for name, value in values.items()}


def fault_of(line: str) -> str | None:
    """Return what is wrong with a command line, as the end of a sentence; None where nothing is."""
    try:
        words = shlex.split(line)
    except ValueError as error:
        return f"cannot be read: {str(error).lower()}"
    if not words:
        return "names no program"
    if _PLACE.search(words[0]):
        return "must begin with the name of a program"
    for name, _ in _PLACE.findall(line):
        if name not in NAMES and name != "text":
            return f"has no {{{name}}} to fill in; there are {', '.join(f'{{{each}}}' for each in NAMES)}"
    if _runs_what_is_filled_in(words):
        return 'would run what a feed sends: write "$NEWSREADER_TITLE" in the script in place of {title}'
    if (program := _hands_to_a_shell(words)) is not None:
        return f"would run what a feed sends: {program} hands its words to a shell; let it read its standard input"
    return None


def filled(line: str, values: Mapping[str, str]) -> list[str]:
    """Return the words of the call. Raises NotPossible, where the line is wrong or the article lacks what it asks."""
    if (fault := fault_of(line)) is not None:
        raise NotPossible(f"The command line {fault}.")
    return [_filled_word(word, values) for word in shlex.split(line)]


def program_of(line: str) -> str:
    """Return the program that a command line without faults begins with."""
    return os.path.expanduser(shlex.split(line)[0])


def takes_places(line: str) -> bool:
    """Is anything of a single article filled in."""
    return _PLACE.search(line) is not None


def _filled_word(word: str, values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name, encoded = match.groups()
        if name not in values:
            raise NotPossible(f"This article has no {'address' if name == 'url' else name}, which the command takes.")
        return quote(values[name], safe="") if encoded else values[name]

    return _PLACE.sub(value, word) if _PLACE.search(word) else os.path.expanduser(word)


def tamed(text: str) -> str:
    """Return a text from outside so that as a word of its own it is no option and no file to be read."""
    return f" {text}" if text.startswith(_ODD_START) else text


def _runs_what_is_filled_in(words: list[str]) -> bool:
    """Is a placeholder inside the script of a shell or the like: there a title would be code."""
    is_scripted = False
    for before, word in zip(["", *words], words, strict=False):
        is_script = _SCRIPT_OPTION.fullmatch(before) or before in ("eval",) or "awk" in os.path.basename(before)
        if is_scripted and is_script and _PLACE.search(word):
            return True
        is_scripted = is_scripted or _SCRIPTED.fullmatch(os.path.basename(word)) is not None
    return False


def _hands_to_a_shell(words: list[str]) -> str | None:
    """Return the program that makes a line for a shell of words with placeholders; None where there is none."""
    for index, word in enumerate(words):
        if (program := os.path.basename(word)) in _SHELLED:
            is_filled = any(_PLACE.search(_HARMLESS.sub("", each)) for each in words[index:])
            return program if is_filled else None
    return None
