"""What pages call the language of their code."""

from __future__ import annotations

import pytest

from newsreader.articles.code import code_language
from newsreader.articles.parsing import parse_fragment

PRE = {
    "on the code": "<pre><code class='language-rust'>x</code></pre>",
    "on the pre": "<pre class='lang-rust prettyprint'>x</pre>",
    "around it": "<div class='highlight-source-rust'><pre>x</pre></div>",
    "around that": "<div class='highlight-rust notranslate'><div class='highlight'><pre>x</pre></div></div>",
    "org": "<pre class='src src-rust'>x</pre>",
    "pandoc": "<pre class='sourceCode rust'><code>x</code></pre>",
    "highlight.js": "<pre><code class='hljs rust'>x</code></pre>",
    "syntax highlighter": "<pre class='brush: Rust; gutter: false'>x</pre>",
    "data": "<pre data-lang='Rust'>x</pre>",
}


@pytest.mark.parametrize("html", PRE.values(), ids=PRE)
def test_the_name_is_found_where_highlighters_leave_it(html: str) -> None:
    pre = next(parse_fragment(html).iter("pre"))

    assert code_language(pre) == "rust"


def test_where_nothing_names_it_there_is_none() -> None:
    assert code_language(next(parse_fragment("<p class='intro'><pre class='wide'>x</pre></p>").iter("pre"))) == ""
