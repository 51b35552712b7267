"""Recognise the articles of a document among those that are stored. Pure.

*The same article* has an equal guid, or an equal canonical link, or an equal title and text, unless that value occurs
more than once in the document or in what is stored, for then it tells nothing apart. Guids are believed first for the
whole document, then links, then texts, so that no article is taken for another that has a better claim. A feed that
changes its guids or its addresses is thus recognised by the rest, and a deleted article by its tombstone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from newsreader.feeds.identity import canonical_link, folded_guid, is_front_page
from newsreader.model import KnownArticle, ParsedArticle

SAME_TEXT_WITHIN_S = 3 * 86_400
"""Articles with the same title and text but other guids and links are two if their dates are further apart than this:
the ten o'clock news of every day, the open thread of every week."""

Values = Sequence[Hashable | None]
"""What is compared, one for each article; None compares with nothing."""


def match_articles(
    articles: Sequence[ParsedArticle], known: Sequence[KnownArticle], site: str | None
) -> list[KnownArticle | None]:
    """Return for each article the known one that it is, or None if it is new; each known one at most once.

    `site` is the address of the feed's site, which is no article's own even where an article has no other link.
    """
    pairing = _Pairing(len(articles), known)
    if not known:
        return pairing.matches()
    guids: Values = [folded_guid(article.guid) for article in articles]
    known_guids: Values = [folded_guid(stored.guid) for stored in known]
    pairing.by_single_value(guids, known_guids)
    if pairing.is_complete():
        return pairing.matches()
    front_page = canonical_link(site) if site else None
    links = [_telling(link_of(article), front_page) for article in articles]
    known_links = [_telling(canonical_link(stored.link) if stored.link else None, front_page) for stored in known]
    pairing.by_single_value(links, known_links)
    texts: Values = [article.fingerprint for article in articles]
    known_texts: Values = [stored.fingerprint for stored in known]
    pairing.by_single_value(texts, known_texts, [article.published for article in articles])
    # What is left has values that occur more often: two of them together tell it apart, or else the order.
    pairing.in_order(_together(guids, texts), _together(known_guids, known_texts))
    pairing.in_order(_together(links, texts), _together(known_links, known_texts))
    pairing.in_order(_nameless(texts, guids, links), _nameless(known_texts, known_guids, known_links))
    pairing.with_latest(guids, known_guids)
    return pairing.matches()


def link_of(article: ParsedArticle) -> str | None:
    """Return the article's link as identity compares it."""
    if article.canonical is not None or article.link is None:
        return article.canonical
    return canonical_link(article.link)


def _telling(link: str | None, front_page: str | None) -> str | None:
    return None if link is None or is_front_page(link, front_page) else link


def _together(values: Values, texts: Values) -> Values:
    return [None if value is None else (value, text) for value, text in zip(values, texts, strict=True)]


def _nameless(texts: Values, guids: Values, links: Values) -> Values:
    """Return the texts of the articles that have nothing else."""
    parts = zip(texts, guids, links, strict=True)
    return [text if guid is None and link is None else None for text, guid, link in parts]


class _Pairing:
    """Which article of the document is which known one, as far as is known yet."""

    def __init__(self, count: int, known: Sequence[KnownArticle]) -> None:
        self._known = known
        self._places: list[int | None] = [None] * count
        """For each article of the document the place of its known one."""
        self._taken: set[int] = set()

    def matches(self) -> list[KnownArticle | None]:
        return [None if place is None else self._known[place] for place in self._places]

    def is_complete(self) -> bool:
        return None not in self._places

    def by_single_value(self, values: Values, known_values: Values, dates: Sequence[int | None] = ()) -> None:
        """Pair what has a value that occurs once on either side; with `dates`, only what is near in time."""
        counts, known_counts = Counter(values), Counter(known_values)
        places = {value: place for place, value in enumerate(known_values) if known_counts[value] == 1}
        for number, value in enumerate(values):
            place = places.get(value) if value is not None and counts[value] == 1 else None
            if place is not None and (not dates or self._is_near(dates[number], place)):
                self._pair(number, place)

    def in_order(self, values: Values, known_values: Values) -> None:
        """Pair what has equal values, the first with the first, the second with the second."""
        places = self._free_places(known_values)
        for number, value in enumerate(values):
            if self._places[number] is None and value is not None and places.get(value):
                self._pair(number, places[value].pop(0))

    def with_latest(self, values: Values, known_values: Values) -> None:
        """Pair what the document has once with the last of those that are known by the same value."""
        counts = Counter(values)
        places = self._free_places(known_values)
        for number, value in enumerate(values):
            if self._places[number] is None and value is not None and counts[value] == 1 and places.get(value):
                self._pair(number, places[value][-1])

    def _free_places(self, known_values: Iterable[Hashable | None]) -> dict[Hashable, list[int]]:
        places: dict[Hashable, list[int]] = {}
        for place, value in enumerate(known_values):
            if value is not None and place not in self._taken:
                places.setdefault(value, []).append(place)
        return places

    def _is_near(self, published: int | None, place: int) -> bool:
        known_published = self._known[place].published
        if published is None or known_published is None:
            return True
        return abs(published - known_published) <= SAME_TEXT_WITHIN_S

    def _pair(self, number: int, place: int) -> None:
        if self._places[number] is None and place not in self._taken:
            self._places[number] = place
            self._taken.add(place)
