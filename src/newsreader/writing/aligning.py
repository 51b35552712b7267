"""Find what two sequences have in common, in bounded time whatever they hold. Must not know what their elements are.

Equal ends first, then elements that occur once on either side (patience diff: they are seldom paired by chance), and
between those, where it is small, the longest common subsequence. What is too much work is left as different.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

Pair = tuple[int, int]
"""A place on either side."""

_CELLS = 90_000
"""Of the table for a stretch without single elements: 300 by 300 words."""
_STEPS_A_CELL = 6

_STRING = 8
"""Elements that together are looked for where none occurs once."""


class Effort:
    """The work that may still be done: about ten million steps a second."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> bool:
        """Take so many steps from what is left; False, and none are taken, where it is less."""
        if steps > self._left:
            return False
        self._left -= steps
        return True


def align(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Pair]:
    """Return places with equal elements, each place once, growing on both sides."""
    pairs: list[Pair] = []
    stretches = [(0, len(before), 0, len(after))]
    while stretches:
        first, last, new_first, new_last = stretches.pop()
        while first < last and new_first < new_last and before[first] == after[new_first]:
            pairs.append((first, new_first))
            first, new_first = first + 1, new_first + 1
        while first < last and new_first < new_last and before[last - 1] == after[new_last - 1]:
            last, new_last = last - 1, new_last - 1
            pairs.append((last, new_last))
        count, new_count = last - first, new_last - new_first
        if not count or not new_count or not effort.spend(count + new_count):
            continue
        old, new = before[first:last], after[new_first:new_last]
        anchors = _anchors(old, new)
        if not anchors and count * new_count > _CELLS and effort.spend(4 * (count + new_count)):
            anchors = _anchors(_strings(old), _strings(new))
        if anchors:
            bounds = [(-1, -1), *anchors, (count, new_count)]
            for (left, new_left), (right, new_right) in pairwise(bounds):
                if right - left > 1 and new_right - new_left > 1:
                    stretches.append((first + left + 1, first + right, new_first + new_left + 1, new_first + new_right))
            pairs += [(first + place, new_first + new_place) for place, new_place in anchors]
        elif count * new_count <= _CELLS and effort.spend(count * new_count * _STEPS_A_CELL):
            # B023: best_pairs has called it before the loop goes on.
            found = best_pairs(count, new_count, lambda place, new_place: float(old[place] == new[new_place]))  # noqa: B023
            pairs += [(first + place, new_first + new_place) for place, new_place in found]
    return sorted(pairs)


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return what occurs once on either side, without what changed its order."""
    counts, new_counts = Counter(before), Counter(after)
    places = {element: place for place, element in enumerate(after) if new_counts[element] == 1}
    single = [(place, places[each]) for place, each in enumerate(before) if counts[each] == 1 and each in places]
    return _growing(single)


def _strings(elements: Sequence[str]) -> list[str]:
    """Return each element with those that follow it: of a long text every word occurs again, but not the same eight."""
    return [" ".join(elements[place : place + _STRING]) for place in range(len(elements) - _STRING + 1)]


def _growing(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the most pairs that grow on the second side too; on the first they do."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    chain: list[Pair] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def best_pairs(count: int, new_count: int, likeness: Callable[[int, int], float]) -> list[Pair]:
    """Return the pairs, growing on both sides, whose likenesses sum up to the most; one of 0 is no pair.

    Asks for each of `count` × `new_count` likenesses once, and keeps a table of them.
    """
    alike = [[likeness(place, new_place) for new_place in range(new_count)] for place in range(count)]
    table = [[0.0] * (new_count + 1) for _ in range(count + 1)]
    for place in range(count - 1, -1, -1):
        row, below, ratios = table[place], table[place + 1], alike[place]
        for new_place in range(new_count - 1, -1, -1):
            most = max(below[new_place], row[new_place + 1])
            ratio = ratios[new_place]
            row[new_place] = max(most, ratio + below[new_place + 1]) if ratio else most
    pairs: list[Pair] = []
    place = new_place = 0
    while place < count and new_place < new_count:
        ratio, sum_here = alike[place][new_place], table[place][new_place]
        if ratio and sum_here == ratio + table[place + 1][new_place + 1]:
            pairs.append((place, new_place))
            place, new_place = place + 1, new_place + 1
        elif sum_here == table[place + 1][new_place]:
            place += 1
        else:
            new_place += 1
    return pairs
