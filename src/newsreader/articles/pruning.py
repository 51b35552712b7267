"""Take away what is no part of any article (menus, sharing, advertisements, hidden text), and mark captions and ledes.

Every rule is guarded by the share of the page's prose that it would take: a page may call its article "sidebar".
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml.html import HtmlElement

from newsreader.articles.captions import mark_captions, mark_texts_below_pictures
from newsreader.articles.lexicon import class_groups
from newsreader.articles.naming import names_of
from newsreader.articles.passages import Role
from newsreader.articles.weighing import prose_by_element, text_length
from newsreader.articles.work import Rule, Work

_MACHINERY = ("script", "style", "template", "svg", "canvas", "link", "map", "frameset")
_CONTROLS = ("nav", "button", "input", "select", "textarea", "menu", "dialog", "label", "progress", "meter")
_MARGINS = ("footer", "aside")
_MARGIN_ROLES = frozenset(
    {
        "navigation",
        "complementary",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alert",
        "toolbar",
        "menu",
        "alertdialog",
    }
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_POST_CLASS = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|bluesky-embed|tiktok-embed|reddit-(?:card|embed)", re.I
)

_LEDE_TAGS = ("p", "div", "h2", "h3", "section", "span", "ul")
_MAX_LEDE = 600

# Of the page's prose: how much one element may hold, and all of a group together, to be pruned by its names.
_GROUP_LIMITS = {
    "related": (0.35, 0.5),
    "nav": (0.35, 0.5),
    "comments": (0.95, 0.97),
    "hidden": (0.15, 0.3),
    "newsletter": (0.12, 0.25),
    "paywall": (0.12, 0.25),
    "share": (0.12, 0.25),
    "ads": (0.12, 0.25),
    "consent": (0.12, 0.25),
    "author": (0.12, 0.25),
    "player": (0.12, 0.25),
}
_WEAK_FOR_PARAGRAPHS = frozenset({"nav", "author", "ads", "share"})
_LEFT_BESIDE_COMMENTS = 500
"""Weight of prose that must be left for comments to be comments, not the forum thread that the page is."""


def prune(work: Work) -> None:
    """Prune the tree of `work`, without its machinery, in place, and note the roles of what stays."""
    if work.uses(Rule.POSTS):
        _mark_posts(work)
    work.prose = prose_by_element(work.body)
    if work.uses(Rule.TAGS):
        _prune_tags(work)
    if work.uses(Rule.HIDDEN):
        _prune_hidden(work)
    if work.uses(Rule.CAPTIONS):
        mark_captions(work)
    if work.uses(Rule.BELOW_PICTURES):
        mark_texts_below_pictures(work)
    if work.uses(Rule.LEDES):
        _mark_ledes(work)
    if work.uses(Rule.CLASSES):
        _prune_classes(work)


def drop(work: Work, element: HtmlElement, why: str) -> None:
    """Take the element out of the page, leaving the text that follows it."""
    if element.getparent() is not None:
        if work.steps is not None and text_length(element):
            work.note("pruned", element, why)
        element.drop_tree()


def drop_machinery(body: HtmlElement) -> None:
    """Take out scripts, styles and whatever stands inside frames and players for browsers without them."""
    for element in list(body.iter(*_MACHINERY)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(body.iter("noscript")):
        if element.getparent() is not None and (element.find(".//img") is None or text_length(element)):
            element.drop_tree()
    for frame in body.iter("iframe", "object", "embed", "video", "audio"):
        for child in list(frame):
            if child.tag not in ("source", "track", "param"):
                frame.remove(child)
        frame.text = None


def _mark_posts(work: Work) -> None:
    for quote in work.body.iter("blockquote"):
        if _POST_CLASS.search(quote.get("class", "")):
            # readability throws away whatever is called "twitter".
            quote.set("class", "entry-quote")
            work.roles[quote] = Role.POST


def _prune_tags(work: Work) -> None:
    prose, total = work.prose, work.prose.get(work.body, 0)
    for element in list(work.body.iter(*_CONTROLS)):
        if element.tag != "nav" or prose.get(element, 0) <= 0.5 * total:
            drop(work, element, f"a {element.tag} is no text")
    for element in list(work.body.iter(*_MARGINS)):
        in_quote = element.tag == "footer" and next(element.iterancestors("blockquote"), None) is not None
        if not in_quote and prose.get(element, 0) <= 0.3 * total:
            drop(work, element, f"an {element.tag} beside the article")
    for element in list(work.body.iter("form")):
        if prose.get(element, 0) > 0.2 * total:
            if element.getparent() is not None:
                element.drop_tag()
        else:
            drop(work, element, "a form")
    for element in list(work.body.xpath(".//*[@role]")):
        if element.get("role") in _MARGIN_ROLES and prose.get(element, 0) <= 0.2 * total:
            drop(work, element, f"its role is {element.get('role')}")


def _prune_hidden(work: Work) -> None:
    total = work.prose.get(work.body, 0)
    for element in list(work.body.xpath(".//*[@hidden or @aria-hidden='true' or @style]")):
        is_hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if not is_hidden and not _HIDING_STYLE.search(element.get("style", "")):
            continue
        if work.prose.get(element, 0) <= 0.7 * total:
            drop(work, element, "hidden")
        else:
            show(element)
    show(work.body)
    show(work.root)


def show(element: HtmlElement) -> None:
    """Undo what hides the element: pages hide their whole body until a script has run."""
    for name in ("hidden", "style"):
        element.attrib.pop(name, None)


def _mark_ledes(work: Work) -> None:
    total = work.prose.get(work.body, 0)
    for element in work.body.iter(*_LEDE_TAGS):
        names = names_of(element)
        if not names or "lede" not in class_groups(names) or element in work.roles:
            continue
        if text_length(element) >= _MAX_LEDE or work.prose.get(element, 0) >= 0.25 * total:
            continue
        if element.find(".//h1") is not None or any(parent in work.roles for parent in element.iterancestors()):
            continue
        if not _is_one_of_many(element):
            work.roles[element] = Role.LEDE


def _is_one_of_many(element: HtmlElement) -> bool:
    """Tell whether the element stands among the paragraphs of the text rather than before them."""
    parent = element.getparent()
    if element.tag not in ("p", "div") or parent is None:
        return False
    others = (child for child in parent if child.tag == "p" and child is not element)
    return sum(text_length(other) > 70 for other in others) >= 3


def _prune_classes(work: Work) -> None:
    found: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in work.body.iter("*"):
        names = names_of(element)
        groups = class_groups(names) if names else ()
        if groups and _may_be_pruned(work, element):
            for group in groups:
                if group in _GROUP_LIMITS:
                    found[group].append(element)
    for group, elements in found.items():
        _prune_group(work, group, elements)


def _may_be_pruned(work: Work, element: HtmlElement) -> bool:
    if element is work.body or element.tag in ("main", "tr", "td", "th", "tbody", "table"):
        return False
    if work.roles.get(element) in (Role.CAPTION, Role.CREDIT, Role.POST):
        return False
    return not any(work.roles.get(quote) is Role.POST for quote in element.iter("blockquote"))


def _prune_group(work: Work, group: str, elements: list[HtmlElement]) -> None:
    prose, total = work.prose, work.prose.get(work.body, 0)
    each, together = _GROUP_LIMITS[group]
    wanted = [element for element in elements if prose.get(element, 0) <= each * total]
    wanted = [element for element in wanted if _fits_group(work, element, group, total)]
    chosen = set(wanted)
    tops = [element for element in wanted if not any(parent in chosen for parent in element.iterancestors())]
    taken = sum(prose.get(element, 0) for element in tops)
    if taken > together * total or (group == "comments" and total - taken < _LEFT_BESIDE_COMMENTS):
        if tops:
            work.note("kept", tops[0], f"named like {group}, but holds too much of the page's text")
        return
    for element in tops:
        drop(work, element, f"named like {group}")


def _fits_group(work: Work, element: HtmlElement, group: str, total: int) -> bool:
    prose = work.prose.get(element, 0)
    if element.tag == "h1" or (element.tag == "article" and prose >= 0.15 * total):
        return False
    if element.tag in ("figure", "picture", "img") and group in _WEAK_FOR_PARAGRAPHS:
        return False
    if element.tag in ("p", "blockquote") and group in _WEAK_FOR_PARAGRAPHS and text_length(element) > 200:
        return False
    if group == "comments":
        return True
    if prose > 0.05 * total and element.find(".//article") is not None:
        return False
    return element.find(".//h1") is None
