"""Say which files of an article are the same ones after its feed told of them again. Pure: no SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from newsreader.enclosures import Attached, Enclosure, kind_by_ending

Canonical = Callable[[str], str]
"""Returns an address as it is compared."""
Settled = tuple[tuple[Enclosure, Attached | None], ...]
"""The files of an article in their order, each with what is known of it from before."""


def settled(known: Sequence[Attached], told: Sequence[Enclosure], canonical: Canonical) -> Settled:
    """Return the files that the feed tells of, then those that it has no more and that are of worth here.

    The same file is the one with the same address. Publishers who count listeners give all their files new ones each
    day: where no address tells, and the article has as many files as before, it is the one of that kind in that place.
    """
    old = {each.number: each for each in known}
    new = dict(enumerate(told, 1))
    same: dict[int, Attached] = {}
    for name_of in (str, canonical, lambda url: _without_query(url, canonical)):
        names = _unique({number: name_of(each.enclosure.url) for number, each in old.items()})
        missing = {number: name_of(each.url) for number, each in new.items() if number not in same}
        same |= {number: old.pop(names[name]) for name, number in _unique(missing).items() if name in names}
    if not same and len(known) == len(told):
        same = {number: old.pop(number) for number, each in new.items() if old[number].kind is each.kind}
    lost = [each for each in old.values() if _is_of_worth(each)]
    return (*((each, same.get(number)) for number, each in new.items()), *((each.enclosure, each) for each in lost))


def _without_query(url: str, canonical: Canonical) -> str:
    """Return an address that names a file without what counts who asks for it; any other one as it is."""
    return canonical(url).partition("?")[0] if kind_by_ending(url) else url


def _unique(names: Mapping[int, str]) -> dict[str, int]:
    """Return the number of each name that only one has."""
    counts = Counter(names.values())
    return {name: number for number, name in names.items() if counts[name] == 1}


def _is_of_worth(lost: Attached) -> bool:
    """Is it here, on its way here, or was it played: what only failed goes with its address."""
    is_coming = lost.file is not None and lost.reason is None
    return lost.is_begun or lost.is_kept or is_coming or bool(lost.position_s) or lost.played_at is not None
