"""The article in the user's editor: a copy as Markdown, which the reader does not read back."""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.errors import NotPossible
from newsreader.tui.saving import file_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsreader.tui.screens.reading import ReadingScreen


def edit(screen: ReadingScreen) -> None:
    """Open the article in the editor; a copy that was changed is kept, and where is said."""
    article = screen.article_view.article
    if article is None:
        raise NotPossible("There is no article to edit here.")
    words = editor_of(os.environ)
    from newsreader.writing.markdown import markdown_article

    document = markdown_article(article).encode()
    folder = Path(tempfile.mkdtemp(prefix="newsreader-"))  # nobody else's business: mode 700
    file = folder / f"{file_name(article.headline.title)}.md"
    file.write_bytes(document)
    is_kept = False
    try:
        fault = screen.news_app.programs.lend_terminal([*words, str(file)])
        is_kept = file.exists() and file.read_bytes() != document
    finally:
        if not is_kept:
            shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.rmdir()  # the editor moved the file away
    kept = f"Your copy is {file}; the article is as it was." if is_kept else ""
    screen.say(" ".join(filter(None, [fault, kept])), is_error=bool(fault))


def editor_of(environment: Mapping[str, str]) -> list[str]:
    """Return the call of the user's editor: $VISUAL, $EDITOR, or vi. Raises NotPossible."""
    named = next((name for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), "")
    try:
        words = shlex.split(environment[named]) if named else ["vi"]
    except ValueError as error:
        raise NotPossible(f"The environment variable {named} cannot be read: {str(error).lower()}.") from error
    if not words or shutil.which(words[0]) is None:
        missing = words[0] if words else named
        raise NotPossible(f"{missing} was not found: name your editor in the environment variable EDITOR.")
    return words
