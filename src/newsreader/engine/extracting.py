"""Page bytes to text: extraction as the worker and `newsreader extract` run it."""

from __future__ import annotations

from newsreader.articles import extract_page
from newsreader.engine.wire import Extracted, ExtractTask, Result, Unreadable
from newsreader.errors import ExtractionFailed


def extract(task: ExtractTask) -> Result:
    """Return the page's text, or why there is none."""
    try:
        return Extracted(extract_page(task.body, url=task.url, charset=task.charset))
    except ExtractionFailed as error:
        return Unreadable(str(error))
