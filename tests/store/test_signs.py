"""What the index knows of articles besides their words: has:image, lang:pt and w* read no text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.building import open_store
from tests.store.asked import fill, index_all

from newsreader.folding import words_of
from newsreader.query.matching import Facts
from newsreader.query.parser import parse
from newsreader.query.tree import Field, Has, Thing, Words
from newsreader.store import Store
from newsreader.store.signs import sign_of_thing, signs_of_language

ARTICLES = [
    Facts(1, title="Whale", language="pt-BR", text="Wide sea", things=frozenset({Thing.IMAGE, Thing.LINK})),
    Facts(2, title="Otter", language="PT", text="River", things=frozenset({Thing.AUDIO, Thing.COMMENTS})),
    Facts(3, title="Bear", language="pto", text="§hasimage § image"),
]


@pytest.fixture
def unread_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store whose index is whole and whose texts are gone, so that nothing can be found by reading."""
    store = open_store(tmp_path_factory.mktemp("signs"))
    fill(store._database, ARTICLES)
    index_all(store)
    with store._database.transaction() as connection:
        connection.execute("DROP TRIGGER index_text_changed")
        connection.execute("UPDATE bodies SET feed_blocks = NULL, page_blocks = NULL")
    yield store
    store.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("has:image", [1]),
        ("-has:image", [2, 3]),
        ("has:link or has:audio", [1, 2]),
        ("has:comments", [2]),
        ("has:table", []),
        ("lang:pt", [1, 2]),
        ("lang=pt", [2]),
        ("lang:pt_br", [1]),
        ("-lang:pt", [3]),
        ("w*", [1]),
        ("b* or o*", [2, 3]),
    ],
)
def test_signs_are_found_without_reading(unread_texts: Store, typed: str, expected: list[int]) -> None:
    assert sorted(unread_texts.asking.ids(parse(typed))) == expected
    assert unread_texts.asking.count(parse(typed)) == len(expected)


def test_what_a_feed_says_of_an_article_later_is_known(unread_texts: Store) -> None:
    with unread_texts._database.transaction() as connection:
        connection.execute("UPDATE articles SET language = 'ja', comments = 'https://a.example/' WHERE id = 1")
    before = list(unread_texts.asking.ids(parse("lang:ja has:comments")))
    index_all(unread_texts)

    assert before == list(unread_texts.asking.ids(parse("lang:ja has:comments"))) == [1]
    assert list(unread_texts.asking.ids(parse("lang:pt"))) == [2]


def test_no_word_is_a_sign() -> None:
    signs = [sign_of_thing(Has(Thing.IMAGE)), *signs_of_language(Words(Field.LANG, "pt"))]

    for sign in signs:
        assert sign is not None
        assert sign.text not in words_of(f"a {sign.text} b")


def test_nearly_every_article_has_an_author_and_a_text_and_no_sign_of_it() -> None:
    assert sign_of_thing(Has(Thing.AUTHOR)) is sign_of_thing(Has(Thing.TEXT)) is None
