"""Languages as feeds declare them, and where the script says that the declaration is wrong."""

from __future__ import annotations

import pytest

from newsreader.feeds.language import declared_language, language_of


@pytest.mark.parametrize(
    ("declared", "language"),
    [
        ("en", "en"),
        ("en-us", "en-US"),
        ("EN_GB", "en-GB"),
        ("zh-hans-cn", "zh-Hans-CN"),
        (" pt-BR ", "pt-BR"),
        ("es-419", "es-419"),
        ("jp", "ja"),
        ("cn", "zh"),
        ("English", "en"),
        ("", None),
        (None, None),
        ("12", None),
        ("en us", None),
        ("\x1b[0m", None),
        ("x" * 1_000, None),
    ],
)
def test_a_declaration_is_read(declared: str | None, language: str | None) -> None:
    """As BCP 47 has it, or nothing."""
    assert declared_language(declared) == language


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        pytest.param("en-US", "東京で首脳会談が開かれた", "ja", id="Japanese called English"),
        pytest.param("ja", "東京で首脳会談", "ja", id="Japanese"),
        pytest.param("ja", "東京首脳会談", "ja", id="Japanese without kana"),
        pytest.param("zh-TW", "東京首腦會談", "zh-TW", id="Chinese of Taiwan"),
        pytest.param(None, "首脑会谈在东京举行", "zh", id="Chinese undeclared"),
        pytest.param("en", "도쿄 정상회담", "ko", id="Korean called English"),
        pytest.param(
            "en", "The film 千と千尋の神隠し returns to cinemas all over the country", "en", id="a name within"
        ),
        pytest.param("de", "Über allen Gipfeln", "de", id="accents say nothing"),
        pytest.param("ru", "Новости", "ru", id="a script of many languages says nothing"),
        pytest.param("en", "חדשות היום", "he", id="Hebrew called English"),
        pytest.param("yi", "חדשות היום", "yi", id="Yiddish is written so too"),
        pytest.param(None, "Plain words", None, id="nothing said, nothing guessed"),
    ],
)
def test_the_script_overrules_a_declaration_that_cannot_be_true(
    declared: str | None, text: str, language: str | None
) -> None:
    """Software declares en-US, whatever its owner writes."""
    assert language_of(declared, text) == language
