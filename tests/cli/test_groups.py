"""What is said where a command, a name or the beginning of a query is mistyped."""

from __future__ import annotations

import pytest
from tests.cli.running import CommandLine


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("lst",), "There is no command “lst”. Did you mean list?"),
        (("rules", "ad", "x"), "There is no command “ad”. Did you mean add?"),
        (("views", "mvoe", "x", "1"), "There is no command “mvoe”. Did you mean move?"),
        (("zzzz",), "There is no command “zzzz”."),
        (("rules", "add", "x", "y", "--do", "hid"), "Did you mean hide?"),
        (("rules", "add", "x", "y", "--do", "highlight:sucess"), "Did you mean success?"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_mistyped_command_is_not_understood_and_the_nearest_is_named(
    newsreader: CommandLine, typed: tuple[str, ...], said: str
) -> None:
    ran = newsreader(*typed)

    assert ran.status == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("help", "qurey"), "There is no page “qurey”. Did you mean query?"),
        (("help", "refrsh"), "There is no page “refrsh”. Did you mean refresh?"),
        (("views", "remove", "Mornin"), "There is no view Mornin. Did you mean Morning?"),
        (("rules", "on", "no-cup"), "There is no rule no-cup. Did you mean no cup?"),
        (("list", "--feed", "harbor"), "There is no feed harbor. Did you mean https://harbour.example/feed?"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_mistyped_name_fails_and_the_nearest_is_named(
    newsreader: CommandLine, typed: tuple[str, ...], said: str
) -> None:
    newsreader("add", "--no-fetch", "https://harbour.example/feed")
    newsreader("views", "add", "Morning", "unread")
    newsreader("rules", "add", "no cup", "cup", "--do", "hide")

    ran = newsreader(*typed)

    assert ran.status == 1
    assert said in ran.err


@pytest.mark.parametrize("typed", [("list", "unread", "-sports"), ("count", "-sports"), ("views", "add", "x", "-a")])
def test_a_query_that_begins_with_a_dash_is_told_to_stand_behind_two(
    newsreader: CommandLine, typed: tuple[str, ...]
) -> None:
    ran = newsreader(*typed)

    assert ran.status == 2
    assert ran.err.splitlines()[-1].endswith(
        f"{' '.join(typed[:2] if typed[0] == 'views' else typed[:1])} … -- -sports"
    )


def test_a_mistyped_option_is_no_part_of_a_query(newsreader: CommandLine) -> None:
    ran = newsreader("list", "--unred")

    assert ran.status == 2
    assert "stand behind two" not in ran.err
