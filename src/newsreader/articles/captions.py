"""Find the captions of pictures: by class names, and by standing below a picture in a box of their own."""

from __future__ import annotations

from lxml.html import HtmlElement

from newsreader.articles.lexicon import class_groups
from newsreader.articles.naming import names_of
from newsreader.articles.passages import Role
from newsreader.articles.pictures import is_decoration
from newsreader.articles.weighing import text_length
from newsreader.articles.work import Work

_CAPTION_TAGS = ("p", "div", "span", "figcaption", "small", "em", "cite", "li", "dd", "footer", "i")
_CREDIT_TAGS = ("small", "span", "cite", "em", "i", "p", "div")
_BOX_TAGS = frozenset({"p", "div", "td", "center", "span", "a", "dl", "dt"})
"""What may stand between a picture and its text; a link with both is a teaser."""
_MAX_CAPTION = 700
_MAX_BESIDE = 300
"""Characters; a longer text in a box with a picture is an article's."""
_MAX_LEVELS = 4
_INNER_BLOCKS = ("h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "article", "figure", "pre", "form")


def mark_captions(work: Work) -> None:
    """Give captions and credits their roles."""
    total = work.prose.get(work.body, 0)
    for element in work.body.iter(*_CAPTION_TAGS):
        names = names_of(element)
        groups = class_groups(names) if names else ()
        if element.tag == "figcaption":
            _mark_credits(work, element)
        elif "caption" in groups and work.prose.get(element, 0) < 0.1 * total and text_length(element) < _MAX_CAPTION:
            work.roles.setdefault(element, Role.CREDIT if "credit" in groups else Role.CAPTION)
            _mark_credits(work, element)


def _mark_credits(work: Work, caption: HtmlElement) -> None:
    for element in caption.iter(*_CREDIT_TAGS):
        if element is not caption and "credit" in class_groups(names_of(element)):
            work.roles[element] = Role.CREDIT


def mark_texts_below_pictures(work: Work) -> None:
    """Give the role of a caption to the short text that shares a box with a picture and stands below it."""
    total = work.prose.get(work.body, 0)
    for image in work.body.iter("img", "amp-img"):
        box = _box_with_text(image)
        if box is None or box.tag == "a" or box in work.roles or 4 * work.prose.get(box, 0) > total:
            continue
        if is_decoration(image):
            continue
        if len(list(box.iter("img"))) == 1 and next(box.iter(*_INNER_BLOCKS), None) is None and _is_below(box, image):
            work.note("marked", box, "the caption of the picture above it")
            work.roles[box] = Role.CAPTION


def _box_with_text(image: HtmlElement) -> HtmlElement | None:
    """Return the smallest box around the picture that holds text, if it holds little and nothing else."""
    for level, place in enumerate(image.iterancestors()):
        if level >= _MAX_LEVELS or place.tag not in _BOX_TAGS:
            return None
        length = text_length(place)
        if length:
            return place if length <= _MAX_BESIDE else None
    return None


def _is_below(box: HtmlElement, image: HtmlElement) -> bool:
    """Tell whether the text of the box begins after the picture and on a line of its own."""
    seen = apart = False
    for element in box.iter("*"):
        if element is image:
            seen = True
        elif seen and element.tag in ("br", "div", "p", "em", "i", "small", "center", "figcaption"):
            apart = True
        text = (element.text or "").strip()
        tail = (element.tail or "").strip() if element is not box else ""
        if (text or tail) and not (seen and apart):
            return False
    return seen and apart
