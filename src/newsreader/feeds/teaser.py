"""Say whether a feed gives only the beginning of an article, so that its page is worth fetching. Pure.

Judged by how the text ends and how long it is, and by what the feed calls it. Must not know HTML: the text is plain.
"""

from __future__ import annotations

import re

from newsreader.feeds.document import DocumentArticle

_WHOLE_FROM = 250
"""Words from which on a text that does not break off is taken for the whole, whatever the feed calls it."""
_SUMMARY_UP_TO = 150
"""Words up to which a text that the feed calls a summary is one."""
_NOTHING_UP_TO = 10
"""Words up to which even what the feed calls content says nothing but "Comments" or "12 points"."""
_ENDING = 180
"""Characters at the end of a text in which its ending is looked for."""
_WITH_FOOTER = 600
"""The same, before the footer is taken away."""

_MORE = "|".join(
    [
        r"(?:read|view|see|show) (?:the |this )?(?:more|full|rest|whole|entire|original|complete)",
        r"(?:continue|keep) reading|read on|learn more|full (?:story|article|text|post)",
        r"weiterlesen|weiter lesen|mehr lesen|mehr dazu|zum artikel|den ganzen artikel",
        r"lire (?:la suite|l['’]article|plus)|en savoir plus|suite de l['’]article",
        r"leer más|sigue leyendo|seguir leyendo|leia mais|saiba mais|continu[ae]r? (?:a ler|lendo)",
        r"leggi (?:tutto|ancora|l['’]articolo)|continua a leggere|lees (?:meer|verder)",
        r"читать (?:далее|дальше|полностью)|подробнее|читати далі|czytaj (?:dalej|więcej)|číst (?:dál|více)",
        r"läs (?:mer|hela)|læs (?:mere|videre)|les mer|lue (?:lisää|koko)|devam[ıi](?:n[ıi] oku)?",
        r"続きを読む|続きは|阅读全文|阅读更多|查看全文|閱讀全文|繼續閱讀|더 ?보기|전문 ?보기|اقرأ المزيد|קרא עוד",
    ]
)
# Of a text in lower case: to fold each letter as it is met would take five times as long.
_MORE_AT_END = re.compile(rf"(?:{_MORE})(?:[^.!?\n]|\.(?=\w)){{0,120}}[.!?…\s]{{0,9}}$")
_CUT_IN_BRACKETS = re.compile(r"[\[(](?:…|\.{3}|more|mehr)[\])]\W{0,4}$", re.IGNORECASE)
_CUT_AT_END = re.compile(r"(?:…|\.\.\.|»|›|→|>>)\W{0,4}$")
# WordPress puts this below whole texts and excerpts alike.
_FOOTER = re.compile(
    r"(?:the post .{1,300} (?:first appeared|appeared first) on .{1,120}"
    r"|der beitrag .{1,300} erschien zuerst auf .{1,120}|l['’]article .{1,300} est apparu en premier sur .{1,120})$",
    re.IGNORECASE | re.DOTALL,
)
_FOOTER_WORDS = ("appeared", "erschien", "est apparu")
_PLAYER = re.compile(r"https?://(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com)/")


def may_be_teaser(article: DocumentArticle) -> bool:
    """Is there a page to fetch that may have more text: not where the article is something to hear or see."""
    return article.link is not None and not _is_played(article)


def is_beginning(text: str, words: int, *, has_content: bool) -> bool:
    """Is this plain text, which has so many words, only the beginning; `has_content` if the feed calls it content."""
    end = text[-_WITH_FOOTER:].rstrip()
    if any(word in end for word in _FOOTER_WORDS):
        end = _FOOTER.sub("", end).rstrip()
    end = end[-_ENDING:]
    if not end or _CUT_IN_BRACKETS.search(end):
        return True
    if words >= _WHOLE_FROM:
        return False
    if _CUT_AT_END.search(end) or _MORE_AT_END.search(end.lower()):
        return True
    if words <= _NOTHING_UP_TO:
        return True
    return not has_content and (words <= _SUMMARY_UP_TO or len(text.splitlines()) < 2)


def _is_played(article: DocumentArticle) -> bool:
    kinds = {enclosure.type.lower().partition("/")[0] for enclosure in article.enclosures}
    # A film beside pictures illustrates a text; a film alone is what the article is about.
    if "audio" in kinds or ("video" in kinds and "image" not in kinds):
        return True
    return _PLAYER.match(article.link or "") is not None
