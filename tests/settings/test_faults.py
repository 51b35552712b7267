"""A complaint says what is wrong, where, and what would be right."""

from __future__ import annotations

import pytest

from newsreader.settings import Settings
from newsreader.settings.faults import take


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ("theme = 3", "theme must be text in quotes, not 3. Its default is used."),
        ('theme = ["ink"]', 'theme must be text in quotes, not ["ink"]. Its default is used.'),
        ("theme = 2026-01-01", "theme must be text in quotes, not a date or time. Its default is used."),
        ("[theme]", "theme must be text in quotes, not a table. Its default is used."),
        ("refresh = true", "refresh must be a table, not true. Its default is used."),
        (f'refresh = "{"x" * 99}"', "refresh must be a table, not this text. Its default is used."),
        (
            '[list]\ndensity = "cozy"',
            'list.density must be "compact", "cosy" or "airy", not "cozy". Its default is used.',
        ),
        (
            "[images]\nmax_mb = 0",
            "images.max_mb must be a whole number from 1 to 100, not 0. Its default is used.",
        ),
        (
            f"[images]\nmax_mb = {2**80}",
            f"images.max_mb must be a whole number from 1 to 100, not {2**80}. Its default is used.",
        ),
        ('thme = "ink"', "thme is no setting. Did you mean theme?"),
        ("[refresh]\nAt_Start = true", "refresh.At_Start is no setting. Did you mean at_start?"),
        ('density = "cosy"', "density is no setting. density belongs below [list]."),
        ("[refresh]\nmark_read = 1", "refresh.mark_read is no setting. mark_read belongs below [reading]."),
        (
            '[list]\ntheme = "paper"',
            "list.theme is no setting. theme stands at the top of the file, above the first [table].",
        ),
        (
            '[list]\ncolumns = ["age", "sauce"]',
            'list.columns must be a list of "source", "author", "minutes", "age", "text" or "star", not '
            '["age", "sauce"]. Its default is used.',
        ),
        ("[list]\nzzz = 1", "list.zzz is no setting. Here are: density, columns, once."),
        ("feeds = 1", "feeds must be a table, not a number. Its default is used."),
        (
            '[feeds]\n"https://a.example/" = true',
            'feeds."https://a.example/" must be a table, not true or false. It is left out.',
        ),
        ('[feeds."a"]\nusr = "x"', "feeds.a.usr is no setting. Did you mean user?"),
    ],
)
def test_a_fault_is_told_with_what_would_be_right(document: str, complaint: str) -> None:
    _, complaints = take(document)

    assert [each.text for each in complaints] == [complaint]
    assert complaints[0].line == document.count("\n") + 1


def test_everything_else_of_the_file_is_kept() -> None:
    settings, complaints = take('theme = "paper"\nrefresh = 3\n[list]\ndensity = "airy"\nx = 1\n[zen]\ny = 1\n')

    assert len(complaints) == 3
    assert settings == Settings(theme="paper", list=settings.list)
    assert settings.list.density == "airy"
