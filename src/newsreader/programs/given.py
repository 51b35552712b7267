"""What a program gets of an article on its standard input."""

from __future__ import annotations

from newsreader.model import Article
from newsreader.settings import Gives
from newsreader.text import clean_lines


def given(article: Article, form: Gives) -> str:
    """Return an article as text, Markdown, a page or one line of JSON; nothing where nothing is wanted.

    A program may print it again: nothing in it is what a terminal obeys.
    """
    match form:
        case Gives.MARKDOWN:
            from newsreader.writing.markdown import markdown_article

            return clean_lines(markdown_article(article), limit=None)
        case Gives.HTML:
            from newsreader.writing.html import html_page

            return clean_lines(html_page(article), limit=None)
        case Gives.JSON:
            from newsreader.writing.fields import article_fields, json_line

            return json_line(article_fields(article)) + "\n"
        case Gives.TEXT:
            from newsreader.writing.plain import plain_article

            return clean_lines(plain_article(article, width=None), limit=None)
    return ""
