"""Muting from where one reads: `:mute PHRASE until WHEN`, and the words, the author or the feed of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.query.kept import RuleAction
from newsreader.query.tree import Field, Words
from newsreader.query.waking import parse_wake_time
from newsreader.query.writing import write_node, write_word
from newsreader.text import clean
from newsreader.tui.asking import fault_of
from newsreader.tui.rule_asking import MAX_NAME, Draft, save
from newsreader.tui.sorting import TIME_HINT

if TYPE_CHECKING:
    from newsreader.settings.described import Choice
    from newsreader.tui.screens.reading import ReadingScreen

_UNTIL = " until "
_MARKS_OF_QUERIES = tuple('"(/-:<>')
"""What has one of these in a word is a query as it stands; else it is a phrase."""


def mute(screen: ReadingScreen, typed: str) -> str | None:
    """Keep a rule that mutes what was typed; return what is wrong with it, or None."""
    phrase, until_word, when = typed.strip().rpartition(_UNTIL)
    if not until_word:
        phrase, when = typed.strip(), ""
    until = parse_wake_time(when, screen.now()) if when else None
    if when and until is None:
        return f"“{when.strip()}” is no time to come. {TIME_HINT} Or put the phrase into quotes."
    query = query_of(phrase)
    if (fault := fault_of(query)) is not None:
        return fault.words
    if not query:
        return "Type the words of what you want to see no more."
    save(screen, Draft(clean(f"mute {phrase}", MAX_NAME), query, RuleAction.HIDE, until=until))
    return None


def query_of(phrase: str) -> str:
    """Return the query that a phrase is: words side by side, or a query as it stands."""
    phrase = " ".join(phrase.split())
    is_query = any(mark in word for word in phrase.split() for mark in _MARKS_OF_QUERIES)
    if is_query or not phrase:
        return phrase
    # As text, also where it is a word of the language: unread, today, and.
    return write_node(Words(Field.ANY, phrase, is_exact=" " in phrase))


def offer(screen: ReadingScreen) -> None:
    """Offer to mute the words of the title, the author or the feed of the article under the cursor."""
    from newsreader.settings.described import Choice
    from newsreader.tui.screens.choice import ChoiceScreen

    article_id = screen.article_id
    headlines = screen.store.articles.headlines([article_id]) if article_id is not None else []
    if not headlines:
        raise NotPossible("There is no article here to mute the like of.")
    headline = headlines[0]
    author, feed = clean(headline.author), clean(headline.feed_title)
    choices = [Choice(f'"{_unquoted(headline.title)}"', "the words of its title; shorten them as you like")]
    if author:
        choices.append(Choice(f"author:{write_word(_unquoted(author))}", "all by its author"))
    if headline.feed_id is not None and feed:
        choices.append(Choice(f"feed:{write_word(_unquoted(feed))}", "all of its feed; it is fetched as before"))

    def begin(choice: Choice | None) -> None:
        if choice is not None:
            from newsreader.tui.commandline.asking import ask_line

            ask_line(screen, f"mute {choice.value}")
            screen.say("")

    screen.app.push_screen(ChoiceScreen(screen, "Mute", choices, None), begin)


def _unquoted(text: str) -> str:
    return clean(text, MAX_NAME).replace('"', " ").replace("\\", " ")
