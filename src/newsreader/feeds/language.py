"""Say in which language an article is, from what the feed declares and from its script. Must not guess beyond that."""

from __future__ import annotations

import re

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_MISNAMED = {"jp": "ja", "cn": "zh", "kr": "ko", "gr": "el", "cz": "cs", "dk": "da", "ua": "uk", "eng": "en"}
"""Countries and longer codes that feeds write for a language; none of them is one's code."""
_NAMED = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "japanese": "ja"}
_SCRIPTS = (
    # One language each, or the one that is meant when nothing else is said; kana comes before Han.
    ("ja", re.compile(r"[\u3041-\u30fe]"), frozenset({"ja"})),
    ("ko", re.compile(r"[\uac00-\ud7a3]"), frozenset({"ko"})),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), frozenset({"zh", "ja", "ko", "yue"})),
    ("he", re.compile(r"[\u05d0-\u05ea]"), frozenset({"he", "iw", "yi"})),
    ("th", re.compile(r"[\u0e01-\u0e2e]"), frozenset({"th"})),
    ("el", re.compile(r"[\u03b1-\u03c9]"), frozenset({"el"})),
)
_SAMPLE = 200
"""Characters that are looked at."""
_SHARE = 5
"""A script fills a text where at least one letter in so many is of it: the rest may be Han, Latin names, digits."""


def declared_language(declared: str | None) -> str | None:
    """Return what a feed declares as BCP 47 writes it ("en-US", "pt"), or None if it means nothing."""
    text = (declared or "").strip()
    if (name := _NAMED.get(text.lower())) is not None:
        return name
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    first, *rest = re.split("[-_]", text)
    first = first.lower()
    parts = [_MISNAMED.get(first, first)]
    parts += [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
    return "-".join(parts)


def language_of(declared: str | None, text: str) -> str | None:
    """Return the language of `text`: the declared one, unless another script than its own fills the text.

    Blogs in Japanese that declare en-US, because their software does, are the commonest lie.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return declared
    for language, script, written_in in _SCRIPTS:
        if script.search(sample) is None:
            continue
        letters = sum(character.isalpha() for character in sample)
        if _SHARE * len(script.findall(sample)) > letters:
            is_plausible = declared is not None and declared.partition("-")[0] in written_in
            return declared if is_plausible else language
    return declared
