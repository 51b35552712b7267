"""Tell in which language code is written, by what the page's own highlighter left on its elements."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

_CODE_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-|src-|brush:\s*|sourceCode\s+|hljs\s+)"
    r"([A-Za-z][\w+#.-]{0,20})"
)

_AROUND = 2
"""Elements around the `pre` that highlighters put their classes on."""


def code_language(element: etree._Element) -> str:
    """Return what the page calls the language of a `pre`, in lower case; "" where it says nothing."""
    for place in (element, *element.iterchildren("code"), *islice(element.iterancestors(), _AROUND)):
        named = place.get("data-lang") or place.get("data-language")
        if named and re.fullmatch(r"[\w+#.-]{1,20}", named):
            return str(named).lower()
        if found := _CODE_LANGUAGE.search(place.get("class", "")):
            return found.group(1).lower()
    return ""
