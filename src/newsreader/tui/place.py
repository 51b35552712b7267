"""Where commands work: the panes, what is shown in them, and what lies over them."""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    """Where a command works. A pane's own commands go before those that work everywhere."""

    EVERYWHERE = "everywhere"
    FEEDS = "feeds"
    ARTICLES = "articles"
    ARTICLE = "article"
    FOUND = "found"
    """Whatever has the focus, while a find is highlighted; these go before all others."""
    SELECTED = "selected"
    """Whatever has the focus, while the mouse has selected some of the article; these go before all others."""
    SEARCHED = "searched"
    """Whatever has the focus, while the list is what a search or a filter found; these go before all others."""
    # What lies over the panes; there only, with what is shared with them: see overlay_commands.py.
    LINKS = "links"
    HEALTH = "health"
    HISTORY = "history"
    RULES = "rules"
    CHANGES = "changes"
    OUTPUT = "output"
    PICTURE = "picture"
    THEMES = "themes"
    SETTINGS = "settings"
    FAULTS = "faults"
    CHOICES = "choices"
    OFFERS = "offers"
    HELP = "help"


WHERE = {
    Place.EVERYWHERE: "everywhere",
    Place.FEEDS: "in the feeds",
    Place.ARTICLES: "in the list",
    Place.ARTICLE: "in the article",
    Place.FOUND: "while a find is shown",
    Place.SELECTED: "while something is selected",
    Place.SEARCHED: "in the results of a search",
    Place.LINKS: "in the list of links",
    Place.HEALTH: "among feeds that need a look",
    Place.HISTORY: "in the history",
    Place.RULES: "among the rules",
    Place.CHANGES: "in what changed",
    Place.OUTPUT: "in what a command printed",
    Place.PICTURE: "at a large picture",
    Place.THEMES: "among the themes",
    Place.SETTINGS: "in the settings",
    Place.FAULTS: "among faults in the settings",
    Place.CHOICES: "where one of several is chosen",
    Place.OFFERS: "among feeds that a page offers",
    Place.HELP: "in the help",
}
"""The places in words."""
