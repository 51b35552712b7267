from __future__ import annotations

import pytest

from newsreader.articles.embeds import embed_of
from newsreader.articles.parsing import parse_fragment


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"></iframe>',
            ("YouTube", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ),
        ('<iframe data-src="//player.vimeo.com/video/76979871"></iframe>', ("Vimeo", "https://vimeo.com/76979871")),
        (
            '<iframe src="https://w.soundcloud.com/player/?url=x"></iframe>',
            ("SoundCloud", "https://w.soundcloud.com/player/?url=x"),
        ),
        ('<video src="/v.mp4" title="The pier"></video>', ("The pier", "https://a.example/v.mp4")),
        ("<video><source src=/v.mp4></video>", ("Video", "https://a.example/v.mp4")),
        ("<audio src=/a.mp3></audio>", ("Audio", "https://a.example/a.mp3")),
        ('<iframe src="https://ads.example/x"></iframe>', None),
        ('<iframe src="javascript:alert(1)"></iframe>', None),
        ("<iframe></iframe>", None),
    ],
)
def test_players_are_named_by_where_they_come_from(html: str, expected: tuple[str, str] | None) -> None:
    assert embed_of(parse_fragment(html)[0], "https://a.example/") == expected
