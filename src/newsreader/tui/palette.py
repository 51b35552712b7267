"""What the palette offers, and what of it fits the words that are typed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from newsreader.folding import fold
from newsreader.model import View, ViewKind
from newsreader.settings.described import Choice
from newsreader.text import clean
from newsreader.tui.commands import Command
from newsreader.tui.format import count
from newsreader.tui.keymap import Keymap
from newsreader.tui.setting_rows import Row, is_flag
from newsreader.tui.sidebar import SidebarRow
from newsreader.tui.strokes import key_name


class SettingTarget(msgspec.Struct, frozen=True):
    """A setting to look at, or a value to give it."""

    path: tuple[str, ...]
    choice: Choice | None = None


Target = Command | View | SettingTarget
"""What an offer leads to."""

_FLAG = (Choice(True), Choice(False))


class Offer(msgspec.Struct, frozen=True):
    """One line of the palette."""

    label: str
    note: str
    """Behind it: the keys of a command, the unread articles of a feed."""
    target: Target
    name: str
    """The label as a search compares it."""
    more: str = ""
    """What else a search looks at."""


def command_offers(keymap: Keymap) -> list[Offer]:
    """Return all commands in the order of the registry, each once, with all its keys in force."""
    by_id: dict[str, Offer] = {}
    for command in keymap.commands:
        keys = [key_name(each) for each in command.keys]
        known = by_id.get(command.id)
        if known is None:
            label = clean(command.label)
            more = fold(f"{command.help} {command.id}")
            by_id[command.id] = Offer(label, clean(" ".join(keys[:3])), command, fold(label), more)
        elif not known.note:
            by_id[command.id] = msgspec.structs.replace(known, note=clean(" ".join(keys[:3])))
    return list(by_id.values())


def view_offers(rows: Iterable[SidebarRow], command_ids: Iterable[str]) -> list[Offer]:
    """Return the views and feeds of the sidebar, but for the views that a command leads to already."""
    led_to = set(command_ids)
    offers = []
    for row in rows:
        if row.view is not None and f"go.{row.view.kind}" not in led_to:
            label = clean(row.label)
            kind = "feed" if row.view.kind is ViewKind.FEED else "view"
            note = f"{kind} · {count(row.number)}" if row.number else kind
            offers.append(Offer(label, note, row.view, fold(label)))
    return offers


def setting_offers(rows: Iterable[Row]) -> list[Offer]:
    """Return the settings, each followed by the values it may have where those are few."""
    offers = []
    for row in rows:
        name = f"{row.group}: {row.label}"
        more = fold(f"{row.valued.setting.name} {row.meaning}")
        offers.append(Offer(name, f"setting · {clean(row.value)}", SettingTarget(row.path), fold(name), more))
        choices = _FLAG if is_flag(row.valued.setting) else row.choices
        for choice in choices:
            label = clean(f"{name} = {_value_words(choice.value)}")
            offers.append(Offer(label, "set it", SettingTarget(row.path, choice), fold(label), more))
    return offers


def _value_words(value: object) -> str:
    if value is None:
        return "not set"
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def fitting(offers: Sequence[Offer], query: str) -> list[Offer]:
    """Return what has all words of the query, the likeliest first; else what has its letters in their order."""
    words = fold(query).split()
    if not words:
        return list(offers)
    whole = " ".join(words)
    ranked = [(rank, number) for number, offer in enumerate(offers) if (rank := _rank(offer, whole, words)) is not None]
    if not ranked:
        letters = "".join(words)
        ranked = [(span, number) for number, offer in enumerate(offers) if (span := _span(offer.name, letters))]
    return [offers[number] for _, number in sorted(ranked)]


def _rank(offer: Offer, whole: str, words: Sequence[str]) -> int | None:
    """Return how likely the offer is meant, 0 the most; None where a word is missing."""
    name = offer.name
    if name.startswith(whole):
        return 0 if name == whole else 1
    if all(word in name for word in words):
        at_words = f" {name}"
        return 2 if all(f" {word}" in at_words for word in words) else 3
    return 4 if all(word in name or word in offer.more for word in words) else None


def _span(name: str, letters: str) -> int:
    """Return over how many characters of the name the letters are spread in their order; 0 where they are not there."""
    at = start = name.find(letters[0])
    for letter in letters[1:]:
        if at < 0:
            return 0
        at = name.find(letter, at + 1)
    return at - start + 1 if at >= 0 else 0
