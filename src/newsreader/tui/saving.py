"""Save the article that is shown to a file: as text, Markdown or HTML, by the ending. Imported when first asked."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError, NotPossible
from newsreader.query.completion import Completion
from newsreader.text import clean
from newsreader.tui.question import Question

if TYPE_CHECKING:
    from newsreader.model import Article
    from newsreader.tui.screens.reading import ReadingScreen

_HINT = "A file ending in .txt, .md or .html. Tab completes folders, Enter saves, Esc leaves."
_SUFFIXES = (".txt", ".md", ".html")
_MAX_NAME = 60
"""Characters of a title in the name of a file; every file system takes four times that."""
_MAX_OFFERS = 200


class FileNotSaved(NewsreaderError):
    """The article cannot be written there; the text says why and what to do."""


def ask_file(screen: ReadingScreen) -> None:
    """Ask where to, with a name made from the title. A file that is there is replaced after a second Enter only."""
    article = screen.article_view.article
    if article is None:
        raise NotPossible("There is no article to save here.")
    warned_of: Path | None = None

    def accept(typed: str) -> str | None:
        nonlocal warned_of
        file = file_named(typed)
        if file.exists() and file != warned_of:
            warned_of = file
            return f"{file} is there already. Enter again replaces it."
        save(article, file, replaces=file == warned_of)
        screen.say(f"Saved as {file}")
        return None

    begun = f"~/{file_name(article.headline.title)}.txt"
    screen.status.ask(Question("Save as ", accept, begun=begun, hint=_HINT, complete=folders_at))


def file_name(title: str) -> str:
    """Return a title as the name of a file: its words, joined by hyphens."""
    words = re.findall(r"\w+", clean(title).lower())
    name = ""
    for word in words:
        if len(name) + len(word) >= _MAX_NAME:
            break
        name += f"-{word}" if name else word
    return name or "".join(words)[:_MAX_NAME] or "article"


def file_named(typed: str) -> Path:
    """Return the file that is meant, absolute; ~ is the user's folder. Raises FileNotSaved."""
    try:
        file = Path(os.path.abspath(Path(typed.strip()).expanduser()))
        is_folder = file.is_dir() or typed.rstrip().endswith("/")
    except (RuntimeError, ValueError, OSError) as error:
        raise FileNotSaved("This is not the name of a file.") from error
    if not typed.strip() or is_folder:
        raise FileNotSaved("This is a folder: type the name of a file behind it, like article.md.")
    if file.suffix.lower() not in _SUFFIXES:
        raise FileNotSaved("The name must end in .txt for text, .md for Markdown or .html for a page.")
    return file


def save(article: Article, file: Path, *, replaces: bool) -> None:
    """Write the article, whole or not at all. Raises FileNotSaved."""
    document = _written(article, file.suffix.lower())
    part = file.with_name(f".{file.name[:80]}.{os.getpid()}.part")
    try:
        part.write_text(document, "utf-8")
        if replaces:
            part.replace(file)
        else:
            os.link(part, file)  # unlike a rename it never replaces what came there meanwhile
    except FileNotFoundError as error:
        raise FileNotSaved(f"There is no folder {file.parent}. Make it, or choose another.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileNotSaved(f"{file} cannot be written: {reason}. Choose another place.") from error
    finally:
        with suppress(OSError):
            part.unlink()


def _written(article: Article, suffix: str) -> str:
    if suffix == ".md":
        from newsreader.writing.markdown import markdown_article

        return markdown_article(article)
    if suffix == ".html":
        from newsreader.writing.html import html_page

        return html_page(article)
    from newsreader.writing.plain import plain_article

    return plain_article(article)


def folders_at(text: str, cursor: int) -> Sequence[Completion]:
    """Return the folders that the path before the cursor may go on with; hidden ones where a dot was typed."""
    begun, slash, name = text[:cursor].rpartition("/")
    if not slash:
        return ()
    try:
        with os.scandir(Path(f"{begun}/").expanduser()) as entries:
            found = sorted(
                entry.name
                for entry in entries
                if entry.name.startswith(name) and (name or entry.name[0] != ".") and _is_folder(entry)
            )
    except (OSError, RuntimeError, ValueError):
        return ()
    start = len(begun) + 1
    return [Completion(f"{each}/", "", start, len(text)) for each in found[:_MAX_OFFERS] if each.isprintable()]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
